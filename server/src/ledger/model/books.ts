import type { Day, Instant } from '../../kernel/instants.ts'
import { copyOf } from '../../kernel/maps.ts'
import { invariant } from '../../kernel/verdict.ts'

/** A crediting row of the journal with what is left of it. */
export interface Lot {
  seq: number
  activityId: string
  rule: string | null
  amount: number
  /** What was not taken from it; holds may speak for a part of that. */
  remaining: number
  /** Null when it never was pending; {@link untilFulfilled} when no date ends its waiting. */
  availableAt: Instant | null
  /** Whether it can be spent: false until `availableAt` has been settled. */
  active: boolean
  expiresAt: Instant | null
}

/** The `availableAt` of a lot that waits for an event and for no date. */
export const untilFulfilled: Instant = Date.UTC(9999, 0, 1)

export type HoldState = 'open' | 'captured' | 'cancelled' | 'lapsed'

/** Points of one currency that are spoken for. */
export interface Hold {
  /** The activity that opened it. */
  id: string
  amount: number
  captured: number
  state: HoldState
  openedAt: Instant
  expiresAt: Instant
  reference: string | null
  /** The lots that are spoken for. */
  parts: readonly { lotSeq: number; amount: number }[]
}

/** What a spend took from one lot and has not given back. */
export interface SpentPart {
  /** The row that took it. */
  spendSeq: number
  lot: Lot
  amount: number
}

/** One owner's books in one currency. A value: changing it makes a new one. */
export interface CurrencyBooks {
  currency: number
  available: number
  pending: number
  held: number
  debt: number
  lifetimeEarned: number
  lifetimeSpent: number
  /** The last number given to a journal row (or, in the first currency, to an activity). */
  seq: number
  /** First day from which a lot may activate or end, or a hold lapse. */
  dueDay: Day | null
  /** The due day as it is stored, under which the owner is found by a job; null where none is. */
  listedDay: Day | null
  /** When every lot without an end of its own ends, unless the owner does something before. */
  idleAt: Instant | null
  /** Lots with something left; undefined until something needs them. */
  lots: readonly Lot[] | undefined
  /** Open holds (with the lots), and closed ones that a command names. */
  holds: readonly Hold[]
  /** What spends took, by the activity that spent: those that a command names, and those decided since. */
  spent: ReadonlyMap<string, readonly SpentPart[]>
}

/** `frozen`: nothing may leave. `closed`: nothing may come either. */
export type BooksState = 'open' | 'frozen' | 'closed'

/** One owner's books in all currencies of the programme, by small number. */
export interface Books {
  ownerId: string
  activeDay: Day | null
  state: BooksState
  /** The owner that everything here now belongs to: what still arrives is passed on. */
  mergedInto: string | null
  currencies: ReadonlyMap<number, CurrencyBooks>
}

const nothingSpent: CurrencyBooks['spent'] = new Map()

/** Empty books of one currency. */
export function openCurrency(currency: number, withLots: boolean): CurrencyBooks {
  return {
    currency,
    available: 0,
    pending: 0,
    held: 0,
    debt: 0,
    lifetimeEarned: 0,
    lifetimeSpent: 0,
    seq: 0,
    dueDay: null,
    listedDay: null,
    idleAt: null,
    lots: withLots ? [] : undefined,
    holds: [],
    spent: nothingSpent,
  }
}

/** The books that every owner starts with. */
export function openBooks(ownerId: string, currencies: readonly number[], withLots: boolean): Books {
  const opened = new Map<number, CurrencyBooks>()
  for (const currency of currencies) opened.set(currency, openCurrency(currency, withLots))
  return { ownerId, activeDay: null, state: 'open', mergedInto: null, currencies: opened }
}

export function booksOf(books: Books, currency: number): CurrencyBooks {
  const found = books.currencies.get(currency)
  invariant(found !== undefined, `owner ${books.ownerId} has no books in currency ${currency}`)
  return found
}

export function withBooks(books: Books, changed: CurrencyBooks): Books {
  return { ...books, currencies: copyOf(books.currencies).set(changed.currency, changed) }
}

/**
 * Gives the next number of the owner to an activity: the order in which decisions were made, which replay follows. A
 * day says that the owner was active on it.
 */
export function numberActivity(books: Books, day: Day | null): { books: Books; seq: number } {
  const first = firstCurrency(books)
  const seq = first.seq + 1
  const activeDay =
    books.activeDay === null || day === null ? (books.activeDay ?? day) : Math.max(books.activeDay, day)
  const currencies = copyOf(books.currencies).set(first.currency, { ...first, seq })
  return { books: { ...books, currencies, activeDay }, seq }
}

function firstCurrency(books: Books): CurrencyBooks {
  let first: CurrencyBooks | undefined
  for (const each of books.currencies.values()) {
    if (first === undefined || each.currency < first.currency) first = each
  }
  invariant(first !== undefined, `owner ${books.ownerId} has no books at all`)
  return first
}
