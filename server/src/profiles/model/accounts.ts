import type { AccountsReport, PointFlows } from '@perennial/contract'
import { type Day, dayText } from '../../kernel/instants.ts'
import { accounts, type ClosedMonth } from '../../ledger/index.ts'
import { type CountedFlow, closedUntil, estimateOn, lastDayOfMonth, monthOf } from './counted-flows.ts'
import {
  type Estimate,
  noTotals,
  type PointTotals,
  rollForward,
  sumDeferred,
  totalsAfter,
} from './deferred.ts'
import { addFlow, changeOf, noFlows, sumFlows } from './flow-columns.ts'
import { moneyOf } from './ledger-days.ts'
import type { Period } from './period.ts'

type CurrencyAccounts = AccountsReport['currencies'][number]
type Told = CurrencyAccounts['periods'][number]

interface AccountsInput extends Period {
  by: 'day' | 'month'
  code: number
  /** Of this currency, as far as the last day of the period. */
  flows: readonly CountedFlow[]
  closed: readonly ClosedMonth[]
  current: Estimate
}

/** Days one by one, or months, of which the first and the last may be cut. */
function splitPeriod({ from, to }: Period, by: 'day' | 'month'): Period[] {
  const periods: Period[] = []
  for (let start = from; start <= to; ) {
    const end = by === 'day' ? start : Math.min(to, lastDayOfMonth(monthOf(start)))
    periods.push({ from: start, to: end })
    start = end + 1
  }
  return periods
}

/** What an account gained by a flow. */
function gained(account: number, flow: CountedFlow): number {
  return (flow.credit === account ? flow.amount : 0) - (flow.debit === account ? flow.amount : 0)
}

/** Where the points are after some flows. */
interface Standing {
  totals: PointTotals
  liability: number
  debt: number
  inTransit: number
}

function standingAfter(
  before: Standing,
  moved: { columns: PointFlows; flows: readonly CountedFlow[] },
): Standing {
  const sum = (account: number) => moved.flows.reduce((all, flow) => all + gained(account, flow), 0)
  return {
    totals: totalsAfter(before.totals, moved.columns),
    liability: before.liability + changeOf(moved.columns),
    debt: before.debt - sum(accounts.debt),
    inTransit: before.inTransit + sum(accounts.transit),
  }
}

function columnsOf(flows: readonly CountedFlow[]): PointFlows {
  const columns = { ...noFlows }
  for (const flow of flows) addFlow(columns, flow)
  return columns
}

/** One currency's accounts over a period. */
export function currencyAccounts(
  input: AccountsInput,
): Pick<CurrencyAccounts, 'opening' | 'periods' | 'totals' | 'late'> {
  const nothing: Standing = { totals: noTotals, liability: 0, debt: 0, inTransit: 0 }
  const earlier = input.flows.filter((flow) => flow.countedOn < input.from)
  let standing = standingAfter(nothing, { columns: columnsOf(earlier), flows: earlier })
  const opening = standing.liability
  const byDay = Map.groupBy(
    input.flows.filter((flow) => flow.countedOn >= input.from && flow.countedOn <= input.to),
    (flow) => flow.countedOn,
  )
  const end = closedUntil(input.closed)
  const periods = splitPeriod(input, input.by).map((period): Told => {
    const flows: CountedFlow[] = []
    for (let day = period.from; day <= period.to; day += 1) flows.push(...(byDay.get(day) ?? []))
    const columns = columnsOf(flows)
    const estimate = estimateOn(period.from, input)
    const before = standing
    standing = standingAfter(before, { columns, flows })
    return {
      from: dayText(period.from),
      to: dayText(period.to),
      closed: end !== undefined && period.to <= end,
      ...columns,
      ...pointsOf(standing, estimate),
      deferred: rollForward({
        opening: before.totals,
        flows: columns,
        estimate,
        before: estimateOn(period.from - 1, input),
      }),
    }
  })
  return {
    opening,
    periods,
    totals: {
      ...sumFlows(periods),
      ...pointsOf(standing, estimateOn(input.to, input)),
      deferred: sumDeferred(periods.map((each) => each.deferred)),
    },
    late: lateTold([...byDay.values()].flat()),
  }
}

function pointsOf({ liability, debt, inTransit }: Standing, estimate: Estimate) {
  return { liability, debt, inTransit, liabilityMinor: moneyOf(liability, estimate.valueE4) }
}

function lateTold(flows: readonly CountedFlow[]): CurrencyAccounts['late'] {
  const late = Map.groupBy(
    flows.filter((flow) => flow.countedOn !== flow.day),
    (flow): string => `${flow.countedOn}/${flow.day}`,
  )
  const first = (all: readonly CountedFlow[]): [Day, Day] => [all[0]?.countedOn ?? 0, all[0]?.day ?? 0]
  return [...late.values()]
    .sort((a, b) => first(a)[0] - first(b)[0] || first(a)[1] - first(b)[1])
    .map((all) => ({
      ...columnsOf(all),
      effective: dayText(first(all)[1]),
      countedOn: dayText(first(all)[0]),
    }))
}
