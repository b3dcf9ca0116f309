import { memberFacts, memberRows, someMemberRows } from '../members/index.ts'
import { configure, joinInBulk, onceOnly, type Reader } from '../platform/database.ts'
import type { SegmentQuery } from './model/query.ts'
import type { Person } from './store.ts'

/** Who fits: how many of how many there are, and some of them. */
export interface Fitting {
  members: number
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

/** In how many parts members are counted, side by side: fewer than these would leave processors without work. */
const parts = 8

/** Of more than these among a hundred, what they have beside is read in one go; of fewer, one by one. */
const fewPercent = 2

/** How members are divided and sampled: a look at so many in a hundred, which must be so many for there to be parts. */
interface Looking {
  samples: number
  lookPercent?: number
  lookedMin?: number
}

/** How many members, of those whose own rows say what is wanted, samples are looked for among. */
const candidatesMax = 2000

/**
 * How PostgreSQL is to go about it: what is joined lies in the order of members, so it is merged, in the order in which it
 * is named; each part is left to one of several processes.
 */
const settings = {
  work_mem: '32MB',
  jit: 'off',
  enable_hashjoin: 'off',
  join_collapse_limit: '1',
  from_collapse_limit: '1',
  min_parallel_table_scan_size: '1TB',
  min_parallel_index_scan_size: '1TB',
}

/**
 * Counts who fits and how many there are, in one pass over what the condition reads: rows that it needs are asked before
 * they meet the members. Samples are found among some; where these hold too few, the pass brings some ids along.
 */
export async function countFitting(tx: Reader, query: SegmentQuery, looking: Looking): Promise<Fitting> {
  const { samples } = looking
  await configure(tx, settings)
  const own = query.parts.filter(({ rows }) => rows.every((row) => row === 'who'))
  const plan: Plan = {
    query,
    needed: await neededRows(tx, query),
    own: own.map(({ condition }) => `(${condition})`).join(' and ') || 'true',
  }
  const { bounds, percent, candidates } = await look(tx, plan, looking)
  const found = await probe(tx, plan, { candidates, samples })
  // A guess that few fit would read the rest of a million members one by one.
  if (percent > fewPercent) await joinInBulk(tx)
  const few = found.length < samples ? samples : 0
  const sql = countInParts(plan, { bounds: bounds.length, few }).join('\nunion all\n')
  const counts = await tx.query<{ members: number; of: number; fitting: string[] | null }>(onceOnly(sql), [
    ...query.params,
    ...bounds,
  ])
  const sample = (few > 0 ? counts.flatMap((each) => each.fitting ?? []) : found).slice(0, samples)
  const names = await memberFacts(tx, Number(query.params[0]), sample)
  return {
    members: counts.reduce((sum, each) => sum + each.members, 0),
    of: counts.reduce((sum, each) => sum + each.of, 0),
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
 * What one in a hundred members tell: the ids that divide all into parts of about a size (none where there are not
 * many), of how many in a hundred their own rows say what the condition wants, and some of those.
 */
async function look(
  tx: Reader,
  { query, own }: Plan,
  { lookPercent = 1, lookedMin = 1000 }: Looking,
): Promise<{ bounds: readonly string[]; percent: number; candidates: readonly string[] }> {
  const shares = Array.from({ length: parts - 1 }, (_, index) => (index + 1) / parts)
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

/** Counts the members part by part: each from the bound before it, which follows the parameters of the query, to the next. */
function countInParts(plan: Plan, at: { bounds: number; few: number }): string[] {
  const { query, needed, own } = plan
  // Members who lack what is needed, or whose own rows say no, are then counted apart, by their ids alone.
  const isNarrow = query.joins.length > 0 && (needed.size > 0 || own !== 'true')
  const fits = isNarrow ? '' : `filter (where ${query.condition})`
  const few = at.few > 0 ? `(array_agg(who.owner_id) ${fits})[1:${at.few}]` : 'null::uuid[]'
  const arms = Array.from({ length: at.bounds + 1 }, (_, part) => {
    const range = rangeOf(query, { part, bounds: at.bounds })
    return `select count(*) ${fits} as members, ${isNarrow ? '0::bigint' : 'count(*)'} as of, ${few} as fitting
    from (${memberRows}) who ${joined(plan, range)}
    where ${isNarrow ? `(${query.condition})` : 'true'}${range('who.owner_id')}`
  })
  if (!isNarrow) return arms
  const all = Array.from({ length: at.bounds + 1 }, (_, part) => {
    const range = rangeOf(query, { part, bounds: at.bounds })
    return `select 0::bigint, count(*), null::uuid[] from (${memberRows}) who where true${range('who.owner_id')}`
  })
  return [...arms, ...all]
}

function rangeOf({ params }: SegmentQuery, at: { part: number; bounds: number }): (owner: string) => string {
  const bound = (number: number) => `$${params.length + number}::uuid`
  return (owner) =>
    [
      at.part > 0 ? ` and ${owner} >= ${bound(at.part)}` : '',
      at.part < at.bounds ? ` and ${owner} < ${bound(at.part + 1)}` : '',
    ].join('')
}
