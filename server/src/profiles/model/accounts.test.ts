import type { PointFlows } from '@perennial/contract'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayText, parseDay } from '../../kernel/instants.ts'
import { accounts, type ClosedMonth, type Flow } from '../../ledger/index.ts'
import { currencyAccounts } from './accounts.ts'
import { countFlows, lastDayOfMonth, lateFlows, monthOf, monthText, parseMonth } from './counted-flows.ts'
import { csvText } from './csv.ts'
import {
  deferredLines,
  deferredOf,
  type Estimate,
  noTotals,
  type PointTotals,
  rollForward,
  totalsAfter,
} from './deferred.ts'
import { changeOf, columnOf, noFlows } from './flow-columns.ts'
import { fraction, largestRemainder, plus, rounded } from './fractions.ts'
import { journalLines } from './journal-lines.ts'

function flows(some: Partial<PointFlows>): PointFlows {
  return { ...noFlows, ...some }
}

describe('IFRS 15, illustrative example 52: points of 8,676 in money, of 10,000, 9,500 expected to be used', () => {
  // 86.76 minor units a point, in ten-thousandths.
  const first: Estimate = { valueE4: 867_600, breakageE4: 500 }
  const later: Estimate = { valueE4: 867_600, breakageE4: 300 }
  const issue = rollForward({
    opening: noTotals,
    flows: flows({ issued: 10_000, spent: 4500 }),
    estimate: first,
    before: first,
  })
  const afterYear = totalsAfter(noTotals, flows({ issued: 10_000, spent: 4500 }))

  test('at the end of the first year 4,110 of it are revenue', () => {
    expect(issue).toEqual({
      openingMinor: 0,
      estimateMinor: 0,
      issuedMinor: 867_600,
      fundedMinor: 0,
      migratedMinor: 0,
      convertedMinor: 0,
      adjustedMinor: 0,
      writtenOffMinor: 0,
      redeemedMinor: -390_420,
      breakageMinor: -20_548,
      closingMinor: 456_632,
    })
    expect(Math.round((390_420 + 20_548) / 100)).toBe(4110)
  })

  test('in the second year, with 9,700 expected and 8,500 used in all, 3,493 more', () => {
    const year = rollForward({
      opening: afterYear,
      flows: flows({ spent: 4000 }),
      estimate: later,
      before: first,
    })
    expect(year).toMatchObject({
      openingMinor: 456_632,
      estimateMinor: 8473,
      redeemedMinor: -347_040,
      breakageMinor: -10_733,
      closingMinor: 107_332,
    })
    const revenue = -(year.estimateMinor + year.redeemedMinor + year.breakageMinor)
    expect(Math.round(revenue / 100)).toBe(3493)
    expect(Math.round(year.closingMinor / 100)).toBe(1073)
  })
})

const estimates = fc.record({
  valueE4: fc.integer({ min: 0, max: 2_000_000 }),
  breakageE4: fc.oneof(fc.integer({ min: 0, max: 10_000 }), fc.constantFrom(0, 10_000)),
})
const someFlows: fc.Arbitrary<PointFlows> = fc
  .record(Object.fromEntries(Object.keys(noFlows).map((name) => [name, fc.integer({ min: 0, max: 50_000 })])))
  .map((some) => flows(some))

