import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { orThrow } from '../../kernel/verdict.ts'
import { accounts, isMemberAccount } from './account.ts'
import { type Books, booksOf, type CurrencyBooks, openBooks } from './books.ts'
import { post } from './post.ts'
import type { Entry, Posting } from './posting.ts'
import { settle } from './settle.ts'

const zone = 'Asia/Tehran'
const day = 86_400_000
const start = Date.UTC(2026, 0, 1, 12)

function posting(more: Partial<Posting>): Posting {
  return {
    currency: 1,
    amount: 100,
    activityId: 'a',
    rule: 'r',
    reason: 'earn',
    release: 1,
    effectiveAt: start,
    availableAt: null,
    expiresAt: null,
    debt: 'unlimited',
    ...more,
  }
}

/** Books with everything that was ever written to them. */
interface Story {
  books: Books
  entries: Entry[]
}

function begin(): Story {
  return { books: openBooks('owner', [1, 2], true), entries: [] }
}

function posted(story: Story, more: Partial<Posting>): Story {
  const done = orThrow(post(story.books, posting(more), zone))
  return { books: done.books, entries: [...story.entries, ...done.entries] }
}

function settled(story: Story, at: number): Story {
  const done = settle(story.books, at, zone)
  return { books: done.books, entries: [...story.entries, ...done.entries] }
}

function of({ books }: Story, currency = 1): CurrencyBooks {
  return booksOf(books, currency)
}

type Step =
  | {
      kind: 'earn'
      currency: number
      amount: number
      order: number
      pendingDays: number | null
      expiryDays: number | null
    }
  | { kind: 'back'; currency: number; share: number; order: number; debt: 'unlimited' | 'within-balance' }
  | { kind: 'settle'; days: number }

const currency = fc.integer({ min: 1, max: 2 })
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('earn' as const),
      currency,
      amount: fc.integer({ min: 1, max: 500 }),
      order: fc.nat(5),
      pendingDays: fc.option(fc.integer({ min: -3, max: 20 })),
      expiryDays: fc.option(fc.integer({ min: -3, max: 40 })),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('back' as const),
      currency,
      share: fc.double({ min: 0.01, max: 1, noNaN: true }),
      order: fc.nat(5),
      debt: fc.constantFrom('unlimited' as const, 'within-balance' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('settle' as const), days: fc.integer({ min: 0, max: 30 }) }),
  },
)
const steps = fc.array(step, { maxLength: 60 })

function play(drafts: readonly Step[], look: (story: Story, now: number) => void): Story {
  let story = begin()
  let now = start
  const stands = new Map<string, number>()
  for (const [index, draft] of drafts.entries()) {
    if (draft.kind === 'settle') {
      now += draft.days * day
      story = settled(story, now)
    } else if (draft.kind === 'earn') {
      const order = `${draft.currency}/${draft.order}`
      stands.set(order, (stands.get(order) ?? 0) + draft.amount)
      const at = (days: number | null) => (days === null ? null : now + days * day)
      story = posted(story, {
        currency: draft.currency,
        amount: draft.amount,
        activityId: order,
        availableAt: at(draft.pendingDays),
        expiresAt: at(draft.expiryDays),
      })
    } else {
      const order = `${draft.currency}/${draft.order}`
      const amount = Math.ceil((stands.get(order) ?? 0) * draft.share)
      if (amount === 0) continue
      stands.set(order, (stands.get(order) ?? 0) - amount)
      story = posted(story, {
        currency: draft.currency,
        amount: -amount,
        activityId: `back-${index}`,
        takenFrom: order,
        reason: 'clawback',
        debt: draft.debt,
      })
    }
    look(story, now)
  }
  return story
}

function sumOf(entries: readonly Entry[], account: number, of: number): number {
  return entries.reduce((sum, entry) => {
    if (entry.currency !== of) return sum
    return sum + (entry.credit === account ? entry.amount : 0) - (entry.debit === account ? entry.amount : 0)
  }, 0)
}

