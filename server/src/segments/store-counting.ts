import { memberRows } from '../members/index.ts'
import { configure, onceOnly, type Reader, readInTime } from '../platform/database.ts'
import type { SegmentQuery } from './model/query.ts'
import { nextPlaces, type Run, runsOf } from './model/slices.ts'

/** How those who fit are counted. */
export interface Plan {
  query: SegmentQuery
  /** The rows without which nobody fits. */
  needed: ReadonlySet<string>
}

/** Who fits among some members: how many, and a few of them. */
export interface Found {
  members: number
  some: readonly string[]
}

/** In how many parts a statement counts side by side: fewer than these would leave processors without work. */
export const parts = 8

/**
 * How PostgreSQL is to go about it: what is joined lies in the order of members, so it is merged, in the order in which it
 * is named; each part is left to one of several processes.
 */
const settings = {
  work_mem: '32MB',
  jit: 'off',
  enable_hashjoin: 'off',
  enable_nestloop: 'off',
  join_collapse_limit: '1',
  from_collapse_limit: '1',
  min_parallel_table_scan_size: '1TB',
  min_parallel_index_scan_size: '1TB',
}

export async function planCounting(tx: Reader, query: SegmentQuery): Promise<Plan> {
  await configure(tx, settings)
  return { query, needed: await neededRows(tx, query) }
}

/**
 * The rows without which a condition cannot hold. The database says so itself: it answers each part that reads one row
 * for a member who has none.
 */
async function neededRows(tx: Reader, query: SegmentQuery): Promise<ReadonlySet<string>> {
  const single = query.parts.filter(({ rows }) => rows.length === 1 && rows[0] !== 'who')
  if (single.length === 0) return new Set()
  const joins = query.joins.map(({ rows, row }) => `left join (${rows}) ${row} on false`).join('\n')
  const sql = `select array[${single.map(({ condition }) => `(${condition}) is not true`).join(', ')}] as needed
    from (select $1::integer) nobody ${joins} where ${everyParameter(query)}`
  const [answer] = await tx.query<{ needed: boolean[] }>(onceOnly(sql), query.params)
  return new Set(single.filter((_, index) => answer?.needed[index] === true).flatMap(({ rows }) => rows))
}

/** For statements that leave out what some parameters are for: the database must know the type of each. */
function everyParameter({ condition, joins }: SegmentQuery): string {
  const text = [condition, ...joins.map(({ rows }) => rows)].join(' ')
  const typed = new Set([...text.matchAll(/\$\d+::[a-z0-9_]+(\[\])?/g)].map(([each]) => `${each} is null`))
  return ['true', ...typed].join(' or ')
}

/** Of how many in a hundred of these their own rows say what the condition wants. */
async function percentByThemselves(tx: Reader, query: SegmentQuery, ids: readonly string[]): Promise<number> {
  const own = query.parts.filter(({ rows }) => rows.every((row) => row === 'who'))
  if (own.length === 0) return 100
  const wanted = own.map(({ condition }) => `(${condition})`).join(' and ')
  const sql = `select 100.0::float8 * count(*) filter (where ${wanted}) / nullif(count(*), 0) as percent
    from (${memberRows}) who
    where who.owner_id = any($${query.params.length + 1}::uuid[]) and (${everyParameter(query)})`
  const [row] = await tx.query<{ percent: number | null }>(onceOnly(sql), [...query.params, ids])
  return row?.percent ?? 100
}

/** Of more than these among a hundred, what they have beside is read in one go; of fewer, one by one. */
const fewPercent = 2

/** A guess that few fit would read the rest of a million members one by one: it is heeded where some others show it. */
export async function expectFew(tx: Reader, { query }: Plan, ids: readonly string[]): Promise<void> {
  if ((await percentByThemselves(tx, query, ids)) <= fewPercent)
    await configure(tx, { enable_nestloop: 'on' })
}

/** How many of these members fit, and a few of them: what they have beside is read one by one. */
export async function countAmong(
  tx: Reader,
  plan: Plan,
  { ids, few }: { ids: readonly string[]; few: number },
): Promise<Found> {
  const lot = Math.ceil(ids.length / parts)
  const lots = Array.from({ length: Math.ceil(ids.length / lot) }, (_, index) => index * lot)
  const params = [...plan.query.params, ids]
  const found = lots.map((from) =>
    fitting(plan, {
      few,
      where: `who.owner_id = any(($${params.length}::uuid[])[${from + 1}:${from + lot}])`,
      beside: (rows) => `lateral (select * from (${rows}) each where each.owner_id = who.owner_id offset 0)`,
      on: () => 'true',
    }),
  )
  return allOf(await sideBySide<Found>(tx, found, params))
}

