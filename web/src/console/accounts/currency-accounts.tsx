import { Badge, Stack, Text, Title } from '@mantine/core'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { useFormat, useText } from '../../ui/locale.tsx'
import { Num } from '../../ui/values.tsx'
import type { Currencies } from '../currencies.ts'
import {
  type AccountPeriod,
  type CurrencyAccount,
  deferredShown,
  flowsShown,
  openings,
  signedFlow,
  wholeMonth,
} from './account-lines.ts'
import { LateTable } from './late-table.tsx'

interface AccountProps {
  account: CurrencyAccount
  currencies: Currencies
}

/** One currency: what members hold from month to month, the same in money, and what of it is not revenue yet. */
export function CurrencyAccounts({ account, currencies }: AccountProps) {
  const t = useText()
  return (
    <Stack gap="lg">
      <Holdings account={account} currencies={currencies} />
      <div>
        <Title order={3} size="h5" mb={4}>
          {t('accounts.deferred')}
        </Title>
        <Text size="sm" c="dimmed" mb="xs">
          {t('accounts.deferred.note')}
        </Text>
        <Deferred account={account} />
      </div>
      {account.late.length > 0 && (
        <div>
          <Title order={3} size="h5" mb={4}>
            {t('accounts.late')}
          </Title>
          <Text size="sm" c="dimmed" mb="xs">
            {t('accounts.late.note')}
          </Text>
          <LateTable account={account} currencies={currencies} />
        </div>
      )}
    </Stack>
  )
}

/** One line over all periods; `strong` for where a period begins and ends. */
interface Line {
  key: string
  name: string
  values: readonly string[]
  strong?: boolean
}

const nameWidth = 220
const periodWidth = 130

function Lines({ label, account, lines }: { label: string; account: CurrencyAccount; lines: Line[] }) {
  const t = useText()
  const columns: Column<Line>[] = [
    {
      key: 'name',
      header: t('accounts.line'),
      cell: (line) => (
        <Text span size="sm" fw={line.strong ? 650 : 400}>
          {line.name}
        </Text>
      ),
    },
    ...account.periods.map(
      (period, place): Column<Line> => ({
        key: period.from,
        header: <PeriodName period={period} />,
        numeric: true,
        cell: (line) => (
          <Text span size="sm" fw={line.strong ? 650 : 400}>
            <Num>{line.values[place] ?? ''}</Num>
          </Text>
        ),
      }),
    ),
  ]
  return (
    <DataTable
      label={label}
      columns={columns}
      rows={lines}
      rowKey={(line) => line.key}
      minWidth={nameWidth + periodWidth * account.periods.length}
    />
  )
}

function PeriodName({ period }: { period: AccountPeriod }) {
  const t = useText()
  const format = useFormat()
  const month = wholeMonth(period)
  return (
    <>
      {month ? (
        format.month(month)
      ) : (
        <>
          {format.dayShort(period.from)} – {format.dayShort(period.to)}
        </>
      )}
      {period.closed && (
        <Badge ms={6} size="sm" variant="light" color="fern">
          {t('accounts.closed')}
        </Badge>
      )}
    </>
  )
}

function Holdings({ account, currencies }: AccountProps) {
  const t = useText()
  const format = useFormat()
  const { currency, periods } = account
  const amount = (value: number) => currencies.amount(value, currency)
  const some = (name: 'debt' | 'inTransit') => periods.some((period) => period[name] !== 0)
  const lines: Line[] = [
    { key: 'opening', name: t('accounts.opening'), values: openings(account).map(amount), strong: true },
    ...flowsShown(periods).map((flow) => ({
      key: flow,
      name: t(`accounts.flow.${flow}`),
      values: periods.map((period) => currencies.signed(signedFlow(period, flow), currency)),
    })),
    {
      key: 'closing',
      name: t('accounts.closing'),
      values: periods.map((period) => amount(period.liability)),
      strong: true,
    },
    ...(some('debt')
      ? [{ key: 'debt', name: t('accounts.debt'), values: periods.map((period) => amount(period.debt)) }]
      : []),
    ...(some('inTransit')
      ? [
          {
            key: 'transit',
            name: t('accounts.inTransit'),
            values: periods.map((period) => amount(period.inTransit)),
          },
        ]
      : []),
    {
      key: 'money',
      name: t('accounts.money'),
      values: periods.map((period) => format.money(period.liabilityMinor, account.moneyCurrency)),
      strong: true,
    },
  ]
  const label = t('accounts.holdings', { currency: `\u2068${currencies.name(currency)}\u2069` })
  return <Lines label={label} account={account} lines={lines} />
}

function Deferred({ account }: { account: CurrencyAccount }) {
  const t = useText()
  const format = useFormat()
  const { periods } = account
  const money = (value: number) => format.money(value, account.moneyCurrency)
  const lines: Line[] = [
    {
      key: 'opening',
      name: t('accounts.opening'),
      values: periods.map(({ deferred }) => money(deferred.openingMinor)),
      strong: true,
    },
    ...deferredShown(periods).map((line) => ({
      key: line,
      name: t(`accounts.deferred.${line}`),
      values: periods.map(({ deferred }) => money(deferred[line])),
    })),
    {
      key: 'closing',
      name: t('accounts.closing'),
      values: periods.map(({ deferred }) => money(deferred.closingMinor)),
      strong: true,
    },
  ]
  return <Lines label={t('accounts.deferred')} account={account} lines={lines} />
}
