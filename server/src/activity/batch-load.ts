import type { FreeData } from '@perennial/contract'
import type { Day, Instant } from '../kernel/instants.ts'
import { dayOf } from '../kernel/instants.ts'
import { orThrow } from '../kernel/verdict.ts'
import {
  type Books,
  type Entry,
  type LoadBooks,
  lockBooks,
  openBooks,
  readBooks,
  settle,
} from '../ledger/index.ts'
import { memberFacts, type Newcomer } from '../members/index.ts'
import type { Reader, Writer } from '../platform/database.ts'
import type { Programs, Release } from '../programs/index.ts'
import type { Asked, Found } from './batch-find.ts'
import { countPlacedOrders, type LoadedPast, loadPasts } from './load-past.ts'
import { wholeOrder } from './model/basket.ts'
import { factsNamed, isNamed } from './model/facts.ts'
import { isReturn, programDay } from './model/intake.ts'
import { activityOf, counterText, counting, type OrderBook, type OwnerWork, whoIs } from './model/work.ts'
import type { Activity, AnyStage, CounterKey, Facts, Needs } from './stage.ts'
import { lockBudgets, readBudgets, readCounters, readFamilies } from './store-counters.ts'
import { readOrders, type StoredOrder } from './store-orders.ts'
import { type OrderSum, writeOrderSums } from './store-past.ts'

/** What a batch knows before it decides. */
export interface Loaded {
  works: Map<string, OwnerWork>
  budgets: Map<string, number>
  /** What time had brought these owners by now: activations and expiries, to be written with the batch. */
  settled: Entry[]
  /** When everything was locked, by the programme's clock: the time of the decisions. */
  now: Instant
  /** Day of the last activity of each owner before the batch. */
  activeBefore: ReadonlyMap<string, Day | null>
}

export interface LoadInput {
  programId: number
  release: Release
  stages: readonly AnyStage[]
  programs: Pick<Programs, 'release'>
  now: Instant
  /** Milliseconds that the programme's clock is ahead of the database's. */
  clockOffsetMs: number
  asked: readonly Asked[]
  found: readonly Found[]
  /** Who is enrolled by the batch, by their proposed id. */
  newcomers: ReadonlyMap<string, Newcomer>
}

/** Who takes part, and what each of them needs. */
interface Plan {
  owners: readonly string[]
  days: Map<string, { from: Day; to: Day }>
  /** Owners whose lots are needed: with a return, a fulfilment or a command. */
  withLots: Set<string>
  /** Holds and spends that commands name. */
  named: { holds: string[]; spends: string[] }
  allOrders: Set<string>
  orderIds: Set<string>
  returning: Set<string>
  /** Owners of whom rules read what their orders add up to. */
  history: Set<string>
}

function planOf(input: LoadInput): Plan {
  const days = new Map<string, { from: Day; to: Day }>()
  const withLots = new Set<string>()
  const allOrders = new Set<string>()
  const orderIds = new Set<string>()
  const returning = new Set<string>()
  const history = new Set<string>()
  const named: Plan['named'] = { holds: [], spends: [] }
  const today = programDay(input.now, input.release)
  const isTimed = hasTimedCurrency(input.release)
  const readsHistory = factsNamed(input.release, input.stages).has('history')
  for (const [index, found] of input.found.entries()) {
    const asked = input.asked[index]
    if (found.kind !== 'decide' || asked === undefined) continue
    const { type, command } = asked.intake.input
    // A command happens now.
    const day = command === undefined ? programDay(asked.intake.occurredAt, input.release) : today
    const span = days.get(found.ownerId)
    const from =
      command?.verb === 'carry-tiers' ? Math.min(day, ...command.counts.map((each) => each.day)) : day
    if (span === undefined) days.set(found.ownerId, { from, to: day })
    else days.set(found.ownerId, { from: Math.min(span.from, from), to: Math.max(span.to, day) })
    // What a late activity earns may be due at once, and settling needs the lots.
    if (isTimed && day < today) withLots.add(found.ownerId)
    if (readsHistory && command === undefined) history.add(found.ownerId)
    if (command !== undefined) {
      withLots.add(found.ownerId)
      if ('hold' in command) named.holds.push(command.hold)
      if ('spend' in command) named.spends.push(command.spend)
    }
    if (command?.verb === 'carry-tiers' || command?.verb === 'carry-cards') returning.add(found.ownerId)
    if (!isReturn(type) && type !== 'order.fulfilled') continue
    withLots.add(found.ownerId)
    if (found.orderId !== undefined) orderIds.add(found.orderId)
    if (isReturn(type)) returning.add(found.ownerId)
    // Where orders are at hand that may change, all are: what is summed is told apart from them no more.
    const isUnnamed = isReturn(type) && asked.intake.input.return?.order === undefined
    if (isUnnamed || (readsHistory && found.orderId !== undefined)) allOrders.add(found.ownerId)
  }
  return { owners: [...days.keys()].sort(), days, withLots, named, allOrders, orderIds, returning, history }
}