/** How many members there are, by their ids alone. */
export async function countAll(tx: Reader, { query }: Plan, edges: readonly string[]): Promise<number> {
  const runs = runsOf(
    edges.slice(1).map((_, place) => place),
    parts,
  )
  const rows = await sideBySide<{ members: number }>(
    tx,
    runs.map((run) => `count(*) as members from (${memberRows}) who where ${within(run, 2)('who.owner_id')}`),
    [query.params[0], edges],
  )
  return rows.reduce((sum, { members }) => sum + members, 0)
}

/** A step of counting that takes longer than this share of the time that is left leaves too little of it for others. */
const shareOfStep = 0.8

/**
 * Who fits among all, slice by slice, and a few of them; undefined where that would take longer than the time that is
 * left.
 */
export async function countSlices(
  tx: Reader,
  plan: Plan,
  { edges, few, leftMs }: { edges: readonly string[]; few: number; leftMs: () => number },
): Promise<Found | undefined> {
  const of = edges.length - 1
  const params = [...plan.query.params, edges]
  let waiting: readonly number[] = Array.from({ length: of }, (_, place) => place)
  let last = { slices: 0, tookMs: 0 }
  let found: Found = { members: 0, some: [] }
  while (waiting.length > 0) {
    const beforeMs = leftMs()
    const places = nextPlaces({ of, waiting, last }, beforeMs)
    if (places.length === 0) return undefined
    const more = runsOf(places, parts).map((run) => {
      const inside = within(run, params.length)
      return fitting(plan, {
        few,
        where: inside('who.owner_id'),
        beside: (rows) => `(${rows})`,
        on: (row) => `${row}.owner_id = who.owner_id and ${inside(`${row}.owner_id`)}`,
      })
    })
    const count = () => sideBySide<Found>(tx, more, params)
    const rows =
      beforeMs === Number.POSITIVE_INFINITY
        ? await count()
        : await readInTime(tx, beforeMs * shareOfStep, count)
    if (rows === undefined) return undefined
    found = allOf([found, ...rows])
    waiting = waiting.filter((place) => !places.includes(place))
    last = { slices: places.length, tookMs: beforeMs - leftMs() }
  }
  return found
}

/** Whether an owner's id lies in a run of slices, whose edges are the parameter of that number. */
function within({ from, to }: Run, edges: number): (owner: string) => string {
  const edge = (place: number) => `($${edges}::uuid[])[${place + 1}]`
  return (owner) => `${owner} >= ${edge(from)} and ${owner} < ${edge(to)}`
}

/** Who fits among some members, over what the condition reads beside them: first the rows that it needs. */
function fitting(
  { query, needed }: Plan,
  ask: { few: number; where: string; beside: (rows: string) => string; on: (row: string) => string },
): string {
  const some = ask.few > 0 ? `coalesce((array_agg(who.owner_id))[1:${ask.few}], '{}')` : `'{}'::uuid[]`
  const first = query.joins.filter(({ row }) => needed.has(row))
  const joins = [...first, ...query.joins.filter(({ row }) => !needed.has(row))].map(
    ({ rows, row }) =>
      `${needed.has(row) ? 'join' : 'left join'} ${ask.beside(rows)} ${row} on ${ask.on(row)}`,
  )
  return `count(*) as members, ${some} as some from (${memberRows}) who ${joins.join('\n')}
    where (${query.condition}) and ${ask.where}`
}

/** One row of each, several made side by side: PostgreSQL does that with the parts of a table only. */
function sideBySide<Row extends object>(
  tx: Reader,
  selects: readonly string[],
  params: readonly unknown[],
): Promise<Row[]> {
  const rows = selects.map((columns) => `select ${columns}`).join('\nunion all\n')
  return tx.query<Row>(onceOnly(`select * from (${rows}) counted`), params)
}

function allOf(found: readonly Found[]): Found {
  return {
    members: found.reduce((sum, { members }) => sum + members, 0),
    some: found.flatMap(({ some }) => some),
  }
}
