import { describe, expect, test } from 'vitest'
import { booksOf } from './books.ts'
import { type Asked, codeOf, onDay, Story } from './story.ts'

function spend(amount: number): Asked {
  return { do: 'spend', currency: 1, amount }
}
/** Gives back a spend; what has ended lives on until that day, or not. */
function giveBack(amount?: number, restoredUntil?: number): Asked {
  return {
    do: 'give-back',
    spend: 's',
    amounts: amount === undefined ? undefined : new Map([[1, amount]]),
    restoredUntil: restoredUntil === undefined ? new Map() : new Map([[1, onDay(restoredUntil)]]),
  }
}
const frozen: Asked = { do: 'set-state', state: 'frozen' }

describe('what spending refuses', () => {
  const spent = () => new Story().earn(100).do(spend(60), 's')
  test.each<[why: string, at: () => Story, asked: Asked, code: string]>([
    ['more than there is', () => new Story().earn(100), spend(101), 'insufficient_points'],
    [
      'what is pending',
      () => new Story().earn(100, { availableAt: onDay(5) }),
      spend(1),
      'insufficient_points',
    ],
    [
      'what has ended',
      () => new Story().earn(100, { expiresAt: onDay(1) }).day(1),
      spend(1),
      'insufficient_points',
    ],
    ['of a frozen owner', () => new Story().earn(100).do(frozen), spend(1), 'value_frozen'],
    ['giving back what was never spent', () => new Story().earn(100), giveBack(), 'spend_unknown'],
    ['giving back more than was spent', spent, giveBack(61), 'spend_exceeded'],
    ['F-25 giving it back twice', () => spent().do(giveBack()), giveBack(), 'spend_exceeded'],
    ['giving back more than is left of it', () => spent().do(giveBack(40)), giveBack(21), 'spend_exceeded'],
  ])('%s', (_why, at, asked, code) => {
    expect(codeOf(at().try(asked))).toBe(code)
  })

  test('a frozen owner is given back what was spent', () => {
    expect(spent().do(frozen).do(giveBack()).sums()).toEqual([100, 0, 0, 0])
  })
})

describe('F-26 a spend that comes back', () => {
  test('goes to the lots it came from, those that end last first', () => {
    const story = new Story()
      .earn(50, { expiresAt: onDay(5) })
      .earn(50, { expiresAt: onDay(9) })
      .earn(50)
    story.do(spend(120), 's')
    expect(story.lots()).toEqual([[30, null]])
    story.do(giveBack(40))
    expect(story.lots().sort()).toEqual([
      [20, 9],
      [50, null],
    ])
    story.do(giveBack())
    expect(story.lots().sort()).toEqual([
      [50, null],
      [50, 5],
      [50, 9],
    ])
    expect(booksOf(story.books, 1).lifetimeSpent).toBe(0)
  })

  const overDue = () =>
    new Story()
      .earn(100, { expiresAt: onDay(2) })
      .do(spend(60), 's')
      .day(3)
  test('after its lot has ended, without days of grace: it ends at once', () => {
    const story = overDue()
    story.reasons()
    expect(story.do(giveBack()).sums()).toEqual([0, 0, 0, 0])
    expect(story.reasons()).toEqual(['spend-return', 'expiry'])
    expect(codeOf(story.try(giveBack()))).toBe('spend_exceeded')
  })

  test('after its lot has ended, with 30 days: it lives on for them, and no longer', () => {
    const story = overDue().do(giveBack(undefined, 33))
    expect(story.lots()).toEqual([[60, 33]])
    expect(story.day(32).sums()).toEqual([60, 0, 0, 0])
    expect(story.day(33).sums()).toEqual([0, 0, 0, 0])
  })

  test('half of its lots have ended: those that last come back first', () => {
    const story = new Story().earn(50, { expiresAt: onDay(2) }).earn(50, { expiresAt: onDay(9) })
    story.do(spend(100), 's').day(3).do(giveBack(70, 33))
    expect(story.lots().sort()).toEqual([
      [20, 33],
      [50, 9],
    ])
  })

  test('after the idle end of its lot: like any other end', () => {
    const story = new Story().earn(100).idleUntil(2).do(spend(60), 's').day(3)
    expect(story.do(giveBack(undefined, 33)).lots()).toEqual([[60, 33]])
  })

  test.each<[when: string, expiresAt: number | null, left: [number, number, number, number]]>([
    ['its lot lasts', null, [20, 0, 0, 0]],
    ['its lot has ended and it lives on', onDay(2), [20, 0, 0, 0]],
  ])('pays an open debt first when %s', (_when, expiresAt, left) => {
    const story = new Story().earn(100, { expiresAt }).do(spend(100), 's').takeBack(80, 'order')
    expect(story.sums()).toEqual([0, 0, 0, 80])
    story.day(3).do(giveBack(undefined, 33))
    expect(story.sums()).toEqual(left)
  })

  test('what has ended and does not live on pays no debt', () => {
    const story = new Story()
      .earn(100, { expiresAt: onDay(2) })
      .do(spend(100), 's')
      .takeBack(80, 'order')
    expect(story.day(3).do(giveBack()).sums()).toEqual([0, 0, 0, 80])
  })

  test('a capture is given back as a spend is', () => {
    const story = new Story().earn(100)
    story.do({ do: 'hold', currency: 1, amount: 80, expiresAt: onDay(1), reference: null }, 'h')
    story.do({ do: 'capture', holdId: 'h', amounts: new Map([[1, 50]]) }, 's').do(giveBack(20))
    expect(story.sums()).toEqual([70, 0, 0, 0])
    expect(codeOf(story.try(giveBack(31)))).toBe('spend_exceeded')
  })
})

