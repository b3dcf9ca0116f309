import type { Overview } from '@perennial/contract'
import { readActivityDays, readActivityTotals } from '../activity/index.ts'
import { type Day, dayStart, dayText, type Instant } from '../kernel/instants.ts'
import type { Reader } from '../platform/database.ts'
import type { Release } from '../programs/index.ts'
import { tierMix } from '../tiers/index.ts'
import { earnedOf, moneyOf, totalOfBooks } from './model/ledger-days.ts'
import type { Period } from './model/period.ts'
import { type CurrencyDays, readCurrencyDays } from './read-ledger-report.ts'

/** Days that a member counts as active for after an activity. */
const activeDays = 30

interface OverviewAsk extends Period {
  programId: number
  key: string
  release: Release
  now: Instant
  /** The day that the programme's pages lead up to; the active are counted from it. */
  lastDay: Day
}

/** A programme's first page. Everything but the active members is told as of the end of the period. */
export async function readOverview(tx: Reader, input: OverviewAsk): Promise<Overview> {
  const { programId, release, from, to } = input
  const activeFrom = input.lastDay - activeDays + 1
  const totals = await readActivityTotals(tx, { programId, until: to, activeFrom })
  const members = totals.get('enrolled') ?? 0
  const currencies = await readCurrencyDays(tx, input)
  const main = currencies.find(({ code }) => release.currencyByCode.has(code))
  const days = daysOf(main, await readActivityDays(tx, { programId, from, until: to }), input)
  const total = main && totalOfBooks(main.days, main.opening)
  const at = Math.min(input.now, dayStart(to + 1, release.timeZone) - 1)
  return {
    program: input.key,
    name: release.settings.name,
    members,
    active: totals.get('last-active') ?? 0,
    orders: days.reduce((sum, day) => sum + day.orders, 0),
    issued: total === undefined ? 0 : earnedOf(total),
    spent: total?.spent ?? 0,
    liabilityPoints: total?.liability ?? 0,
    liabilityMinor: currencies.reduce(
      (sum, each) => sum + moneyOf(totalOfBooks(each.days, each.opening).liability, each.valueE4),
      0,
    ),
    moneyCurrency: release.settings.currency,
    unit: main === undefined ? null : (release.currencyByCode.get(main.code)?.spec.unit ?? null),
    days,
    tiers: (await tierMix(tx, { programId, release, at, members })).map((mix) => ({
      ladder: mix.ladder,
      name: mix.name,
      tiers: mix.tiers.map((tier) => ({ ...tier })),
    })),
  }
}

function daysOf(
  main: CurrencyDays | undefined,
  counts: readonly { day: Day; metric: string; amount: number }[],
  { from, to }: Period,
): Overview['days'] {
  const counted = new Map(counts.map((row) => [`${row.day}/${row.metric}`, row.amount]))
  const days: Overview['days'] = []
  for (let day = from; day <= to; day += 1) {
    const books = main?.days[day - from]?.books
    days.push({
      day: dayText(day),
      enrolled: counted.get(`${day}/enrolled`) ?? 0,
      orders: counted.get(`${day}/orders`) ?? 0,
      issued: books === undefined ? 0 : earnedOf(books),
      spent: books?.spent ?? 0,
      liability: books?.liability ?? 0,
    })
  }
  return days
}
