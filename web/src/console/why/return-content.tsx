import { Stack, Text, Title } from '@mantine/core'
import type { ActivityRecord } from '@perennial/contract'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { useFormat, useText } from '../../ui/locale.tsx'
import { Code, Num } from '../../ui/values.tsx'

type Match = NonNullable<ActivityRecord['matches']>[number]
type Unmatched = NonNullable<ActivityRecord['unmatched']>[number]

/** Which lines of which orders a return took, and what could not be found. */
export function ReturnContent({ record }: { record: ActivityRecord }) {
  const t = useText()
  const matches = record.matches ?? []
  const unmatched = record.unmatched ?? []
  if (matches.length === 0 && unmatched.length === 0) return null
  return (
    <Stack gap="lg">
      {matches.length > 0 && (
        <section aria-labelledby="why-matches">
          <Title order={3} size="h5" id="why-matches" mb={4}>
            {t('why.matches')}
          </Title>
          <Text size="sm" c="dimmed" mb="xs">
            {t('why.matches.note')}
          </Text>
          <MatchTable matches={matches} />
        </section>
      )}
      {unmatched.length > 0 && (
        <section aria-labelledby="why-unmatched">
          <Title order={3} size="h5" id="why-unmatched" mb={4}>
            {t('why.unmatched')}
          </Title>
          <Text size="sm" c="dimmed" mb="xs">
            {t('why.unmatched.note')}
          </Text>
          <UnmatchedTable unmatched={unmatched} />
        </section>
      )}
    </Stack>
  )
}

function MatchTable({ matches }: { matches: readonly Match[] }) {
  const t = useText()
  const format = useFormat()
  const columns: Column<Match>[] = [
    { key: 'sku', header: t('why.item'), cell: (match) => <Code>{match.sku}</Code> },
    { key: 'order', header: t('why.order'), cell: (match) => <Code>{match.orderSourceId}</Code> },
    {
      key: 'quantity',
      header: t('why.quantity'),
      numeric: true,
      cell: (match) => <Num>{format.decimal(match.quantity)}</Num>,
    },
  ]
  return (
    <DataTable
      label={t('why.matches')}
      columns={columns}
      rows={matches}
      rowKey={(match, place) => `${place} ${match.lineId}`}
      minWidth={320}
    />
  )
}

function UnmatchedTable({ unmatched }: { unmatched: readonly Unmatched[] }) {
  const t = useText()
  const format = useFormat()
  const columns: Column<Unmatched>[] = [
    { key: 'sku', header: t('why.item'), cell: (line) => <Code>{line.sku}</Code> },
    {
      key: 'quantity',
      header: t('why.quantity'),
      numeric: true,
      cell: (line) => <Num>{format.decimal(line.quantity)}</Num>,
    },
  ]
  return (
    <DataTable
      label={t('why.unmatched')}
      columns={columns}
      rows={unmatched}
      rowKey={(line, place) => `${place} ${line.sku}`}
      minWidth={320}
    />
  )
}
