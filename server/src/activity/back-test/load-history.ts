import type { Order } from '@perennial/contract'
import type { Instant } from '../../kernel/instants.ts'
import { orThrow } from '../../kernel/verdict.ts'
import type { Database } from '../../platform/database.ts'
import { basketOf, wholeOrder } from '../model/basket.ts'
import { isReturn } from '../model/intake.ts'
import type { StoredActivity } from '../store.ts'
import { arrivalOf, createHistory, type Happened, type History, type Special } from './model/history.ts'
import { countActivities, readHistoryPage } from './store-history.ts'

export interface LoadHistory {
  programId: number
  /** Digits of the minor unit of the programme's money. */
  moneyExponent: number
  /** What was posted after this instant is left out, so that pages read one after the other tell of one moment. */
  until: Instant
  /** Whether every order is to be remembered, because a release reads the history of orders. */
  wholeOrders: boolean
  /** Activities that are kept in memory at most: of a larger programme only some members are read. */
  activitiesMax: number
  onProgress?: (progress: { done: number; total: number }) => void
  signal?: AbortSignal | undefined
}

/** A history with the share of the members that it tells of, in 64ths. */
export interface LoadedHistory {
  history: History
  buckets: number
}

const rowsPerPage = 4000
const bucketsOfAll = 64

/**
 * Reads what happened in a programme once, owner by owner. Members are in one of 64 buckets by a hash of their id, so that
 * some of the buckets are a fair sample of all members.
 */
export async function loadHistory(database: Database, ask: LoadHistory): Promise<LoadedHistory> {
  const { programId } = ask
  const all = await database.read({ programId }, (tx) => countActivities(tx, programId))
  const share = all <= ask.activitiesMax ? 1 : ask.activitiesMax / all
  const buckets = Math.max(1, Math.floor(bucketsOfAll * share))
  const total = Math.round((all * buckets) / bucketsOfAll)
  const builder = createHistory()
  let owner: string | undefined
  let own: StoredActivity[] = []
  const flush = () => {
    if (owner !== undefined) builder.addOwner(owner, happenedOf(own, { first: builder.next(), ...ask }))
    own = []
  }
  let after: { ownerId: string; seq: number } | undefined
  let done = 0
  for (;;) {
    ask.signal?.throwIfAborted()
    const page = { programId, buckets, after, limit: rowsPerPage }
    const rows = await database.read({ programId }, (tx) => readHistoryPage(tx, page))
    for (const row of rows) {
      if (row.ownerId !== owner) {
        flush()
        owner = row.ownerId
      }
      if (row.postedAt <= ask.until) own.push(row)
    }
    done += rows.length
    ask.onProgress?.({ done, total: Math.max(done, total) })
    const last = rows.at(-1)
    if (last === undefined || rows.length < rowsPerPage) break
    after = { ownerId: last.ownerId, seq: last.seq }
  }
  flush()
  return { history: builder.finish(), buckets }
}

/** One owner's activities as a history keeps them. What was emitted by a decision is left out: it is emitted again. */
function happenedOf(
  stored: readonly StoredActivity[],
  at: { first: number; moneyExponent: number; wholeOrders: boolean },
): Happened[] {
  const asked = stored.filter((each) => (each.decision.d ?? 0) === 0)
  const places = new Map(asked.map((each, index) => [each.activityId, String(at.first + index)]))
  const named = namedOrders(asked)
  return asked.map((each) => {
    const { input } = each
    const order = input.type === 'order.placed' ? input.order : undefined
    return {
      release: each.release,
      occurredAt: each.occurredAt,
      postedAt: each.postedAt,
      arrival: arrivalOf(each.activityId),
      type: input.type,
      source: input.source,
      channel: input.channel ?? '',
      store: input.store ?? '',
      basket: order === undefined ? undefined : orThrow(basketOf(order, wholeOrder(order), at.moneyExponent)),
      special: specialOf(each, { places, isNamed: at.wholeOrders || isNamed(named, each), order }),
    }
  })
}

interface Named {
  ids: ReadonlySet<string>
  /** By source and sourceId. */
  keys: ReadonlySet<string>
}

/** The orders that somebody comes back to: only these need to be remembered while a release is tried. */
function namedOrders(stored: readonly StoredActivity[]): Named {
  const ids = new Set<string>()
  const keys = new Set<string>()
  for (const { decision, input } of stored) {
    for (const [orderId] of decision.m ?? []) ids.add(orderId)
    const named = input.return ?? input.fulfilment
    if (named?.order !== undefined) keys.add(`${named.orderSource ?? input.source}\u0001${named.order}`)
  }
  return { ids, keys }
}

function isNamed({ ids, keys }: Named, { activityId, input }: StoredActivity): boolean {
  return ids.has(activityId) || keys.has(`${input.source}\u0001${input.sourceId}`)
}

function specialOf(
  stored: StoredActivity,
  known: { places: ReadonlyMap<string, string>; isNamed: boolean; order: Order | undefined },
): Special | undefined {
  const { input, decision } = stored
  const { command } = input as { command?: Special['command'] }
  const { source, sourceId } = input
  const special: Special = {
    ...(input.data === undefined ? {} : { data: input.data }),
    ...(command === undefined ? {} : { command, id: stored.activityId }),
    ...(known.order !== undefined && known.isNamed ? { order: known.order, source, sourceId } : {}),
    ...(input.fulfilment === undefined
      ? {}
      : {
          fulfils: {
            order: input.fulfilment.order,
            source: input.fulfilment.orderSource ?? source,
          },
        }),
    ...(isReturn(input.type) ? returnOf(stored, known.places) : {}),
    ...(decision.f === undefined ? {} : { facts: decision.f }),
  }
  return Object.keys(special).length === 0 ? undefined : special
}

function returnOf({ input, decision }: StoredActivity, places: ReadonlyMap<string, string>): Special {
  const named = input.return
  const shipping =
    named?.shippingMinor ?? (named?.lines !== undefined || named?.order === undefined ? 0 : undefined)
  return {
    matched: {
      matches: (decision.m ?? []).map(([orderId, , lineIndex, , , quantity]) => ({
        orderId: places.get(orderId) ?? orderId,
        lineIndex,
        quantity,
      })),
      unmatched: decision.u ?? [],
    },
    shippingMinor: shipping,
    ...(named?.order === undefined
      ? {}
      : { fulfils: { order: named.order, source: named.orderSource ?? input.source } }),
  }
}
