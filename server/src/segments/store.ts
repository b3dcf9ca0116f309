import type { Instant } from '../kernel/instants.ts'
import { memberRows } from '../members/index.ts'
import { onceOnly, type Reader, type Writer } from '../platform/database.ts'
import type { SegmentQuery } from './model/query.ts'

/** A member in a segment, or one who meets a condition. */
export interface Person {
  ownerId: string
  name: string | null
}

/** What a condition reads beside the members. */
function joined({ joins }: SegmentQuery): string {
  return joins
    .map(({ rows, row }) => `left join (${rows}) ${row} on ${row}.owner_id = who.owner_id`)
    .join('\n')
}

/** The members who fit, as a query without its columns. */
function fitting(query: SegmentQuery): string {
  return `from (${memberRows}) who ${joined(query)} where (${query.condition})`
}

/** Which of these members fit. */
export async function selectFitting(
  tx: Reader,
  query: SegmentQuery,
  owners: readonly string[],
): Promise<ReadonlySet<string>> {
  const sql = `select who.owner_id ${fitting(query)} and who.owner_id = any($${query.params.length + 1}::uuid[])`
  const rows = await tx.query<{ owner_id: string }>(onceOnly(sql), [...query.params, owners])
  return new Set(rows.map((row) => row.owner_id))
}

/** How a segment was last evaluated. */
export interface SegmentState {
  segment: string
  /** The condition that it was evaluated by; empty for a fixed one. */
  condition: string
  evaluatedAt: Date | null
  tookMs: number
  members: number
}

export function readStates(tx: Reader, programId: number): Promise<SegmentState[]> {
  return tx.query<SegmentState>(
    `select segment, condition, evaluated_at as "evaluatedAt", took_ms as "tookMs", members
     from segment_state where program_id = $1`,
    [programId],
  )
}

/** Lets one change of a segment at a time through; undefined when it was never evaluated. */
export async function lockState(
  tx: Writer,
  programId: number,
  segment: string,
): Promise<SegmentState | undefined> {
  await tx.execute('insert into segment_state (program_id, segment) values ($1, $2) on conflict do nothing', [
    programId,
    segment,
  ])
  const [row] = await tx.query<SegmentState>(
    `select segment, condition, evaluated_at as "evaluatedAt", took_ms as "tookMs", members
     from segment_state where program_id = $1 and segment = $2 for no key update`,
    [programId, segment],
  )
  return row?.evaluatedAt === null ? undefined : row
}

export async function writeState(tx: Writer, programId: number, state: SegmentState): Promise<void> {
  await tx.execute(
    `update segment_state set condition = $3, evaluated_at = $4, took_ms = $5, members = $6
     where program_id = $1 and segment = $2`,
    [programId, state.segment, state.condition, state.evaluatedAt, state.tookMs, state.members],
  )
}

export interface Change {
  programId: number
  segment: string
  at: Instant
}

/** Notes who fits and is not in, and who is in and does not fit any more: one move each, told later. */
export async function noteMoves(tx: Writer, change: Change, query: SegmentQuery): Promise<void> {
  const next = query.params.length + 1
  const params = [...query.params, change.segment, new Date(change.at)]
  const inside = `select 1 from segment_member s where s.program_id = $1 and s.segment = $${next}`
  await tx.execute(
    onceOnly(`insert into segment_move (program_id, move_id, segment, owner_id, entered, at)
     select $1, gen_random_uuid(), $${next}, who.owner_id, true, $${next + 1} ${fitting(query)}
       and not exists (${inside} and s.owner_id = who.owner_id)`),
    params,
  )
  await tx.execute(
    onceOnly(`insert into segment_move (program_id, move_id, segment, owner_id, entered, at)
     select $1, gen_random_uuid(), $${next}, s.owner_id, false, $${next + 1}
     from segment_member s where s.program_id = $1 and s.segment = $${next}
       and not exists (select 1 ${fitting(query)} and who.owner_id = s.owner_id)`),
    params,
  )
}

/** Lets everybody who fits in without a move. */
export async function fillSegment(tx: Writer, change: Change, query: SegmentQuery): Promise<void> {
  const next = query.params.length + 1
  await tx.execute(
    onceOnly(`insert into segment_member (program_id, segment, owner_id, since)
     select $1, $${next}, who.owner_id, $${next + 1} ${fitting(query)} on conflict do nothing`),
    [...query.params, change.segment, new Date(change.at)],
  )
}

