import type { Order, WalletCommand } from '@perennial/contract'
import type { Instant } from '../../kernel/instants.ts'
import { orThrow } from '../../kernel/verdict.ts'
import type { Database } from '../../platform/database.ts'
import { basketOf, type OrderLeft, wholeOrder } from '../model/basket.ts'
import { isReturn } from '../model/intake.ts'
import { isAllReturned, leftAfter, type Match } from '../model/returns.ts'
import type { Leftover } from '../model/work.ts'
import type { StoredActivity } from '../store.ts'
import {
  createHistory,
  type Happened,
  type History,
  type HistoryBuilder,
  type Special,
} from './model/history.ts'
import { countActivities, readHistoryPage } from './store-history.ts'

/** Which members are read, by the 64 buckets in which a hash of their id puts them; the second is not included. */
export interface Buckets {
  from: number
  until: number
}

interface ReadHistory {
  programId: number
  /** Digits of the minor unit of the programme's money. */
  moneyExponent: number
  /** What was posted after this instant is left out, so that pages read one after the other tell of one moment. */
  until: Instant
  /** Whether every order is to be remembered, because a release reads the history of orders. */
  wholeOrders: boolean
  onProgress?: ((done: number) => void) | undefined
  signal?: AbortSignal | undefined
}

export interface LoadHistory extends ReadHistory {
  /** Activities that are kept in memory at most: of a larger programme only some members are read. */
  activitiesMax: number
  /** Whether reading ends after so many even where one bucket has more. Default false: the whole bucket is read. */
  isCut?: boolean
}

/** A history with the share of the members that it tells of, in 64ths. */
export interface LoadedHistory {
  history: History
  buckets: number
}

const rowsPerPage = 4000
const bucketsOfAll = 64

/**
 * How many buckets have no more activities than so many together, and how many they have about. Some of the buckets are
 * a fair sample of all members.
 */
export async function shareOf(
  database: Database,
  { programId, activitiesMax }: Pick<LoadHistory, 'programId' | 'activitiesMax'>,
): Promise<{ buckets: number; activities: number }> {
  const all = await database.read({ programId }, (tx) => countActivities(tx, programId))
  const share = all <= activitiesMax ? 1 : activitiesMax / all
  const buckets = Math.max(1, Math.floor(bucketsOfAll * share))
  return { buckets, activities: Math.round((all * buckets) / bucketsOfAll) }
}

/** Reads what happened in a programme, or to a fair share of its members. */
export async function loadHistory(database: Database, ask: LoadHistory): Promise<LoadedHistory> {
  const { buckets } = await shareOf(database, ask)
  const rowsMax = ask.isCut === true ? 2 * ask.activitiesMax : Number.POSITIVE_INFINITY
  const history = await readHistory(database, { ...ask, buckets: { from: 0, until: buckets }, rowsMax })
  return { history, buckets }
}

/** Reads what happened to the members of some buckets once, member by member. */
export async function readHistory(
  database: Database,
  ask: ReadHistory & { buckets: Buckets; rowsMax?: number },
): Promise<History> {
  const { programId, buckets, rowsMax = Number.POSITIVE_INFINITY } = ask
  const builder = createHistory()
  let owner: string | undefined
  let own: StoredActivity[] = []
  const flush = () => {
    if (owner !== undefined) builder.addOwner(owner, happenedOf(own, { ...ask, builder }))
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
    ask.onProgress?.(done)
    const last = rows.at(-1)
    if (last === undefined || rows.length < rowsPerPage) break
    if (done >= rowsMax) {
      // The last member may not be whole.
      owner = undefined
      break
    }
    after = { ownerId: last.ownerId, seq: last.seq }
  }
  flush()
  return builder.finish()
}

export interface HappenedIn {
  builder: Pick<HistoryBuilder, 'next' | 'shared'>
  moneyExponent: number
  /** Whether every order is remembered, and not only those that somebody comes back to. */
  wholeOrders: boolean
}

