import { bucketOf } from '../kernel/ids.ts'
import { type Day, dayOf, type Instant } from '../kernel/instants.ts'
import type { Writer } from '../platform/database.ts'
import type { Books } from './model/books.ts'
import type { Entry } from './model/posting.ts'
import { writeHolds, writeTransfers } from './store-holds.ts'
import { bookStates } from './store-load.ts'
import { reduceLots, type UsedLot, writeUses } from './store-lots.ts'

const updateBalances = `update balance b set available = v.available, pending = v.pending, held = v.held, debt = v.debt,
    lifetime_earned = v.lifetime_earned, lifetime_spent = v.lifetime_spent, seq = v.seq, due_day = v.due_day,
    active_day = v.active_day, idle_at = to_timestamp(v.idle_ms / 1000.0), state = v.state, merged_into = v.merged_into
  from unnest($2::uuid[], $3::smallint[], $4::smallint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[],
    $9::bigint[], $10::bigint[], $11::bigint[], $12::integer[], $13::integer[], $14::float8[], $15::smallint[], $16::uuid[])
    as v (owner_id, currency, bucket, available, pending, held, debt, lifetime_earned, lifetime_spent, seq, due_day,
      active_day, idle_ms, state, merged_into)
  where b.program_id = $1 and b.owner_id = any($2::uuid[])
    and b.owner_id = v.owner_id and b.currency = v.currency and b.bucket = v.bucket`

const insertJournal = `insert into journal (program_id, owner_id, currency, seq, bucket, debit, credit, amount, activity_id,
    release, rule, reason, effective_at, posted_at, available_at, expires_at, remaining, reverses)
  select $1, owner_id, currency, seq, bucket, debit, credit, amount, activity_id, release, rule, reason,
    to_timestamp(effective_ms / 1000.0), to_timestamp($2 / 1000.0), to_timestamp(available_ms / 1000.0),
    to_timestamp(expires_ms / 1000.0), remaining, reverses
  from unnest($3::uuid[], $4::smallint[], $5::bigint[], $6::smallint[], $7::smallint[], $8::smallint[], $9::bigint[],
    $10::uuid[], $11::integer[], $12::text[], $13::text[], $14::float8[], $15::float8[], $16::float8[], $17::bigint[], $18::bigint[])
    as v (owner_id, currency, seq, bucket, debit, credit, amount, activity_id, release, rule, reason, effective_ms,
      available_ms, expires_ms, remaining, reverses)`

// Looking first is certain, because owners are listed under their lock, and writes less than `on conflict` does.
const insertDue = `insert into lot_due (program_id, day, bucket, owner_id)
  select $1, day, bucket, owner_id from unnest($2::integer[], $3::smallint[], $4::uuid[]) as v (day, bucket, owner_id)
  where not exists (select from lot_due d
    where d.program_id = $1 and d.day = v.day and d.bucket = v.bucket and d.owner_id = v.owner_id offset 0)`

const insertFlows = `insert into ledger_day (program_id, day, currency, debit, credit, slice, amount)
  select $1, day, currency, debit, credit, $2, amount
  from unnest($3::integer[], $4::smallint[], $5::smallint[], $6::smallint[], $7::bigint[]) as v (day, currency, debit, credit, amount)`

export interface WriteBooks {
  programId: number
  zone: string
  postedAt: Instant
  /** Unique to the batch: names its slice of the day rollups. */
  slice: string
  /** Last state of every owner that changed. */
  books: readonly Books[]
  /** Rows in order. */
  entries: readonly Entry[]
}

/** Writes a batch: one statement a table. The books must have been locked by {@link lockBooks} in this transaction. */
export async function writeBooks(tx: Writer, batch: WriteBooks): Promise<void> {
  const rows = batch.books.flatMap((owner) =>
    [...owner.currencies.values()].map((books) => ({ owner, books, bucket: bucketOf(owner.ownerId) })),
  )
  const balances = tx.execute(updateBalances, [
    batch.programId,
    rows.map((row) => row.owner.ownerId),
    rows.map((row) => row.books.currency),
    rows.map((row) => row.bucket),
    rows.map((row) => row.books.available),
    rows.map((row) => row.books.pending),
    rows.map((row) => row.books.held),
    rows.map((row) => row.books.debt),
    rows.map((row) => row.books.lifetimeEarned),
    rows.map((row) => row.books.lifetimeSpent),
    rows.map((row) => row.books.seq),
    rows.map((row) => row.books.dueDay),
    rows.map((row) => row.owner.activeDay),
    rows.map((row) => row.books.idleAt),
    rows.map((row) => bookStates.indexOf(row.owner.state)),
    rows.map((row) => row.owner.mergedInto),
  ])
  const isEmpty = batch.entries.length === 0
  const due = writeDueDays(tx, batch)
  await Promise.all([balances, due, ...(isEmpty ? [] : [writeEntries(tx, batch), writeFlows(tx, batch)])])
}

