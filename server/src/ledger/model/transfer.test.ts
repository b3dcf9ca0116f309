import { describe, expect, test } from 'vitest'
import { accounts } from './account.ts'
import { untilFulfilled } from './books.ts'
import { type Asked, codeOf, onDay, Story } from './story.ts'

const gift = { id: 't', kind: 'gift', to: 'other', message: null }
function send(amount: number): Asked {
  return { do: 'send', currency: 1, amount, transfer: gift }
}
function merge(into: string | null = 'other'): Asked {
  return { do: 'merge', into, transferId: 't' }
}

/** What the last transfer carries. */
function sentOf(story: Story) {
  return story.entries.flatMap((entry) => (entry.sent === undefined ? [] : [entry.sent]))
}

/** What stands in transit by the rows: what left less what arrived. */
function transit(story: Story): number {
  return story.entries.reduce(
    (sum, { debit, credit, amount }) =>
      sum + (credit === accounts.transit ? amount : 0) - (debit === accounts.transit ? amount : 0),
    0,
  )
}

describe('what sending refuses', () => {
  test.each<[why: string, at: () => Story, asked: Asked, code: string]>([
    ['more than there is', () => new Story().earn(10), send(11), 'insufficient_points'],
    [
      'what is pending',
      () => new Story().earn(10, { availableAt: onDay(1) }),
      send(1),
      'insufficient_points',
    ],
    [
      'of a frozen owner',
      () => new Story().earn(10).do({ do: 'set-state', state: 'frozen' }),
      send(1),
      'value_frozen',
    ],
  ])('%s', (_why, at, asked, code) => {
    expect(codeOf(at().try(asked))).toBe(code)
  })

  test('receiving past the largest number that is kept exactly is refused and changes nothing', () => {
    const lot = { amount: Number.MAX_SAFE_INTEGER, active: true, availableAt: null, expiresAt: null }
    const asked: Asked = {
      do: 'receive',
      currency: 1,
      transferId: 't',
      lots: [lot],
      debt: 0,
      state: 'delivered',
      writesOff: false,
    }
    expect(codeOf(new Story().earn(1).try(asked))).toBe('limit_exceeded')
  })
})

describe('on the way', () => {
  test('lots keep their dates, and those with the same dates travel as one', () => {
    const story = new Story()
      .earn(10, { expiresAt: onDay(5) })
      .earn(10, { expiresAt: onDay(5) })
      .earn(10)
    story.do(send(25))
    expect(sentOf(story)[0]?.lots).toEqual([
      { amount: 20, active: true, availableAt: null, expiresAt: onDay(5) },
      { amount: 5, active: true, availableAt: null, expiresAt: null },
    ])
    expect([transit(story), story.sums()]).toEqual([25, [5, 0, 0, 0]])
  })

  test('what ends on the way ends at its receiver, at its own instant', () => {
    const lots = [{ amount: 20, active: true, availableAt: null, expiresAt: onDay(2) }]
    const story = new Story().day(3)
    story
      .do({
        do: 'receive',
        currency: 1,
        transferId: 't',
        lots,
        debt: 0,
        state: 'delivered',
        writesOff: false,
      })
      .day(3)
    expect(story.sums()).toEqual([0, 0, 0, 0])
    expect(story.entries.at(-1)).toMatchObject({ reason: 'expiry', effectiveAt: onDay(2) })
  })

  test('only what some activities credited leaves when they are named', () => {
    const story = new Story().earn(10, { activityId: 'a' }).earn(20, { activityId: 'b' })
    story.do({ do: 'spend', currency: 1, amount: 4 })
    story.do({ do: 'send', currency: 1, amount: { creditedBy: ['a'] }, transfer: gift })
    expect([transit(story), story.sums()]).toEqual([6, [20, 0, 0, 0]])
  })
})

