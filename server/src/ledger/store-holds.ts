import type { TransferKind } from '@perennial/contract'
import { bucketOf } from '../kernel/ids.ts'
import type { Instant } from '../kernel/instants.ts'
import type { Reader, Writer } from '../platform/database.ts'
import type { Hold } from './model/books.ts'
import type { Entry, SentTransfer } from './model/posting.ts'

const upsertHolds = `insert into hold (program_id, owner_id, hold_id, currency, bucket, amount, captured, state, opened_at,
    expires_at, closed_at, reference, parts)
  select $1, owner_id, hold_id, currency, bucket, amount, captured, state, to_timestamp(opened_ms / 1000.0),
    to_timestamp(expires_ms / 1000.0), to_timestamp(closed_ms / 1000.0), reference, parts::json
  from unnest($2::uuid[], $3::uuid[], $4::smallint[], $5::smallint[], $6::bigint[], $7::bigint[], $8::text[], $9::float8[],
    $10::float8[], $11::float8[], $12::text[], $13::text[])
    as v (owner_id, hold_id, currency, bucket, amount, captured, state, opened_ms, expires_ms, closed_ms, reference, parts)
  on conflict (program_id, owner_id, hold_id, currency, bucket)
    do update set captured = excluded.captured, state = excluded.state, closed_at = excluded.closed_at`

interface HoldChange {
  ownerId: string
  currency: number
  hold: Hold
  /** When the row that closed it was effective; null while it is open. */
  closedAt: Instant | null
}

/** Writes how holds stand after the rows: opened ones anew, others by their state. */
export async function writeHolds(tx: Writer, programId: number, entries: readonly Entry[]): Promise<void> {
  const changes = new Map<string, HoldChange>()
  for (const { hold, ownerId, currency, effectiveAt } of entries) {
    if (hold === undefined) continue
    const closedAt = hold.state === 'open' ? null : effectiveAt
    changes.set(`${ownerId}/${currency}/${hold.id}`, { ownerId, currency, hold, closedAt })
  }
  if (changes.size === 0) return
  const rows = [...changes.values()]
  await tx.execute(upsertHolds, [
    programId,
    rows.map((row) => row.ownerId),
    rows.map((row) => row.hold.id),
    rows.map((row) => row.currency),
    rows.map((row) => bucketOf(row.ownerId)),
    rows.map((row) => row.hold.amount),
    rows.map((row) => row.hold.captured),
    rows.map((row) => row.hold.state),
    rows.map((row) => row.hold.openedAt),
    rows.map((row) => row.hold.expiresAt),
    rows.map((row) => row.closedAt),
    rows.map((row) => row.hold.reference),
    rows.map((row) => JSON.stringify(row.hold.parts.map(({ lotSeq, amount }) => [lotSeq, amount]))),
  ])
}

/** Thrown when a transfer that is to be closed was closed by somebody else: the batch is decided again. */
export class TransferClosed extends Error {}

const insertTransfer = `insert into transfer (program_id, transfer_id, currency, kind, from_owner, to_owner, amount, debt, state,
    lots, sent_at, message)
  values ($1, $2, $3, $4, $5, $6, $7, $8, 'sent', $9, to_timestamp($10 / 1000.0), $11)`

const closeTransfer = `update transfer set state = $4, closed_at = to_timestamp($5 / 1000.0)
  where program_id = $1 and transfer_id = $2 and currency = $3 and state = 'sent'`

/** Writes what was sent to other owners, and closes what arrived. A batch has few of them: one statement each. */
export async function writeTransfers(
  tx: Writer,
  batch: { programId: number; postedAt: Instant; entries: readonly Entry[] },
): Promise<void> {
  const work = batch.entries.flatMap((entry) => [
    ...(entry.sent === undefined ? [] : [writeSent(tx, batch, entry)]),
    ...(entry.arrived === undefined ? [] : [close(tx, batch, entry)]),
  ])
  await Promise.all(work)
}

