import { describe, expect, test } from 'vitest'
import { toAsciiDigits } from './digits.ts'
import { exponentOf } from './exponents.ts'
import { createFormatter, minorToDecimal } from './format.ts'

const en = createFormatter({ locale: 'en', timeZone: 'Europe/London' })
const fa = createFormatter({ locale: 'fa', timeZone: 'Asia/Tehran' })

describe('money', () => {
  test.each([
    [en.money(12_345, 'GBP'), '£123.45'],
    [en.money(-5, 'GBP'), '-£0.05'],
    [en.money(12_345, 'JPY'), '¥12,345'],
    [en.money(12_345, 'KWD').replace(/\s/g, ' '), 'KWD 12.345'],
    [fa.money(12_345, 'GBP'), '£۱۲۳٫۴۵'],
    // The liability of a large programme, in pence: far past what a float of pounds would keep.
    [en.money(9_007_199_254_740_991, 'GBP'), '£90,071,992,547,409.91'],
  ])('%s', (shown, wanted) => {
    expect(shown).toBe(wanted)
  })

  test('counts a rial as a hundred dinars, as ISO 4217 does and Intl does not', () => {
    expect(exponentOf('IRR')).toBe(2)
    expect(
      new Intl.NumberFormat('en', { style: 'currency', currency: 'IRR' }).resolvedOptions()
        .maximumFractionDigits,
    ).toBe(0)
    expect(en.money(1_000_000, 'IRR').replace(/\s/g, ' ')).toBe('IRR 10,000')
    expect(fa.money(1_000_000, 'IRR').replace(/\s/g, ' ')).toBe('ریال ۱۰٬۰۰۰')
    expect(fa.money(1_000_050, 'IRR').replace(/\s/g, ' ')).toBe('ریال ۱۰٬۰۰۰٫۵۰')
  })

  test('keeps all digits of a unit price', () => {
    expect(en.price('2.555', 'GBP')).toBe('£2.555')
    expect(en.price('2', 'GBP')).toBe('£2.00')
    expect(minorToDecimal(5, 2)).toBe('0.05')
    expect(minorToDecimal(-1_205, 2)).toBe('-12.05')
  })
})

describe('numbers', () => {
  test.each([
    [en.number(82_722_310), '82,722,310'],
    [fa.number(82_722_310), '۸۲٬۷۲۲٬۳۱۰'],
    [en.signed(640), '+640'],
    [en.signed(0), '0'],
    [fa.percent(0.296), '۲۹٫۶٪'],
    [fa.decimal('1.25'), '۱٫۲۵'],
    [en.compact(14_000), '14K'],
  ])('%s', (shown, wanted) => {
    expect(shown.toLowerCase()).toBe(wanted.toLowerCase())
  })

  test('never contain a direction mark: the markup isolates', () => {
    const shown = [
      fa.number(-1_234),
      fa.signed(-5),
      fa.money(-100, 'IRR'),
      fa.percent(-0.5),
      fa.compact(-12_000),
    ]
    expect(shown.filter((each) => each.includes('\u200e'))).toEqual([])
  })
})

describe('times', () => {
  test.each([
    [fa.day('2026-03-21'), '۱ فروردین ۱۴۰۵'],
    [fa.day('2026-03-20'), '۲۹ اسفند ۱۴۰۴'],
    [en.day('2026-03-21'), '21 Mar 2026'],
    // 21:00 in London in winter is past midnight in Tehran.
    [fa.date('2026-03-20T21:00:00Z'), '۱ فروردین ۱۴۰۵'],
    [en.dateTime('2026-07-01T10:00:00Z'), '1 Jul 2026, 11:00'],
  ])('%s', (shown, wanted) => {
    expect(shown).toBe(wanted)
  })

  test('name their zone on request', () => {
    expect(en.dateTimeZone('2026-07-01T10:00:00Z')).toMatch(/11:00:00 BST/)
  })
})

test.each([
  ['۱۲۳۴۶', '12346'],
  ['٠٩١٢', '0912'],
  ['۱٬۲۳۴٫۵', '1234.5'],
  ['sara ۷', 'sara 7'],
])('what people type: %s is %s', (typed, wanted) => {
  expect(toAsciiDigits(typed)).toBe(wanted)
})