describe('whatever is posted and whenever it is settled', () => {
  test('INV-1 INV-2 every row has two legs and a positive amount, and balances are the sums of their rows', () => {
    fc.assert(
      fc.property(steps, (drafts) => {
        const end = play(drafts, ({ books, entries }) => {
          for (const code of [1, 2]) {
            const each = booksOf(books, code)
            expect(each.available).toBe(sumOf(entries, accounts.available, code))
            expect(each.pending).toBe(sumOf(entries, accounts.pending, code))
            expect(each.debt + sumOf(entries, accounts.debt, code)).toBe(0)
            expect(each.lifetimeEarned + sumOf(entries, accounts.issuance, code)).toBe(0)
          }
        })
        for (const entry of end.entries) {
          expect(entry.debit).not.toBe(entry.credit)
          expect(Number.isSafeInteger(entry.amount) && entry.amount > 0).toBe(true)
        }
        for (const code of [1, 2]) {
          const member = Object.values(accounts).filter(isMemberAccount)
          const counter = Object.values(accounts).filter((account) => !isMemberAccount(account))
          const sum = (list: readonly number[]) =>
            list.reduce((total, account) => total + sumOf(end.entries, account, code), 0)
          expect(sum(member) + sum(counter)).toBe(0)
          const numbers = end.entries.filter((entry) => entry.currency === code).map((entry) => entry.seq)
          expect(numbers).toEqual(numbers.map((_, index) => index + 1))
        }
      }),
      { numRuns: 300 },
    )
  })

  test('INV-3 INV-5 nothing is below zero, lots hold what the balance holds, and a lot is used up to its amount at most', () => {
    fc.assert(
      fc.property(steps, (drafts) => {
        play(drafts, ({ books, entries }, now) => {
          for (const code of [1, 2]) {
            const { available, pending, debt, lifetimeEarned, lots = [], dueDay } = booksOf(books, code)
            for (const amount of [available, pending, debt, lifetimeEarned])
              expect(amount).toBeGreaterThanOrEqual(0)
            const held = (active: boolean) =>
              lots.filter((lot) => lot.active === active).reduce((sum, lot) => sum + lot.remaining, 0)
            expect([held(true), held(false)]).toEqual([available, pending])
            for (const lot of lots) {
              const used = entries
                .flatMap((entry) => (entry.currency === code ? entry.uses : []))
                .filter((use) => use.lotSeq === lot.seq)
              expect(lot.remaining).toBe(lot.amount - used.reduce((sum, use) => sum + use.amount, 0))
              expect(lot.remaining).toBeGreaterThan(0)
            }
            const hasDue = lots.some(
              (lot) => lot.expiresAt !== null || (!lot.active && lot.availableAt !== null),
            )
            expect(dueDay === null).toBe(!hasDue)
            const due = settle(books, now, zone).books
            expect((booksOf(due, code).lots ?? []).every((lot) => (lot.expiresAt ?? now + 1) > now)).toBe(
              true,
            )
          }
        })
      }),
      { numRuns: 300 },
    )
  })

  test('settling at two times with nothing between writes the same rows as settling once at the later', () => {
    fc.assert(
      fc.property(
        steps,
        fc.array(fc.integer({ min: 0, max: 60 * 24 }), { minLength: 1, maxLength: 4 }),
        (drafts, hours) => {
          let last = start
          const story = play(drafts, (_, now) => {
            last = now
          })
          const times = [...hours].sort((a, b) => a - b).map((each) => last + each * 3_600_000)
          const once = settled(story, times.at(-1) ?? last)
          let often = story
          for (const at of [...times, ...times.slice(-1)]) often = settled(often, at)
          const byCurrency = (entries: readonly Entry[]) =>
            [...entries].sort((a, b) => a.currency - b.currency || a.seq - b.seq)
          expect(byCurrency(often.entries)).toEqual(byCurrency(once.entries))
          expect(often.books).toEqual(once.books)
        },
      ),
      { numRuns: 300 },
    )
  })

  test('each lot activates at most once and expires at most once, at its own instant', () => {
    fc.assert(
      fc.property(steps, (drafts) => {
        const { entries } = settled(
          play(drafts, () => {}),
          start + 3000 * day,
        )
        for (const reason of ['activation', 'expiry']) {
          const lots = entries
            .filter((entry) => entry.reason === reason)
            .map((entry) => `${entry.currency}/${entry.reverses}`)
          expect(new Set(lots).size).toBe(lots.length)
        }
        for (const entry of entries.filter((each) => each.reason === 'expiry')) {
          const lot = entries.find((each) => each.currency === entry.currency && each.seq === entry.reverses)
          expect(entry.effectiveAt).toBe(lot?.expiresAt)
        }
      }),
      { numRuns: 200 },
    )
  })
})