/** Notes a move of one member by hand. */
export async function noteMove(
  tx: Writer,
  change: Change,
  move: { ownerId: string; entered: boolean },
): Promise<void> {
  await tx.execute(
    `insert into segment_move (program_id, move_id, segment, owner_id, entered, at)
     values ($1, gen_random_uuid(), $2, $3, $4, $5)`,
    [change.programId, change.segment, move.ownerId, move.entered, new Date(change.at)],
  )
}

/** Makes the members of a segment what the moves that are not made yet say; how many it has then. */
export async function makeMoves(tx: Writer, { programId, segment }: Change): Promise<number> {
  await tx.execute(
    `insert into segment_member (program_id, segment, owner_id, since)
     select program_id, segment, owner_id, at from segment_move
     where program_id = $1 and segment = $2 and entered and not made on conflict do nothing`,
    [programId, segment],
  )
  await tx.execute(
    `delete from segment_member s using segment_move m
     where s.program_id = $1 and s.segment = $2 and m.program_id = $1 and m.segment = $2
       and not m.entered and not m.made and s.owner_id = m.owner_id`,
    [programId, segment],
  )
  await tx.execute(
    'update segment_move set made = true where program_id = $1 and segment = $2 and not made',
    [programId, segment],
  )
  return countMembers(tx, programId, segment)
}

async function countMembers(tx: Reader, programId: number, segment: string): Promise<number> {
  const [row] = await tx.query<{ members: number }>(
    'select count(*) as members from segment_member where program_id = $1 and segment = $2',
    [programId, segment],
  )
  return row?.members ?? 0
}

/** Takes away what a segment was that the programme does not have any more. */
export async function dropSegment(tx: Writer, programId: number, segment: string): Promise<void> {
  for (const table of ['segment_member', 'segment_move', 'segment_state'])
    await tx.execute(`delete from ${table} where program_id = $1 and segment = $2`, [programId, segment])
}

/** A move that nobody was told of. */
export interface Move {
  moveId: string
  segment: string
  ownerId: string
  entered: boolean
  at: Date
}

export function readMoves(tx: Reader, programId: number, limit: number): Promise<Move[]> {
  return tx.query<Move>(
    `select move_id as "moveId", segment, owner_id as "ownerId", entered, at from segment_move
     where program_id = $1 and made order by at, move_id limit $2`,
    [programId, limit],
  )
}

export async function deleteMoves(tx: Writer, programId: number, moveIds: readonly string[]): Promise<void> {
  await tx.execute('delete from segment_move where program_id = $1 and move_id = any($2::uuid[])', [
    programId,
    moveIds,
  ])
}

/** The segments that members are in, by member, each list in the order of keys; one query for the batch. */
export async function readSegmentsOf(
  tx: Reader,
  programId: number,
  owners: readonly string[],
): Promise<Map<string, string[]>> {
  const rows = await tx.query<{ owner_id: string; segment: string }>(
    `select s.owner_id, s.segment from unnest($2::uuid[]) as wanted (owner_id)
     cross join lateral (select owner_id, segment from segment_member
       where program_id = $1 and owner_id = wanted.owner_id offset 0) s
     order by s.segment collate "C"`,
    [programId, owners],
  )
  const segments = new Map<string, string[]>()
  for (const { owner_id: owner, segment } of rows)
    segments.set(owner, [...(segments.get(owner) ?? []), segment])
  return segments
}

/** Members of a segment by id, after one. */
export function readMembers(
  tx: Reader,
  input: { programId: number; segment: string; after: string; limit: number },
): Promise<{ ownerId: string; since: Date }[]> {
  return tx.query(
    `select owner_id as "ownerId", since from segment_member
     where program_id = $1 and segment = $2 and owner_id > $3::uuid order by owner_id limit $4`,
    [input.programId, input.segment, input.after, input.limit],
  )
}

/** Since when the member is in the segment; undefined outside. */
export async function readSince(
  tx: Reader,
  input: { programId: number; segment: string; ownerId: string },
): Promise<Date | undefined> {
  const [row] = await tx.query<{ since: Date }>(
    'select since from segment_member where program_id = $1 and segment = $2 and owner_id = $3',
    [input.programId, input.segment, input.ownerId],
  )
  return row?.since
}
