import { availableRows, readAvailable } from '../ledger/index.ts'
import type { FactSource } from '../programs/index.ts'

/** What members can spend, by currency: `balances`. What is due to begin or end counts once it was settled. */
export const balanceFacts: FactSource = {
  name: 'balances',
  type: () => ({ kind: 'map', of: { kind: 'int' } }),
  hints: ({ currencies }) => ({
    balances: {
      label: 'Balances',
      choices: [...currencies.values()].map(({ key, spec }) => ({ value: key, label: spec.name })),
    },
  }),
  sql: ([key, ...rest], { context, param }) => {
    const currency = key === undefined ? undefined : context.currencies.get(key)
    if (key === undefined || rest.length > 0) return undefined
    // A currency that the programme does not have is absent for everybody.
    if (currency === undefined)
      return { rows: availableRows(param(-1, 'bigint')), value: (row) => `${row}.available` }
    return {
      rows: availableRows(param(currency.code, 'bigint')),
      value: (row) => `coalesce(${row}.available, 0)`,
    }
  },
  load: async (tx, { release, owners }) => {
    const known = await readAvailable(tx, release.programId, owners)
    return new Map(
      owners.map((owner) => [
        owner,
        Object.fromEntries(
          [...release.currencies.values()].map(({ key, code }) => [key, known.get(owner)?.get(code) ?? 0]),
        ),
      ]),
    )
  },
}
