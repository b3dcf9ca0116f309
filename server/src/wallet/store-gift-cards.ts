import type { Instant } from '../kernel/instants.ts'
import type { Reader, Writer } from '../platform/database.ts'

/** A card as it is stored. */
export interface GiftCard {
  /** The owner of its books. */
  cardId: string
  currency: string
  /** What was paid in when it was issued. */
  amount: number
  state: 'active' | 'blocked' | 'claimed'
  issuedAt: Instant
  claimedBy: string | null
}

const columns = `card_id as "cardId", currency, amount, state, floor(extract(epoch from issued_at) * 1000)::bigint as "issuedAt",
  claimed_by as "claimedBy"`

/** Adds a card unless it is there. What then is the nonce of its code. */
export async function insertCard(
  tx: Writer,
  programId: number,
  card: {
    cardId: string
    codeHash: Buffer
    nonce: Buffer
    currency: string
    amount: number
    issuedBy: string
  },
): Promise<void> {
  await tx.execute(
    `insert into gift_card (program_id, card_id, code_hash, nonce, currency, amount, issued_by)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (program_id, card_id) do nothing`,
    [programId, card.cardId, card.codeHash, card.nonce, card.currency, card.amount, card.issuedBy],
  )
}

export async function readNonce(tx: Reader, programId: number, cardId: string): Promise<Buffer | undefined> {
  const [row] = await tx.query<{ nonce: Buffer }>(
    'select nonce from gift_card where program_id = $1 and card_id = $2',
    [programId, cardId],
  )
  return row?.nonce
}

export async function readCardByCode(
  tx: Reader,
  programId: number,
  codeHash: Buffer,
): Promise<GiftCard | undefined> {
  const [row] = await tx.query<GiftCard>(
    `select ${columns} from gift_card where program_id = $1 and code_hash = $2`,
    [programId, codeHash],
  )
  return row
}

export async function readCard(tx: Reader, programId: number, cardId: string): Promise<GiftCard | undefined> {
  const [row] = await tx.query<GiftCard>(
    `select ${columns} from gift_card where program_id = $1 and card_id = $2`,
    [programId, cardId],
  )
  return row
}

/** Which of these owners are cards. */
export async function selectCardIds(
  tx: Reader,
  programId: number,
  ownerIds: readonly string[],
): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }>(
    'select card_id as id from gift_card where program_id = $1 and card_id = any($2::uuid[])',
    [programId, ownerIds],
  )
  return new Set(rows.map((row) => row.id))
}

/** Gives an active card to a member, once; false when it is no longer active and is not that member's. */
export async function claimCard(
  tx: Writer,
  programId: number,
  claim: { cardId: string; memberId: string },
): Promise<boolean> {
  const claimed = await tx.execute(
    `update gift_card set state = 'claimed', claimed_by = $3 where program_id = $1 and card_id = $2
       and (state = 'active' or (state = 'claimed' and claimed_by = $3))`,
    [programId, claim.cardId, claim.memberId],
  )
  return claimed === 1
}

/** Blocks a card that nobody has claimed. */
export async function blockCard(tx: Writer, programId: number, cardId: string): Promise<void> {
  await tx.execute(
    `update gift_card set state = 'blocked' where program_id = $1 and card_id = $2 and state = 'active'`,
    [programId, cardId],
  )
}
