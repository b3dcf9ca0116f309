import type { CarriedCard } from '@perennial/contract'
import { bucketOf } from '../kernel/ids.ts'
import type { Day } from '../kernel/instants.ts'
import type { Reader, Writer } from '../platform/database.ts'

/** Stamps of one owner, card, day and release, net of returns. */
export interface StoredStamp {
  ownerId: string
  card: string
  day: Day
  release: number
  amount: number
}

/** What is remembered of one owner's card beside its stamps. */
export interface CardRow {
  ownerId: string
  card: string
  completed: number
  told: number
  /** What stands of its rewards, by the number of the currency. */
  granted: Readonly<Record<string, number>>
  /** What came from members who were merged into the owner, each with the release under which it came; null for nothing. */
  came: readonly KeptCame[] | null
}

export interface KeptCame {
  from: string
  under: number
  card: CarriedCard
}

const dayMax = 2_147_483_647

/** All stamps of owners up to a day, by day and release. */
export async function readStamps(
  tx: Reader,
  ask: { programId: number; owners: readonly string[]; until?: Day },
): Promise<StoredStamp[]> {
  return tx.query<StoredStamp>(
    `select s.owner_id as "ownerId", s.card, s.day, s.release, s.amount
     from unnest($2::uuid[], $3::smallint[]) as wanted (owner_id, bucket)
     cross join lateral (select * from card_stamp
       where program_id = $1 and owner_id = wanted.owner_id and bucket = wanted.bucket and day <= $4
         and amount <> 0 offset 0) s
     order by s.day, s.release`,
    [ask.programId, ask.owners, ask.owners.map(bucketOf), ask.until ?? dayMax],
  )
}

export async function readCards(
  tx: Reader,
  programId: number,
  owners: readonly string[],
): Promise<CardRow[]> {
  return tx.query<CardRow>(
    `select c.owner_id as "ownerId", c.card, c.completed, c.told, c.granted, c.came
     from unnest($2::uuid[], $3::smallint[]) as wanted (owner_id, bucket)
     cross join lateral (select * from card_state
       where program_id = $1 and owner_id = wanted.owner_id and bucket = wanted.bucket offset 0) c`,
    [programId, owners, owners.map(bucketOf)],
  )
}

/** Adds stamps: one statement. Each owner, card, day and release at most once. */
export async function addStamps(
  tx: Writer,
  programId: number,
  stamps: readonly StoredStamp[],
): Promise<void> {
  await tx.execute(
    `insert into card_stamp (program_id, owner_id, card, day, release, bucket, amount)
     select $1, v.owner_id, v.card, v.day, v.release, v.bucket, v.amount
     from unnest($2::uuid[], $3::text[], $4::integer[], $5::integer[], $6::smallint[], $7::bigint[])
       as v (owner_id, card, day, release, bucket, amount)
     on conflict (program_id, owner_id, card, day, release, bucket)
       do update set amount = card_stamp.amount + excluded.amount`,
    [
      programId,
      stamps.map((each) => each.ownerId),
      stamps.map((each) => each.card),
      stamps.map((each) => each.day),
      stamps.map((each) => each.release),
      stamps.map((each) => bucketOf(each.ownerId)),
      stamps.map((each) => each.amount),
    ],
  )
}

/** Sets what is remembered of cards: one statement. Each owner and card at most once. */
export async function writeCards(tx: Writer, programId: number, cards: readonly CardRow[]): Promise<void> {
  await tx.execute(
    `insert into card_state (program_id, owner_id, card, bucket, completed, told, granted, came)
     select $1, v.owner_id, v.card, v.bucket, v.completed, v.told, v.granted, v.came
     from unnest($2::uuid[], $3::text[], $4::smallint[], $5::bigint[], $6::bigint[], $7::jsonb[], $8::jsonb[])
       as v (owner_id, card, bucket, completed, told, granted, came)
     on conflict (program_id, owner_id, card, bucket) do update set completed = excluded.completed,
       told = excluded.told, granted = excluded.granted, came = excluded.came`,
    [
      programId,
      cards.map((each) => each.ownerId),
      cards.map((each) => each.card),
      cards.map((each) => bucketOf(each.ownerId)),
      cards.map((each) => each.completed),
      cards.map((each) => each.told),
      cards.map((each) => JSON.stringify(each.granted)),
      cards.map((each) => (each.came === null ? null : JSON.stringify(each.came))),
    ],
  )
}

/** Owners with stamps or cards, after one of them, in their order. */
export async function readCardOwners(
  tx: Reader,
  ask: { programId: number; after: string | undefined; limit: number },
): Promise<string[]> {
  const rows = await tx.query<{ ownerId: string }>(
    `select distinct owner_id as "ownerId" from (
       select owner_id from card_stamp where program_id = $1 and owner_id > $2
       union select owner_id from card_state where program_id = $1 and owner_id > $2
     ) as owners order by owner_id limit $3`,
    [ask.programId, ask.after ?? '00000000-0000-0000-0000-000000000000', ask.limit],
  )
  return rows.map((row) => row.ownerId)
}
