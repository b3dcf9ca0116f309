import type { CurrencyTally, RuleTally, Tally } from './tally.ts'

/**
 * What one release made of several parts of a history, as if it had been one: owners follow one another in the order of
 * the parts, everything else adds up.
 */
export function joinTallies(parts: readonly Tally[]): Tally {
  const [only] = parts
  if (only !== undefined && parts.length === 1) return only
  const sum = (of: (tally: Tally) => number) => parts.reduce((total, part) => total + of(part), 0)
  const owners = sum((part) => part.seen.length)
  const places = { parts, owners }
  return {
    orders: sum((part) => part.orders),
    activities: sum((part) => part.activities),
    orderMinor: sum((part) => part.orderMinor),
    backMinor: sum((part) => part.backMinor),
    currencies: joined(
      parts.map((part) => part.currencies),
      (key) => joinCurrency(places, key),
    ),
    rules: joined(
      parts.map((part) => part.rules),
      (_key, own) => own.reduce(addRules),
    ),
    refusals: joined(
      parts.map((part) => part.refusals),
      (_key, own) => own.reduce((a, b) => a + b),
    ),
    leanedOn: joined(
      parts.map((part) => part.leanedOn),
      (_key, own) => own.reduce((a, b) => a + b),
    ),
    tierOf: joined(
      parts.map((part) => part.tierOf),
      (ladder) => onto(places, new Int16Array(owners).fill(-1), (part) => part.tierOf.get(ladder)),
    ),
    seen: onto(places, new Uint8Array(owners), (part) => part.seen),
  }
}

/** The keys of all maps, each with what is made of its values. */
function joined<Value>(
  maps: readonly ReadonlyMap<string, Value>[],
  join: (key: string, values: readonly Value[]) => Value,
): ReadonlyMap<string, Value> {
  const keys = new Set(maps.flatMap((map) => [...map.keys()]))
  return new Map(
    [...keys].map((key) => [
      key,
      join(
        key,
        maps.flatMap((map) => {
          const value = map.get(key)
          return value === undefined ? [] : [value]
        }),
      ),
    ]),
  )
}

interface Places {
  parts: readonly Tally[]
  /** Of all parts. */
  owners: number
}

/** Fills a column of all owners from those of the parts; where a part has none, it stays as it was. */
function onto<Column extends Float64Array | Int16Array | Uint8Array>(
  { parts }: Places,
  column: Column,
  of: (part: Tally) => Column | undefined,
): Column {
  let first = 0
  for (const part of parts) {
    const own = of(part)
    if (own !== undefined) column.set(own, first)
    first += part.seen.length
  }
  return column
}

function joinCurrency(places: Places, key: string): CurrencyTally {
  const { parts, owners } = places
  const sum = (of: (own: CurrencyTally) => number) =>
    parts.reduce((total, { currencies }) => {
      const own = currencies.get(key)
      return own === undefined ? total : total + of(own)
    }, 0)
  return {
    granted: sum((own) => own.granted),
    grantedByOrders: sum((own) => own.grantedByOrders),
    takenBack: sum((own) => own.takenBack),
    spent: sum((own) => own.spent),
    expired: sum((own) => own.expired),
    outstanding: sum((own) => own.outstanding),
    grantedTo: onto(places, new Float64Array(owners), (part) => part.currencies.get(key)?.grantedTo),
    heldBy: onto(places, new Float64Array(owners), (part) => part.currencies.get(key)?.heldBy),
  }
}

function addRules(a: RuleTally, b: RuleTally): RuleTally {
  return {
    rule: a.rule,
    currency: a.currency,
    granted: a.granted + b.granted,
    times: a.times + b.times,
    capped: a.capped + b.capped,
    cappedPoints: a.cappedPoints + b.cappedPoints,
    budgeted: a.budgeted + b.budgeted,
    budgetedPoints: a.budgetedPoints + b.budgetedPoints,
  }
}
