import { Alert, Stack, Text } from '@mantine/core'
import type { BackupsView } from '@perennial/contract'
import { IconAlertTriangle, IconCircleCheck, IconDatabaseExport } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { backupsQuery } from '../../data/queries.ts'
import { Copyable } from '../../ui/copyable.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { useFormat, useText } from '../../ui/locale.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { Code, Instant } from '../../ui/values.tsx'
import { Age } from './age.tsx'
import { BackupFacts } from './backup-facts.tsx'
import { type BackupVerdict, judgeBackups } from './judge-backups.ts'

/** Whether there is a copy of everything, how old it is, and whether it has been restored. */
export function BackupsPage() {
  const t = useText()
  const query = useQuery(backupsQuery())
  return (
    <Page title={t('backups.title')} subtitle={t('backups.subtitle')}>
      {query.isPending && <Loading rows={3} height={120} />}
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data && !query.error && <Backups view={query.data} />}
    </Page>
  )
}

function Backups({ view }: { view: BackupsView }) {
  const t = useText()
  return (
    <Stack gap="md">
      <Verdict view={view} verdict={judgeBackups(view, Date.now())} />
      <BackupFacts view={view} />
      {view.copies.length === 0 ? (
        <Empty icon={<IconDatabaseExport size={28} />} title={t('backups.empty.title')}>
          <Text mb="sm">{t('backups.empty.text')}</Text>
          <Copyable text="npx perennial backup" label={t('backups.command')} />
        </Empty>
      ) : (
        <Copies view={view} />
      )}
    </Stack>
  )
}

const texts = {
  failed: 'backups.verdict.failed',
  off: 'backups.verdict.off',
  none: 'backups.verdict.none',
  old: 'backups.verdict.old',
  drillFailed: 'backups.verdict.drillFailed',
  unverified: 'backups.verdict.unverified',
  good: 'backups.verdict.good',
} as const satisfies Record<BackupVerdict, string>

/** One sentence, and what to do when it is no good one. The server's own words name the disk or the table. */
function Verdict({ view, verdict }: { view: BackupsView; verdict: BackupVerdict }) {
  const t = useText()
  const isGood = verdict === 'good'
  const problem =
    verdict === 'failed' ? view.lastRun?.problem : verdict === 'drillFailed' ? view.lastDrill?.problem : null
  return (
    <Alert
      color={isGood ? 'fern' : 'orange'}
      role={isGood ? 'status' : 'alert'}
      icon={isGood ? <IconCircleCheck aria-hidden /> : <IconAlertTriangle aria-hidden />}
    >
      <Text>{t(texts[verdict])}</Text>
      {problem && (
        <Text size="sm" mt={6} dir="ltr">
          {problem}
        </Text>
      )}
    </Alert>
  )
}

function Copies({ view }: { view: BackupsView }) {
  const t = useText()
  const format = useFormat()
  return (
    <DataTable
      label={t('backups.copies')}
      rows={view.copies}
      rowKey={(copy) => copy.file}
      columns={[
        { key: 'takenAt', header: t('backups.takenAt'), cell: (copy) => <Instant at={copy.takenAt} /> },
        { key: 'age', header: t('backups.age'), cell: (copy) => <Age of={copy.takenAt} /> },
        { key: 'file', header: t('backups.file'), cell: (copy) => <Code>{copy.file}</Code> },
        {
          key: 'size',
          header: t('backups.size'),
          numeric: true,
          cell: (copy) => t('backups.megabytes', { size: format.number(Math.round(copy.bytes / 1e5) / 10) }),
        },
      ]}
    />
  )
}
