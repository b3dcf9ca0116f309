import { describe, expect, test } from 'vitest'
import { blankOf, chosenIndex, inAlternative, type JsonSchema } from '../../../data/json-schema.ts'
import { faultsOf } from './faults.ts'
import { measureOf, numberText, parseNumber } from './numbers.ts'

function whole(minimum: number): JsonSchema {
  return { type: 'integer', minimum }
}

const award: JsonSchema = {
  oneOf: [
    {
      type: 'object',
      properties: { kind: { const: 'per-money' }, points: whole(1), perMinor: whole(1) },
      required: ['kind', 'points', 'perMinor'],
    },
    {
      type: 'object',
      properties: { kind: { const: 'fixed' }, points: whole(1) },
      required: ['kind', 'points'],
    },
  ],
}
const rule: JsonSchema = {
  type: 'object',
  properties: {
    name: { type: 'string', maxLength: 5 },
    key: { type: 'string', pattern: '^[a-z]+$' },
    award,
    tiers: { type: 'array', minItems: 1, maxItems: 2, items: whole(0) },
    texts: { type: 'object', additionalProperties: { type: 'string', maxLength: 2 } },
    benefit: { anyOf: [{ type: 'string' }, { type: 'object', properties: { kind: { const: 'text' } } }] },
  },
  required: ['name', 'award'],
}

describe('what is wrong with a definition', () => {
  const good = { name: 'Base', award: { kind: 'fixed', points: 1 } }
  test.each([
    ['nothing', good, []],
    ['no name', { award: good.award }, ['name missing']],
    ['an empty name', { ...good, name: '' }, ['name missing']],
    ['a long name', { ...good, name: 'Longer' }, ['name long 5']],
    ['a key of another form', { ...good, key: 'No' }, ['key form']],
    [
      'a number that is none',
      { ...good, award: { kind: 'fixed', points: Number.NaN } },
      ['award.points number'],
    ],
    ['a number too small', { ...good, award: { kind: 'fixed', points: 0 } }, ['award.points least 1']],
    [
      'what another alternative wants',
      { ...good, award: { kind: 'per-money', points: 1 } },
      ['award.perMinor missing'],
    ],
    ['an empty list', { ...good, tiers: [] }, ['tiers few 1']],
    ['a long list', { ...good, tiers: [1, 2, 3] }, ['tiers many 2']],
    ['one of a list', { ...good, tiers: [1, -1] }, ['tiers[1] least 0']],
    ['one of a record', { ...good, texts: { fa: 'abc' } }, ['texts.fa long 2']],
    ['a text that may be an object', { ...good, benefit: 'Cake' }, []],
  ])('%s', (_, value, wanted) => {
    const told = faultsOf(rule, value).map(({ path, problem, limit }) =>
      [path, problem, ...(limit === undefined ? [] : [limit])].join(' '),
    )
    expect(told).toEqual(wanted)
  })
})

describe('a new value', () => {
  test('has what must be there and nothing else', () => {
    expect(blankOf(rule)).toEqual({ name: '', award: { kind: 'per-money' } })
  })

  test('keeps in another alternative what both have', () => {
    const value = { kind: 'per-money', points: 3, perMinor: 100 }
    expect(inAlternative(award, value, 1)).toEqual({ kind: 'fixed', points: 3 })
    expect(chosenIndex(award, { kind: 'fixed' })).toBe(1)
  })

  test('becomes a list of one, and the first of a list', () => {
    const span: JsonSchema = { type: 'object', properties: { from: whole(0) } }
    const either: JsonSchema = { anyOf: [span, { type: 'array', items: span }] }
    expect(inAlternative(either, { from: 8 }, 1)).toEqual([{ from: 8 }])
    expect(inAlternative(either, [{ from: 8 }, { from: 9 }], 0)).toEqual({ from: 8 })
  })
})

describe('a number as it is typed', () => {
  test.each([
    ['', 0, undefined],
    ['12', 0, 12],
    ['12.5', 2, 1250],
    ['۱۲٫۵', 2, 1250],
    ['1,000', 0, 1000],
    ['-5', 0, -5],
    ['12.50', 1, 125],
    ['12.55', 1, Number.NaN],
    ['ten', 0, Number.NaN],
    ['1.', 2, 100],
    ['9999999999999999', 0, Number.NaN],
  ])('%s at scale %s', (typed, scale, wanted) => {
    expect(parseNumber(typed, scale)).toBe(wanted)
  })

  test.each([
    ['minimumBasketMinor', 1_000, '10'],
    ['award.perMinor', 150, '1.50'],
    ['valuePerPointE4', 5_000, '0.005'],
    ['breakageE4', 1_250, '12.5'],
    ['graceDays', 30, '30'],
  ])('%s', (path, value, wanted) => {
    const measure = measureOf(path, 'GBP')
    expect(numberText(value, measure)).toBe(wanted)
    expect(parseNumber(wanted, measure.scale)).toBe(value)
  })
})
