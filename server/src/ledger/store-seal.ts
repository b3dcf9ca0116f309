import type { Database, Reader, Writer } from '../platform/database.ts'
import {
  genesis,
  pageDigest,
  rowHash,
  rowsPerPage,
  sealForm,
  sealHash,
  shortOf,
  usesText,
} from './seal-form.ts'

/** The end of a programme's chain: whoever keeps it outside can prove later that nothing before it was rewritten. */
export interface SealHead {
  /** Counts from 1. */
  seal: number
  /** SHA-256, hex. */
  hash: string
}

/** What one run of sealing has done. */
export interface Sealed {
  rows: number
  /** Null while nothing was ever sealed. */
  head: SealHead | null
}

interface Place {
  ownerId: string
  currency: number
}

const balancesPerSeal = 25_000
const rowsPerSeal = 100_000

const firstPlace: Place = { ownerId: '00000000-0000-0000-0000-000000000000', currency: 0 }

// Only one seals a programme at a time. Nobody else takes this lock, so posting never waits for it.
const lockSeals = 'select pg_advisory_xact_lock(1819042156, $1)'

const selectHead = `select seal, encode(hash, 'hex') as hash from journal_seal
  where program_id = $1 order by seal desc limit 1`

// The last of the first balances that have moved since they were sealed.
const selectBound = `select (array_agg(place.owner_id order by place.owner_id desc))[1] as "ownerId",
    (array_agg(place.currency order by place.owner_id desc, place.currency desc))[1] as currency,
    count(*)::integer as places
  from (select b.owner_id, b.currency from balance b
    left join seal_reach r on r.program_id = $1 and r.owner_id = b.owner_id and r.currency = b.currency
    where b.program_id = $1 and (b.owner_id, b.currency) >= ($2::uuid, $3::smallint) and b.seq > coalesce(r.seq, 0)
    order by b.owner_id, b.currency limit ${balancesPerSeal}) place`

const inOrder = 'order by owner_id, currency, seq'

const insertPages = `with fresh as materialized (
    select j.* from balance b
    left join seal_reach r on r.program_id = $1 and r.owner_id = b.owner_id and r.currency = b.currency
    cross join lateral (select * from journal where program_id = $1 and owner_id = b.owner_id and currency = b.currency
      and seq > coalesce(r.seq, 0)) j
    where b.program_id = $1 and (b.owner_id, b.currency) >= ($3::uuid, $4::smallint)
      and (b.owner_id, b.currency) <= ($5::uuid, $6::smallint) and b.seq > coalesce(r.seq, 0)
    order by j.owner_id, j.currency, j.seq limit ${rowsPerSeal}),
  hashed as materialized (
    select j.owner_id, j.currency, j.seq, ${rowHash} as hash,
      ((row_number() over (order by j.owner_id, j.currency, j.seq) - 1) / ${rowsPerPage} + 1)::integer as page
    from fresh j cross join lateral (select ${usesText} as uses from lot_use u where u.program_id = $1
      and u.owner_id = j.owner_id and u.currency = j.currency and u.spend_seq = j.seq) w),
  paged as (
    select page, count(*)::integer as rows, array_agg(owner_id ${inOrder}) as owners,
      array_agg(currency ${inOrder}) as currencies, array_agg(seq ${inOrder}) as seqs,
      array_agg(${shortOf('hash')} ${inOrder}) as hashes, string_agg(hash, ''::bytea ${inOrder}) as row_hashes
    from hashed group by page)
  insert into journal_page (program_id, seal, page, rows, owners, currencies, seqs, hashes, digest)
  select $1, $2::integer, page, rows, owners, currencies, seqs, hashes,
    ${pageDigest({ seal: '$2::integer', page: 'page', hashes: 'hashes', rowHashes: 'row_hashes' })}
  from paged`

