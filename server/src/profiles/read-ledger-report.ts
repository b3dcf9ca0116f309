import type { LedgerReport } from '@perennial/contract'
import { type Day, dayText } from '../kernel/instants.ts'
import { type Flow, readFlows, readLiabilityBefore } from '../ledger/index.ts'
import type { Reader } from '../platform/database.ts'
import type { Release } from '../programs/index.ts'
import { currencyKey } from './model/balances.ts'
import { type DayOfBooks, daysOfBooks, moneyOf, totalOfBooks } from './model/ledger-days.ts'
import type { Period } from './model/period.ts'

/** One currency's books over a period. */
export interface CurrencyDays {
  code: number
  opening: number
  days: { day: Day; books: DayOfBooks }[]
  /** Ten-thousandths of the money minor unit for a point. */
  valueE4: number
}

/** The books by day of every currency that the release has or that anything moved in; by code. Two statements. */
export async function readCurrencyDays(
  tx: Reader,
  input: Period & { programId: number; release: Release },
): Promise<CurrencyDays[]> {
  const { programId, release, from, to } = input
  const openings = new Map(
    (await readLiabilityBefore(tx, { programId, day: from })).map((row) => [row.currency, row.liability]),
  )
  const flows = new Map<number, Flow[]>()
  for (const flow of await readFlows(tx, { programId, from, until: to })) {
    const own = flows.get(flow.currency)
    if (own === undefined) flows.set(flow.currency, [flow])
    else own.push(flow)
  }
  const codes = new Set([...release.currencyByCode.keys(), ...openings.keys(), ...flows.keys()])
  return [...codes]
    .sort((a, b) => a - b)
    .map((code) => {
      const opening = openings.get(code) ?? 0
      return {
        code,
        opening,
        days: daysOfBooks({ from, to, opening, flows: flows.get(code) ?? [] }),
        valueE4: release.currencyByCode.get(code)?.spec.valuePerPointE4 ?? 0,
      }
    })
}

/** The report of the books: each currency by day, in points and in money. */
export async function readLedgerReport(
  tx: Reader,
  input: Period & { programId: number; key: string; release: Release },
): Promise<LedgerReport> {
  const { release } = input
  const currencies = await readCurrencyDays(tx, input)
  return {
    program: input.key,
    from: dayText(input.from),
    to: dayText(input.to),
    moneyCurrency: release.settings.currency,
    currencies: currencies.map(({ code, opening, days, valueE4 }) => {
      const valued = (books: DayOfBooks) => ({ ...books, liabilityMinor: moneyOf(books.liability, valueE4) })
      return {
        currency: currencyKey(release, code),
        name: release.currencyByCode.get(code)?.spec.name ?? String(code),
        opening,
        days: days.map(({ day, books }) => ({ day: dayText(day), ...valued(books) })),
        totals: valued(totalOfBooks(days, opening)),
      }
    }),
  }
}
