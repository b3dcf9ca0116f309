import { Badge, Button, Group, Menu, Stack, Text, Title } from '@mantine/core'
import type { DefinitionView } from '@perennial/contract'
import { IconPencil, IconPlus, IconSettings, IconTestPipe } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { definitionsQuery } from '../../data/design-queries.ts'
import { comparisonQuery } from '../../data/release-queries.ts'
import { useFormat, useText, useTextOr } from '../../ui/locale.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { Code } from '../../ui/values.tsx'
import { LinkButton, LinkItem } from '../links.tsx'
import { useProgram } from '../program.tsx'
import styles from './design.module.css'
import { EstimatePanel } from './estimate-panel.tsx'
import { kindGroups } from './kinds.ts'
import { SegmentSize } from './segment-size.tsx'
import { nameOf } from './use-options.ts'

/** Everything that the programme decides, by kind, and what of it is not published yet. */
export function DesignPage() {
  const t = useText()
  const program = useProgram()
  const definitions = useQuery(definitionsQuery(program.key))
  const changes = useQuery(comparisonQuery(program.key, {}))
  const list = definitions.data ?? []
  const isEmpty = definitions.data !== undefined && list.length === 0
  return (
    <Page
      title={t('design.title')}
      subtitle={t('design.subtitle')}
      actions={
        list.length > 0 && (
          <Group gap="sm">
            <LinkButton
              to="/$program/bench"
              params={{ program: program.key }}
              variant="default"
              leftSection={<IconTestPipe size={18} aria-hidden />}
            >
              {t('bench.title')}
            </LinkButton>
            <NewMenu present={list} />
          </Group>
        )
      }
    >
      {definitions.isPending && <Loading />}
      {definitions.error && <Failure error={definitions.error} retry={() => void definitions.refetch()} />}
      {isEmpty && !definitions.error && (
        <Empty
          icon={<IconSettings size={28} />}
          title={t('design.empty.title')}
          action={
            <LinkButton to="/$program/design/new/$kind" params={{ program: program.key, kind: 'settings' }}>
              {t('design.empty.action')}
            </LinkButton>
          }
        >
          {t('design.empty.text')}
        </Empty>
      )}
      {list.length > 0 && !definitions.error && (
        <>
          {changes.data && changes.data.changes.length > 0 && (
            <DraftNotice count={changes.data.changes.length} faults={changes.data.errors.length} />
          )}
          <EstimatePanel />
          <Kinds list={list} changes={changes.data?.changes ?? []} isKnown={changes.data !== undefined} />
        </>
      )}
    </Page>
  )
}

function DraftNotice({ count, faults }: { count: number; faults: number }) {
  const t = useText()
  const format = useFormat()
  const program = useProgram()
  return (
    <div className={styles.notice}>
      <div>
        <Text fw={600}>{t('design.drafts', { count, shown: format.number(count) })}</Text>
        <Text size="sm">
          {faults > 0
            ? t('design.drafts.faults', { count: faults, shown: format.number(faults) })
            : t('design.drafts.text')}
        </Text>
      </div>
      <LinkButton to="/$program/publish" params={{ program: program.key }}>
        {t('design.review')}
      </LinkButton>
    </div>
  )
}

interface Change {
  kind: string
  key: string
  change: 'added' | 'changed' | 'removed'
}

interface KindsProps {
  list: readonly DefinitionView[]
  changes: readonly Change[]
  /** Whether it is known what is published. */
  isKnown: boolean
}

function Kinds({ list, changes, isKnown }: KindsProps) {
  const t = useText()
  const gone = changes.filter((each) => each.change === 'removed')
  const groups = kindGroups([...list, ...gone].map((each) => each.kind))
  const shown = groups.filter(({ kinds }) => [...list, ...gone].some((each) => kinds.includes(each.kind)))
  return (
    <Stack gap="xl">
      {shown.map(({ group, kinds }) => (
        <section key={group} aria-labelledby={`group-${group}`}>
          <Title order={2} size="h4" mb="sm" id={`group-${group}`}>
            {t(`design.group.${group}`)}
          </Title>
          <ul className={styles.list}>
            {kinds.flatMap((kind) => [
              ...list
                .filter((each) => each.kind === kind)
                .map((each) => (
                  <Row
                    key={`${kind}/${each.key}`}
                    definition={each}
                    change={changes.find((other) => other.kind === kind && other.key === each.key)?.change}
                    isKnown={isKnown}
                  />
                )),
              ...gone
                .filter((each) => each.kind === kind)
                .map((each) => <Gone key={`gone/${kind}/${each.key}`} change={each} />),
            ])}
          </ul>
        </section>
      ))}
    </Stack>
  )
}

interface RowProps {
  definition: DefinitionView
  change: Change['change'] | undefined
  isKnown: boolean
}

function Row({ definition, change, isKnown }: RowProps) {
  const t = useText()
  const textOr = useTextOr()
  const program = useProgram()
  const { kind, key } = definition
  return (
    <li>
      <Link
        className={styles.row}
        to="/$program/design/$kind/$key"
        params={{ program: program.key, kind, key }}
      >
        <span>
          <Text span fw={600}>
            <bdi>{nameOf(definition)}</bdi>
          </Text>{' '}
          <Text span size="sm" c="dimmed">
            {textOr(`kind.${kind}`, kind)} · <Code>{key}</Code>
          </Text>
        </span>
        <Group gap="md">
          {kind === 'segment' && <SegmentSize segment={key} />}
          {isKnown && <State change={change} />}
          {!isKnown && <span>{t('design.state.draft')}</span>}
        </Group>
      </Link>
    </li>
  )
}

const stateColors = { added: 'fern', changed: 'blue', removed: 'orange' } as const

function State({ change }: { change: Change['change'] | undefined }) {
  const t = useText()
  if (change === undefined)
    return (
      <Badge variant="light" color="gray">
        {t('design.state.same')}
      </Badge>
    )
  return (
    <Badge
      variant="light"
      color={stateColors[change]}
      leftSection={
        change === 'added' ? <IconPlus size={13} aria-hidden /> : <IconPencil size={13} aria-hidden />
      }
    >
      {t(`design.state.${change}`)}
    </Badge>
  )
}

function Gone({ change }: { change: Change }) {
  const textOr = useTextOr()
  return (
    <li className={styles.row}>
      <Text span c="dimmed" className={styles.gone}>
        {textOr(`kind.${change.kind}`, change.kind)} · <Code>{change.key}</Code>
      </Text>
      <State change="removed" />
    </li>
  )
}

function NewMenu({ present }: { present: readonly DefinitionView[] }) {
  const t = useText()
  const textOr = useTextOr()
  const program = useProgram()
  const has = (kind: string) => present.some((each) => each.kind === kind)
  const groups = kindGroups([]).map(({ group, kinds }) => ({
    group,
    // A kind without a name is one that the server does not know yet.
    kinds: kinds.filter((kind) => textOr(`kind.${kind}`, '') !== '' && (kind !== 'settings' || !has(kind))),
  }))
  return (
    <Menu position="bottom-end" shadow="md" radius="md" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button leftSection={<IconPlus size={18} aria-hidden />}>{t('design.add')}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {groups.flatMap(({ kinds }) =>
          kinds.map((kind) => (
            <LinkItem key={kind} to="/$program/design/new/$kind" params={{ program: program.key, kind }}>
              {textOr(`kind.${kind}`, kind)}
            </LinkItem>
          )),
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
