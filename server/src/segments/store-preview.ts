import { memberFacts, memberRows, someMemberRows } from '../members/index.ts'
import { configure, onceOnly, type Reader } from '../platform/database.ts'
import { type CountedSlice, estimateMembers } from './model/estimate.ts'
import type { SegmentQuery } from './model/query.ts'
import { edgesOf, nextPlaces, type Run, runsOf } from './model/slices.ts'
import type { Person } from './store.ts'

/** Who fits: how many of how many there are, and some of them. */
export interface Fitting {
  members: number
  /** Whether `members` was counted of a part and taken for all. */
  estimated: boolean
  /** By how many `members` may be off; 0 where everybody was counted. */
  margin: number
  of: number
  sample: Person[]
}

/** How those who fit are looked for. */
interface Plan {
  query: SegmentQuery
  /** The rows without which nobody fits. */
  needed: ReadonlySet<string>
  /** What only the members' own rows say; `true` for nothing. */
  own: string
}

/** In how many parts a statement counts side by side: fewer than these would leave processors without work. */
const parts = 8

/** Into how many slices members are divided where some of them may be counted for all; else a slice is a part. */
const slicesMax = 64

/** Of more than these among a hundred, what they have beside is read in one go; of fewer, one by one. */
const fewPercent = 2

/** How long counting may take; what is not counted by then is estimated. */
export interface Budget {
  ms: number
  /** A clock that nobody sets, in milliseconds. */
  now(): number
}

/** How members are divided and sampled: a look at so many in a hundred, which must be so many for there to be slices. */
interface Looking {
  samples: number
  /** Default: everybody is counted, however long it takes. */
  within?: Budget
  lookPercent?: number
  lookedMin?: number
}

/** What is counted: who fits, in slices of so many members; some of them where `few` says how many. */
interface Ask {
  plan: Plan
  edges: readonly string[]
  sizes: readonly number[]
  few: number
  /** Until when on its clock; without it, to the end. */
  until: Budget | undefined
}

/** How many members, of those whose own rows say what is wanted, samples are looked for among. */
const candidatesMax = 200

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

/**
 * Counts how many there are, and who fits among them, slice by slice over what the condition reads: rows that it needs are
 * asked before they meet the members. Samples are found among some; where these hold too few, counting brings some ids
 * along.
 */
