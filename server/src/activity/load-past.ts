import { orThrow } from '../kernel/verdict.ts'
import { selectLeading } from '../members/index.ts'
import type { Reader } from '../platform/database.ts'
import type { Programs } from '../programs/index.ts'
import { wholeOrder } from './model/basket.ts'
import { joinPasts, noPast, type PastOrders, withOrder } from './model/past.ts'
import { countOrdersSince, type OrderSum, readOrderSums, readOrdersSince } from './store-past.ts'

/** So many orders are read one by one; more of them are summed once, so that a long history costs no more than a short one. */
const readMax = 24
/** Counting costs less than reading. */
const countMax = 400

interface Ask {
  programId: number
  programs: Pick<Programs, 'release'>
}

/** What is known of orders that are not at hand. */
export interface LoadedPast {
  pasts: Map<string, PastOrders>
  /** Sums to keep, where the caller may write. */
  grown: OrderSum[]
}

/**
 * What orders add up to: all of owners, and of others only those of members who were merged into them, because their own
 * are at hand.
 */
export async function loadPasts(
  tx: Reader,
  ask: Ask & { whole: readonly string[]; atHand: readonly string[] },
): Promise<LoadedPast> {
  const { programId, whole, atHand } = ask
  const leading = await selectLeading(tx, programId, [...whole, ...atHand])
  const all = new Set([...whole, ...[...leading.values()].flat()])
  const { sums, grown } = await loadSums(tx, ask, [...all].sort())
  const pasts = new Map<string, PastOrders>()
  for (const owner of [...whole, ...atHand]) {
    let past = noPast
    if (whole.includes(owner)) past = joinPasts(past, sums.get(owner) ?? noPast)
    for (const source of leading.get(owner) ?? []) past = joinPasts(past, sums.get(source) ?? noPast)
    pasts.set(owner, past)
  }
  return { pasts, grown }
}

async function loadSums(
  tx: Reader,
  { programId, programs }: Ask,
  owners: readonly string[],
): Promise<{ sums: Map<string, OrderSum>; grown: OrderSum[] }> {
  const kept = await readOrderSums(tx, programId, owners)
  const sums = new Map<string, OrderSum>()
  for (const ownerId of owners) {
    const known = kept.get(ownerId)
    // A return took from what was summed: it is summed again.
    const isStale = known === undefined || known.returnedSeq !== undefined
    sums.set(ownerId, isStale ? { ...noPast, ownerId, seq: 0, placed: 0 } : known.sum)
  }
  const since = owners.map((ownerId) => ({ ownerId, seq: sums.get(ownerId)?.seq ?? 0 }))
  const reads = new Map<string, number>()
  for (const row of await readOrdersSince(tx, programId, since)) {
    const sum = sums.get(row.owner_id)
    if (sum === undefined) continue
    const release = orThrow(await programs.release(programId, row.release))
    const { order } = row.body
    const left = row.state?.left ?? wholeOrder(order)
    const activity = { occurredAt: row.occurred_at.getTime() }
    const more = withOrder(sum, { activity, input: order, left, release })
    const { ownerId, seq, placed } = sum
    sums.set(ownerId, { ...more, ownerId, seq: Math.max(seq, row.seq), placed: placed + 1 })
    reads.set(ownerId, (reads.get(ownerId) ?? 0) + 1)
  }
  const grown = [...sums.values()].flatMap((sum) => {
    if ((reads.get(sum.ownerId) ?? 0) <= readMax) return []
    return [{ ...sum, seq: Math.max(sum.seq, kept.get(sum.ownerId)?.returnedSeq ?? 0) }]
  })
  return { sums, grown }
}

/** How many orders owners have placed, with those of members who were merged into them. */
export async function countPlacedOrders(
  tx: Reader,
  ask: Ask & { owners: readonly string[] },
): Promise<{ placed: Map<string, number>; grown: OrderSum[] }> {
  const { programId, owners } = ask
  const leading = await selectLeading(tx, programId, owners)
  const all = [...new Set([...owners, ...[...leading.values()].flat()])].sort()
  const kept = await readOrderSums(tx, programId, all)
  const since = await countOrdersSince(
    tx,
    programId,
    all.map((ownerId) => ({ ownerId, seq: kept.get(ownerId)?.sum.seq ?? 0 })),
  )
  const many = [...since].filter(([, placed]) => placed > countMax).map(([owner]) => owner)
  const { grown } = many.length === 0 ? { grown: [] } : await loadSums(tx, ask, many)
  const placedBy = (owner: string) => (kept.get(owner)?.sum.placed ?? 0) + (since.get(owner) ?? 0)
  const placed = owners.map((owner) => {
    const sources = leading.get(owner) ?? []
    return [owner, sources.reduce((sum, source) => sum + placedBy(source), placedBy(owner))] as const
  })
  return { placed: new Map(placed), grown }
}