describe('taking back', () => {
  test('takes the order’s own lots first, pending before active, then others, soonest expiry first', () => {
    let story = begin()
    story = posted(story, { activityId: 'other-late', expiresAt: start + 90 * day })
    story = posted(story, { activityId: 'other-never' })
    story = posted(story, { activityId: 'other-soon', expiresAt: start + 30 * day })
    story = posted(story, { activityId: 'own', amount: 10 })
    story = posted(story, { activityId: 'own', amount: 20, availableAt: start + day })
    story = posted(story, { activityId: 'back', takenFrom: 'own', amount: -140, reason: 'clawback' })
    expect(of(story).lots?.map((lot) => [lot.activityId, lot.remaining])).toEqual([
      ['other-late', 90],
      ['other-never', 100],
    ])
    expect(of(story)).toMatchObject({ available: 190, pending: 0, debt: 0, lifetimeEarned: 190 })
  })

  test('leaves a debt that the next earnings pay before anything else', () => {
    let story = posted(begin(), { activityId: 'own', amount: 30 })
    story = posted(story, { activityId: 'back', takenFrom: 'own', amount: -30, reason: 'clawback' })
    story = posted(story, { activityId: 'own', amount: 50, expiresAt: start + day })
    story = settled(story, start + 2 * day)
    story = posted(story, { activityId: 'back', takenFrom: 'own', amount: -50, reason: 'clawback' })
    expect(of(story)).toMatchObject({ available: 0, debt: 50 })
    story = posted(story, { activityId: 'next', amount: 20 })
    expect(of(story)).toMatchObject({ available: 0, debt: 30 })
    story = posted(story, { activityId: 'next', amount: 45, availableAt: start + 9 * day })
    expect(of(story)).toMatchObject({ available: 0, pending: 15, debt: 0 })
  })

  test('without debt the rest is written off by a row that says so', () => {
    let story = posted(begin(), { amount: 50, expiresAt: start + day })
    story = settled(story, start + 2 * day)
    story = posted(story, {
      activityId: 'back',
      takenFrom: 'a',
      amount: -50,
      reason: 'clawback',
      debt: 'within-balance',
    })
    expect(of(story)).toMatchObject({ available: 0, debt: 0, lifetimeEarned: 0 })
    expect(story.entries.map((entry) => entry.reason)).toEqual([
      'earn',
      'expiry',
      'debt-incurred',
      'write-off',
    ])
  })
})

describe('time', () => {
  test('a lot that ends while it is pending expires from there and never activates', () => {
    let story = posted(begin(), { availableAt: start + 40 * day, expiresAt: start + 30 * day })
    story = settled(story, start + 100 * day)
    expect(story.entries.map((entry) => [entry.reason, entry.debit, entry.credit])).toEqual([
      ['earn', accounts.issuance, accounts.pending],
      ['expiry', accounts.pending, accounts.expired],
    ])
    expect(of(story)).toMatchObject({ available: 0, pending: 0, dueDay: null })
  })

  test('a lot that becomes available at the instant of its end activates, then expires', () => {
    const at = start + 30 * day
    const story = settled(posted(begin(), { availableAt: at, expiresAt: at }), at)
    expect(story.entries.map((entry) => entry.reason)).toEqual(['earn', 'activation', 'expiry'])
  })

  test('the last millisecond is the member’s, the next is not', () => {
    const story = posted(begin(), { expiresAt: start + day })
    expect(of(settled(story, start + day - 1)).available).toBe(100)
    expect(of(settled(story, start + day)).available).toBe(0)
  })
})

describe('L-15 near the largest number that is kept exactly', () => {
  const max = Number.MAX_SAFE_INTEGER
  test('earning past it is refused and changes nothing', () => {
    const full = posted(begin(), { amount: max })
    expect(of(full).available).toBe(max)
    expect(post(full.books, posting({ amount: 1 }), zone)).toMatchObject({
      ok: false,
      refusal: { code: 'limit_exceeded' },
    })
    expect(of(posted(full, { currency: 2, amount: 1 }), 2).available).toBe(1)
  })

  test.each([[0], [0.5], [Number.NaN], [max + 1], [Number.POSITIVE_INFINITY]])(
    'a posting of %d is a broken invariant',
    (amount) => {
      expect(() => post(begin().books, posting({ amount }), zone)).toThrow(/whole amount/)
    },
  )
})