function lotKey(ownerId: string, currency: number, seq: number): string {
  return `${ownerId}/${currency}/${seq}`
}

async function writeEntries(tx: Writer, batch: WriteBooks): Promise<void> {
  const { entries, programId } = batch
  const uses = entries.flatMap((entry) => entry.uses.map((use) => ({ entry, ...use })))
  const usedOf = new Map<string, UsedLot>()
  for (const { entry, lotSeq, amount } of uses) {
    const key = lotKey(entry.ownerId, entry.currency, lotSeq)
    const used = (usedOf.get(key)?.used ?? 0) + amount
    usedOf.set(key, { ownerId: entry.ownerId, currency: entry.currency, seq: lotSeq, used })
  }
  const remaining = entries.map((entry) => {
    if (!entry.isLot) return null
    const key = lotKey(entry.ownerId, entry.currency, entry.seq)
    const used = usedOf.get(key)?.used ?? 0
    // A lot of this very batch is written with what is left of it, so only older lots need an update.
    usedOf.delete(key)
    return entry.amount - used
  })
  const reverses = entries.map((entry) => entry.reverses)
  const journal = [programId, batch.postedAt, ...journalColumns(entries), remaining, reverses]
  await Promise.all([
    tx.execute(insertJournal, journal),
    writeUses(tx, programId, entries),
    reduceLots(tx, programId, [...usedOf.values()]),
    writeHolds(tx, programId, entries),
    writeTransfers(tx, { programId, postedAt: batch.postedAt, entries }),
  ])
}

function journalColumns(entries: readonly Entry[]): readonly unknown[][] {
  return [
    entries.map((entry) => entry.ownerId),
    entries.map((entry) => entry.currency),
    entries.map((entry) => entry.seq),
    entries.map((entry) => bucketOf(entry.ownerId)),
    entries.map((entry) => entry.debit),
    entries.map((entry) => entry.credit),
    entries.map((entry) => entry.amount),
    entries.map((entry) => entry.activityId),
    entries.map((entry) => entry.release),
    entries.map((entry) => entry.rule),
    entries.map((entry) => entry.reason),
    entries.map((entry) => entry.effectiveAt),
    entries.map((entry) => entry.availableAt),
    entries.map((entry) => entry.expiresAt),
  ]
}

/**
 * Lists owners under their first due day, where it is another than the one that they are listed under: settling on that
 * day finds the next one. So an owner who earns often is listed once, not once for each day on which a lot ends.
 */
async function writeDueDays(tx: Writer, batch: WriteBooks): Promise<void> {
  const due = new Map<string, { day: Day; ownerId: string }>()
  for (const { ownerId, currencies } of batch.books) {
    for (const { dueDay, listedDay } of currencies.values())
      if (dueDay !== null && dueDay !== listedDay) due.set(`${dueDay}/${ownerId}`, { day: dueDay, ownerId })
  }
  if (due.size === 0) return
  const rows = [...due.values()]
  await tx.execute(insertDue, [
    batch.programId,
    rows.map((row) => row.day),
    rows.map((row) => bucketOf(row.ownerId)),
    rows.map((row) => row.ownerId),
  ])
}

async function writeFlows(tx: Writer, batch: WriteBooks): Promise<void> {
  const flows = new Map<string, { day: Day; entry: Entry; amount: number }>()
  for (const entry of batch.entries) {
    const day = dayOf(entry.effectiveAt, batch.zone)
    const key = `${day}/${entry.currency}/${entry.debit}/${entry.credit}`
    const flow = flows.get(key)
    if (flow === undefined) flows.set(key, { day, entry, amount: entry.amount })
    else flow.amount += entry.amount
  }
  const rows = [...flows.values()]
  await tx.execute(insertFlows, [
    batch.programId,
    batch.slice,
    rows.map((row) => row.day),
    rows.map((row) => row.entry.currency),
    rows.map((row) => row.entry.debit),
    rows.map((row) => row.entry.credit),
    rows.map((row) => row.amount),
  ])
}
