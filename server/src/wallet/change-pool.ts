import type { PoolRole } from '@perennial/contract'
import { newUuid } from '../kernel/ids.ts'
import { invariant, ok, refuse, type Verdict } from '../kernel/verdict.ts'
import type { Writer } from '../platform/database.ts'
import {
  deletePoolMembers,
  insertPool,
  insertPoolMember,
  lockPool,
  type Pool,
  readPool,
  updatePool,
  updateRole,
} from './store-pools.ts'

/** Households are small: a larger pool is no household. */
const poolSizeMax = 10

/** What the pool or its rules do not allow. */
export function refusePool(detail: string): {
  ok: false
  refusal: Extract<Verdict<never>, { ok: false }>['refusal']
} {
  return refuse('pool_refused', `${detail} Nothing was changed.`)
}

/** The role of a member in a pool; undefined for others. */
export function roleIn(pool: Pool, memberId: string | undefined): PoolRole | undefined {
  return pool.members.find((each) => each.memberId === memberId)?.role
}

/** Whether a member may spend from the pool, by the role. */
export function maySpend(pool: Pool, memberId: string | undefined): boolean {
  const role = roleIn(pool, memberId)
  if (role === 'head') return true
  return (role === 'adult' && pool.adultsSpend) || (role === 'child' && pool.childrenSpend)
}

/** Opens a pool with its head. Refuses `pool_refused` when the head is in one. */
export async function createPool(
  tx: Writer,
  programId: number,
  ask: { name: string; head: string },
): Promise<Verdict<Pool>> {
  const poolId = newUuid()
  if (!(await insertPool(tx, programId, { poolId, ...ask }))) return inOne()
  return again(tx, programId, poolId)
}

function inOne() {
  return refusePool('The member is in a pool already.')
}

async function again(tx: Writer, programId: number, poolId: string): Promise<Verdict<Pool>> {
  const pool = await readPool(tx, programId, poolId)
  invariant(pool !== undefined, 'a pool that was changed is there')
  return ok(pool)
}

interface Change {
  poolId: string
  /** The member who does it. */
  by: string
}

/** An open pool, locked. Refuses `not_found` and `pool_refused`; also when only the head may and another asks. */
async function openForChange(
  tx: Writer,
  programId: number,
  ask: Change & { headOnly: boolean },
): Promise<Verdict<Pool>> {
  const pool = await lockPool(tx, programId, ask.poolId)
  if (pool === undefined) return refuse('not_found', 'There is no such pool in the programme.')
  if (pool.state !== 'open') return refusePool('The pool is dissolved.')
  const role = roleIn(pool, ask.by)
  if (role === undefined) return refusePool('The member who acts is not in the pool.')
  return ask.headOnly && role !== 'head' ? refusePool('Only the head of the pool may do this.') : ok(pool)
}

/** Changes name and settings. */
export async function patchPool(
  tx: Writer,
  programId: number,
  ask: Change & {
    name?: string | undefined
    adultsSpend?: boolean | undefined
    childrenSpend?: boolean | undefined
  },
): Promise<Verdict<Pool>> {
  const pool = await openForChange(tx, programId, { ...ask, headOnly: true })
  if (!pool.ok) return pool
  const { poolId, name, adultsSpend, childrenSpend } = ask
  await updatePool(tx, programId, { poolId, name, adultsSpend, childrenSpend })
  return again(tx, programId, poolId)
}

/** Adds a member or changes a role. A new head leaves the old one an adult: a pool has exactly one. */
export async function putPoolMember(
  tx: Writer,
  programId: number,
  ask: Change & { memberId: string; role: PoolRole },
): Promise<Verdict<Pool>> {
  const pool = await openForChange(tx, programId, { ...ask, headOnly: true })
  if (!pool.ok) return pool
  const { poolId, memberId, role } = ask
  const present = roleIn(pool.value, memberId)
  if (present === 'head' && role !== 'head')
    return refusePool('Make another member the head instead: a pool has one.')
  if (present === undefined) {
    if (role === 'head') return refusePool('Add the member first, and then make them the head.')
    if (pool.value.members.length >= poolSizeMax)
      return refusePool(`A pool has ${poolSizeMax} members at most.`)
    if (!(await insertPoolMember(tx, programId, { poolId, memberId, role }))) return inOne()
  } else if (present !== role) {
    if (role === 'head') await updateRole(tx, programId, { poolId, memberId: ask.by, role: 'adult' })
    await updateRole(tx, programId, { poolId, memberId, role })
  }
  return again(tx, programId, poolId)
}

/** Takes a member out: by the head, or by themselves. The head stays as long as the pool does. */
export async function removePoolMember(
  tx: Writer,
  programId: number,
  ask: Change & { memberId: string },
): Promise<Verdict<Pool>> {
  const { poolId, by, memberId } = ask
  const pool = await openForChange(tx, programId, { poolId, by, headOnly: by !== memberId })
  if (!pool.ok) return pool
  const role = roleIn(pool.value, memberId)
  if (role === undefined) return refusePool('The member is not in the pool.')
  if (role === 'head')
    return refusePool('The head dissolves the pool, or makes another member the head first.')
  await deletePoolMembers(tx, programId, { poolId, memberId })
  return again(tx, programId, poolId)
}

/** Closes a pool for everything but its end. The same head may begin again after a crash. */
export async function beginDissolving(tx: Writer, programId: number, ask: Change): Promise<Verdict<Pool>> {
  const pool = await lockPool(tx, programId, ask.poolId)
  if (pool === undefined) return refuse('not_found', 'There is no such pool in the programme.')
  if (pool.state === 'dissolved') return refusePool('The pool is dissolved.')
  if (roleIn(pool, ask.by) !== 'head') return refusePool('Only the head of the pool may do this.')
  await updatePool(tx, programId, { poolId: ask.poolId, state: 'dissolving' })
  return ok({ ...pool, state: 'dissolving' })
}

/** What was begun cannot go on, because something is still held: the pool is open again. */
export async function reopenPool(tx: Writer, programId: number, poolId: string): Promise<void> {
  await updatePool(tx, programId, { poolId, state: 'open' })
}

/** Everything is out: its members may be in another pool from now on. */
export async function endPool(tx: Writer, programId: number, poolId: string): Promise<Pool> {
  const pool = await lockPool(tx, programId, poolId)
  invariant(pool !== undefined, 'a pool that is dissolved is there')
  await updatePool(tx, programId, { poolId, state: 'dissolved' })
  await deletePoolMembers(tx, programId, { poolId })
  return { ...pool, state: 'dissolved', members: [] }
}