describe('merging', () => {
  test('takes what is available, what is pending and the debt', () => {
    const story = new Story().earn(50).earn(30, { availableAt: onDay(9), activityId: 'late' })
    story.do({ do: 'spend', currency: 1, amount: 50 }).takeBack(70, 'order').do(merge())
    expect(story.sums()).toEqual([0, 0, 0, 0])
    expect(sentOf(story)).toMatchObject([
      { debt: 70, lots: [{ amount: 30, active: false, availableAt: onDay(9) }] },
    ])
    expect(transit(story)).toBe(30 - 70)
  })

  test('a debt that arrives is paid from what is there, and what arrives pays a debt that is there', () => {
    const rich = new Story().earn(100)
    rich.do({
      do: 'receive',
      currency: 1,
      transferId: 't',
      lots: [],
      debt: 70,
      state: 'delivered',
      writesOff: false,
    })
    expect(rich.sums()).toEqual([30, 0, 0, 0])
    const poor = new Story().earn(50).do({ do: 'spend', currency: 1, amount: 50 }).takeBack(50, 'order')
    const lots = [{ amount: 80, active: true, availableAt: null, expiresAt: null }]
    poor.do({
      do: 'receive',
      currency: 1,
      transferId: 't',
      lots,
      debt: 20,
      state: 'delivered',
      writesOff: false,
    })
    expect(poor.sums()).toEqual([10, 0, 0, 0])
  })

  test('what a return takes of who was merged is asked of the other, who has it; what nobody has is written off there', () => {
    const story = new Story().earn(100, {}).do(merge())
    story.takeBack(70, 'order', 'within-balance')
    expect(story.sums(), 'to be passed on').toEqual([0, 0, 0, 70])
    const debt = { do: 'receive', currency: 1, transferId: 't', lots: [], debt: 70, writesOff: true } as const
    const rich = new Story().earn(100).do({ ...debt, state: 'delivered' })
    expect(rich.sums()).toEqual([30, 0, 0, 0])
    const poor = new Story().earn(50).do({ ...debt, state: 'delivered' })
    expect(poor.sums()).toEqual([0, 0, 0, 0])
    expect(poor.entries.at(-1)).toMatchObject({ reason: 'write-off', amount: 20 })
    const between = new Story().do(merge()).do({ ...debt, state: 'delivered' })
    expect(between.sums(), 'goes on to a third').toEqual([0, 0, 0, 70])
    const back = new Story().do(merge()).do({ ...debt, state: 'returned' })
    expect(back.sums(), 'came back and stays').toEqual([0, 0, 0, 0])
  })

  test('what waits for its goods stays where the order is', () => {
    const story = new Story().earn(10).earn(30, { availableAt: untilFulfilled }).do(merge())
    expect(story.sums()).toEqual([0, 30, 0, 0])
    expect(story.books.mergedInto).toBe('other')
    expect(story.do(merge(null)).books.mergedInto).toBeNull()
  })

  test('into another, when it was merged before, is refused until that ends', () => {
    const story = new Story().earn(10).do(merge())
    expect(codeOf(story.try(merge('third')))).toBe('transfer_refused')
    expect(codeOf(story.do(merge(null)).try(merge('third')))).toBe('carried out')
  })

  test('with nothing there writes nothing, and still says whose everything is from now on', () => {
    const story = new Story().do(merge())
    expect([story.entries, story.books.mergedInto]).toEqual([[], 'other'])
  })
})

describe('closing', () => {
  test('frees holds, forfeits what is left, gives up the debt', () => {
    const story = new Story()
      .earn(100)
      .earn(30, { availableAt: onDay(9) })
      .earn(40, { currency: 2 })
    story.do({ do: 'hold', currency: 1, amount: 60, expiresAt: onDay(5), reference: null }, 'h')
    story.do({ do: 'close' })
    expect([story.sums(1), story.sums(2), story.state()]).toEqual([[0, 0, 0, 0], [0, 0, 0, 0], 'closed'])
    const owing = new Story().earn(50).do({ do: 'spend', currency: 1, amount: 50 }).takeBack(50, 'order')
    expect(owing.do({ do: 'close' }).sums()).toEqual([0, 0, 0, 0])
  })
})
