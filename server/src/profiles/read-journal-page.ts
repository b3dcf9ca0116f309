import type { JournalRow } from '@perennial/contract'
import { readActivityTypes } from '../activity/index.ts'
import { decodeCursor, encodeCursor } from '../kernel/cursors.ts'
import { ok, refuse, type Verdict } from '../kernel/verdict.ts'
import { readJournal } from '../ledger/index.ts'
import type { Reader } from '../platform/database.ts'
import type { Release } from '../programs/index.ts'
import { journalView } from './model/journal-view.ts'

interface JournalAsk {
  programId: number
  release: Release
  ownerId: string
  /** From the page before. */
  cursor: string | undefined
  limit: number
}

/** A page of one owner's journal, newest first. Refuses `cursor_invalid`, also for the cursor of another member. */
export async function readJournalPage(
  tx: Reader,
  ask: JournalAsk,
): Promise<Verdict<{ rows: JournalRow[]; next: string | null }>> {
  const { programId, release, ownerId, limit } = ask
  const before = ask.cursor === undefined ? undefined : placeOf(ask.cursor, ask)
  if (before === null)
    return refuse('cursor_invalid', 'The cursor does not belong to this journal: start without one.')
  const entries = await readJournal(tx, { programId, ownerId, before, limit: limit + 1 })
  const shown = entries.slice(0, limit)
  const types = await readActivityTypes(tx, programId, [...new Set(shown.map((each) => each.activityId))])
  const last = shown.at(-1)
  const next =
    entries.length > limit && last !== undefined
      ? encodeCursor('journal', programId, [ownerId, last.currency, last.seq])
      : null
  return ok({ rows: shown.map((each) => journalView(each, { release, types })), next })
}

function placeOf(
  cursor: string,
  { programId, ownerId }: JournalAsk,
): { currency: number; seq: number } | null {
  const [owner, currency, seq] = decodeCursor(cursor, 'journal', programId) ?? []
  return owner === ownerId && isSmall(currency, 32_767) && isSmall(seq, Number.MAX_SAFE_INTEGER)
    ? { currency, seq }
    : null
}

function isSmall(value: unknown, max: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= max
}
