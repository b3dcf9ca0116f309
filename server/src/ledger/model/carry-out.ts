import type { Instant } from '../../kernel/instants.ts'
import { ok, refuse, type Verdict } from '../../kernel/verdict.ts'
import { type Books, type BooksState, booksOf, withBooks } from './books.ts'
import { beginDraft, type Cause, type Draft, finish } from './draft.ts'
import { cancel, capture, openHold } from './hold.ts'
import { closeCurrency, creditFrom, debit, receiveInto, writeOff } from './move.ts'
import type { Entry, EntryReason, Posted, SentTransfer } from './posting.ts'
import { compact, extend } from './rearrange.ts'
import { fulfil } from './settle.ts'
import { giveBack, spend } from './spend.ts'
import { type MovedLot, sendAll, sendSome } from './transfer.ts'

/** So much; or what is left of the lots that some activities credited. */
export type Sendable = number | { creditedBy: readonly string[] }

/** What a command wants done to the value of one owner in one currency. */
export type CurrencyInstruction = { currency: number } & (
  | { do: 'spend'; amount: number }
  | { do: 'hold'; amount: number; expiresAt: Instant; reference: string | null }
  /** From an account of the programme's side: an adjustment, money paid in, an exchange, an opening balance. */
  | {
      do: 'credit'
      from: 'adjusted' | 'funded' | 'converted' | 'migrated'
      amount: number
      reason: EntryReason
      availableAt: Instant | null
      expiresAt: Instant | null
    }
  | { do: 'debit'; to: 'adjusted' | 'converted'; amount: number; reason: EntryReason }
  | { do: 'send'; amount: Sendable; transfer: Omit<SentTransfer, 'lots' | 'debt'> }
  | {
      do: 'receive'
      transferId: string
      lots: readonly MovedLot[]
      debt: number
      state: 'delivered' | 'returned'
      /** Of the debt, what cannot be paid at once is written off; not by who passes it on. */
      writesOff: boolean
    }
  | { do: 'compact' }
  | { do: 'extend'; until: Instant; lots: readonly number[] | undefined }
  | { do: 'write-off'; amount: number | undefined }
)

/** What a command wants done to all of an owner's books. Amounts are by currency; absent: all there is. */
export type OwnerInstruction =
  | { do: 'capture'; holdId: string; amounts: ReadonlyMap<number, number> | undefined }
  | { do: 'cancel'; holdId: string }
  | {
      do: 'give-back'
      spend: string
      amounts: ReadonlyMap<number, number> | undefined
      /** Until when what has ended lives on, by currency; absent: it ends at once. */
      restoredUntil: ReadonlyMap<number, Instant>
    }
  | { do: 'set-state'; state: BooksState }
  /** Everything goes to another owner, now and later; null ends that. */
  | { do: 'merge'; into: string | null; transferId: string }
  /** Ends everything, and nothing happens any more. */
  | { do: 'close' }
  | { do: 'fulfil'; order: string }

/** What a command wants done to an owner's books. */
export type Instruction = { cause: Cause } & (CurrencyInstruction | OwnerInstruction)

/** Instructions by which value leaves an account at its owner's will: a freeze stops them. */
function isLeaving(instruction: Instruction): boolean {
  if (instruction.do === 'send') return instruction.transfer.kind !== 'merge'
  if (instruction.do === 'debit') return instruction.to === 'converted'
  return instruction.do === 'spend' || instruction.do === 'hold' || instruction.do === 'capture'
}

/**
 * Carries out a command on an owner's books. Refuses `insufficient_points`, `hold_closed`, `hold_expired`,
 * `hold_exceeded`, `spend_exceeded`, `spend_unknown`, `value_frozen`, `limit_exceeded`, `not_found`. Needs the lots
 * loaded, and the holds and spends that it names.
 */
export function carryOut(books: Books, instruction: Instruction, zone: string): Verdict<Posted> {
  if (books.state === 'frozen' && isLeaving(instruction))
    return refuse('value_frozen', 'Staff froze the value of this account. Nothing was changed.')
  return 'currency' in instruction ? inOne(books, instruction, zone) : inAll(books, instruction, zone)
}

function inOne(books: Books, instruction: Instruction & CurrencyInstruction, zone: string): Verdict<Posted> {
  const draft = beginDraft(booksOf(books, instruction.currency), books.ownerId, zone)
  const passesOn =
    books.mergedInto !== null && instruction.do === 'receive' && instruction.state === 'delivered'
  const done = work(draft, instruction.cause, passesOn ? { ...instruction, writesOff: false } : instruction)
  if (!done.ok) return done
  return ok({ books: withBooks(books, finish(draft)), entries: draft.entries })
}

function work(draft: Draft, cause: Cause, asked: CurrencyInstruction): Verdict<null> {
  switch (asked.do) {
    case 'spend':
      return spend(draft, cause, asked.amount)
    case 'hold':
      return openHold(draft, cause, asked)
    case 'credit':
      return creditFrom(draft, cause, asked)
    case 'debit':
      return debit(draft, cause, asked)
    case 'send': {
      const { amount, transfer } = asked
      if (typeof amount === 'number') return sendSome(draft, cause, { amount, transfer })
      sendAll(draft, cause, { transfer, ...amount })
      return ok(null)
    }
    case 'receive':
      return receiveInto(draft, cause, { ...asked, id: asked.transferId })
    case 'compact':
      compact(draft, cause)
      return ok(null)
    case 'extend':
      return extend(draft, cause, asked) > 0
        ? ok(null)
        : refuse('not_found', 'No such lot ends before that. Nothing was changed.')
    case 'write-off':
      return writeOff(draft, cause, asked.amount)
  }
}

