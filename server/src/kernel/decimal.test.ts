import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  compareDecimals,
  type Decimal,
  decimalText,
  multiply,
  parseDecimal,
  subtract,
  toMinor,
} from './decimal.ts'
import { divideRounded, roundings } from './rounding.ts'

const decimal: fc.Arbitrary<Decimal> = fc.record({
  units: fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }),
  scale: fc.nat(9),
})

describe('parseDecimal', () => {
  const refused = [
    '',
    '-',
    '.',
    '1.',
    '.5',
    '+1',
    '1e3',
    '1E400',
    '0x10',
    ' 1',
    '1 ',
    '1,000',
    '1_000',
    '١٢',
    '１',
    '--1',
    '1.2.3',
    'NaN',
    'Infinity',
    '1'.repeat(16),
    `1.${'1'.repeat(10)}`,
    '1\n',
  ]
  test.each(refused.map((text) => [text]))('I-20 L-14 refuses %j', (text) => {
    expect(parseDecimal(text)).toBeUndefined()
  })

  test('keeps every digit: text and value are one', () => {
    const texts = fc.tuple(
      fc.boolean(),
      fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }),
      fc.option(fc.stringMatching(/^\d{1,9}$/)),
    )
    fc.assert(
      fc.property(texts, ([negative, whole, fraction]) => {
        const text = `${negative ? '-' : ''}${whole}${fraction === null ? '' : `.${fraction}`}`
        const parsed = parseDecimal(text)
        const units = BigInt(`${whole}${fraction ?? ''}`)
        expect(parsed).toEqual({ units: negative ? -units : units, scale: fraction?.length ?? 0 })
      }),
    )
  })

  test('the shortest text reads back to an equal value', () => {
    const small = fc.record({ units: fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), scale: fc.nat(9) })
    fc.assert(
      fc.property(small, (value) => {
        const text = decimalText(value)
        expect(text).not.toMatch(/\.$|\.\d*0$|^-0$/)
        const read = parseDecimal(text)
        expect(read && compareDecimals(read, value)).toBe(0)
      }),
    )
  })
})

describe('exact arithmetic', () => {
  const rational = (value: Decimal) => ({ n: value.units, d: 10n ** BigInt(value.scale) })

  test('products, differences and order equal those of fractions', () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        const [x, y] = [rational(a), rational(b)]
        const product = rational(multiply(a, b))
        expect(product.n * x.d * y.d).toBe(x.n * y.n * product.d)
        const difference = rational(subtract(a, b))
        expect(difference.n * x.d * y.d).toBe((x.n * y.d - y.n * x.d) * difference.d)
        const [left, right] = [x.n * y.d, y.n * x.d]
        expect(Math.sign(compareDecimals(a, b))).toBe(left < right ? -1 : left > right ? 1 : 0)
      }),
    )
  })

  test('L-16 minor units are the value rounded once', () => {
    fc.assert(
      fc.property(decimal, fc.nat(4), fc.constantFrom(...roundings), (value, exponent, rounding) => {
        const { n, d } = rational(value)
        expect(toMinor(value, exponent, rounding)).toBe(
          divideRounded(n * 10n ** BigInt(exponent), d, rounding),
        )
      }),
    )
  })
})