async function writeSent(tx: Writer, batch: { programId: number; postedAt: Instant }, entry: Entry) {
  const { sent } = entry
  if (sent === undefined) return
  const amount = sent.lots.reduce((sum, lot) => sum + lot.amount, 0)
  const lots = sent.lots.map((lot) => [lot.amount, lot.availableAt, lot.active, lot.expiresAt])
  await tx.execute(insertTransfer, [
    batch.programId,
    sent.id,
    entry.currency,
    sent.kind,
    entry.ownerId,
    sent.to,
    amount,
    sent.debt,
    JSON.stringify(lots),
    batch.postedAt,
    sent.message,
  ])
}

async function close(tx: Writer, batch: { programId: number; postedAt: Instant }, entry: Entry) {
  const { arrived, currency } = entry
  if (arrived === undefined) return
  const values = [batch.programId, arrived.id, currency, arrived.state, batch.postedAt]
  const closed = await tx.execute(closeTransfer, values)
  if (closed !== 1) throw new TransferClosed('The transfer was closed by somebody else')
}

/** A hold of one currency as it is stored. */
export interface HoldRow extends Omit<Hold, 'parts'> {
  currency: number
  closedAt: Instant | null
}

const holdsMax = 200

/** The latest holds of an owner, open ones first. */
export async function readHolds(tx: Reader, programId: number, ownerId: string): Promise<HoldRow[]> {
  const rows = await tx.query<
    Omit<HoldRow, 'openedAt' | 'expiresAt' | 'closedAt'> & {
      opened_at: Date
      expires_at: Date
      closed_at: Date | null
    }
  >(
    `select hold_id as id, currency, amount, captured, state, opened_at, expires_at, closed_at, reference from hold
      where program_id = $1 and owner_id = $2 order by state = 'open' desc, opened_at desc, hold_id, currency limit ${holdsMax}`,
    [programId, ownerId],
  )
  return rows.map(({ opened_at, expires_at, closed_at, ...row }) => ({
    ...row,
    openedAt: opened_at.getTime(),
    expiresAt: expires_at.getTime(),
    closedAt: closed_at?.getTime() ?? null,
  }))
}

/** Owners with an open hold that has reached its end. */
export async function readLapsedOwners(
  tx: Reader,
  ask: { programId: number; now: Instant; limit: number },
): Promise<string[]> {
  const rows = await tx.query<{ owner_id: string }>(
    `select distinct owner_id from (select owner_id from hold where program_id = $1 and state = 'open'
      and expires_at <= to_timestamp($2 / 1000.0) order by expires_at limit $3) due`,
    [ask.programId, ask.now, ask.limit],
  )
  return rows.map((row) => row.owner_id)
}

/** Value on its way. */
export interface OpenTransfer {
  id: string
  currency: number
  kind: TransferKind
  from: string
  to: string
  debt: number
  lots: SentTransfer['lots']
  sentAt: Instant
}

interface TransferRow {
  transfer_id: string
  currency: number
  kind: TransferKind
  from_owner: string
  to_owner: string
  debt: number
  lots: [number, Instant | null, boolean, Instant | null][]
  sent_at: Date
}

/** Transfers that have not reached an end, in the order of sending; only one of them where an id is given. */
export async function readOpenTransfers(
  tx: Reader,
  ask: {
    programId: number
    transferId: string | undefined
    after: OpenTransfer | undefined
    limit: number
  },
): Promise<OpenTransfer[]> {
  const rows = await tx.query<TransferRow>(
    `select transfer_id, currency, kind, from_owner, to_owner, debt, lots, sent_at from transfer
      where program_id = $1 and state = 'sent' and ($2::uuid is null or transfer_id = $2)
        and ($3::float8 is null or (sent_at, transfer_id, currency) > (to_timestamp($3::float8 / 1000.0), $4::uuid, $5::smallint))
      order by sent_at, transfer_id, currency limit $6`,
    [
      ask.programId,
      ask.transferId ?? null,
      ask.after?.sentAt ?? null,
      ask.after?.id ?? null,
      ask.after?.currency ?? null,
      ask.limit,
    ],
  )
  return rows.map((row) => ({
    id: row.transfer_id,
    currency: row.currency,
    kind: row.kind,
    from: row.from_owner,
    to: row.to_owner,
    debt: row.debt,
    lots: row.lots.map(([amount, availableAt, active, expiresAt]) => ({
      amount,
      availableAt,
      active,
      expiresAt,
    })),
    sentAt: row.sent_at.getTime(),
  }))
}