describe('a roll-forward', () => {
  test('adds up exactly in whole minor units, and periods follow each other', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(someFlows, estimates), { minLength: 1, maxLength: 8 }), (periods) => {
        let opening: PointTotals = noTotals
        let before = periods[0]?.[1] ?? { valueE4: 0, breakageE4: 0 }
        let closing = 0
        for (const [moved, estimate] of periods) {
          const told = rollForward({ opening, flows: moved, estimate, before })
          expect(told.openingMinor).toBe(closing)
          const sum = deferredLines.reduce((all, line) => all + told[line], told.openingMinor)
          expect(sum).toBe(told.closingMinor)
          opening = totalsAfter(opening, moved)
          before = estimate
          closing = told.closingMinor
        }
      }),
      { numRuns: 300 },
    )
  })

  test('never defers less than nothing, or more than what is outstanding is worth', () => {
    fc.assert(
      fc.property(someFlows, estimates, (moved, estimate) => {
        const totals = totalsAfter(noTotals, moved)
        const outstanding = totals.credited - totals.redeemed - totals.expired
        const deferred = deferredOf(totals, estimate)
        const worth = BigInt(Math.max(0, outstanding)) * BigInt(estimate.valueE4)
        expect(deferred.n >= 0n && deferred.n * 10_000n <= worth * deferred.d).toBe(true)
      }),
    )
  })

  test('without expected breakage is what is outstanding at its value, and ends with the points', () => {
    const estimate = { valueE4: 12_345, breakageE4: 0 }
    const totals = totalsAfter(noTotals, flows({ issued: 1000, spent: 300, expired: 100 }))
    expect(rounded(deferredOf(totals, estimate))).toBe(741n)
    const gone = totalsAfter(totals, flows({ expired: 600 }))
    expect(rounded(deferredOf(gone, { ...estimate, breakageE4: 2500 }))).toBe(0n)
  })
})

test('largest remainders add up, and leave whole parts alone', () => {
  const parts = fc.array(
    fc.tuple(fc.bigInt({ min: -10_000n, max: 10_000n }), fc.bigInt({ min: 1n, max: 50n })),
  )
  fc.assert(
    fc.property(parts, (some) => {
      const all = some.map(([n, d]) => fraction(n, d))
      const total = rounded(all.reduce(plus, fraction(0n)))
      const whole = largestRemainder(all, total)
      expect(whole.reduce((sum, each) => sum + each, 0n)).toBe(total)
      for (const [index, { n, d }] of all.entries()) if (n % d === 0n) expect(whole[index]).toBe(n / d)
    }),
  )
})

describe('flows', () => {
  test('between any two accounts stand in a column that says what they did to members', () => {
    const possible = {
      issuance: ['available', 'pending', 'debt'],
      available: [
        'issuance',
        'held',
        'debt',
        'spent',
        'expired',
        'adjusted',
        'transit',
        'converted',
        'rearranged',
      ],
      pending: ['available', 'issuance', 'expired', 'transit'],
      held: ['available', 'spent'],
      debt: ['issuance', 'transit'],
      spent: ['available', 'debt'],
      adjusted: ['available', 'debt'],
      converted: ['available', 'debt'],
      funded: ['available', 'debt'],
      migrated: ['available', 'debt'],
      rearranged: ['available'],
      transit: ['available', 'pending', 'debt'],
      written_off: ['debt'],
    } as const
    const isMember = (code: number) => code >= accounts.available && code <= accounts.debt
    for (const [from, all] of Object.entries(possible)) {
      for (const to of all) {
        const [debit, credit] = [accounts[from as keyof typeof accounts], accounts[to]]
        const column = columnOf({ debit, credit })
        const change = (isMember(credit) ? 1 : 0) - (isMember(debit) ? 1 : 0)
        if (from === 'rearranged' || to === 'rearranged') expect(column).toBeUndefined()
        else expect(column === undefined ? 0 : changeOf(flows({ [column]: 1 }))).toBe(change)
      }
    }
  })
})

function dayOfText(text: string): number {
  return parseDay(text) ?? Number.NaN
}

function flow(day: string, debit: keyof typeof accounts, amount: number): Flow {
  return { day: dayOfText(day), currency: 1, debit: accounts[debit], credit: accounts.available, amount }
}

/** Closes months as the product does: what is there of the month, and what came late. */
function close(month: string, books: readonly Flow[], closed: readonly ClosedMonth[]): ClosedMonth {
  const of = parseMonth(month)
  return {
    month: of,
    closedAt: new Date(0),
    closedBy: 'test',
    flows: books.filter((each) => monthOf(each.day) === of),
    late: lateFlows(
      books.filter((each) => each.day <= lastDayOfMonth(of)),
      closed,
    ),
    estimates: { '1': { valueE4: 10_000, breakageE4: 0 } },
  }
}

