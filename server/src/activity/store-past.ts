import { bucketOf } from '../kernel/ids.ts'
import type { Reader, Writer } from '../platform/database.ts'
import type { PastOrders } from './model/past.ts'
import { type ToldOrder, type ToldRow, toldOrder } from './store-orders.ts'

/** What the orders of an owner add up to, up to their number. */
export interface OrderSum extends PastOrders {
  ownerId: string
  seq: number
  /** How many were placed, those given back among them. */
  placed: number
}

interface SumRow extends Pick<OrderSum, 'ownerId' | 'orders' | 'spend' | 'placed'> {
  seq: number | null
  firstAt: Date | null
  lastAt: Date | null
  returnedSeq: number | null
}

/** Sums that were kept, by owner, and the number of the last return after each: it may have taken from what was summed. */
export async function readOrderSums(
  tx: Reader,
  programId: number,
  owners: readonly string[],
): Promise<Map<string, { sum: OrderSum; returnedSeq: number | undefined }>> {
  const rows = await tx.query<SumRow>(
    `select s.owner_id as "ownerId", s.seq, s.placed, s.orders, s.spend_minor as spend, s.first_at as "firstAt",
       s.last_at as "lastAt", r.seq as "returnedSeq"
     from unnest($2::uuid[], $3::smallint[]) as wanted (owner_id, bucket)
     cross join lateral (select * from order_sum
       where program_id = $1 and owner_id = wanted.owner_id and bucket = wanted.bucket offset 0) s
     cross join lateral (select max(seq) as seq from activity
       where program_id = $1 and owner_id = wanted.owner_id and bucket = wanted.bucket and seq > s.seq
         and type in ('order.returned', 'order.cancelled') offset 0) r`,
    [programId, owners, owners.map(bucketOf)],
  )
  return new Map(
    rows.map(({ returnedSeq, seq, firstAt, lastAt, ...row }) => {
      const sum = { ...row, seq: seq ?? 0, firstAt: firstAt?.getTime(), lastAt: lastAt?.getTime() }
      return [row.ownerId, { sum, returnedSeq: returnedSeq ?? undefined }]
    }),
  )
}

/** Orders of owners after a number of each. */
export async function readOrdersSince(
  tx: Reader,
  programId: number,
  since: readonly { ownerId: string; seq: number }[],
): Promise<ToldOrder[]> {
  const rows = await tx.query<ToldRow>(
    `select a.activity_id, a.owner_id, a.seq, a.release, a.occurred_at, a.body, a.short, s.state
     from unnest($2::uuid[], $3::smallint[], $4::bigint[]) as wanted (owner_id, bucket, seq)
     cross join lateral (select * from activity
       where program_id = $1 and owner_id = wanted.owner_id and bucket = wanted.bucket and seq > wanted.seq
         and type = 'order.placed' offset 0) a
     left join order_state s on s.program_id = $1 and s.owner_id = a.owner_id and s.activity_id = a.activity_id
       and s.bucket = a.bucket`,
    [
      programId,
      since.map((each) => each.ownerId),
      since.map((each) => bucketOf(each.ownerId)),
      since.map((each) => each.seq),
    ],
  )
  return rows.map(toldOrder)
}

/** How many orders owners placed after a number of each. */
export async function countOrdersSince(
  tx: Reader,
  programId: number,
  since: readonly { ownerId: string; seq: number }[],
): Promise<Map<string, number>> {
  const rows = await tx.query<{ ownerId: string; placed: number }>(
    `select wanted.owner_id as "ownerId", a.placed
     from unnest($2::uuid[], $3::smallint[], $4::bigint[]) as wanted (owner_id, bucket, seq)
     cross join lateral (select count(*) as placed from activity
       where program_id = $1 and owner_id = wanted.owner_id and bucket = wanted.bucket and seq > wanted.seq
         and type = 'order.placed' offset 0) a`,
    [
      programId,
      since.map((each) => each.ownerId),
      since.map((each) => bucketOf(each.ownerId)),
      since.map((each) => each.seq),
    ],
  )
  return new Map(rows.map((row) => [row.ownerId, row.placed]))
}

/** Keeps sums, where nobody kept a later one: one statement. Each owner at most once. */
export async function writeOrderSums(
  tx: Writer,
  programId: number,
  sums: readonly OrderSum[],
): Promise<void> {
  await tx.execute(
    `insert into order_sum (program_id, owner_id, bucket, seq, placed, orders, spend_minor, first_at, last_at)
     select $1, v.owner_id, v.bucket, v.seq, v.placed, v.orders, v.spend,
       'epoch'::timestamptz + v.first_ms * interval '1 millisecond', 'epoch'::timestamptz + v.last_ms * interval '1 millisecond'
     from unnest($2::uuid[], $3::smallint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[])
       as v (owner_id, bucket, seq, placed, orders, spend, first_ms, last_ms)
     on conflict (program_id, owner_id, bucket) do update set seq = excluded.seq, placed = excluded.placed,
       orders = excluded.orders, spend_minor = excluded.spend_minor, first_at = excluded.first_at, last_at = excluded.last_at
     where order_sum.seq < excluded.seq`,
    [
      programId,
      sums.map((each) => each.ownerId),
      sums.map((each) => bucketOf(each.ownerId)),
      sums.map((each) => each.seq),
      sums.map((each) => each.placed),
      sums.map((each) => each.orders),
      sums.map((each) => each.spend),
      sums.map((each) => each.firstAt ?? null),
      sums.map((each) => each.lastAt ?? null),
    ],
  )
}
