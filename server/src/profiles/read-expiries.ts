import type { BreakageReport, ExpiryReport } from '@perennial/contract'
import { type Day, dayText } from '../kernel/instants.ts'
import { divideRounded } from '../kernel/rounding.ts'
import { type Breakage, readBreakage, readEndings } from '../ledger/index.ts'
import type { Reader } from '../platform/database.ts'
import { currencyKey } from './model/balances.ts'
import type { Period } from './model/period.ts'
import type { Place } from './place.ts'
import { estimateOf } from './read-accounts.ts'

/** What will end, by day and currency. */
export async function readExpiryReport(
  tx: Reader,
  ask: { place: Place; from: Day; until: Day },
): Promise<ExpiryReport> {
  const { programId, release, now, key } = ask.place
  const zone = release.timeZone
  const endings = await readEndings(tx, { programId, from: ask.from, until: ask.until, now, zone })
  return {
    program: key,
    until: dayText(ask.until),
    days: endings.map(({ day, currency, points, owners }) => ({
      day: dayText(day),
      currency: currencyKey(release, currency),
      points,
      owners,
    })),
  }
}

/** What became of points by the day of their end. */
export async function readBreakageReport(
  tx: Reader,
  ask: Period & { place: Place },
): Promise<BreakageReport> {
  const { programId, release, key } = ask.place
  const { from, to } = ask
  const rows = await readBreakage(tx, { programId, from, to, zone: release.timeZone })
  const byCode = Map.groupBy(rows, (row) => row.currency)
  const codes = [...new Set([...release.currencyByCode.keys(), ...byCode.keys()])].sort((a, b) => a - b)
  return {
    program: key,
    from: dayText(from),
    to: dayText(to),
    currencies: codes.map((code) => {
      const { breakageE4 } = estimateOf(release, code)
      const days = byCode.get(code) ?? []
      return {
        currency: currencyKey(release, code),
        name: release.currencyByCode.get(code)?.spec.name ?? String(code),
        breakageE4,
        days: days.map((row) => ({ day: dayText(row.day), ...numbersOf([row], breakageE4) })),
        totals: numbersOf(days, breakageE4),
      }
    }),
  }
}

function numbersOf(rows: readonly Breakage[], breakageE4: number) {
  const sum = (name: Exclude<keyof Breakage, 'day' | 'currency'>) =>
    rows.reduce((all, row) => all + row[name], 0)
  const numbers = {
    planned: sum('planned'),
    released: sum('released'),
    reopened: sum('reopened'),
    moved: sum('moved'),
    expired: sum('expired'),
    open: sum('open'),
  }
  const base = numbers.planned + numbers.reopened - numbers.moved
  return {
    ...numbers,
    rateE4: base <= 0 ? 0 : share(numbers.expired, 10_000, base),
    expectedBreakage: share(numbers.planned, breakageE4, 10_000),
  }
}

function share(points: number, of: number, by: number): number {
  return Number(divideRounded(BigInt(points) * BigInt(of), BigInt(by), 'half-up'))
}