describe('closed months', () => {
  const current = { valueE4: 20_000, breakageE4: 0 }
  const tell = (books: readonly Flow[], closed: readonly ClosedMonth[]) =>
    currencyAccounts({
      from: dayOfText('2026-01-01'),
      to: dayOfText('2026-04-30'),
      by: 'month',
      code: 1,
      flows: countFlows(books, closed),
      closed,
      current,
    })

  test('L-25 what is posted late for a closed month counts in the open one, also over two closings', () => {
    const books = [flow('2026-01-10', 'issuance', 100), flow('2026-02-10', 'issuance', 50)]
    const january = close('2026-01', books, [])
    const before = tell(books, [january])
    const withLate = [...books, { ...flow('2026-01-10', 'issuance', 7) }, flow('2026-01-20', 'funded', 3)]
    const summed = [...Map.groupBy(withLate, (each) => `${each.day}/${each.debit}`).values()].map(
      ([first, ...more]) => ({
        ...(first as Flow),
        amount: more.reduce((sum, each) => sum + each.amount, (first as Flow).amount),
      }),
    )
    const after = tell(summed, [january])
    expect(after.periods[0]).toEqual(before.periods[0])
    expect(after.periods[1]).toMatchObject({ issued: 57, funded: 3, liability: 160, closed: false })
    expect(after.late).toMatchObject([
      { effective: '2026-01-10', countedOn: '2026-02-01', issued: 7 },
      { effective: '2026-01-20', countedOn: '2026-02-01', funded: 3 },
    ])
    const february = close('2026-02', summed, [january])
    const closedTwice = tell([...summed, flow('2026-02-11', 'migrated', 5)], [january, february])
    expect(closedTwice.periods.slice(0, 1)).toEqual(after.periods.slice(0, 1))
    expect(closedTwice.periods[1]).toMatchObject({ issued: 57, funded: 3, liability: 160, closed: true })
    expect(closedTwice.periods[2]).toMatchObject({ migrated: 5, liability: 165, closed: false })
  })

  test('keep the estimate of their closing; the difference is a change of estimate of the open month', () => {
    const books = [flow('2026-01-10', 'issuance', 100)]
    const told = tell(books, [close('2026-01', books, [])])
    expect(told.periods[0]?.deferred).toMatchObject({ issuedMinor: 100, closingMinor: 100 })
    expect(told.periods[0]?.liabilityMinor).toBe(100)
    expect(told.periods[1]?.deferred).toMatchObject({
      openingMinor: 100,
      estimateMinor: 100,
      closingMinor: 200,
    })
    expect(told.totals.deferred).toMatchObject({ openingMinor: 0, estimateMinor: 100, closingMinor: 200 })
  })

  test('journal lines are balanced on every day', () => {
    const books = [flow('2026-01-10', 'issuance', 100), flow('2026-02-10', 'adjusted', 30)]
    const told = tell(books, [close('2026-01', books, [])])
    const currency = {
      currency: 'points',
      name: '=Points',
      moneyCurrency: 'GBP',
      valuePerPointE4: 1,
      breakageE4: 0,
      ...told,
    }
    const report = { program: 'p', from: '', to: '', by: 'month', closedUntil: null, currencies: [currency] }
    const [head, ...lines] = journalLines({ ...report, by: 'month' })
    expect(head).toEqual(['date', 'account', 'debit', 'credit', 'currency', 'text'])
    expect(lines.length).toBe(6)
    for (const all of Map.groupBy(lines, (line) => line[0]).values())
      expect(all.reduce((sum, line) => sum + Number(line[2] ?? 0) - Number(line[3] ?? 0), 0)).toBe(0)
    expect(csvText(lines)).toContain("'=Points")
  })
})

test('months are numbered by the calendar', () => {
  for (const text of ['2024-02', '1999-12', '2026-01']) {
    expect(monthText(parseMonth(text))).toBe(text)
    expect(dayText(lastDayOfMonth(parseMonth(text)))).toMatch(new RegExp(`^${text}-(29|31)$`))
  }
})

test('cells of a spreadsheet cannot begin a formula', () => {
  expect(csvText([['=1+1', '+1', '-1', '@a', '\tx', '\ry', -1, null, 'a,"b"', 'plain']])).toBe(
    `\uFEFF'=1+1,'+1,'-1,'@a,'\tx,"'\ry",-1,,"a,""b""",plain\r\n`,
  )
})
