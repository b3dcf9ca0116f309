import type { StatementBalance, StatementMovement } from '@perennial/contract'
import type { ActivityCause } from '../../activity/index.ts'
import { publicId } from '../../kernel/ids.ts'
import { instantText } from '../../kernel/instants.ts'
import { accounts, isMemberAccount, type StatementEntry } from '../../ledger/index.ts'
import { causeText, type Language } from './statement-words.ts'

interface Held {
  available: number
  pending: number
  held: number
  debt: number
}

/** A row with whether it is posted. */
export interface StatedEntry extends StatementEntry {
  posted: boolean
}

const nothing: Held = { available: 0, pending: 0, held: 0, debt: 0 }

/** What rows of one currency come to. */
export function heldAfter(before: Held, entries: readonly StatementEntry[]): Held {
  const after = { ...before }
  for (const { debit, credit, amount } of entries) {
    for (const [account, sign] of [
      [debit, -1],
      [credit, 1],
    ] as const) {
      if (account === accounts.available) after.available += sign * amount
      if (account === accounts.pending) after.pending += sign * amount
      if (account === accounts.held) after.held += sign * amount
      if (account === accounts.debt) after.debt -= sign * amount
    }
  }
  return after
}

function balanceTold(held: Held): StatementBalance {
  const { available, pending, debt } = held
  return { available, pending, held: held.held, debt, total: available + pending + held.held - debt }
}

/** What a row did to what its owner holds, and to what can be spent. */
function changesOf({ debit, credit, amount }: StatementEntry): { change: number; availableChange: number } {
  const of = (is: (account: number) => boolean) => (is(credit) ? amount : 0) - (is(debit) ? amount : 0)
  return { change: of(isMemberAccount), availableChange: of((account) => account === accounts.available) }
}

/** One currency of a statement. The opening is what came before, so that opening + movements = closing. */
export function stateCurrency(input: {
  opening: Held | undefined
  /** Of the period, in the order of their effect. */
  entries: readonly StatedEntry[]
  causes: ReadonlyMap<string, ActivityCause>
  language: Language
}): { opening: StatementBalance; movements: StatementMovement[]; closing: StatementBalance } {
  const opening = balanceTold(input.opening ?? nothing)
  let total = opening.total
  const movements = input.entries.map((entry): StatementMovement => {
    const { change, availableChange } = changesOf(entry)
    total += change
    const cause = input.causes.get(entry.activityId)
    return {
      at: instantText(entry.effectiveAt),
      reason: entry.reason,
      cause: causeText({ reason: entry.reason, change }, input.language),
      note: cause?.note ?? null,
      rule: entry.rule,
      activity: publicId('act', entry.activityId),
      activityType: cause?.type ?? null,
      source: cause?.source ?? null,
      // A command's name is a hash of its key, which tells nobody anything.
      sourceId: cause === undefined || cause.source === 'wallet' ? null : cause.sourceId,
      change,
      availableChange,
      total,
      posted: entry.posted,
    }
  })
  return { opening, movements, closing: balanceTold(heldAfter(input.opening ?? nothing, input.entries)) }
}
