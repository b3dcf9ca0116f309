import { Badge, Text } from '@mantine/core'
import type { DefinitionKind, ReleaseChange, TierLadderSpec } from '@perennial/contract'
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { definitionQuery } from '../../data/queries.ts'
import { useFormat, useText } from '../../ui/locale.tsx'
import { Code } from '../../ui/values.tsx'
import { useFieldWords } from '../field-words.ts'
import { useProgram } from '../program.tsx'
import styles from './changes.module.css'
import { valueText } from './value-text.ts'

const marks = {
  added: { icon: IconPlus, color: 'fern' },
  changed: { icon: IconPencil, color: 'blue' },
  removed: { icon: IconTrash, color: 'orange' },
} as const

/** Changes by definition, each field before and after, in words where the catalogue knows them. */
export function Changes({ changes }: { changes: readonly ReleaseChange[] }) {
  return changes.map((change) => <Change key={`${change.kind}/${change.key}`} change={change} />)
}

function Change({ change }: { change: ReleaseChange }) {
  const t = useText()
  const { icon: Icon, color } = marks[change.change]
  const id = `${change.kind}/${change.key}`
  return (
    <div className={styles.change}>
      <div className={styles.head}>
        <Badge variant="light" color={color} tt="none" leftSection={<Icon size={13} aria-hidden />}>
          {t(`change.${change.change}`)}
        </Badge>
        <Text fw={600}>{t(`kind.${change.kind}`)}</Text>
        <Text size="sm" c="dimmed">
          <Code>{change.key}</Code>
        </Text>
      </div>
      {change.fields.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls what has the focus
        <section className={styles.scroll} aria-label={id} tabIndex={0}>
          <Fields change={change} />
        </section>
      )}
    </div>
  )
}

function Fields({ change }: { change: ReleaseChange }) {
  const t = useText()
  const withBefore = change.change !== 'added'
  const withAfter = change.change !== 'removed'
  const metric = useMetric(change)
  return (
    <table className={styles.fields}>
      <thead>
        <tr>
          <th scope="col">{t('change.field')}</th>
          {withBefore && <th scope="col">{t('change.before')}</th>}
          {withAfter && <th scope="col">{withBefore ? t('change.after') : t('change.value')}</th>}
        </tr>
      </thead>
      <tbody>
        {change.fields.map((field) => (
          <tr key={field.path}>
            <th scope="row">
              <FieldName kind={change.kind} path={field.path} />
            </th>
            {withBefore && (
              <td>
                <Value
                  kind={change.kind}
                  path={field.path}
                  value={field.before}
                  tone={withAfter ? styles.before : undefined}
                  metric={metric}
                />
              </td>
            )}
            {withAfter && (
              <td>
                <Value
                  kind={change.kind}
                  path={field.path}
                  value={field.after}
                  tone={withBefore ? styles.after : undefined}
                  metric={metric}
                />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The name of a field in words, with its place in a list. */
function FieldName({ kind, path }: { kind: DefinitionKind; path: string }) {
  const t = useText()
  const format = useFormat()
  const name = useFieldWords(kind).label(path)
  const index = /\[(\d+)\]/.exec(path)?.[1]
  return index === undefined ? name : t('change.place', { name, number: format.number(Number(index) + 1) })
}

/** What the ladder of this change counts, from the change itself or from the ladder as it is. */
function useMetric(change: ReleaseChange): string | undefined {
  const program = useProgram()
  const named = { kind: change.kind, key: change.key }
  const isLadder = change.kind === 'tier-ladder'
  const ladder = useQuery({ ...definitionQuery<TierLadderSpec>(program.key, named), enabled: isLadder }).data
  const field = change.fields.find((each) => each.path === 'metric')
  return isLadder ? String(field?.after ?? field?.before ?? ladder?.metric) : undefined
}

interface ValueProps {
  kind: DefinitionKind
  path: string
  value: unknown
  tone: string | undefined
  metric: string | undefined
}

function Value({ kind, path, value, tone, metric }: ValueProps) {
  const t = useText()
  const names = useFieldWords(kind)
  const format = useFormat()
  const { currency } = useProgram()
  if (value === undefined || value === null) {
    return (
      <Text span size="sm" c="dimmed">
        {t('change.unset')}
      </Text>
    )
  }
  return (
    <bdi className={`${styles.value} ${tone ?? ''}`}>
      {valueText(path, value, { t, names, format, currency, metric })}
    </bdi>
  )
}
