import { Button, Group, Stack, Text, Title } from '@mantine/core'
import type { AccountsReport } from '@perennial/contract'
import { IconFileSpreadsheet, IconReportMoney } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { addressOf } from '../../data/api.ts'
import { accountsQuery } from '../../data/wallet-queries.ts'
import { addDays, earlierDay, laterDay, todayIn } from '../../ui/calendar.ts'
import { DayPicker } from '../../ui/day-picker.tsx'
import { useText } from '../../ui/locale.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { useCurrencies } from '../currencies.ts'
import { useProgram } from '../program.tsx'
import { ClosedMonths } from './closed-months.tsx'
import { CurrencyAccounts } from './currency-accounts.tsx'
import { ExpiriesPanel } from './expiries-panel.tsx'

const route = getRouteApi('/$program/accounts')
const monthsShown = 6

/** The books for the accountant: every currency by month, in what members hold and in money. */
export function AccountsPage() {
  const t = useText()
  const program = useProgram()
  const search = route.useSearch()
  const today = todayIn(program.timeZone, new Date(program.clock()))
  const from = dayOr(search.from, firstOfMonth(today, monthsShown - 1))
  const to = dayOr(search.to, today)
  const accounts = useQuery(accountsQuery(program.key, { from, to }))
  return (
    <Page
      title={t('accounts.title')}
      subtitle={t('accounts.subtitle')}
      actions={<Bar from={from} to={to} today={today} />}
    >
      <Stack gap="xl">
        {accounts.isPending && <Loading rows={4} height={96} />}
        {accounts.error && <Failure error={accounts.error} retry={() => void accounts.refetch()} />}
        {accounts.data && !accounts.error && <Accounts report={accounts.data} />}
        {!accounts.error && <ClosedMonths />}
        {!accounts.error && <ExpiriesPanel />}
      </Stack>
    </Page>
  )
}

function dayOr(text: string | undefined, other: string): string {
  return text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : other
}

/** The first day of the month that lies so many months before the one of a day. */
function firstOfMonth(day: string, monthsBefore: number): string {
  let first = `${day.slice(0, 7)}-01`
  for (let month = 0; month < monthsBefore; month += 1) first = `${addDays(first, -1).slice(0, 7)}-01`
  return first
}

function Bar({ from, to, today }: { from: string; to: string; today: string }) {
  const t = useText()
  const { key } = useProgram()
  const navigate = route.useNavigate()
  const path = ['programs', key, 'reports', 'accounts']
  function show(span: { from: string; to: string }): void {
    void navigate({ search: span, replace: true, resetScroll: false })
  }
  return (
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
      <Button
        component="a"
        href={addressOf(path, { from, to, by: 'day', format: 'csv' })}
        download
        variant="default"
        leftSection={<IconFileSpreadsheet size={18} />}
      >
        {t('accounts.csv')}
      </Button>
    </Group>
  )
}

function Accounts({ report }: { report: AccountsReport }) {
  const t = useText()
  const currencies = useCurrencies(report.currencies.map((each) => each.currency))
  if (report.currencies.length === 0) {
    return (
      <Empty icon={<IconReportMoney size={28} />} title={t('accounts.empty.title')}>
        {t('accounts.empty.text')}
      </Empty>
    )
  }
  return report.currencies.map((account) => (
    <Stack key={account.currency} gap="md" component="section" aria-labelledby={`of-${account.currency}`}>
      <div>
        <Title order={2} size="h3" id={`of-${account.currency}`}>
          <bdi>{currencies.name(account.currency)}</bdi>
        </Title>
        <Text c="dimmed" size="sm">
          {t('accounts.note')}
        </Text>
      </div>
      <CurrencyAccounts account={account} currencies={currencies} />
    </Stack>
  ))
}
