import type { Day, Instant } from '../../kernel/instants.ts'
import { invariant } from '../../kernel/verdict.ts'
import type { Entry } from './posting.ts'

/** A crediting row of the journal with what is left of it. */
export interface Lot {
  seq: number
  activityId: string
  rule: string | null
  amount: number
  remaining: number
  /** Null when it never was pending. */
  availableAt: Instant | null
  /** Whether it can be spent: false until `availableAt` has been settled. */
  active: boolean
  expiresAt: Instant | null
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
  /** First day from which a lot may activate or expire. */
  dueDay: Day | null
  /** Lots with something left; undefined until something needs them. */
  lots: readonly Lot[] | undefined
}

/** One owner's books in all currencies of the programme, by small number. */
export interface Books {
  ownerId: string
  activeDay: Day | null
  currencies: ReadonlyMap<number, CurrencyBooks>
}

/** The books that every owner starts with. */
export function openBooks(ownerId: string, currencies: readonly number[], withLots: boolean): Books {
  const opened = new Map<number, CurrencyBooks>()
  for (const currency of currencies) {
    opened.set(currency, {
      currency,
      available: 0,
      pending: 0,
      held: 0,
      debt: 0,
      lifetimeEarned: 0,
      lifetimeSpent: 0,
      seq: 0,
      dueDay: null,
      lots: withLots ? [] : undefined,
    })
  }
  return { ownerId, activeDay: null, currencies: opened }
}

/** What a posting does: the rows to write, and the books after them. */
export interface Posted {
  books: Books
  entries: readonly Entry[]
}

export function booksOf(books: Books, currency: number): CurrencyBooks {
  const found = books.currencies.get(currency)
  invariant(found !== undefined, `owner ${books.ownerId} has no books in currency ${currency}`)
  return found
}

export function withBooks(books: Books, changed: CurrencyBooks): Books {
  const currencies = new Map(books.currencies)
  currencies.set(changed.currency, changed)
  return { ...books, currencies }
}

/** Gives the next number of the owner to an activity: the order in which decisions were made, which replay follows. */
export function numberActivity(books: Books, day: Day): { books: Books; seq: number } {
  const first = firstCurrency(books)
  const seq = first.seq + 1
  const activeDay = books.activeDay === null ? day : Math.max(books.activeDay, day)
  return { books: { ...withBooks(books, { ...first, seq }), activeDay }, seq }
}

function firstCurrency(books: Books): CurrencyBooks {
  let first: CurrencyBooks | undefined
  for (const each of books.currencies.values()) {
    if (first === undefined || each.currency < first.currency) first = each
  }
  invariant(first !== undefined, `owner ${books.ownerId} has no books at all`)
  return first
}
