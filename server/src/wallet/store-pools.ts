import type { PoolRole } from '@perennial/contract'
import type { Instant } from '../kernel/instants.ts'
import type { Reader, Writer } from '../platform/database.ts'

/** A pool as it is stored, with who is in it. */
export interface Pool {
  /** The owner of its books. */
  poolId: string
  name: string
  adultsSpend: boolean
  childrenSpend: boolean
  state: 'open' | 'dissolving' | 'dissolved'
  /** Head first, then in the order of joining. */
  members: readonly { memberId: string; role: PoolRole; joinedAt: Instant }[]
}

/** Adds a pool with its head. False when the head is in a pool already. */
export async function insertPool(
  tx: Writer,
  programId: number,
  pool: { poolId: string; name: string; head: string },
): Promise<boolean> {
  const isFree = await insertPoolMember(tx, programId, {
    poolId: pool.poolId,
    memberId: pool.head,
    role: 'head',
  })
  if (!isFree) return false
  await tx.execute('insert into pool (program_id, pool_id, name) values ($1, $2, $3)', [
    programId,
    pool.poolId,
    pool.name,
  ])
  return true
}

/** Adds a member to a pool; false when the member is in one already. */
export async function insertPoolMember(
  tx: Writer,
  programId: number,
  entry: { poolId: string; memberId: string; role: PoolRole },
): Promise<boolean> {
  const added = await tx.execute(
    `insert into pool_member (program_id, pool_id, member_id, role) values ($1, $2, $3, $4)
     on conflict (program_id, member_id) do nothing`,
    [programId, entry.poolId, entry.memberId, entry.role],
  )
  return added === 1
}

export async function updateRole(
  tx: Writer,
  programId: number,
  entry: { poolId: string; memberId: string; role: PoolRole },
): Promise<void> {
  await tx.execute(
    'update pool_member set role = $4 where program_id = $1 and pool_id = $2 and member_id = $3',
    [programId, entry.poolId, entry.memberId, entry.role],
  )
}

/** Takes members out of a pool: one, or all of them. */
export async function deletePoolMembers(
  tx: Writer,
  programId: number,
  ask: { poolId: string; memberId?: string },
): Promise<void> {
  await tx.execute(
    `delete from pool_member where program_id = $1 and pool_id = $2 and ($3::uuid is null or member_id = $3)`,
    [programId, ask.poolId, ask.memberId ?? null],
  )
}

/** Undefined leaves as it is. */
export async function updatePool(
  tx: Writer,
  programId: number,
  change: { poolId: string } & {
    [Name in 'name' | 'adultsSpend' | 'childrenSpend' | 'state']?: Pool[Name] | undefined
  },
): Promise<void> {
  await tx.execute(
    `update pool set name = coalesce($3, name), adults_spend = coalesce($4, adults_spend),
       children_spend = coalesce($5, children_spend), state = coalesce($6, state)
     where program_id = $1 and pool_id = $2`,
    [
      programId,
      change.poolId,
      change.name ?? null,
      change.adultsSpend ?? null,
      change.childrenSpend ?? null,
      change.state ?? null,
    ],
  )
}

/** Locked until the transaction ends, so that two changes of a pool come one after the other. */
export async function lockPool(tx: Writer, programId: number, poolId: string): Promise<Pool | undefined> {
  await tx.query('select from pool where program_id = $1 and pool_id = $2 for no key update', [
    programId,
    poolId,
  ])
  return readPool(tx, programId, poolId)
}

export async function readPool(tx: Reader, programId: number, poolId: string): Promise<Pool | undefined> {
  const [row] = await tx.query<Omit<Pool, 'members'>>(
    `select pool_id as "poolId", name, adults_spend as "adultsSpend", children_spend as "childrenSpend", state
     from pool where program_id = $1 and pool_id = $2`,
    [programId, poolId],
  )
  if (row === undefined) return undefined
  const members = await tx.query<Pool['members'][number]>(
    `select member_id as "memberId", role, floor(extract(epoch from joined_at) * 1000)::bigint as "joinedAt" from pool_member
     where program_id = $1 and pool_id = $2 order by role <> 'head', joined_at, member_id`,
    [programId, poolId],
  )
  return { ...row, members }
}

/** Which of these owners are pools. */
export async function selectPoolIds(
  tx: Reader,
  programId: number,
  ownerIds: readonly string[],
): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }>(
    'select pool_id as id from pool where program_id = $1 and pool_id = any($2::uuid[])',
    [programId, ownerIds],
  )
  return new Set(rows.map((row) => row.id))
}

/** Whether a member is in a pool. */
export async function isPooled(tx: Reader, programId: number, memberId: string): Promise<boolean> {
  const rows = await tx.query('select 1 from pool_member where program_id = $1 and member_id = $2', [
    programId,
    memberId,
  ])
  return rows.length > 0
}

/** The pools that members are in; who is in none is missing. */
export async function readPoolsOf(
  tx: Reader,
  programId: number,
  memberIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tx.query<{ memberId: string; poolId: string }>(
    `select member_id as "memberId", pool_id as "poolId" from pool_member
     where program_id = $1 and member_id = any($2::uuid[])`,
    [programId, memberIds],
  )
  return new Map(rows.map((row) => [row.memberId, row.poolId]))
}
