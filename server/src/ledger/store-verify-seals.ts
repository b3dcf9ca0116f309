import type { Reader } from '../platform/database.ts'
import type { Break } from './break.ts'
import { genesis, pageDigest, rowHash, sealHash, shortOf, usesText } from './seal-form.ts'
import type { SealHead } from './store-seal.ts'

/** One question about the chain; finds the breaks, at most twenty. */
export interface SealCheck {
  name: string
  find(tx: Reader, programId: number): Promise<Break[]>
}

const chainCheck = 'each seal follows from the one before it'
const pageCheck = 'sealed pages are as they were sealed'
const rowCheck = 'sealed rows are as they were sealed'
const slippedCheck = 'no row was slipped in behind a seal'
const reachCheck = 'how far rows are sealed follows from the pages'
const headCheck = 'the chain has the head that was written down'

const breaksMax = 20

// Missing seals, seals that do not follow, and seals that do not cover the pages that stand.
const selectChain = `with sums as (
    select seal, count(*) as pages, sum(rows) as rows, string_agg(digest, ''::bytea order by page) as digests
    from journal_page where program_id = $1 group by seal),
  chain as (
    select s.*, lag(s.seal, 1, 0) over (order by s.seal) as seal_before,
      lag(s.hash, 1, '\\x${genesis.toString('hex')}'::bytea) over (order by s.seal) as hash_before
    from journal_seal s where s.program_id = $1)
  select coalesce(s.seal, m.seal) as seal, case
      when s.seal is null then format('seal %s is gone, its pages are there', m.seal)
      when s.seal_before <> s.seal - 1 then format('seal %s is gone: seal %s comes after seal %s', s.seal - 1, s.seal, s.seal_before)
      when s.previous <> s.hash_before then format('seal %s was made after another seal %s than the one that stands', s.seal, s.seal_before)
      when m.pages is distinct from s.pages or m.rows is distinct from s.rows then format('seal %s covers %s pages with %s rows, there are %s with %s', s.seal, s.pages, s.rows, coalesce(m.pages, 0), coalesce(m.rows, 0))
      else format('seal %s or a page of it was rewritten', s.seal) end as detail
  from chain s full join sums m on m.seal = s.seal
  where s.seal is null or m.seal is null or s.seal_before <> s.seal - 1 or s.previous <> s.hash_before
    or m.pages <> s.pages or m.rows <> s.rows or ${sealHash('m.digests')} <> s.hash
  order by 1 limit ${breaksMax}`

const selectBadPages = `with uses as (
    select u.owner_id, u.currency, u.spend_seq as seq, ${usesText} as uses from lot_use u
    where u.program_id = $1 group by u.owner_id, u.currency, u.spend_seq),
  kept as (
    select p.seal, p.page, k.* from journal_page p
    cross join lateral unnest(p.owners, p.currencies, p.seqs) with ordinality as k (owner_id, currency, seq, place)
    where p.program_id = $1),
  now_as as (
    select k.seal, k.page, string_agg(${rowHash}, ''::bytea order by k.place) as row_hashes
    from kept k
    join (select * from journal where program_id = $1) j on j.owner_id = k.owner_id and j.currency = k.currency and j.seq = k.seq
    left join uses w on w.owner_id = k.owner_id and w.currency = k.currency and w.seq = k.seq
    group by k.seal, k.page)
  select p.seal, p.page from journal_page p left join now_as n on n.seal = p.seal and n.page = p.page
  where p.program_id = $1 and p.digest is distinct from
    ${pageDigest({ seal: 'p.seal', page: 'p.page', hashes: 'p.hashes', rowHashes: 'n.row_hashes' })}
  order by p.seal, p.page limit ${breaksMax}`

// What is wrong inside of pages that are known to be wrong.
const selectBadRows = `select k.seal, k.page, k.owner_id, k.currency, k.seq, case
      when j.seq is null then format('row %s is gone', k.seq)
      else format('row %s was changed: it says %s from account %s to %s for %s, activity %s, uses %s', k.seq, j.amount, j.debit, j.credit, j.reason, j.activity_id, coalesce(w.uses, 'none'))
    end as detail
  from (select p.seal, p.page, k.* from journal_page p
    cross join lateral unnest(p.owners, p.currencies, p.seqs, p.hashes) as k (owner_id, currency, seq, hash)
    where p.program_id = $1 and (p.seal, p.page) in (select seal, page from unnest($2::integer[], $3::integer[]) as bad (seal, page))) k
  left join journal j on j.program_id = $1 and j.owner_id = k.owner_id and j.currency = k.currency and j.seq = k.seq
  cross join lateral (select ${usesText} as uses from lot_use u where u.program_id = $1
    and u.owner_id = k.owner_id and u.currency = k.currency and u.spend_seq = k.seq) w
  where j.seq is null or ${shortOf(rowHash)} <> k.hash
  order by k.seal, k.page, k.owner_id, k.currency, k.seq limit ${breaksMax}`

const keptRows = `kept as materialized (
    select k.owner_id, k.currency, k.seq from journal_page p
    cross join lateral unnest(p.owners, p.currencies, p.seqs) as k (owner_id, currency, seq) where p.program_id = $1)`

