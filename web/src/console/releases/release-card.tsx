import { Badge, Button, Collapse, Group, Paper, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { ReleaseView } from '@perennial/contract'
import { IconChevronDown, IconChevronUp, IconCircleCheck } from '@tabler/icons-react'
import { useFormat, useText } from '../../ui/locale.tsx'
import { Instant } from '../../ui/values.tsx'
import { useActorName } from '../actor-name.ts'
import { useAudienceText } from '../beta/audience.tsx'
import { useBeta } from '../beta/live-panel.tsx'
import { Changes } from './changes.tsx'
import { RollBack } from './roll-back.tsx'

/** One release: who published it, when and why, and what it changed. */
export function ReleaseCard({ release, opened: openedFirst }: { release: ReleaseView; opened: boolean }) {
  const t = useText()
  const format = useFormat()
  const [opened, panel] = useDisclosure(openedFirst)
  const id = `release-${release.number}`
  const count = release.changes.length
  const audience = useAudienceText()
  const nameOf = useActorName()
  const isBeta = useBeta()?.beta?.release === release.number
  return (
    <Paper p="lg" bg="var(--surface)" component="article" aria-labelledby={id}>
      <Group justify="space-between" align="flex-start" gap="md">
        <div>
          <Group gap="sm">
            <Title order={2} size="h4" id={id}>
              {t('release.number', { number: format.number(release.number) })}
            </Title>
            {release.current && (
              <Badge tt="none" leftSection={<IconCircleCheck size={14} aria-hidden />}>
                {t('release.current')}
              </Badge>
            )}
            {release.audience && (
              <Badge tt="none" variant="light" color={isBeta ? 'fern' : 'gray'}>
                {isBeta ? t('beta.badge') : t('beta.ended')}
              </Badge>
            )}
          </Group>
          {release.audience && (
            <Text size="sm" mt={4}>
              {audience(release.audience)}
            </Text>
          )}
          {release.note && (
            <Text mt={4}>
              <bdi>{release.note}</bdi>
            </Text>
          )}
          <Text size="sm" c="dimmed" mt={4} component="div">
            <bdi>{nameOf(release.author)}</bdi> · <Instant at={release.effectiveAt} />
          </Text>
        </div>
        <Group gap="xs">
          {!release.current && release.audience === null && <RollBack release={release.number} />}
          <Button
            variant="subtle"
            aria-expanded={opened}
            aria-controls={`${id}-changes`}
            rightSection={opened ? <IconChevronUp size={16} /> : <IconChevronDown size={16} />}
            onClick={panel.toggle}
          >
            {t('release.changes', { count, shown: format.number(count) })}
          </Button>
        </Group>
      </Group>
      <Collapse expanded={opened} id={`${id}-changes`}>
        <Changes changes={release.changes} />
      </Collapse>
    </Paper>
  )
}