function inAll(books: Books, instruction: Instruction & OwnerInstruction, zone: string): Verdict<Posted> {
  const { cause } = instruction
  switch (instruction.do) {
    case 'set-state':
      return ok({ books: { ...books, state: instruction.state }, entries: [] })
    case 'fulfil':
      return ok(fulfil(books, { activityId: instruction.order, cause, zone }))
    case 'close': {
      const closed = eachCurrency(books, zone, (draft) => closeCurrency(draft, cause))
      return closed.ok ? ok({ ...closed.value, books: { ...closed.value.books, state: 'closed' } }) : closed
    }
    case 'merge':
      return merge(books, instruction, zone)
    case 'capture':
    case 'cancel': {
      const { holdId } = instruction
      const amounts = instruction.do === 'capture' ? instruction.amounts : undefined
      const has = ({ books: own }: Draft) => own.holds.some((each) => each.id === holdId)
      const ask = { zone, has, amounts, missing: noHold, elsewhere: noneHeld }
      return eachOf(books, ask, (draft, currency) =>
        instruction.do === 'cancel'
          ? cancel(draft, cause, holdId)
          : capture(draft, cause, { holdId, amount: amountOf(amounts, currency) }),
      )
    }
    case 'give-back': {
      const { spend: id, amounts, restoredUntil } = instruction
      const has = ({ books: own }: Draft) => own.spent.has(id)
      return eachOf(
        books,
        { zone, has, amounts, missing: noSpend, elsewhere: noneSpent },
        (draft, currency) =>
          giveBack(draft, cause, {
            spend: id,
            amount: amountOf(amounts, currency),
            restoredUntil: restoredUntil.get(currency) ?? null,
          }),
      )
    }
  }
}

/** So much of a currency; nothing of those that are not named when some are. */
function amountOf(amounts: ReadonlyMap<number, number> | undefined, currency: number): number | undefined {
  return amounts === undefined ? undefined : (amounts.get(currency) ?? 0)
}

function noHold(): Verdict<never> {
  return refuse('not_found', 'The member has no such hold. Nothing was changed.')
}

function noSpend(): Verdict<never> {
  return refuse('spend_unknown', 'The member has no such spend. Nothing was changed.')
}

function noneHeld(amount: number): Verdict<never> {
  return refuse('hold_exceeded', `${amount} are to be captured of a currency of which nothing is held.`)
}

function noneSpent(amount: number): Verdict<never> {
  return refuse('spend_exceeded', `${amount} are to be given back of a currency that was not spent.`)
}

interface EachAsk {
  zone: string
  has(draft: Draft): boolean
  amounts: ReadonlyMap<number, number> | undefined
  missing(): Verdict<never>
  /** Somebody names a currency that has nothing to do with it: carried out in part, it would be a wrong answer. */
  elsewhere(amount: number): Verdict<never>
}

/** Works on every currency that has to do with it; all of them or none. */
function eachOf(
  books: Books,
  ask: EachAsk,
  each: (draft: Draft, currency: number) => Verdict<null>,
): Verdict<Posted> {
  const found = new Set<number>()
  const done = eachCurrency(books, ask.zone, (draft) => {
    if (!ask.has(draft)) return ok(null)
    found.add(draft.books.currency)
    return each(draft, draft.books.currency)
  })
  if (!done.ok) return done
  if (found.size === 0) return ask.missing()
  const elsewhere = [...(ask.amounts ?? [])].find(([currency]) => !found.has(currency))
  return elsewhere === undefined ? done : ask.elsewhere(elsewhere[1])
}

function eachCurrency(books: Books, zone: string, each: (draft: Draft) => Verdict<null>): Verdict<Posted> {
  let changed = books
  const entries: Entry[] = []
  for (const own of books.currencies.values()) {
    const draft = beginDraft(own, books.ownerId, zone)
    const done = each(draft)
    if (!done.ok) return done
    entries.push(...draft.entries)
    changed = withBooks(changed, finish(draft))
  }
  return ok({ books: changed, entries })
}

/** An owner with open holds is not merged: whoever holds could not capture any more. */
function merge(
  books: Books,
  asked: Extract<OwnerInstruction, { do: 'merge' }> & { cause: Cause },
  zone: string,
): Verdict<Posted> {
  const { into, transferId, cause } = asked
  if (into === null) return ok({ books: { ...books, mergedInto: null }, entries: [] })
  if (books.mergedInto !== null) return refuse('transfer_refused', 'All of it went to another owner before.')
  for (const { held } of books.currencies.values()) {
    if (held > 0) return refuse('transfer_refused', 'Points are held. Capture or cancel the holds first.')
  }
  const sent = passAll(books, { to: into, transferId, cause, zone })
  return ok({ ...sent, books: { ...sent.books, mergedInto: into } })
}

/** Sends everything in every currency to another owner. */
export function passAll(
  books: Books,
  asked: { to: string; transferId: string; cause: Cause; zone: string },
): Posted {
  const transfer = { id: asked.transferId, kind: 'merge', to: asked.to, message: null }
  let passed = books
  const entries: Entry[] = []
  for (const own of books.currencies.values()) {
    if (own.available + own.pending + own.debt === 0) continue
    const draft = beginDraft(own, books.ownerId, asked.zone)
    sendAll(draft, asked.cause, { transfer })
    entries.push(...draft.entries)
    passed = withBooks(passed, finish(draft))
  }
  return { books: passed, entries }
}