describe('F-23 earn, spend, return', () => {
  test.each([
    ['unlimited', [0, 0, 0, 100], ['debt-incurred']],
    ['within-balance', [0, 0, 0, 0], ['debt-incurred', 'write-off']],
    ['only-pending', [0, 0, 0, 0], ['debt-incurred', 'write-off']],
  ] as const)('under %s', (policy, sums, reasons) => {
    const story = new Story().earn(100).do(spend(100))
    story.reasons()
    story.takeBack(100, 'order', policy)
    expect(story.sums()).toEqual(sums)
    expect(story.reasons()).toEqual(reasons)
  })

  test('under only-pending, what is already active stays', () => {
    const story = new Story().earn(100).earn(40, { availableAt: onDay(9) })
    expect(story.takeBack(140, 'order', 'only-pending').sums()).toEqual([100, 0, 0, 0])
  })
})

describe('a debt never stands beside points that can be spent', () => {
  const owing = () => new Story().earn(50).do(spend(50), 's').takeBack(50, 'order')
  test.each<[how: string, asked: Asked]>([
    ['an adjustment', credit('adjusted', 'adjustment')],
    ['a top-up', credit('funded', 'top-up')],
    ['an exchange', credit('converted', 'exchange')],
    ['an opening balance', credit('migrated', 'migration')],
    ['an arrival', arrival(70, true)],
    ['its own spend that comes back', giveBack()],
  ])('%s pays it first', (_how, asked) => {
    const story = owing().do(asked)
    const [available, , , debt] = story.sums()
    expect(Math.min(available, debt)).toBe(0)
    expect(debt).toBe(0)
  })

  test('earning pays it also with what is still pending; what arrives pending pays when it becomes available', () => {
    expect(
      owing()
        .earn(70, { availableAt: onDay(2) })
        .sums(),
    ).toEqual([0, 20, 0, 0])
    const story = owing().do(arrival(70, false))
    expect(story.sums()).toEqual([0, 70, 0, 50])
    expect(story.day(2).sums()).toEqual([20, 0, 0, 0])
  })

  test('it is given up only by a row, whole or in part, and never more of it than there is', () => {
    const writeOff = (amount?: number): Asked => ({ do: 'write-off', currency: 1, amount })
    expect(codeOf(owing().try(writeOff(51)))).toBe('insufficient_points')
    expect(codeOf(new Story().try(writeOff()))).toBe('insufficient_points')
    expect(owing().do(writeOff(20)).sums()).toEqual([0, 0, 0, 30])
    expect(owing().do(writeOff()).sums()).toEqual([0, 0, 0, 0])
  })
})

function credit(
  from: 'adjusted' | 'funded' | 'converted' | 'migrated',
  reason: 'adjustment' | 'top-up' | 'exchange' | 'migration',
): Asked {
  return { do: 'credit', currency: 1, from, amount: 70, reason, availableAt: null, expiresAt: null }
}
function arrival(amount: number, active: boolean): Asked {
  const lot = { amount, active, availableAt: active ? null : onDay(2), expiresAt: null }
  return {
    do: 'receive',
    currency: 1,
    transferId: 't',
    lots: [lot],
    debt: 0,
    state: 'delivered',
    writesOff: false,
  }
}
