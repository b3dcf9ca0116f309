import { newUuid } from '../../server/src/kernel/ids.ts'
import { dayOf } from '../../server/src/kernel/instants.ts'
import { orThrow } from '../../server/src/kernel/verdict.ts'
import { type Books, type Entry, lockBooks, post, settle, writeBooks } from '../../server/src/ledger/index.ts'
import { type Database, openDatabase, type Writer } from '../../server/src/platform/database.ts'

/** Posting to the ledger alone for some seconds: no activity, no rules, no tiers. */
export interface LedgerAsk {
  programId: number
  seconds: number
  /** Different owners of one transaction, each with one posting. */
  batch: number
  /** Transactions at once. */
  lanes: number
}

export interface LedgerReport {
  posted: number
  /** From the first posting to the last commit. */
  seconds: number
}

const zone = 'Europe/London'

/** Posts batches until the time is over, by what the pipeline itself calls: lock, settle, post, write. */
export async function postToLedger(url: string, ask: LedgerAsk): Promise<LedgerReport> {
  const database = openDatabase({ url, connectionsMax: ask.lanes, hot: true })
  try {
    const owners = await ownersOf(database, ask.programId)
    const startedAt = performance.now()
    const endsAt = startedAt + ask.seconds * 1000
    const report: LedgerReport = { posted: 0, seconds: ask.seconds }
    await Promise.all(
      Array.from({ length: ask.lanes }, async () => {
        while (performance.now() < endsAt) {
          const chosen = someOf(owners, ask.batch)
          await database.write({ programId: ask.programId }, (tx) => postBatch(tx, ask.programId, chosen))
          report.posted += chosen.length
        }
      }),
    )
    report.seconds = (performance.now() - startedAt) / 1000
    return report
  } finally {
    await database.close()
  }
}

async function ownersOf(database: Database, programId: number): Promise<string[]> {
  const rows = await database.read({ programId }, (tx) =>
    tx.query<{ owner_id: string }>('select owner_id from balance where program_id = $1', [programId]),
  )
  return rows.map((row) => row.owner_id)
}

/** So many different owners, sorted. */
function someOf(owners: readonly string[], count: number): string[] {
  const chosen = new Set<string>()
  while (chosen.size < count) chosen.add(owners[Math.floor(Math.random() * owners.length)] as string)
  return [...chosen].sort()
}

async function postBatch(tx: Writer, programId: number, owners: readonly string[]): Promise<void> {
  const now = Date.now()
  const today = dayOf(now, zone)
  const locked = await lockBooks(tx, { programId, owners, currencies: [1], withLots: new Set(), today })
  const books: Books[] = []
  const entries: Entry[] = []
  for (const before of locked.values()) {
    const settled = settle(before, now, zone)
    const posted = orThrow(post(settled.books, postingOf(now), zone))
    books.push(posted.books)
    entries.push(...settled.entries, ...posted.entries)
  }
  await writeBooks(tx, { programId, zone, postedAt: now, slice: newUuid(), books, entries })
}

/** Points that never expire: the transfers beside them do not either. */
function postingOf(now: number) {
  return {
    currency: 1,
    amount: 1 + Math.floor(Math.random() * 1000),
    activityId: newUuid(),
    rule: null,
    reason: 'earn' as const,
    release: 1,
    effectiveAt: now,
    availableAt: null,
    expiresAt: null,
    debt: 'unlimited' as const,
  }
}