const selectSlipped = `with ${keptRows},
  reach as (select owner_id, currency, max(seq) as seq from kept group by owner_id, currency)
  (select j.owner_id, j.currency, j.seq, format('row %s was not there when rows up to %s were sealed: it says %s from account %s to %s for %s, activity %s', j.seq, r.seq, j.amount, j.debit, j.credit, j.reason, j.activity_id) as detail
    from reach r join (select * from journal where program_id = $1) j on j.owner_id = r.owner_id and j.currency = r.currency and j.seq <= r.seq
    where not exists (select from kept k where k.owner_id = j.owner_id and k.currency = j.currency and k.seq = j.seq)
    order by j.owner_id, j.currency, j.seq limit ${breaksMax})
  union all
  (select owner_id, currency, seq, format('row %s is sealed %s times', seq, count(*)) from kept
    group by owner_id, currency, seq having count(*) > 1 order by owner_id, currency, seq limit ${breaksMax})
  union all
  (select u.owner_id, u.currency, u.spend_seq, format('lot %s was used by row %s, which is not there', u.lot_seq, u.spend_seq)
    from (select * from lot_use where program_id = $1) u
    left join (select owner_id, currency, seq from journal where program_id = $1) j
      on j.owner_id = u.owner_id and j.currency = u.currency and j.seq = u.spend_seq
    where j.seq is null limit ${breaksMax})`

const selectReach = `with pages as (
    select k.owner_id, k.currency, max(k.seq) as seq from journal_page p
    cross join lateral unnest(p.owners, p.currencies, p.seqs) as k (owner_id, currency, seq)
    where p.program_id = $1 group by k.owner_id, k.currency),
  reach as (select owner_id, currency, seq from seal_reach where program_id = $1)
  select owner_id, currency, coalesce(p.seq, r.seq) as seq,
    format('rows are sealed up to %s, noted is %s', coalesce(p.seq, 0), coalesce(r.seq, 0)) as detail
  from pages p full join reach r using (owner_id, currency) where p.seq is distinct from r.seq
  order by owner_id, currency limit ${breaksMax}`

interface Found {
  owner_id: string
  currency: number
  seq: number
  detail: string
}

function breakOf(check: string, row: Found, note = ''): Break {
  return {
    check,
    ownerId: row.owner_id,
    currency: row.currency,
    seq: row.seq,
    detail: `${row.detail}${note}`,
  }
}

function ofProgram(check: string, detail: string): Break {
  return { check, ownerId: null, currency: null, seq: null, detail }
}

interface BadPage {
  seal: number
  page: number
}

/** Rows that are not as they were sealed, by name; a page without such a row was itself rewritten. */
async function findBadRows(tx: Reader, programId: number): Promise<Break[]> {
  const pages = await tx.query<BadPage>(selectBadPages, [programId])
  if (pages.length === 0) return []
  const params = [programId, pages.map((each) => each.seal), pages.map((each) => each.page)]
  const rows = await tx.query<Found & BadPage>(selectBadRows, params)
  const named = new Set(rows.map((row) => `${row.seal}/${row.page}`))
  const whole = pages.filter((each) => !named.has(`${each.seal}/${each.page}`))
  return [
    ...rows.map((row) => breakOf(rowCheck, row, ` (seal ${row.seal}, page ${row.page})`)),
    // Past the first twenty rows nothing is known of a page but that it differs.
    ...(rows.length < breaksMax ? whole : []).map((each) =>
      ofProgram(pageCheck, `page ${each.page} of seal ${each.seal} was rewritten`),
    ),
  ]
}

/** Every check of the chain, the first to find a changed row first. */
export const sealChecks: readonly SealCheck[] = [
  { name: rowCheck, find: findBadRows },
  {
    name: slippedCheck,
    find: async (tx, programId) =>
      (await tx.query<Found>(selectSlipped, [programId])).map((row) => breakOf(slippedCheck, row)),
  },
  {
    name: chainCheck,
    find: async (tx, programId) =>
      (await tx.query<{ detail: string }>(selectChain, [programId])).map((row) =>
        ofProgram(chainCheck, row.detail),
      ),
  },
  {
    name: reachCheck,
    find: async (tx, programId) =>
      (await tx.query<Found>(selectReach, [programId])).map((row) => breakOf(reachCheck, row)),
  },
]

/** Whether heads that were written down are still part of the chain; a break for each that is not. */
export async function checkHeads(
  tx: Reader,
  programId: number,
  heads: readonly SealHead[],
): Promise<Break[]> {
  if (heads.length === 0) return []
  const stand = await tx.query<SealHead>(
    `select seal, encode(hash, 'hex') as hash from journal_seal where program_id = $1 and seal = any($2::integer[])`,
    [programId, heads.map((head) => head.seal)],
  )
  const hashOf = new Map(stand.map((each) => [each.seal, each.hash]))
  return heads.flatMap(({ seal, hash }) => {
    const found = hashOf.get(seal)
    if (found === hash.toLowerCase()) return []
    const detail =
      found === undefined
        ? `seal ${seal} is gone: it was written down as ${hash}`
        : `seal ${seal} was written down as ${hash} and is ${found} now: the chain was made anew`
    return [ofProgram(headCheck, detail)]
  })
}
