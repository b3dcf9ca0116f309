import { setTimeout as pause } from 'node:timers/promises'
import type { ActivityReply } from '@perennial/contract'
import pg from 'pg'

/** Numbers that look random and come again with the same seed. */
export function seeded(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0
    const mixed = Math.imul(state ^ (state >>> 12), 0x297a2d39) >>> 0
    return Math.floor((mixed / 2 ** 32) * below)
  }
}

/** A seed for a run that gave none; every failure prints it. */
export const seedOfRun = Number(process.env.PERENNIAL_SEED ?? Date.now() % 1_000_000)

export interface Answer {
  status: number
  headers: Headers
  body: unknown
}

/** One request; undefined when no answer came, whatever the cause. */
export async function call(
  address: string,
  ask: {
    key?: string
    body?: unknown
    method?: string
    timeoutMs?: number
    headers?: Record<string, string>
  } = {},
): Promise<Answer | undefined> {
  try {
    const response = await fetch(address, {
      method: ask.method ?? (ask.body === undefined ? 'GET' : 'POST'),
      signal: AbortSignal.timeout(ask.timeoutMs ?? 60_000),
      headers: {
        ...(ask.key === undefined ? {} : { authorization: `Bearer ${ask.key}` }),
        ...(ask.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...ask.headers,
      },
      ...(ask.body === undefined ? {} : { body: JSON.stringify(ask.body) }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: text === '' ? null : jsonOf(text) }
  } catch {
    return undefined
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** One order of the load, and what its answers were. */
export interface Order {
  sourceId: string
  points: number
  body: unknown
  /** What was tried and answered, for a message of failure. */
  history: string[]
  acknowledged: ActivityReply | undefined
}

export interface ShopOptions {
  /** Where the product is now; it may come back elsewhere. */
  url: () => string
  key: string
  program: string
  seed: number
  /** Customers who order at once. Default 8. */
  customers?: number
}

/** A client that orders without pause and repeats every order by its natural key until it is acknowledged. */
export interface Shop {
  orders: Order[]
  /** How many orders are acknowledged. */
  acknowledged(): number
  /** How often each answer came: `201`, `503 retry-after 2`, `none`. */
  answers: ReadonlyMap<string, number>
  /** What an order was refused with, which ends its customer; undefined while all is well. */
  trouble(): Error | undefined
  /** Makes no new orders and resolves when those under way are acknowledged. */
  finish(patienceMs?: number): Promise<void>
}

const members = 7

/** Opens the shop. Points are one for every whole dollar, as the template `cdnow` has it. */
export function openShop(options: ShopOptions): Shop {
  const random = seeded(options.seed)
  const orders: Order[] = []
  let isOpen = true
  let deadline = Number.POSITIVE_INFINITY
  let acknowledged = 0
  const answers = new Map<string, number>()
  const address = () => `${options.url()}/v1/programs/${options.program}/activities`

  function tell(answer: Answer | undefined): void {
    const after = answer?.headers.get('retry-after') ?? null
    const kind =
      answer === undefined ? 'none' : `${answer.status}${after === null ? '' : ` retry-after ${after}`}`
    answers.set(kind, (answers.get(kind) ?? 0) + 1)
  }

  async function deliver(order: Order): Promise<void> {
    while (order.acknowledged === undefined) {
      if (Date.now() > deadline) throw new Error(`Never acknowledged: ${historyOf(order)}`)
      const answer = await call(address(), { key: options.key, body: order.body })
      order.history.push(`${new Date().toISOString()} ${toldBy(answer)}`)
      tell(answer)
      if (answer?.status === 200 || answer?.status === 201) {
        order.acknowledged = answer.body as ActivityReply
        acknowledged += 1
      } else if (answer !== undefined && answer.status !== 503) {
        throw new Error(`An order was refused: ${JSON.stringify(answer.body)} ${historyOf(order)}`)
      } else await pause(answer === undefined ? 25 : 50)
    }
  }

  async function serve(): Promise<void> {
    while (isOpen) {
      const order = newOrder(`${options.seed}-${orders.length}`, random)
      orders.push(order)
      await deliver(order)
    }
  }

  const served = Promise.all(Array.from({ length: options.customers ?? 8 }, serve))
  let trouble: Error | undefined
  // Thrown by `finish`; until then `trouble` tells of it.
  served.catch((error: Error) => (trouble = error))
  return {
    orders,
    acknowledged: () => acknowledged,
    answers,
    trouble: () => trouble,
    finish: async (patienceMs = 60_000) => {
      isOpen = false
      deadline = Date.now() + patienceMs
      await served
    },
  }
}

function toldBy(answer: Answer | undefined): string {
  if (answer === undefined) return 'no answer'
  const detail = answer.status < 300 ? '' : (answer.body as { detail?: string } | null)?.detail
  return `${answer.status} ${detail}`
}

function newOrder(sourceId: string, random: (below: number) => number): Order {
  const cents = 100 + random(20_000)
  const body = {
    type: 'order.placed',
    source: 'till',
    sourceId,
    occurredAt: '2026-03-02T10:00:00Z',
    member: { externalId: `customer-${random(members)}` },
    order: {
      currency: 'USD',
      lines: [{ lineId: '1', sku: 'A', quantity: '1', unitPrice: (cents / 100).toFixed(2) }],
    },
  }
  return { sourceId, points: Math.floor(cents / 100), body, history: [], acknowledged: undefined }
}

export function historyOf(order: Order): string {
  return `${order.sourceId}:\n  ${order.history.join('\n  ')}`
}

interface BooksRow {
  source_id: string
  activity_id: string
  activities: string
  points: string
  events: string
}

// Every side of an activity's effect, counted by itself. Pages of several events hold their ids behind each other.
const booksQuery = `
  with events as (
    select told.public_id, count(*) as times
    from outbox o cross join lateral (
      select e.value ->> 'activity' as public_id
      from json_array_elements(case json_typeof(o.events) when 'array' then o.events else '[]' end) e
      union all
      select substr(packed.ids, 32 * place + 1, 32)::uuid::text
      from (select o.events ->> 'activities' as ids where json_typeof(o.events) = 'object') packed
      cross join generate_series(0, length(packed.ids) / 32 - 1) place) told
    where o.program_id = $1 group by 1)
  , activities as (
    select activity_id, count(*) as times from activity where program_id = $1 group by 1)
  , points as (
    select activity_id, sum(amount) as amount from journal where program_id = $1 group by 1)
  select k.source_id, k.activity_id::text, coalesce(a.times, 0)::text as activities,
    coalesce(p.amount, 0)::text as points, coalesce(e.times, 0)::text as events
  from activity_key k
  left join activities a on a.activity_id = k.activity_id
  left join points p on p.activity_id = k.activity_id
  left join events e on e.public_id = k.activity_id::text
  where k.program_id = $1 and k.source = 'till'`

const strayQuery = `
  select
    (select count(*) from journal j where j.program_id = $1 and not exists (
      select 1 from activity_key k where k.program_id = $1 and k.activity_id = j.activity_id))::int as journal,
    (select count(*) from activity a where a.program_id = $1 and not exists (
      select 1 from activity_key k where k.program_id = $1 and k.activity_id = a.activity_id))::int as activities,
    (select coalesce(sum(available + pending), 0) from balance where program_id = $1)::int as points`

/**
 * Looks, past every wall, whether each order has its effect exactly once: one key, one activity, its points in the
 * journal once, one event; and nothing else is there. The sentences say what is wrong; none is what a test wants.
 */
export async function faultsOf(
  adminUrl: string,
  where: { program: string; shop: Pick<Shop, 'orders'>; withEvents?: boolean },
): Promise<string[]> {
  return withAdmin(adminUrl, async (admin) => {
    const id = await programIdOf(adminUrl, where.program)
    const books = await admin.query<BooksRow>(booksQuery, [id])
    const kept = new Map(books.rows.map((row) => [row.source_id, row]))
    const { orders } = where.shop
    const faults = orders.flatMap((order) =>
      faultOf(order, kept.get(order.sourceId), where.withEvents !== false),
    )
    const known = new Set(orders.map((order) => order.sourceId))
    for (const row of books.rows)
      if (!known.has(row.source_id)) faults.push(`${row.source_id} is recorded and was never sent`)
    const stray = (await admin.query<Record<string, number>>(strayQuery, [id])).rows[0]
    const points = orders.reduce((sum, order) => sum + order.points, 0)
    if (stray?.journal !== 0) faults.push(`${stray?.journal} journal rows belong to no activity`)
    if (stray?.activities !== 0) faults.push(`${stray?.activities} activities have no key`)
    if (stray?.points !== points) faults.push(`balances hold ${stray?.points} points instead of ${points}`)
    return faults
  })
}

function faultOf(order: Order, row: BooksRow | undefined, withEvents: boolean): string[] {
  const wrong: string[] = []
  if (row === undefined) wrong.push('is lost')
  else {
    if (row.activities !== '1') wrong.push(`is recorded ${row.activities} times`)
    if (Number(row.points) !== order.points) wrong.push(`has ${row.points} points instead of ${order.points}`)
    if (withEvents && row.events !== '1') wrong.push(`has ${row.events} events`)
    const told = order.acknowledged?.activity?.slice('act_'.length)
    if (told !== row.activity_id.replaceAll('-', '')) wrong.push(`was acknowledged as ${told}`)
  }
  return wrong.map((fault) => `${fault}: ${historyOf(order)}`)
}

/** Works as the superuser, whom no wall stops. */
export async function withAdmin<T>(adminUrl: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: adminUrl })
  admin.on('error', () => {})
  await admin.connect()
  try {
    return await work(admin)
  } finally {
    await admin.end().catch(() => {})
  }
}

/** The number of a programme, by its key. */
export function programIdOf(adminUrl: string, key: string): Promise<number> {
  return withAdmin(adminUrl, async (admin) => {
    const found = await admin.query<{ program_id: number }>('select program_id from program where key = $1', [
      key,
    ])
    return found.rows[0]?.program_id ?? 0
  })
}
