import { Button, Group, Stack, Text, Title } from '@mantine/core'
import type { Statement } from '@perennial/contract'
import { IconFileSpreadsheet, IconPrinter, IconReportMoney } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { addressOf } from '../../data/api.ts'
import { type StatementPeriod, statementQuery } from '../../data/wallet-queries.ts'
import { addDays, earlierDay, laterDay, todayIn } from '../../ui/calendar.ts'
import { DayPicker } from '../../ui/day-picker.tsx'
import { useFormat, useLocale, useText } from '../../ui/locale.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import type { Currencies } from '../currencies.ts'
import { useProgram } from '../program.tsx'
import { StatementTable } from './statement-table.tsx'

const route = getRouteApi('/$program/members/$member')
/** How many days a statement tells about when nobody chose others; today is one of them. */
const daysShown = 90

interface StatementProps {
  member: string
  currencies: Currencies
}

/** A member's account over whole days: on screen, as a spreadsheet, and as a page to print. */
export function StatementTab({ member, currencies }: StatementProps) {
  const program = useProgram()
  const { locale } = useLocale()
  const search = route.useSearch()
  const today = todayIn(program.timeZone, new Date(program.clock()))
  const to = dayOr(search.to, today)
  const from = dayOr(search.from, addDays(to, 1 - daysShown))
  const period = { from, to, lang: locale }
  const statement = useQuery({
    ...statementQuery({ program: program.key, member }, period),
    placeholderData: keepPreviousData,
  })
  return (
    <Stack gap="md">
      <Bar member={member} period={period} today={today} />
      {statement.isPending && <Loading />}
      {statement.error && <Failure error={statement.error} retry={() => void statement.refetch()} />}
      {statement.data && !statement.error && (
        <Stack gap="lg" opacity={statement.isPlaceholderData ? 0.6 : 1} aria-busy={statement.isFetching}>
          <Told statement={statement.data} currencies={currencies} />
        </Stack>
      )}
    </Stack>
  )
}

function dayOr(text: string | undefined, other: string): string {
  return text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : other
}

function Bar({ member, period, today }: { member: string; period: StatementPeriod; today: string }) {
  const t = useText()
  const { key } = useProgram()
  const navigate = route.useNavigate()
  const path = ['programs', key, 'members', member, 'statement']
  const { from, to } = period
  function show(span: { from: string; to: string }): void {
    void navigate({ search: (before) => ({ ...before, ...span }), replace: true, resetScroll: false })
  }
  return (
    <Group justify="space-between" gap="sm">
      <Group gap="sm">
        <DayPicker
          label={t('overview.from')}
          value={from}
          today={today}
          onChange={(day) => show({ from: day, to: laterDay(day, to) })}
        />
        <DayPicker
          label={t('overview.to')}
          value={to}
          today={today}
          onChange={(day) => show({ from: earlierDay(day, from), to: day })}
        />
      </Group>
      <Group gap="sm">
        <Button
          component="a"
          href={addressOf(path, { ...period, format: 'csv' })}
          download
          variant="default"
          leftSection={<IconFileSpreadsheet size={18} />}
        >
          {t('statement.csv')}
        </Button>
        <Button
          component="a"
          href={addressOf(path, { ...period, format: 'html' })}
          target="_blank"
          rel="noopener"
          variant="default"
          leftSection={<IconPrinter size={18} />}
        >
          {t('statement.print')}
        </Button>
      </Group>
    </Group>
  )
}

function Told({ statement, currencies }: { statement: Statement; currencies: Currencies }) {
  const t = useText()
  const format = useFormat()
  const told = statement.currencies.filter(
    ({ opening, closing, movements }) =>
      movements.length > 0 || [opening, closing].some((each) => each.total !== 0 || each.held !== 0),
  )
  if (told.length === 0) {
    return (
      <Empty icon={<IconReportMoney size={28} />} title={t('statement.empty.title')}>
        {t('statement.empty.text')}
      </Empty>
    )
  }
  return told.map((account) => (
    <Stack key={account.currency} gap="sm" component="section" aria-labelledby={`of-${account.currency}`}>
      <Title order={2} size="h4" id={`of-${account.currency}`}>
        <bdi>{currencies.name(account.currency)}</bdi>
      </Title>
      <Text c="dimmed" size="sm">
        {t('chart.range', { from: format.day(statement.from), to: format.day(statement.to) })}
      </Text>
      <StatementTable account={account} span={statement} currencies={currencies} />
    </Stack>
  ))
}
