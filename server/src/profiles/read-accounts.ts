import type { AccountsReport } from '@perennial/contract'
import { dayText } from '../kernel/instants.ts'
import { readClosedMonths, readFlows } from '../ledger/index.ts'
import type { Reader } from '../platform/database.ts'
import type { Release } from '../programs/index.ts'
import { currencyAccounts } from './model/accounts.ts'
import { currencyKey } from './model/balances.ts'
import { countFlows, monthText } from './model/counted-flows.ts'
import type { Estimate } from './model/deferred.ts'
import type { Period } from './model/period.ts'

/** Before everything: days are numbered from 1970, and earlier ones have numbers below zero. */
export const firstDay = -1_000_000

/** What the release says of the value and the breakage of a currency. */
export function estimateOf(release: Release, code: number): Estimate {
  const spec = release.currencyByCode.get(code)?.spec
  return { valueE4: spec?.valuePerPointE4 ?? 0, breakageE4: spec?.breakageE4 ?? 0 }
}

/** The accounts of a period. Two statements: all flows of the programme by day, and its closed months. */
export async function readAccounts(
  tx: Reader,
  input: Period & { programId: number; key: string; release: Release; by: 'day' | 'month' },
): Promise<AccountsReport> {
  const { programId, release, from, to, by } = input
  const closed = await readClosedMonths(tx, programId)
  const flows = await readFlows(tx, { programId, from: firstDay, until: to })
  const counted = Map.groupBy(countFlows(flows, closed), (flow) => flow.currency)
  const codes = [...new Set([...release.currencyByCode.keys(), ...counted.keys()])].sort((a, b) => a - b)
  const last = closed.at(-1)
  return {
    program: input.key,
    from: dayText(from),
    to: dayText(to),
    by,
    closedUntil: last === undefined ? null : monthText(last.month),
    currencies: codes.map((code) => {
      const current = estimateOf(release, code)
      const spec = release.currencyByCode.get(code)?.spec
      return {
        currency: currencyKey(release, code),
        name: spec?.name ?? String(code),
        moneyCurrency: spec?.money ?? release.settings.currency,
        valuePerPointE4: current.valueE4,
        breakageE4: current.breakageE4,
        ...currencyAccounts({ from, to, by, code, closed, current, flows: counted.get(code) ?? [] }),
      }
    }),
  }
}
