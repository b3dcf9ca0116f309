import type { TransferKind } from '@perennial/contract'
import type { Instant } from '../kernel/instants.ts'
import type { Reader } from '../platform/database.ts'

/** A transfer as it stands. */
export interface TransferRecord {
  id: string
  currency: number
  kind: TransferKind
  from: string
  to: string
  amount: number
  debt: number
  state: 'sent' | 'delivered' | 'returned'
  message: string | null
  sentAt: Instant
  closedAt: Instant | null
}

/** The latest transfers that an owner sent or received, newest first. */
export async function readTransfersOf(
  tx: Reader,
  ask: { programId: number; ownerId: string; limit: number },
): Promise<TransferRecord[]> {
  const rows = await tx.query<
    Omit<TransferRecord, 'sentAt' | 'closedAt'> & { sent_at: Date; closed_at: Date | null }
  >(
    `with own as (
       (select * from transfer where program_id = $1 and from_owner = $2 order by sent_at desc limit $3)
       union all
       (select * from transfer where program_id = $1 and to_owner = $2 order by sent_at desc limit $3)
     )
     select transfer_id as id, currency, kind, from_owner as from, to_owner as to, amount, debt, state, message, sent_at, closed_at
     from own order by sent_at desc, transfer_id, currency limit $3`,
    [ask.programId, ask.ownerId, ask.limit],
  )
  return rows.map(({ sent_at, closed_at, ...row }) => ({
    ...row,
    sentAt: sent_at.getTime(),
    closedAt: closed_at?.getTime() ?? null,
  }))
}

/** Everything of one kind that went from one owner to another and was delivered, in that order. */
export async function readDelivered(
  tx: Reader,
  ask: { programId: number; kind: TransferKind; from: string; to: string },
): Promise<{ id: string; currency: number }[]> {
  return tx.query(
    `select transfer_id as id, currency from transfer
     where program_id = $1 and from_owner = $2 and to_owner = $3 and kind = $4 and state = 'delivered'
     order by closed_at, transfer_id, currency`,
    [ask.programId, ask.from, ask.to, ask.kind],
  )
}

/** What an owner has received of one kind, by currency. */
export async function readReceived(
  tx: Reader,
  ask: { programId: number; kind: TransferKind; ownerId: string },
): Promise<{ currency: number; amount: number; transfers: number }[]> {
  return tx.query(
    `select currency, sum(amount)::bigint as amount, count(*)::integer as transfers from transfer
     where program_id = $1 and to_owner = $2 and kind = $3 and state = 'delivered' group by currency order by currency`,
    [ask.programId, ask.ownerId, ask.kind],
  )
}

/** An owner whose gifts look like more than gifts. */
export interface GiftFlag {
  ownerId: string
  senders: number
  gifts: number
  chains: number
}

/**
 * Owners who received gifts from more than so many others, or who gave on to a third what they had received within so
 * many milliseconds; most senders first.
 */
export async function readGiftFlags(
  tx: Reader,
  ask: { programId: number; from: Instant; senders: number; withinMs: number; limit: number },
): Promise<GiftFlag[]> {
  return tx.query<GiftFlag>(
    `with gift as (
       select transfer_id, currency, from_owner, to_owner, sent_at from transfer
       where program_id = $1 and kind = 'gift' and state <> 'returned' and sent_at >= to_timestamp($2 / 1000.0)
     ), received as (
       select to_owner as owner_id, count(distinct from_owner)::integer as senders, count(*)::integer as gifts
       from gift group by to_owner
     ), chained as (
       select onward.from_owner as owner_id, count(distinct (onward.transfer_id, onward.currency))::integer as chains
       from gift onward join gift before on before.to_owner = onward.from_owner and before.currency = onward.currency
         and before.from_owner <> onward.to_owner and onward.sent_at >= before.sent_at
         and onward.sent_at <= before.sent_at + $4 * interval '1 millisecond'
       group by onward.from_owner
     )
     select owner_id as "ownerId", coalesce(senders, 0) as senders, coalesce(gifts, 0) as gifts, coalesce(chains, 0) as chains
     from received full join chained using (owner_id)
     where coalesce(senders, 0) > $3 or coalesce(chains, 0) > 0
     order by senders desc, chains desc, owner_id limit $5`,
    [ask.programId, ask.from, ask.senders, ask.withinMs, ask.limit],
  )
}
