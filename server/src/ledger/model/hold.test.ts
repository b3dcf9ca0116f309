import { describe, expect, test } from 'vitest'
import { accounts } from './account.ts'
import { type Asked, codeOf, dayMs, onDay, Story } from './story.ts'

function hold(amount: number, days = 1, currency = 1): Asked {
  return { do: 'hold', currency, amount, expiresAt: onDay(days), reference: null }
}
function capture(amount?: number): Asked {
  return { do: 'capture', holdId: 'h', amounts: amount === undefined ? undefined : new Map([[1, amount]]) }
}
const cancel: Asked = { do: 'cancel', holdId: 'h' }

describe('what a hold refuses', () => {
  const held = () => new Story().earn(1_000).do(hold(600), 'h')
  test.each<[why: string, at: () => Story, asked: Asked, code: string]>([
    ['more than is free', held, hold(401), 'insufficient_points'],
    ['spending what it speaks for', held, { do: 'spend', currency: 1, amount: 401 }, 'insufficient_points'],
    ['taking away what it speaks for', held, debit(401), 'insufficient_points'],
    ['sending what it speaks for', held, send(401), 'insufficient_points'],
    ['capturing more than it holds', held, capture(601), 'hold_exceeded'],
    ['a hold that is not there', () => new Story().earn(1), cancel, 'not_found'],
    ['capturing twice', () => held().do(capture()), capture(), 'hold_closed'],
    ['capturing what was cancelled', () => held().do(cancel), capture(), 'hold_closed'],
    ['cancelling what was captured', () => held().do(capture(1)), cancel, 'hold_closed'],
    ['capturing what has lapsed', () => held().day(1), capture(), 'hold_expired'],
    ['cancelling what has lapsed', () => held().day(2), cancel, 'hold_expired'],
    [
      'merging an owner with an open hold',
      held,
      { do: 'merge', into: 'other', transferId: 't' },
      'transfer_refused',
    ],
    [
      'capturing while frozen',
      () => held().do({ do: 'set-state', state: 'frozen' }),
      capture(),
      'value_frozen',
    ],
  ])('%s', (_why, at, asked, code) => {
    const story = at()
    expect(codeOf(story.try(asked))).toBe(code)
  })

  test('a frozen owner still gets back what was held', () => {
    const story = held().do({ do: 'set-state', state: 'frozen' }).do(cancel)
    expect(story.sums()).toEqual([1_000, 0, 0, 0])
  })
})

function debit(amount: number): Asked {
  return { do: 'debit', currency: 1, to: 'adjusted', amount, reason: 'adjustment' }
}
function send(amount: number): Asked {
  return { do: 'send', currency: 1, amount, transfer: { id: 't', kind: 'gift', to: 'other', message: null } }
}

describe('holding and capturing', () => {
  test('speaks for the lots that end soonest, and captures those of them that end soonest', () => {
    const story = new Story()
      .earn(100)
      .earn(100, { expiresAt: onDay(9) })
      .earn(100, { expiresAt: onDay(5) })
    story.do(hold(150, 2), 'h').do({ do: 'spend', currency: 1, amount: 60 })
    expect(story.lots()).toEqual([
      [90, null],
      [50, 9],
      [100, 5],
    ])
    story.do(capture(120))
    expect(story.sums()).toEqual([120, 0, 0, 0])
    expect(story.lots()).toEqual([
      [90, null],
      [30, 9],
    ])
  })

  test('a partial capture frees the rest', () => {
    const story = new Story().earn(1_000).do(hold(600), 'h').do(capture(250))
    expect(story.sums()).toEqual([750, 0, 0, 0])
    expect(story.reasons()).toEqual(['earn', 'hold', 'capture', 'cancel'])
  })

  test('of two currencies the one that is not named is free again', () => {
    const story = new Story().earn(100).earn(100, { currency: 2 })
    story.do(hold(40), 'h').do(hold(50, 1, 2), 'h')
    story.do({ do: 'capture', holdId: 'h', amounts: new Map([[2, 50]]) })
    expect([story.sums(1), story.sums(2)]).toEqual([
      [100, 0, 0, 0],
      [50, 0, 0, 0],
    ])
    expect(codeOf(story.try(capture()))).toBe('hold_closed')
  })

  test('more than one currency of a hold may take is refused whole', () => {
    const story = new Story().earn(100).earn(100, { currency: 2 })
    story.do(hold(40), 'h').do(hold(50, 1, 2), 'h')
    const both = new Map([
      [1, 40],
      [2, 51],
    ])
    expect(codeOf(story.try({ do: 'capture', holdId: 'h', amounts: both }))).toBe('hold_exceeded')
    expect([story.sums(1), story.sums(2)]).toEqual([
      [60, 0, 40, 0],
      [50, 0, 50, 0],
    ])
  })
})

