import { readOwnerActions } from '../activity/index.ts'
import { dayOf, type Instant } from '../kernel/instants.ts'
import { invariant } from '../kernel/verdict.ts'
import {
  assembleBooksAt,
  type Books,
  type Entry,
  type LotAt,
  readBalancesAt,
  readBooks,
  readLots,
  settle,
} from '../ledger/index.ts'
import type { Reader } from '../platform/database.ts'
import { idleEnd, type Release } from '../programs/index.ts'

/** One owner's books as they stand at an instant. */
export interface BooksAt {
  /** Settled to the instant. */
  books: Books
  /** What time had brought by then and nobody has posted. */
  unposted: readonly Entry[]
  /** Lots as the rows tell them, newest first: also some of which nothing is left. */
  lots: readonly LotAt[]
  /** When lots without an end of their own end, by currency, if nothing else happens. */
  idleAt: ReadonlyMap<number, Instant>
}

/** Reads one owner's books for an instant. `isPast`: what became effective after `at` is left out. */
export async function readBooksAt(
  tx: Reader,
  ask: { programId: number; release: Release; ownerId: string; at: Instant; isPast: boolean },
): Promise<BooksAt> {
  const { programId, release, ownerId, at, isPast } = ask
  const currencies = [...release.currencyByCode.keys()]
  const lots = await readLots(tx, { programId, ownerId, asOf: isPast ? at : null })
  const today = dayOf(at, release.timeZone)
  const opened = isPast
    ? await assembleBooksAt(tx, {
        programId,
        ownerId,
        at,
        currencies,
        lots,
        balances: await readBalancesAt(tx, { programId, ownerId, at }),
      })
    : (
        await readBooks(tx, {
          programId,
          owners: [ownerId],
          currencies,
          withLots: new Set([ownerId]),
          today,
        })
      ).get(ownerId)
  invariant(opened !== undefined, 'books are read for the owner asked for')
  const { books, entries } = settle(opened, at, release.timeZone)
  return { books, unposted: entries, lots, idleAt: await idleEnds(tx, ask, books) }
}

/** Of a past instant the ends that what had happened until then had given, by the policies in force now. */
async function idleEnds(
  tx: Reader,
  ask: { programId: number; release: Release; ownerId: string; at: Instant; isPast: boolean },
  books: Books,
): Promise<ReadonlyMap<number, Instant>> {
  const { release, at } = ask
  const ends = new Map<number, Instant>()
  const policies = [...release.currencies.values()].filter(({ spec }) => spec.expiry?.kind === 'inactivity')
  const actions = ask.isPast && policies.length > 0 ? await readOwnerActions(tx, ask) : []
  for (const { code, spec } of policies) {
    const end = ask.isPast
      ? idleEndAfter(actions, spec, release.timeZone)
      : (books.currencies.get(code)?.idleAt ?? null)
    if (end !== null && end > at) ends.set(code, end)
  }
  return ends
}

/** The same fold by which deciding moves the end: see `notIdle` of the activity domain. */
function idleEndAfter(
  actions: readonly { at: Instant; isOwn: boolean }[],
  spec: Parameters<typeof idleEnd>[0],
  zone: string,
): Instant | null {
  let idleAt: Instant | null = null
  for (const { at, isOwn } of actions) {
    if (!isOwn && (idleAt === null || idleAt > at)) continue
    const end = idleEnd(spec, dayOf(at, zone), zone)
    if (end !== null) idleAt = Math.max(end, idleAt ?? end)
  }
  return idleAt
}
