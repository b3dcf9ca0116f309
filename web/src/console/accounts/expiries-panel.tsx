import { Stack, Text, Title } from '@mantine/core'
import type { ExpiryReport } from '@perennial/contract'
import { useQuery } from '@tanstack/react-query'
import { expiriesQuery } from '../../data/wallet-queries.ts'
import { addDays } from '../../ui/calendar.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { useFormat, useText } from '../../ui/locale.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { Num } from '../../ui/values.tsx'
import { useCurrencies } from '../currencies.ts'
import { useProgram } from '../program.tsx'

type Row = ExpiryReport['days'][number]

/** What will end in the next weeks if nobody does anything. */
export function ExpiriesPanel() {
  const t = useText()
  const { key } = useProgram()
  const expiries = useQuery(expiriesQuery(key))
  return (
    <Stack gap="sm" component="section" aria-labelledby="ahead">
      <Title order={2} size="h4" id="ahead">
        {t('ahead.title')}
      </Title>
      {expiries.isPending && <Loading rows={2} />}
      {expiries.error && <Failure error={expiries.error} retry={() => void expiries.refetch()} />}
      {expiries.data && expiries.data.days.length === 0 && <Text c="dimmed">{t('ahead.none')}</Text>}
      {expiries.data && expiries.data.days.length > 0 && <Ahead rows={expiries.data.days} />}
    </Stack>
  )
}

function Ahead({ rows }: { rows: readonly Row[] }) {
  const t = useText()
  const format = useFormat()
  const currencies = useCurrencies([...new Set(rows.map((row) => row.currency))])
  const columns: Column<Row>[] = [
    // The report names the day on which they are gone; people ask for the last one on which they can be used.
    { key: 'day', header: t('ahead.day'), cell: ({ day }) => format.day(addDays(day, -1)) },
    {
      key: 'currency',
      header: t('adjust.currency'),
      cell: ({ currency }) => <bdi>{currencies.name(currency)}</bdi>,
    },
    {
      key: 'owners',
      header: t('ahead.owners'),
      numeric: true,
      cell: ({ owners }) => <Num>{format.number(owners)}</Num>,
    },
    {
      key: 'points',
      header: t('ahead.points'),
      numeric: true,
      cell: ({ points, currency }) => <Num>{currencies.amount(points, currency)}</Num>,
    },
  ]
  return (
    <DataTable
      label={t('ahead.title')}
      columns={columns}
      rows={rows}
      rowKey={({ day, currency }) => `${day} ${currency}`}
      height="22rem"
      minWidth={480}
    />
  )
}
