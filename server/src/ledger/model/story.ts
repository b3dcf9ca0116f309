import { orThrow, type Verdict } from '../../kernel/verdict.ts'
import { type Books, type BooksState, booksOf, openBooks } from './books.ts'
import { type CurrencyInstruction, carryOut, type OwnerInstruction } from './carry-out.ts'
import { post } from './post.ts'
import type { Entry, Posted, Posting } from './posting.ts'
import { settle, withIdle } from './settle.ts'

export const dayMs = 86_400_000
/** Noon in the zone of the story, so that no day begins or ends near it. */
const noon = Date.UTC(2026, 0, 1, 12)
const zone = 'Europe/London'

/** What is asked, without why: the story tells that. */
export type Asked = CurrencyInstruction | OwnerInstruction

/** A resource: one owner's books through a test, with every row that was written. */
export class Story {
  books: Books
  entries: Entry[] = []
  now = noon
  private acts = 0

  constructor(currencies: readonly number[] = [1, 2]) {
    this.books = openBooks('owner', currencies, true)
  }

  /** Lets time pass to so many days after noon of the first day, and settles what it brings. */
  day(days: number): this {
    this.now = noon + days * dayMs
    this.take(settle(this.books, this.now, zone))
    return this
  }

  /** Earns points on this day. */
  earn(amount: number, lot: Partial<Posting> = {}): this {
    return this.posted({ amount, ...lot })
  }

  /** Takes back what an activity earned. */
  takeBack(amount: number, from: string, debt: Posting['debt'] = 'unlimited'): this {
    return this.posted({ amount: -amount, takenFrom: from, reason: 'clawback', debt })
  }

  /** What a command comes to; the story goes on as if it had not been asked. */
  try(asked: Asked, activityId = `a${this.acts}`): Verdict<Posted> {
    const cause = { activityId, release: 1, rule: null, effectiveAt: this.now }
    return carryOut(this.books, { ...asked, cause }, zone)
  }

  /** Carries out a command; `id` names its activity. */
  do(asked: Asked, id?: string): this {
    this.take(orThrow(this.try(asked, id)))
    this.acts += 1
    return this
  }

  /** Everything without an end of its own ends so many days after noon of the first day. */
  idleUntil(days: number, currency = 1): this {
    const own = booksOf(this.books, currency)
    this.books = withIdle(this.books, { own, idleAt: noon + days * dayMs, zone })
    return this
  }

  /** Available, pending, held and debt. */
  sums(currency = 1): [number, number, number, number] {
    const { available, pending, held, debt } = booksOf(this.books, currency)
    return [available, pending, held, debt]
  }

  /** What is left of each lot, and on which day it ends. */
  lots(currency = 1): [left: number, endsOn: number | null][] {
    return (booksOf(this.books, currency).lots ?? []).map((lot) => [
      lot.remaining,
      lot.expiresAt === null ? null : (lot.expiresAt - noon) / dayMs,
    ])
  }

  state(): BooksState {
    return this.books.state
  }

  /** Reasons of the rows since the last look. */
  reasons(): string[] {
    return this.entries.splice(0).map((entry) => entry.reason)
  }

  private posted(more: Partial<Posting> & { amount: number }): this {
    const posting: Posting = {
      currency: 1,
      activityId: 'order',
      rule: null,
      reason: 'earn',
      release: 1,
      effectiveAt: this.now,
      availableAt: null,
      expiresAt: null,
      debt: 'unlimited',
      ...more,
    }
    this.take(orThrow(post(this.books, posting, zone)))
    return this
  }

  private take({ books, entries }: Posted): void {
    this.books = books
    this.entries.push(...entries)
  }
}

/** The code of a refusal, or what else it was. */
export function codeOf(verdict: Verdict<unknown>): string {
  return verdict.ok ? 'carried out' : verdict.refusal.code
}

/** Noon so many days after the first. */
export function onDay(days: number): number {
  return noon + days * dayMs
}