function hasTimedCurrency(release: Release): boolean {
  return [...release.currencies.values()].some(
    ({ spec }) => spec.pending !== undefined || spec.expiry !== undefined,
  )
}

/** Loads and locks everything that deciding the batch needs: one statement a table. */
export async function loadLocked(tx: Writer, input: LoadInput): Promise<Loaded> {
  const plan = planOf(input)
  const books = await lockBooks(tx, booksAsked(input, plan))
  const { grown, ...loaded } = await loadRest(tx, input, { plan, books })
  if (grown.length > 0) await writeOrderSums(tx, input.programId, grown)
  const budgets = neededBudgets(input, loaded.works)
  if (budgets.length === 0) return loaded
  let now = input.now
  for (const row of await lockBudgets(tx, input.programId, budgets)) {
    loaded.budgets.set(counterText(row), row.used)
    now = Math.max(now, row.lockedMs + input.clockOffsetMs)
  }
  return settledBy(loaded, input, now)
}

/**
 * What lanes take from one budget is decided at the times at which they had it, one after the other, so that whoever tries
 * a release on what happened can follow them. Past midnight the time stays: what was loaded is of the day before.
 */
function settledBy(loaded: Loaded, { release, ...input }: LoadInput, now: Instant): Loaded {
  if (programDay(now, release) !== programDay(input.now, release)) return loaded
  for (const [ownerId, work] of loaded.works) {
    const due = settle(work.books, now, release.timeZone)
    if (due.books === work.books) continue
    loaded.settled.push(...due.entries)
    loaded.works.set(ownerId, { ...work, books: due.books })
  }
  return { ...loaded, now }
}

/** The same for a dry run: nothing is locked, nothing is written. */
export async function loadUnlocked(tx: Reader, input: LoadInput): Promise<Loaded> {
  const plan = planOf(input)
  const books = await readBooks(tx, booksAsked(input, plan))
  const { grown: _, ...loaded } = await loadRest(tx, input, { plan, books })
  const budgets = neededBudgets(input, loaded.works)
  if (budgets.length > 0) {
    for (const row of await readBudgets(tx, input.programId, budgets))
      loaded.budgets.set(counterText(row), row.used)
  }
  return loaded
}

function booksAsked(input: LoadInput, plan: Plan): LoadBooks {
  return {
    programId: input.programId,
    owners: plan.owners,
    currencies: currencyCodes(input.release),
    withLots: plan.withLots,
    named: plan.named,
    today: dayOf(input.now, input.release.timeZone),
  }
}

/** Every owner has books in currency 1, even where the programme has none: that row is what is locked. */
export function currencyCodes(release: Release): readonly number[] {
  const codes = [...release.currencyByCode.keys()].sort((a, b) => a - b)
  return codes.length === 0 ? [1] : codes
}