describe('a lot that ends while it is held', () => {
  const lapsesLater = () =>
    new Story()
      .earn(100, { expiresAt: onDay(2) })
      .do(hold(60, 5), 'h')
      .day(3)

  test('keeps what is held and loses the rest', () => {
    const story = lapsesLater()
    expect(story.sums()).toEqual([0, 0, 60, 0])
    expect(story.reasons()).toEqual(['earn', 'hold', 'expiry'])
  })

  test.each<[how: string, end: (story: Story) => Story, reasons: string[]]>([
    ['cancelled', (story) => story.do(cancel), ['cancel', 'expiry']],
    ['lapsed', (story) => story.day(5), ['lapse', 'expiry']],
    ['captured', (story) => story.do(capture()), ['capture']],
    ['captured in part', (story) => story.do(capture(20)), ['capture', 'cancel', 'expiry']],
  ])('and %s, nothing of it comes back', (_how, end, reasons) => {
    const story = lapsesLater()
    story.reasons()
    expect(end(story).sums()).toEqual([0, 0, 0, 0])
    expect(story.reasons()).toEqual(reasons)
    expect(story.lots()).toEqual([])
  })

  test('by inactivity, as by an end of its own', () => {
    const story = new Story().earn(100).idleUntil(2).do(hold(60, 5), 'h').day(3)
    expect(story.sums()).toEqual([0, 0, 60, 0])
    expect(story.do(cancel).sums()).toEqual([0, 0, 0, 0])
  })

  test.each([
    ['the same instant', 0, ['lapse', 'expiry']],
    ['a millisecond before', -1, ['lapse', 'expiry']],
    ['a millisecond after', 1, ['expiry', 'lapse', 'expiry']],
  ] as const)('a hold that lapses at %s of the end', (_when, later, reasons) => {
    const story = new Story().earn(100, { expiresAt: onDay(2) })
    story.do({ do: 'hold', currency: 1, amount: 60, expiresAt: onDay(2) + later, reference: null }, 'h')
    story.reasons()
    story.day(3)
    expect(story.reasons().slice(0, reasons.length)).toEqual(reasons)
    expect(story.sums()).toEqual([0, 0, 0, 0])
    expect(story.lots()).toEqual([])
  })

  test('what is freed and has ended pays no debt; what is freed and lasts pays it first', () => {
    const story = new Story()
    story.earn(50, { activityId: 'gone', expiresAt: onDay(2) }).earn(30, { activityId: 'lasts' })
    story.do(hold(80, 5), 'h').takeBack(60, 'lasts').day(3)
    expect(story.sums()).toEqual([0, 0, 80, 60])
    story.do(cancel)
    expect(story.sums()).toEqual([0, 0, 0, 30])
  })
})

describe('L-10 capture at the boundary', () => {
  const at = (ms: number) => {
    const story = new Story().earn(100).do(hold(60, 1), 'h')
    return story.day(1 + ms / dayMs)
  }
  test('the last millisecond is the caller’s, the next is not', () => {
    expect(codeOf(at(-1).try(capture()))).toBe('carried out')
    expect(codeOf(at(0).try(capture()))).toBe('hold_expired')
    expect(at(0).sums()).toEqual([100, 0, 0, 0])
  })

  test('each row of a closed hold moves what it held exactly once', () => {
    const story = at(0)
    const moved = story.entries.filter((entry) => entry.debit === accounts.held)
    expect(moved.map((entry) => [entry.reason, entry.amount])).toEqual([['lapse', 60]])
  })
})
