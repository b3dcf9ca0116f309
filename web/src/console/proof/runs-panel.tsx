import { Stack, Title } from '@mantine/core'
import type { ProofView } from '@perennial/contract'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { useFormat, useText } from '../../ui/locale.tsx'
import { Instant, Num } from '../../ui/values.tsx'

type Run = ProofView['runs'][number]

/** The last verifications, newest first. */
export function RunsPanel({ runs }: { runs: readonly Run[] }) {
  const t = useText()
  const format = useFormat()
  const columns: Column<Run>[] = [
    { key: 'when', header: t('proof.when'), cell: ({ finishedAt }) => <Instant at={finishedAt} /> },
    {
      key: 'result',
      header: t('proof.result'),
      cell: ({ report }) => {
        const count = report.breaks.length
        return report.clean
          ? t('proof.clean')
          : t('proof.result.breaks', { count, shown: format.number(count) })
      },
    },
    {
      key: 'rows',
      header: t('proof.rows'),
      numeric: true,
      cell: ({ report }) => <Num>{format.number(report.checked['journal rows'] ?? 0)}</Num>,
    },
    {
      key: 'seal',
      header: t('proof.seal'),
      numeric: true,
      cell: ({ report }) => report.head !== null && <Num>{format.number(report.head.seal)}</Num>,
    },
  ]
  return (
    <Stack gap="sm" component="section" aria-labelledby="runs">
      <Title order={2} size="h4" id="runs">
        {t('proof.runs')}
      </Title>
      <DataTable
        label={t('proof.runs')}
        columns={columns}
        rows={runs}
        rowKey={(run) => run.finishedAt}
        minWidth={560}
      />
    </Stack>
  )
}
