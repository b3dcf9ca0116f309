import { bucketOf } from '../kernel/ids.ts'
import { invariant } from '../kernel/verdict.ts'
import type { Writer } from '../platform/database.ts'
import type { Entry } from './model/posting.ts'

const insertLotUses = `insert into lot_use (program_id, owner_id, currency, spend_seq, lot_seq, amount, bucket)
  select $1, owner_id, currency, spend_seq, lot_seq, amount, bucket
  from unnest($2::uuid[], $3::smallint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::smallint[])
    as v (owner_id, currency, spend_seq, lot_seq, amount, bucket)`

const reduceSomeLots = `update journal j set remaining = j.remaining - v.used
  from unnest($2::uuid[], $3::smallint[], $4::bigint[], $5::smallint[], $6::bigint[]) as v (owner_id, currency, seq, bucket, used)
  where j.program_id = $1 and j.owner_id = any($2::uuid[]) and j.seq = any($4::bigint[])
    and j.owner_id = v.owner_id and j.currency = v.currency and j.seq = v.seq and j.bucket = v.bucket`

/** Of one row that took from very many lots: what is the same in each is sent once, and no lists are joined. */
const insertManyUses = `insert into lot_use (program_id, owner_id, currency, spend_seq, bucket, lot_seq, amount)
  select $1, $2::uuid, $3::smallint, $4::bigint, $5::smallint, lot_seq, amount
  from unnest($6::bigint[], $7::bigint[]) as v (lot_seq, amount)`

/** Of books of which very many lots are taken from: by number from $5 to $6, what is taken of each. */
const reduceManyLots = `update journal j set remaining = j.remaining - ($7::bigint[])[(j.seq - $5::bigint + 1)::integer]
  where j.program_id = $1 and j.owner_id = $2::uuid and j.currency = $3::smallint and j.bucket = $4::smallint
    and j.seq between $5::bigint and $6::bigint and ($7::bigint[])[(j.seq - $5::bigint + 1)::integer] <> 0`

/** From so many lots of one owner on, a statement of their own is quicker than a place in that of the batch. */
const manyLots = 1_000
/** Of the numbers between the first and the last of many lots, one in so many has to be one of them. */
const sparseMax = 20

/** Notes which row took how much of which lots. */
export async function writeUses(tx: Writer, programId: number, entries: readonly Entry[]): Promise<void> {
  const hasMany = (entry: Entry) => entry.uses.length >= manyLots
  const uses = entries.flatMap((entry) =>
    hasMany(entry) ? [] : entry.uses.map((use) => ({ entry, ...use })),
  )
  const alone = entries
    .filter(hasMany)
    .map((entry) =>
      tx.execute(insertManyUses, [
        programId,
        entry.ownerId,
        entry.currency,
        entry.seq,
        bucketOf(entry.ownerId),
        entry.uses.map((use) => use.lotSeq),
        entry.uses.map((use) => use.amount),
      ]),
    )
  if (uses.length > 0)
    alone.push(
      tx.execute(insertLotUses, [
        programId,
        uses.map((use) => use.entry.ownerId),
        uses.map((use) => use.entry.currency),
        uses.map((use) => use.entry.seq),
        uses.map((use) => use.lotSeq),
        uses.map((use) => use.amount),
        uses.map((use) => bucketOf(use.entry.ownerId)),
      ]),
    )
  await Promise.all(alone)
}

/** What a batch took of one lot. */
export interface UsedLot {
  ownerId: string
  currency: number
  seq: number
  used: number
}

/** Makes what is left of lots less by what was used of each. */
export async function reduceLots(tx: Writer, programId: number, lots: readonly UsedLot[]): Promise<void> {
  if (lots.length < manyLots) return reduceSome(tx, programId, lots)
  const books = [...Map.groupBy(lots, (lot) => `${lot.ownerId}/${lot.currency}`).values()]
  const many = books.filter(isCrowded)
  const others = books.filter((own) => !many.includes(own)).flat()
  await Promise.all([...many.map((own) => reduceMany(tx, programId, own)), reduceSome(tx, programId, others)])
}

async function reduceSome(tx: Writer, programId: number, lots: readonly UsedLot[]): Promise<void> {
  if (lots.length === 0) return
  await tx.execute(reduceSomeLots, [
    programId,
    lots.map((lot) => lot.ownerId),
    lots.map((lot) => lot.currency),
    lots.map((lot) => lot.seq),
    lots.map((lot) => bucketOf(lot.ownerId)),
    lots.map((lot) => lot.used),
  ])
}

/** Many lots of one book whose numbers lie close together. */
function isCrowded(lots: readonly UsedLot[]): boolean {
  if (lots.length < manyLots) return false
  const { from, to } = spanOf(lots)
  return to - from < lots.length * sparseMax
}

function spanOf(lots: readonly UsedLot[]): { from: number; to: number } {
  let from = Number.MAX_SAFE_INTEGER
  let to = 0
  for (const { seq } of lots) {
    from = Math.min(from, seq)
    to = Math.max(to, seq)
  }
  return { from, to }
}

function reduceMany(tx: Writer, programId: number, lots: readonly UsedLot[]): Promise<number> {
  const [first] = lots
  invariant(first !== undefined, 'many lots are some')
  const { from, to } = spanOf(lots)
  const used = new Array<number>(to - from + 1).fill(0)
  for (const lot of lots) used[lot.seq - from] = lot.used
  const { ownerId, currency } = first
  return tx.execute(reduceManyLots, [programId, ownerId, currency, bucketOf(ownerId), from, to, used])
}
