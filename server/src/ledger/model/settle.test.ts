import { describe, expect, test } from 'vitest'
import { booksOf, untilFulfilled } from './books.ts'
import { type Asked, codeOf, onDay, Story } from './story.ts'

const fulfil: Asked = { do: 'fulfil', order: 'order' }

describe('fulfilment', () => {
  test('of another order, or a second time, does nothing', () => {
    const story = new Story().earn(10, { availableAt: untilFulfilled, activityId: 'other' })
    expect(story.do(fulfil).sums()).toEqual([0, 10, 0, 0])
    const twice = new Story().earn(10, { availableAt: untilFulfilled }).do(fulfil)
    twice.reasons()
    expect([twice.do(fulfil).reasons(), twice.sums()]).toEqual([[], [10, 0, 0, 0]])
  })

  test('releases what waits for it, and what waits for a date, in every currency', () => {
    const story = new Story().earn(10, { availableAt: untilFulfilled }).earn(20, { availableAt: onDay(5) })
    story.earn(7, { currency: 2, availableAt: untilFulfilled }).do(fulfil)
    expect([story.sums(1), story.sums(2)]).toEqual([
      [30, 0, 0, 0],
      [7, 0, 0, 0],
    ])
    expect(
      story
        .day(6)
        .reasons()
        .filter((each) => each === 'activation'),
    ).toHaveLength(3)
  })

  test('never comes: what waits for it ends by its own end, and never by waiting', () => {
    const story = new Story().earn(10, { availableAt: untilFulfilled, expiresAt: onDay(9) })
    expect(story.day(8).sums()).toEqual([0, 10, 0, 0])
    expect(story.day(9).sums()).toEqual([0, 0, 0, 0])
    expect(new Story().earn(10, { availableAt: untilFulfilled }).day(5_000).sums()).toEqual([0, 10, 0, 0])
  })

  test('what is released pays an open debt first', () => {
    const story = new Story().earn(50, { activityId: 'spent' }).do({ do: 'spend', currency: 1, amount: 50 })
    story.earn(30, { availableAt: untilFulfilled }).takeBack(20, 'spent')
    expect(story.sums()).toEqual([0, 30, 0, 20])
    expect(story.do(fulfil).sums()).toEqual([10, 0, 0, 0])
  })
})

describe('an end by inactivity', () => {
  test('ends what has no end of its own, and nothing else', () => {
    const story = new Story()
      .earn(10)
      .earn(20, { expiresAt: onDay(90) })
      .earn(5, { currency: 2 })
    story.idleUntil(30).day(30)
    expect([story.sums(1), story.sums(2)]).toEqual([
      [20, 0, 0, 0],
      [5, 0, 0, 0],
    ])
  })

  test('moved before it comes, it does not come', () => {
    const story = new Story().earn(10).idleUntil(30).day(29).idleUntil(59)
    expect(story.day(58).sums()).toEqual([10, 0, 0, 0])
    expect(story.day(59).sums()).toEqual([0, 0, 0, 0])
  })

  test('takes what is pending, too', () => {
    const story = new Story().earn(10, { availableAt: onDay(40) }).idleUntil(30)
    expect(story.day(45).reasons()).toEqual(['earn', 'expiry'])
  })

  test('is found by its day, though no lot names it', () => {
    const story = new Story().earn(10).idleUntil(30)
    expect(booksOf(story.books, 1).dueDay).not.toBeNull()
    expect(booksOf(new Story().idleUntil(30).books, 1).dueDay).toBeNull()
  })
})

describe('rearranging', () => {
  const compact: Asked = { do: 'compact', currency: 1 }
  const extend = (days: number, lots?: readonly number[]): Asked => ({
    do: 'extend',
    currency: 1,
    until: onDay(days),
    lots,
  })

  test('nothing to extend is refused: what ends later, never, is pending, or is not there', () => {
    for (const story of [
      new Story(),
      new Story().earn(10),
      new Story().earn(10, { expiresAt: onDay(9) }),
      new Story().earn(10, { expiresAt: onDay(4), availableAt: onDay(2) }),
    ]) {
      expect(codeOf(story.try(extend(9)))).toBe('not_found')
    }
    const named = new Story().earn(10, { expiresAt: onDay(4) })
    expect(codeOf(named.try(extend(9, [77])))).toBe('not_found')
  })

  test('extends what ends sooner, and leaves what is held as it was', () => {
    const story = new Story().earn(10, { expiresAt: onDay(4) }).earn(10, { expiresAt: onDay(5) })
    story.do({ do: 'hold', currency: 1, amount: 4, expiresAt: onDay(3), reference: null }, 'h').do(extend(9))
    expect(story.lots().sort()).toEqual([
      [16, 9],
      [4, 4],
    ])
    expect(story.sums()).toEqual([16, 0, 4, 0])
  })

  test('compacting changes neither sums nor ends, skips what is held, and a second time does nothing', () => {
    const story = new Story()
    for (let lot = 0; lot < 6; lot += 1) story.earn(10, { expiresAt: lot % 2 === 0 ? onDay(5) : null })
    story.do({ do: 'hold', currency: 1, amount: 5, expiresAt: onDay(3), reference: null }, 'h').do(compact)
    expect(story.lots().sort()).toEqual([
      [10, 5],
      [20, 5],
      [30, null],
    ])
    expect(story.sums()).toEqual([55, 0, 5, 0])
    story.reasons()
    expect(story.do(compact).reasons()).toEqual([])
  })

  test('a lot that was used up and given back stands in its place again: replay makes the same rows of it', () => {
    const story = new Story().earn(10, { expiresAt: onDay(5) }).earn(20, { expiresAt: onDay(9) })
    story.do({ do: 'spend', currency: 1, amount: 10 }, 's')
    story.do({ do: 'give-back', spend: 's', amounts: undefined, restoredUntil: new Map() })
    expect(story.lots()).toEqual([
      [10, 5],
      [20, 9],
    ])
  })

  test('of ten thousand lots makes one of them', () => {
    const story = new Story()
    const lot = {
      activityId: 'a',
      rule: null,
      amount: 100,
      remaining: 100,
      availableAt: null,
      expiresAt: null,
    }
    const lots = Array.from({ length: 10_000 }, (_, index) => ({ ...lot, active: true, seq: index + 1 }))
    const own = { ...booksOf(story.books, 1), lots, seq: 10_000, available: 1_000_000 }
    story.books = { ...story.books, currencies: new Map(story.books.currencies).set(1, own) }
    story.do(compact)
    expect(story.lots()).toEqual([[1_000_000, null]])
  })
})
