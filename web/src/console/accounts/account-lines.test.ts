import { expect, test } from 'vitest'
import { deferredShown, flowsShown, openings, signedFlow, wholeMonth } from './account-lines.ts'

const nothing = {
  issued: 0,
  debtPaid: 0,
  clawedBack: 0,
  debtIncurred: 0,
  spent: 0,
  spendReturned: 0,
  expired: 0,
  adjustedUp: 0,
  adjustedDown: 0,
  convertedIn: 0,
  convertedOut: 0,
  funded: 0,
  migrated: 0,
  transferredIn: 0,
  transferredOut: 0,
  writtenOff: 0,
}

test.each([
  ['2026-02-01', '2026-02-27', undefined],
  ['2026-02-02', '2026-02-28', undefined],
  ['2026-01-01', '2026-02-28', undefined],
  ['2026-02-01', '2026-02-28', '2026-02'],
  ['2028-02-01', '2028-02-29', '2028-02'],
  ['2026-12-01', '2026-12-31', '2026-12'],
])('%s to %s is the month %s', (from, to, month) => {
  expect(wholeMonth({ from, to })).toBe(month)
})

test('opening and signed flows of a period add up to its closing', () => {
  const first = { ...nothing, issued: 900, clawedBack: 100, debtIncurred: 30, spent: 200, debtPaid: 10 }
  const second = { ...nothing, expired: 80, adjustedUp: 5, adjustedDown: 7, transferredIn: 4, writtenOff: 20 }
  const account = {
    opening: 50,
    periods: [
      { ...first, liability: 630 },
      { ...second, liability: 572 },
    ],
  } as Parameters<typeof openings>[0]
  expect(openings(account)).toEqual([50, 630])
  const closings = account.periods.map((period, place) =>
    flowsShown([period]).reduce((sum, flow) => sum + signedFlow(period, flow), openings(account)[place] ?? 0),
  )
  expect(closings).toEqual([630, 572])
})

test('only flows that say something are shown, and issuing', () => {
  expect(flowsShown([nothing])).toEqual(['issued'])
  expect(flowsShown([nothing, { ...nothing, expired: 1 }])).toEqual(['issued', 'expired'])
  expect(Object.is(signedFlow(nothing, 'spent'), 0)).toBe(true)
  const deferred = { openingMinor: 5, closingMinor: 4, redeemedMinor: -1, breakageMinor: 0 }
  expect(deferredShown([{ deferred } as Parameters<typeof deferredShown>[0][number]])).toContain(
    'redeemedMinor',
  )
  expect(deferredShown([{ deferred } as Parameters<typeof deferredShown>[0][number]])).not.toContain(
    'breakageMinor',
  )
})
