import type { CurrencySpec } from '@perennial/contract'

/** A rate of exchange, or of several one after the other, as an exact fraction. */
interface Rate {
  get: bigint
  give: bigint
}

/**
 * The currencies of a round of exchanges that comes back to a currency with more than it left with; undefined when
 * there is none. Without one, no sequence of exchanges whatever makes value out of nothing.
 */
export function gainfulRound(
  currencies: ReadonlyMap<string, { spec: Pick<CurrencySpec, 'exchange'> }>,
  start: string,
): readonly string[] | undefined {
  // The best that can be had of one unit of `start`, by walks of so many exchanges; a gain shows within one of each.
  let reached = new Map<string, { rate: Rate; walk: readonly string[] }>([
    [start, { rate: { get: 1n, give: 1n }, walk: [start] }],
  ])
  for (let steps = 0; steps < currencies.size; steps += 1) {
    const next = new Map<string, { rate: Rate; walk: readonly string[] }>()
    for (const [key, { rate, walk }] of reached) {
      for (const offer of currencies.get(key)?.spec.exchange ?? []) {
        const after = reduced({ get: rate.get * BigInt(offer.get), give: rate.give * BigInt(offer.give) })
        const best = next.get(offer.to)
        if (best !== undefined && !isBetter(after, best.rate)) continue
        next.set(offer.to, { rate: after, walk: [...walk, offer.to] })
      }
    }
    const home = next.get(start)
    if (home !== undefined && home.rate.get > home.rate.give) return home.walk
    reached = next
  }
  return undefined
}

function isBetter(one: Rate, other: Rate): boolean {
  return one.get * other.give > other.get * one.give
}

function reduced({ get, give }: Rate): Rate {
  let [a, b] = [get, give]
  while (b !== 0n) [a, b] = [b, a % b]
  return { get: get / a, give: give / a }
}