const insertSeal = `with totals as (
    select count(*)::integer as pages, sum(rows)::bigint as rows, string_agg(digest, ''::bytea order by page) as digests
    from journal_page where program_id = $1 and seal = $2)
  insert into journal_seal (program_id, seal, form, sealed_at, pages, rows, previous, hash)
  select $1, s.seal, s.form, s.sealed_at, s.pages, s.rows, s.previous, ${sealHash('s.digests')}
  from (select $2::integer as seal, ${sealForm}::smallint as form, now() as sealed_at, pages, rows, digests,
    decode($3, 'hex') as previous from totals) s
  returning rows, encode(hash, 'hex') as hash`

const moveReach = `with moved as (
    select k.owner_id, k.currency, max(k.seq) as seq
    from journal_page p cross join lateral unnest(p.owners, p.currencies, p.seqs) as k (owner_id, currency, seq)
    where p.program_id = $1 and p.seal = $2 group by k.owner_id, k.currency)
  insert into seal_reach (program_id, owner_id, currency, seq) select $1, owner_id, currency, seq from moved
  on conflict (program_id, owner_id, currency) do update set seq = excluded.seq`

const selectLastPlace = `select owners[rows] as "ownerId", currencies[rows] as currency
  from journal_page where program_id = $1 and seal = $2 order by page desc limit 1`

/** The head of a programme's chain; undefined while nothing was sealed. */
export async function readHead(tx: Reader, programId: number): Promise<SealHead | undefined> {
  const [head] = await tx.query<SealHead>(selectHead, [programId])
  return head
}

/**
 * Seals every journal row that no seal covers yet, in as many seals as keep each small. Which rows are new follows
 * from their numbers, not from any clock: a row's number is drawn under the lock of its balance, which is held until
 * the row is committed, so whoever sees one number of a balance sees all below it, and a row that commits late has a
 * number above what was sealed. A programme's clock may therefore stand anywhere.
 */
export async function sealJournal(
  database: Database,
  ask: { programId: number; signal?: AbortSignal },
): Promise<Sealed> {
  const { programId } = ask
  let from: Place | undefined = firstPlace
  let rows = 0
  while (from !== undefined) {
    ask.signal?.throwIfAborted()
    const place: Place = from
    const step = await database.write({ programId }, (tx) => sealSome(tx, { programId, from: place }))
    rows += step.rows
    from = step.next
  }
  const head = await database.read({ programId }, (tx) => readHead(tx, programId))
  return { rows, head: head ?? null }
}

/** One seal at most; `next` is where the following one begins. */
async function sealSome(
  tx: Writer,
  ask: { programId: number; from: Place },
): Promise<{ rows: number; next: Place | undefined }> {
  const { programId, from } = ask
  await tx.query(lockSeals, [programId])
  const [bound] = await tx.query<Place & { places: number }>(selectBound, [
    programId,
    from.ownerId,
    from.currency,
  ])
  if (bound === undefined || bound.places === 0) return { rows: 0, next: undefined }
  const head = await readHead(tx, programId)
  const seal = (head?.seal ?? 0) + 1
  const pages = await tx.execute(insertPages, [
    programId,
    seal,
    from.ownerId,
    from.currency,
    bound.ownerId,
    bound.currency,
  ])
  // Balances also count activities that posted nothing: then there is nothing to seal for them.
  const after = bound.places < balancesPerSeal ? undefined : afterPlace(bound)
  if (pages === 0) return { rows: 0, next: after }
  const [made] = await tx.query<{ rows: number }>(insertSeal, [
    programId,
    seal,
    head?.hash ?? genesis.toString('hex'),
  ])
  await tx.execute(moveReach, [programId, seal])
  const rows = made?.rows ?? 0
  if (rows < rowsPerSeal) return { rows, next: after }
  const [last] = await tx.query<Place>(selectLastPlace, [programId, seal])
  return { rows, next: last }
}

function afterPlace({ ownerId, currency }: Place): Place {
  return { ownerId, currency: currency + 1 }
}
