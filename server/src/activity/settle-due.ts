import { newUuid } from '../kernel/ids.ts'
import { dayOf } from '../kernel/instants.ts'
import { orThrow } from '../kernel/verdict.ts'
import { dropDue, lockBooks, readDueOwners, readLapsedOwners, settle, writeBooks } from '../ledger/index.ts'
import type { Database } from '../platform/database.ts'
import type { Programs } from '../programs/index.ts'
import type { ProgramPlace } from './ask.ts'
import { currencyCodes } from './batch-load.ts'

const ownersPerBatch = 500

/**
 * Posts what time has brought to members who have done nothing since: holds that lapsed, pending points that became
 * available, points that expired. Resumable, and each lot exactly once, because settling locks the books and looks at what is open.
 * Returns how many members were settled.
 */
export async function settleDue(
  parts: { database: Database; programs: Programs },
  ask: {
    program: ProgramPlace
    now: number
    /** Only members with a hold that has reached its end: for a run every minute. */
    holdsOnly?: boolean
    signal?: AbortSignal
  },
): Promise<number> {
  const { programId, clockOffsetSeconds } = ask.program
  const release = orThrow(await parts.programs.currentRelease(programId))
  const now = ask.now + clockOffsetSeconds * 1000
  // Lots of today wait for tomorrow's run (reading and deciding settle them to the minute), so that no row stays.
  const day = dayOf(now, release.timeZone) - 1
  let settled = 0
  for (;;) {
    ask.signal?.throwIfAborted()
    const owners = await parts.database.write({ programId }, async (tx) => {
      const due = ask.holdsOnly ? [] : await readDueOwners(tx, { programId, day, limit: ownersPerBatch })
      const lapsed = await readLapsedOwners(tx, { programId, now, limit: ownersPerBatch })
      const ids = [...new Set([...due.map((each) => each.ownerId), ...lapsed])].sort()
      if (ids.length === 0) return 0
      const locked = await lockBooks(tx, {
        programId,
        owners: ids,
        currencies: currencyCodes(release),
        withLots: new Set(ids),
        today: day + 1,
      })
      const posted = [...locked.values()].map((books) => settle(books, now, release.timeZone))
      await writeBooks(tx, {
        programId,
        zone: release.timeZone,
        postedAt: now,
        slice: newUuid(),
        books: posted.map((each) => each.books),
        entries: posted.flatMap((each) => each.entries),
      })
      await dropDue(tx, { programId, day, owners: ids })
      return ids.length
    })
    settled += owners
    // A page of rows may name fewer owners than it has rows: only an empty one is the end.
    if (owners === 0) return settled
  }
}