async function loadRest(
  tx: Reader,
  input: LoadInput,
  known: { plan: Plan; books: ReadonlyMap<string, Books> },
): Promise<Loaded & { grown: readonly OrderSum[] }> {
  const { programId, release, now } = input
  const { plan } = known
  const named = factsNamed(release, input.stages)
  const reads = (path: string) => isNamed(named, path)
  const { owners, days, returning } = plan
  const batch = { programId, release, owners, days, returning, reads, now }
  // Sent together and answered in this order, on the one connection of the transaction.
  const [states, orders, past, { members, grown }, counters] = await Promise.all([
    Promise.all(input.stages.map((stage) => stage.load(tx, batch))),
    loadOrders(tx, input, plan),
    loadPast(tx, input, plan),
    loadMembers(tx, input, plan.owners),
    loadCounters(tx, input),
  ])
  const works = new Map<string, OwnerWork>()
  const settled: Entry[] = []
  const activeBefore = new Map<string, Day | null>()
  for (const ownerId of plan.owners) {
    const opened = known.books.get(ownerId) ?? openBooks(ownerId, currencyCodes(release), true)
    const due = settle(opened, now, release.timeZone)
    settled.push(...due.entries)
    activeBefore.set(ownerId, opened.activeDay)
    works.set(ownerId, {
      ownerId,
      books: due.books,
      states: input.stages.map((stage, index) => states[index]?.get(ownerId) ?? stage.initial()),
      counters: counters.get(ownerId) ?? new Map(),
      orders: orders.get(ownerId) ?? new Map(),
      past: past.pasts.get(ownerId),
      member: members.get(ownerId) ?? {},
    })
  }
  const sums = oncePerOwner([...past.grown, ...grown])
  return { works, budgets: new Map(), settled, now, activeBefore, grown: sums }
}

function oncePerOwner(sums: readonly OrderSum[]): OrderSum[] {
  return [...new Map(sums.map((sum) => [sum.ownerId, sum])).values()]
}

async function loadPast(tx: Reader, input: LoadInput, plan: Plan): Promise<LoadedPast> {
  if (plan.history.size === 0) return { pasts: new Map(), grown: [] }
  const [atHand, whole] = [[] as string[], [] as string[]]
  for (const owner of plan.history) (plan.allOrders.has(owner) ? atHand : whole).push(owner)
  return loadPasts(tx, { programId: input.programId, programs: input.programs, whole, atHand })
}

async function loadOrders(
  tx: Reader,
  input: LoadInput,
  plan: Plan,
): Promise<Map<string, Map<string, OrderBook>>> {
  const orders = new Map<string, Map<string, OrderBook>>()
  if (plan.orderIds.size === 0 && plan.allOrders.size === 0) return orders
  const stored = await readOrders(tx, {
    programId: input.programId,
    ids: [...plan.orderIds],
    owners: [...plan.allOrders],
  })
  for (const row of stored) {
    const release = orThrow(await input.programs.release(input.programId, row.release))
    const own = orders.get(row.owner_id) ?? new Map<string, OrderBook>()
    orders.set(row.owner_id, own)
    own.set(row.activity_id, orderBookOf(row, release))
  }
  return orders
}

/** A stored order, ready to be decided again. */
function orderBookOf(row: StoredOrder, release: Release): OrderBook {
  const occurredAt = row.occurred_at.getTime()
  const first = row.decision.s ?? {}
  return {
    activity: activityOf({
      id: row.activity_id,
      input: row.body,
      occurredAt,
      day: programDay(occurredAt, release),
      depth: row.decision.d ?? 0,
    }),
    input: row.body.order,
    seq: row.seq,
    release,
    facts: row.decision.f ?? {},
    first,
    standing: row.state?.standing ?? first,
    left: row.state?.left ?? wholeOrder(row.body.order),
  }
}

/** What is known of owners that no stage knows, as far as the release's rules can read it. */
export async function loadMembers(
  tx: Reader,
  input: Pick<LoadInput, 'programId' | 'programs' | 'release' | 'stages'>,
  owners: readonly string[],
): Promise<{ members: Map<string, Readonly<Record<string, unknown>>>; grown: readonly OrderSum[] }> {
  const named = factsNamed(input.release, input.stages)
  const reads = (...fields: string[]) => fields.some((field) => isNamed(named, `member.${field}`))
  const facts = new Map<string, Readonly<Record<string, unknown>>>()
  if (reads('attributes', 'enrolledAt', 'name', 'tags')) {
    for (const [id, { attributes, enrolledAt, name }] of await memberFacts(tx, input.programId, owners)) {
      facts.set(id, { attributes, tags: tagsIn(attributes), enrolledAt, name: name ?? '' })
    }
  }
  if (!reads('orders')) return { members: facts, grown: [] }
  const { programId, programs } = input
  const { placed, grown } = await countPlacedOrders(tx, { programId, programs, owners })
  for (const id of owners) facts.set(id, { ...facts.get(id), orders: placed.get(id) ?? 0 })
  return { members: facts, grown }
}