/** One owner's activities as a history keeps them. What was emitted by a decision is left out: it is emitted again. */
export function happenedOf(stored: readonly StoredActivity[], at: HappenedIn): Happened[] {
  const asked = stored.filter((each) => (each.decision.d ?? 0) === 0)
  const first = at.builder.next()
  const named = namedOrders(asked)
  const open = new Map<string, Open>()
  return asked.map((each, index) => {
    const { input } = each
    const order = input.type === 'order.placed' ? input.order : undefined
    const basket =
      order === undefined ? undefined : orThrow(basketOf(order, wholeOrder(order), at.moneyExponent))
    const isKept = order !== undefined && (at.wholeOrders || isNamed(named, each))
    if (isKept && basket !== undefined)
      open.set(each.activityId, {
        place: String(first + index),
        key: `${input.source}\u0001${input.sourceId}`,
        order,
        left: wholeOrder(order),
        netMinor: basket.netMinor,
      })
    return {
      release: each.release,
      occurredAt: each.occurredAt,
      postedAt: each.postedAt,
      id: each.activityId,
      type: input.type,
      source: input.source,
      channel: input.channel ?? '',
      store: input.store ?? '',
      basket,
      special: specialOf(each, { open, at, order: isKept ? order : undefined }),
    }
  })
}

/** An order that somebody comes back to, as returns leave it. */
interface Open {
  /** Its place in the history, which is its id there. */
  place: string
  key: string
  order: Order
  left: OrderLeft
  netMinor: number
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

interface Known {
  open: Map<string, Open>
  at: HappenedIn
  /** The order, where it is to be remembered. */
  order: Order | undefined
}

function specialOf(stored: StoredActivity, known: Known): Special | undefined {
  const { input, decision } = stored
  const { command } = input as { command?: WalletCommand }
  const { source, sourceId } = input
  const named = input.fulfilment ?? input.return
  const special: Special = {
    ...(input.data === undefined ? {} : { data: input.data }),
    ...(command === undefined ? {} : { command, id: stored.activityId }),
    ...(known.order === undefined ? {} : { order: known.order, source, sourceId }),
    ...(named?.order === undefined
      ? {}
      : { fulfils: { order: named.order, source: named.orderSource ?? source } }),
    ...(isReturn(input.type) ? returnOf(stored, known) : {}),
    ...(decision.f?.member === undefined ? {} : { member: decision.f.member }),
  }
  return Object.keys(special).length === 0 ? undefined : special
}

/** A return with what it leaves: that hangs on the orders alone, so no release needs to work it out again. */
function returnOf({ input, decision }: StoredActivity, { open, at }: Known): Special {
  const named = input.return
  const key =
    named?.order === undefined ? undefined : `${named.orderSource ?? input.source}\u0001${named.order}`
  const target = [...open.values()].find((each) => each.key === key)
  const isWhole = named?.lines === undefined && named?.order !== undefined
  const shippingMinor = named?.shippingMinor ?? (isWhole ? (target?.left.shippingMinor ?? 0) : 0)
  const matches: Match[] = []
  const touched = new Set<Open>()
  for (const [orderId, , lineIndex, , , quantity] of decision.m ?? []) {
    const order = open.get(orderId)
    matches.push({ orderId: order?.place ?? orderId, lineIndex, quantity })
    if (order !== undefined) touched.add(order)
  }
  if (touched.size === 0 && shippingMinor > 0 && target !== undefined) touched.add(target)
  const leftovers = new Map<string, Leftover>()
  let backMinor = 0
  for (const order of touched) {
    const own = matches.filter((match) => match.orderId === order.place)
    order.left = leftAfter({ left: order.left }, own, shippingMinor)
    const basket = at.builder.shared(orThrow(basketOf(order.order, order.left, at.moneyExponent)))
    leftovers.set(order.place, { left: order.left, basket, nothingLeft: isAllReturned(order.left) })
    backMinor += order.netMinor - basket.netMinor
    order.netMinor = basket.netMinor
  }
  const matched = { matches, unmatched: decision.u ?? [] }
  return { matched, shippingMinor, leftovers, backMinor }
}
