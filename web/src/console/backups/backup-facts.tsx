import { Paper, SimpleGrid, Text } from '@mantine/core'
import type { BackupsView } from '@perennial/contract'
import type { ReactNode } from 'react'
import { useFormat, useText } from '../../ui/locale.tsx'
import { Instant } from '../../ui/values.tsx'
import { Age } from './age.tsx'

/** The three ages that count, and what the schedule is. */
export function BackupFacts({ view }: { view: BackupsView }) {
  const t = useText()
  const format = useFormat()
  const { schedule, lastRun, lastVerified } = view
  const newest = view.copies[0]?.takenAt
  return (
    <SimpleGrid component="dl" cols={{ base: 1, xs: 2, md: 4 }} m={0}>
      <Fact name={t('backups.newest')} value={newest ? <Age of={newest} /> : t('backups.never')}>
        {newest && <Instant at={newest} />}
      </Fact>
      <Fact
        name={t('backups.verified')}
        value={lastVerified?.takenAt ? <Age of={lastVerified.takenAt} /> : t('backups.never')}
      >
        {lastVerified ? (
          <>
            {t('backups.verified.note')} <Instant at={lastVerified.at} />
          </>
        ) : null}
      </Fact>
      <Fact
        name={t('backups.lastRun')}
        value={lastRun === null ? t('backups.never') : lastRun.ok ? t('backups.ok') : t('backups.failed')}
      >
        {lastRun && <Instant at={lastRun.at} />}
      </Fact>
      <Fact
        name={t('backups.schedule')}
        value={
          schedule === null
            ? t('backups.schedule.off')
            : t('backups.schedule.hours', {
                count: schedule.everyHours,
                shown: format.number(schedule.everyHours),
              })
        }
      >
        {schedule &&
          t('backups.schedule.keep', { count: schedule.keep, shown: format.number(schedule.keep) })}
      </Fact>
    </SimpleGrid>
  )
}

function Fact({ name, value, children }: { name: string; value: ReactNode; children: ReactNode }) {
  return (
    <Paper p="md" bg="var(--surface)">
      <Text component="dt" size="sm" c="dimmed">
        {name}
      </Text>
      <Text component="dd" m={0} mt={4} size="lg" fw={600}>
        {value}
      </Text>
      <Text component="dd" m={0} mt={4} size="sm" c="dimmed">
        {children}
      </Text>
    </Paper>
  )
}
