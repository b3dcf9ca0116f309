import { bucketOf } from '../kernel/ids.ts'
import type { Reader, Writer } from '../platform/database.ts'
import type { CounterKey } from './stage.ts'

/** How keys begin under which the highest of something is kept, such as the last milestone told: these do not add up. */
export const highestPrefix = 'peak:'

/** Current values of counters; what is missing is 0. The owners' books must be locked by a writer. */
export async function readCounters(
  tx: Reader,
  programId: number,
  wanted: readonly (CounterKey & { ownerId: string })[],
): Promise<(CounterKey & { ownerId: string; value: number })[]> {
  return tx.query(
    `select c.owner_id as "ownerId", c.key, c.period, c.value
      from unnest($2::uuid[], $3::text[], $4::integer[], $5::smallint[]) as v (owner_id, key, period, bucket)
      cross join lateral (select owner_id, key, period, value from counter
        where program_id = $1 and owner_id = v.owner_id and key = v.key and period = v.period and bucket = v.bucket offset 0) c`,
    [
      programId,
      wanted.map((each) => each.ownerId),
      wanted.map((each) => each.key),
      wanted.map((each) => each.period),
      wanted.map((each) => bucketOf(each.ownerId)),
    ],
  )
}

/** The counters of owners whose keys begin so, in a period, that are above zero. */
export async function readFamilies(
  tx: Reader,
  programId: number,
  wanted: readonly (CounterKey & { ownerId: string })[],
): Promise<(CounterKey & { ownerId: string; value: number })[]> {
  return tx.query(
    `select c.owner_id as "ownerId", c.key, c.period, c.value
      from unnest($2::uuid[], $3::text[], $4::integer[], $5::smallint[]) as v (owner_id, key, period, bucket)
      cross join lateral (select owner_id, key, period, value from counter
        where program_id = $1 and owner_id = v.owner_id and bucket = v.bucket and period = v.period
          and starts_with(key, v.key) and value > 0 offset 0) c`,
    [
      programId,
      wanted.map((each) => each.ownerId),
      wanted.map((each) => each.key),
      wanted.map((each) => each.period),
      wanted.map((each) => bucketOf(each.ownerId)),
    ],
  )
}

/** Amounts used of budgets, unlocked: for a dry run. */
export async function readBudgets(
  tx: Reader,
  programId: number,
  keys: readonly CounterKey[],
): Promise<(CounterKey & { used: number })[]> {
  return tx.query(
    `select b.key, b.period, b.used from unnest($2::text[], $3::integer[]) as v (key, period)
      join budget_use b on b.program_id = $1 and b.key = v.key and b.period = v.period`,
    [programId, keys.map((each) => each.key), keys.map((each) => each.period)],
  )
}

/**
 * Amounts used of budgets, locked in sorted order until the transaction ends, so that a budget of N gives exactly N, each
 * with when it was locked by the database's clock. Taken after the owners' books, in every transaction, so nobody waits in a circle.
 */
export async function lockBudgets(
  tx: Writer,
  programId: number,
  keys: readonly CounterKey[],
): Promise<(CounterKey & { used: number; lockedMs: number })[]> {
  const params = [programId, keys.map((each) => each.key), keys.map((each) => each.period)]
  await tx.execute(
    `insert into budget_use (program_id, key, period, used) select $1, key, period, 0
      from unnest($2::text[], $3::integer[]) as v (key, period) order by key, period on conflict do nothing`,
    params,
  )
  return tx.query(
    `with locked as (select key, period, used from budget_use where program_id = $1
        and (key, period) in (select * from unnest($2::text[], $3::integer[])) order by key, period for no key update)
      select key, period, used, floor(extract(epoch from clock_timestamp()) * 1000)::bigint as "lockedMs" from locked`,
    params,
  )
}

// Counters change under the lock of their owner only, so nobody can insert one between the look and the insert.
const mergeCounters = `merge into counter c
  using unnest($2::uuid[], $3::text[], $4::integer[], $5::smallint[], $6::bigint[]) as v (owner_id, key, period, bucket, amount)
  on c.program_id = $1 and c.owner_id = any($2::uuid[]) and c.key = any($3::text[]) and c.period = any($4::integer[])
    and c.owner_id = v.owner_id and c.key = v.key and c.period = v.period and c.bucket = v.bucket
  when matched then update set value = c.value + v.amount
  when not matched and v.amount > 0 then insert (program_id, owner_id, key, period, bucket, value)
    values ($1, v.owner_id, v.key, v.period, v.bucket, v.amount)`

/**
 * Adds to counters and budgets; amounts are differences, so a counter that was not loaded is still right. What is taken
 * back counts only where something was counted.
 */
export async function addCounts(
  tx: Writer,
  programId: number,
  counts: {
    counters: readonly (CounterKey & { ownerId: string; amount: number })[]
    budgets: readonly (CounterKey & { amount: number })[]
  },
): Promise<void> {
  const counters = counts.counters.filter((each) => each.amount !== 0)
  if (counters.length > 0) await tx.execute(mergeCounters, counterParams(programId, counters))
  const budgets = [...counts.budgets].sort((a, b) =>
    a.key < b.key ? -1 : a.key > b.key ? 1 : a.period - b.period,
  )
  if (budgets.length > 0) {
    await tx.execute(
      `update budget_use b set used = b.used + v.amount from unnest($2::text[], $3::integer[], $4::bigint[]) as v (key, period, amount)
        where b.program_id = $1 and b.key = any($2::text[]) and b.key = v.key and b.period = v.period`,
      [
        programId,
        budgets.map((each) => each.key),
        budgets.map((each) => each.period),
        budgets.map((each) => each.amount),
      ],
    )
  }
}

function counterParams(
  programId: number,
  counts: readonly (CounterKey & { ownerId: string; amount: number })[],
) {
  return [
    programId,
    counts.map((each) => each.ownerId),
    counts.map((each) => each.key),
    counts.map((each) => each.period),
    counts.map((each) => bucketOf(each.ownerId)),
    counts.map((each) => each.amount),
  ]
}