export async function countFitting(tx: Reader, query: SegmentQuery, looking: Looking): Promise<Fitting> {
  const { samples, within } = looking
  const startedMs = within?.now() ?? 0
  await configure(tx, settings)
  const own = query.parts.filter(({ rows }) => rows.every((row) => row === 'who'))
  const plan: Plan = {
    query,
    needed: await neededRows(tx, query),
    own: own.map(({ condition }) => `(${condition})`).join(' and ') || 'true',
  }
  const { bounds, percent, candidates } = await look(tx, plan, looking)
  const found = await probe(tx, plan, { candidates, samples })
  const edges = edgesOf(bounds)
  const sizes = await countAll(tx, query, edges)
  // A guess that few fit would read the rest of a million members one by one.
  if (percent <= fewPercent) await configure(tx, { enable_nestloop: 'on' })
  const few = found.length < samples ? samples : 0
  const until = within && { ...within, ms: startedMs + within.ms }
  const { slices, fitting } = await countSlices(tx, { plan, edges, sizes, few, until })
  const sample = [...new Set([...found, ...fitting])].slice(0, samples)
  const names = await memberFacts(tx, Number(query.params[0]), sample)
  return {
    ...estimateMembers(slices),
    estimated: slices.some((slice) => slice.members === undefined),
    of: sizes.reduce((sum, of) => sum + of, 0),
    sample: sample.map((ownerId) => ({ ownerId, name: names.get(ownerId)?.name ?? null })),
  }
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

/** What a condition reads beside the members in a range: first what it needs. */
function joined({ query, needed }: Plan, range: (owner: string) => string): string {
  const first = query.joins.filter(({ row }) => needed.has(row))
  return [...first, ...query.joins.filter(({ row }) => !needed.has(row))]
    .map(({ rows, row }) => {
      const kind = needed.has(row) ? 'join' : 'left join'
      return `${kind} (${rows}) ${row} on ${row}.owner_id = who.owner_id${range(`${row}.owner_id`)}`
    })
    .join('\n')
}

/**
 * What one in a hundred members tell: the ids that divide all into slices of about a size (none where there are not
 * many), of how many in a hundred their own rows say what the condition wants, and some of those.
 */
async function look(
  tx: Reader,
  { query, own }: Plan,
  { within, lookPercent = 1, lookedMin = 1000 }: Looking,
): Promise<{ bounds: readonly string[]; percent: number; candidates: readonly string[] }> {
  const slices = within === undefined ? parts : slicesMax
  const shares = Array.from({ length: slices - 1 }, (_, index) => (index + 1) / slices)
  const sql = `select percentile_disc(array[${shares.join(', ')}]) within group (order by owner_id) as bounds,
      100.0::float8 * count(*) filter (where ${own}) / count(*) as percent,
      (array_agg(owner_id order by random()) filter (where ${own}))[1:${candidatesMax}] as candidates
    from (${someMemberRows(lookPercent)}) who where ${everyParameter(query)} having count(*) >= ${lookedMin}`
  const [row] = await tx.query<{ bounds: string[]; percent: number; candidates: string[] | null }>(
    onceOnly(sql),
    query.params,
  )
  return { bounds: row?.bounds ?? [], percent: row?.percent ?? 0, candidates: row?.candidates ?? [] }
}

/** Some of the candidates who fit. */
async function probe(
  tx: Reader,
  plan: Plan,
  ask: { candidates: readonly string[]; samples: number },
): Promise<string[]> {
  const { query } = plan
  if (ask.candidates.length === 0) return []
  const among = (owner: string) => ` and ${owner} = any($${query.params.length + 1}::uuid[])`
  const sql = `select who.owner_id from (${memberRows}) who ${joined(plan, among)}
    where (${query.condition})${among('who.owner_id')} limit ${ask.samples}`
  const rows = await tx.query<{ owner_id: string }>(onceOnly(sql), [...query.params, ask.candidates])
  return rows.map((row) => row.owner_id)
}

/** How many members there are in each slice, by their ids alone. */
async function countAll(tx: Reader, { params }: SegmentQuery, edges: readonly string[]): Promise<number[]> {
  const rows = await askRuns<{ members: number }>(tx, {
    runs: edges.slice(1).map((_, place) => ({ from: place, to: place + 1 })),
    counting: (range) => `count(*) as members from (${memberRows}) who where true${range('who.owner_id')}`,
    params: params.slice(0, 1),
    edges,
  })
  return rows.map(({ members }) => members)
}

/** Who fits in the slices, and some of them: in all, or in as many as the time allows, which then lie all over. */
async function countSlices(
  tx: Reader,
  { plan, edges, sizes, few, until }: Ask,
): Promise<{ slices: readonly CountedSlice[]; fitting: readonly string[] }> {
  const { query } = plan
  const ids = few > 0 ? `(array_agg(who.owner_id))[1:${few}]` : 'null::uuid[]'
  const startedMs = until?.now() ?? 0
  const slices = sizes.map((of): CountedSlice => ({ of, members: of === 0 ? 0 : undefined }))
  const fitting: string[] = []
  for (;;) {
    const nowMs = until?.now() ?? 0
    const waiting = [...slices.keys()].filter((place) => slices[place]?.members === undefined)
    const places =
      until === undefined
        ? waiting
        : nextPlaces(slices, { spentMs: nowMs - startedMs, leftMs: until.ms - nowMs })
    if (places.length === 0) return { slices, fitting }
    const runs = runsOf(places, parts)
    const rows = await askRuns<{ members: number; fitting: string[] | null }>(tx, {
      runs,
      counting: (
        range,
      ) => `count(*) as members, ${ids} as fitting from (${memberRows}) who ${joined(plan, range)}
        where (${query.condition})${range('who.owner_id')}`,
      params: query.params,
      edges,
    })
    for (const [index, { from, to }] of runs.entries()) {
      const of = sizes.slice(from, to).reduce((sum, size) => sum + size, 0)
      // What was counted at once is one slice from now on. Who came after all were counted is not counted either.
      slices.fill({ of: 0, members: 0 }, from, to)
      slices[from] = { of, members: Math.min(rows[index]?.members ?? 0, of) }
      fitting.push(...(rows[index]?.fitting ?? []))
    }
  }
}

/** Asks the same of each run of slices, several side by side; the answers in the order of the runs. */
async function askRuns<Row extends object>(
  tx: Reader,
  ask: {
    runs: readonly Run[]
    counting: (range: (owner: string) => string) => string
    params: readonly unknown[]
    edges: readonly string[]
  },
): Promise<Row[]> {
  const edge = (place: number) => `($${ask.params.length + 1}::uuid[])[${place + 1}]`
  const arms = ask.runs.map(({ from, to }, index) => {
    const range = (owner: string) => ` and ${owner} >= ${edge(from)} and ${owner} < ${edge(to)}`
    return `select ${index} as place, ${ask.counting(range)}`
  })
  const sql = `select * from (${arms.join('\nunion all\n')}) counted order by place`
  return tx.query<Row>(onceOnly(sql), [...ask.params, ask.edges])
}