/** The attribute `tags` as a list of texts, whatever a client made of it. */
function tagsIn({ tags }: FreeData): readonly string[] {
  if (tags === undefined) return []
  return Array.isArray(tags) ? tags.map(String) : [String(tags)]
}

/** What an activity looks like before its basket is known; enough to say which counters it needs. */
function draftActivity(asked: Asked, release: Release): Activity {
  const { input, occurredAt } = asked.intake
  const parts = { id: asked.activityId, input, occurredAt, day: programDay(occurredAt, release), depth: 0 }
  return activityOf(parts)
}

async function loadCounters(tx: Reader, input: LoadInput): Promise<Map<string, Map<string, number>>> {
  const wanted = new Map<string, CounterKey & { ownerId: string }>()
  const families = new Map<string, CounterKey & { ownerId: string }>()
  for (const { ownerId, needs } of allNeeds(input, undefined)) {
    for (const need of needs.flatMap((each) => each.counters))
      wanted.set(`${ownerId}/${counterText(need)}`, { ...need, ownerId })
    for (const need of needs.flatMap((each) => each.families ?? []))
      families.set(`${ownerId}/${counterText(need)}`, { ...need, ownerId })
  }
  const counters = new Map<string, Map<string, number>>()
  const [single, ofFamilies] = await Promise.all([
    wanted.size === 0 ? [] : readCounters(tx, input.programId, [...wanted.values()]),
    families.size === 0 ? [] : readFamilies(tx, input.programId, [...families.values()]),
  ])
  for (const row of [...single, ...ofFamilies]) {
    const own = counters.get(row.ownerId) ?? new Map<string, number>()
    counters.set(row.ownerId, own)
    own.set(counterText(row), row.value)
  }
  return counters
}

function neededBudgets(input: LoadInput, works: ReadonlyMap<string, OwnerWork>): CounterKey[] {
  const budgets = new Map<string, CounterKey>()
  for (const { needs } of allNeeds(input, works)) {
    for (const need of needs.flatMap((each) => each.budgets)) budgets.set(counterText(need), need)
  }
  return [...budgets.values()]
}

/** What deciding each item will read. Without `works` households are not known yet, on which only budgets hang. */
function allNeeds(
  input: LoadInput,
  works: ReadonlyMap<string, OwnerWork> | undefined,
): { ownerId: string; needs: Needs[] }[] {
  const { release, stages } = input
  const readsHousehold = works !== undefined && isNamed(factsNamed(release, stages), 'member.household')
  return input.found.flatMap((found, index) => {
    const asked = input.asked[index]
    if (found.kind !== 'decide' || asked === undefined) return []
    const { ownerId } = found
    const drafts = [draftActivity(asked, release), ...enrolmentDraft(input, ownerId)]
    const work = readsHousehold ? works?.get(ownerId) : undefined
    const needs = drafts.flatMap((activity) => {
      const who = whoIs(ownerId, work && householdFact(input, work, activity))
      return stages.flatMap((stage) => stage.needs?.(release, activity, who) ?? [])
    })
    return [{ ownerId, needs }]
  })
}

/** A newcomer's enrolment is decided before what brought the newcomer. */
function enrolmentDraft({ newcomers, release }: LoadInput, ownerId: string): Activity[] {
  const newcomer = newcomers.get(ownerId)
  if (newcomer === undefined) return []
  const occurredAt = newcomer.enrolledAt
  const day = programDay(occurredAt, release)
  const input = { type: 'member.enrolled', source: '', sourceId: '' }
  return [activityOf({ id: '', input, occurredAt, day, depth: 0 })]
}

function householdFact(input: LoadInput, work: OwnerWork, activity: Activity): Facts[string] {
  const { release, stages } = input
  const found = stages.map((stage, index) =>
    stage.facts?.({ state: work.states[index], release, activity, counted: counting(work.counters) }),
  )
  return Object.assign({}, ...found.map((each) => each?.member)) as Facts[string]
}
