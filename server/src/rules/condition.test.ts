import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Condition, type ConditionValue, writeCondition } from './condition.ts'
import { compileRule, type FactType, RuleError } from './index.ts'
import { readCondition } from './read-condition.ts'
import { facts, variables as sampleVariables } from './rule-cases.ts'
import { failed, modelFacts, print, conditions as terms } from './rule-model.ts'

const bool: FactType = { kind: 'bool' }
const variables: Record<string, FactType> = {
  ...sampleVariables,
  now: { kind: 'timestamp' },
  a: { kind: 'int' },
  b: { kind: 'int' },
  yes: bool,
  box: {
    kind: 'object',
    name: 'box',
    fields: { net: { kind: 'money' }, gone: { kind: 'money' }, size: { kind: 'int' } },
  },
  rows: { kind: 'list', of: { kind: 'object', name: 'row', fields: { size: { kind: 'int' } } } },
  stamps: { kind: 'map', of: { kind: 'int' } },
}
const world = { ...facts, now: Date.parse('2026-11-30T00:00:00Z'), yes: true, stamps: { 'free-tea': 3 } }

function answer(source: string, given: Readonly<Record<string, unknown>>): unknown {
  const rule = compileRule<boolean>(source, { variables, moneyExponent: 2, result: 'bool' })
  if (!rule.ok) throw new Error(`${source}: ${rule.refusal.detail}`)
  try {
    return rule.value.evaluate(given)
  } catch (error) {
    if (error instanceof RuleError) return failed
    throw error
  }
}

describe('what is written is what is shown', () => {
  const rows: [text: string, condition: Condition][] = [
    ['true', { kind: 'all', of: [] }],
    ['false', { kind: 'any', of: [] }],
    ['order.net >= 50.00', compare('order.net', '>=', number('50.00'))],
    ['n == -3', compare('n', '==', number('-3'))],
    ['n == a', compare('n', '==', { kind: 'fact', value: 'a' })],
    ['order.at < timestamp("2026-01-01T00:00:00Z")', compare('order.at', '<', time('2026-01-01T00:00:00Z'))],
    ['order.at > now - duration("720h")', compare('order.at', '>', { kind: 'ago', value: '720h' })],
    [
      'member.tier in ["gold", "silver"]',
      { kind: 'one-of', fact: 'member.tier', values: [text('gold'), text('silver')] },
    ],
    ['"a" in codes', { kind: 'has', fact: 'codes', value: text('a') }],
    ['has(member.tier)', { kind: 'known', fact: 'member.tier' }],
    ['yes', { kind: 'true', fact: 'yes' }],
    ['!yes', { kind: 'not', of: { kind: 'true', fact: 'yes' } }],
    ['!(n == 3)', { kind: 'not', of: compare('n', '==', number('3')) }],
    ['stamps["free-tea"] > 2', compare('stamps["free-tea"]', '>', number('2'))],
    [
      'member.tier.startsWith("g\\"")',
      { kind: 'text', fact: 'member.tier', operator: 'startsWith', value: 'g"' },
    ],
    [
      'items.exists(i, i.category == "coffee" && i.qty > 0)',
      {
        kind: 'some',
        list: 'items',
        each: 'i',
        of: {
          kind: 'all',
          of: [compare('i.category', '==', text('coffee')), compare('i.qty', '>', number('0'))],
        },
      },
    ],
    [
      'yes && (n == 3 || n == 4)',
      {
        kind: 'all',
        of: [
          { kind: 'true', fact: 'yes' },
          { kind: 'any', of: [compare('n', '==', number('3')), compare('n', '==', number('4'))] },
        ],
      },
    ],
    ['n + 1 > 3', { kind: 'expression', text: 'n + 1 > 3' }],
    [
      'yes && (n + 1 > 3)',
      {
        kind: 'all',
        of: [
          { kind: 'true', fact: 'yes' },
          { kind: 'expression', text: 'n + 1 > 3' },
        ],
      },
    ],
  ]
  test.each(rows)('%s', (source, condition) => {
    expect(readCondition(source)).toEqual(condition)
    expect(writeCondition(condition)).toBe(source)
    answer(source, world)
  })

  const spelled: [written: string, kept: string][] = [
    ['50 <= n', 'n >= 50'],
    ['stamps["free"] > 2', 'stamps.free > 2'],
    ["member.tier == 'gold'", 'member.tier == "gold"'],
    ['((yes)) && (yes && yes)', 'yes && yes && yes'],
    ['(n > 1 ? yes : !yes) || yes // why', '(n > 1 ? yes : !yes) || yes'],
    ['size(codes) == 2 || "x" in codes', '(size(codes) == 2) || "x" in codes'],
    ['(n + 1) * 2 == 8 && yes', '((n + 1) * 2 == 8) && yes'],
  ]
  test.each(spelled)('%s is kept as %s', (written, kept) => {
    const condition = readCondition(written)
    expect(condition && writeCondition(condition)).toBe(kept)
    expect(readCondition(kept)).toEqual(condition)
    expect(answer(kept, world)).toBe(answer(written, world))
  })

  test.each(['', 'n >', 'n = 3', '"open', 'items.exists(1, true)', 'a and b'])(
    '%s cannot be read',
    (source) => {
      expect(readCondition(source)).toBeUndefined()
    },
  )
})

test('a text, shown and written again, means what it meant', () => {
  fc.assert(
    fc.property(terms(3), fc.array(modelFacts, { minLength: 1, maxLength: 3 }), (term, many) => {
      const source = print(term)
      const condition = readCondition(source)
      if (condition === undefined) throw new Error(`${source} was not read`)
      const written = writeCondition(condition)
      expect(readCondition(written)).toEqual(condition)
      for (const given of many) expect(answer(written, given)).toBe(answer(source, given))
    }),
    { numRuns: runs },
  )
})

test('a condition, written and read again, is the same', () => {
  fc.assert(
    fc.property(models(3, 'group'), (condition) => {
      const source = writeCondition(condition)
      expect(readCondition(source)).toEqual(condition)
      expect([true, false, failed]).toContain(answer(source, world))
    }),
    { numRuns: runs },
  )
})

const runs = process.env.PERENNIAL_LONG === '1' ? 20_000 : 1000

function compare(
  fact: string,
  operator: (Condition & { kind: 'compare' })['operator'],
  value: ConditionValue,
): Condition {
  return { kind: 'compare', fact, operator, value }
}
function text(value: string): ConditionValue {
  return { kind: 'text', value }
}
function number(value: string): ConditionValue {
  return { kind: 'number', value }
}
function time(value: string): ConditionValue {
  return { kind: 'time', value }
}

/** Conditions in the one form that reading gives: no group inside a group of its kind, none of a single part. */
function models(depth: number, outside: 'group' | 'all' | 'any'): fc.Arbitrary<Condition> {
  if (depth === 0) return leaves
  const inner = models(depth - 1, 'group')
  const group = (kind: 'all' | 'any') =>
    fc.array(models(depth - 1, kind), { minLength: 2, maxLength: 3 }).map((of): Condition => ({ kind, of }))
  const groups = (['all', 'any'] as const).filter((kind) => kind !== outside).map(group)
  return fc.oneof(
    { arbitrary: leaves, weight: 2 },
    { arbitrary: fc.oneof(...groups), weight: 3 },
    { arbitrary: inner.map((of): Condition => ({ kind: 'not', of })), weight: 1 },
    {
      arbitrary: fc.tuple(fc.constantFrom('some' as const, 'every' as const), inner, elementLeaf).map(
        ([kind, of, leaf]): Condition => ({
          kind,
          list: 'items',
          each: 'i',
          of: { kind: 'any', of: [leaf, notAny(of)] },
        }),
      ),
      weight: 1,
    },
  )
}

function notAny(condition: Condition): Condition {
  return condition.kind === 'any' && condition.of.length > 0 ? { kind: 'not', of: condition } : condition
}

const operators = fc.constantFrom('==', '!=', '<', '<=', '>', '>=' as const) as fc.Arbitrary<
  (Condition & { kind: 'compare' })['operator']
>
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('gold', '"\\', "it's", 'a\nb', '\u2028'),
)

const elementLeaf = fc
  .tuple(operators, fc.integer({ min: -3, max: 3 }))
  .map(([operator, value]) => compare('i.qty', operator, number(String(value))))

const leaves: fc.Arbitrary<Condition> = fc.oneof(
  fc.constantFrom<Condition>(
    { kind: 'all', of: [] },
    { kind: 'any', of: [] },
    { kind: 'true', fact: 'yes' },
    { kind: 'known', fact: 'member.tier' },
    { kind: 'known', fact: 'order.discount' },
    { kind: 'expression', text: 'n + 1 > 3' },
    { kind: 'expression', text: 'yes ? n > 1 : has(member.tier)' },
  ),
  fc.tuple(operators, fc.integer()).map(([operator, value]) => compare('n', operator, number(String(value)))),
  fc
    .tuple(operators, fc.integer({ min: -9999, max: 9999 }))
    .map(([operator, minor]) => compare('order.net', operator, number((minor / 100).toFixed(2)))),
  fc.tuple(operators, anyText).map(([operator, value]) => compare('member.tier', operator, text(value))),
  operators.map((operator) => compare('order.at', operator, { kind: 'ago', value: '36h' })),
  operators.map((operator) => compare('order.at', operator, time('2026-11-23T23:30:00Z'))),
  operators.map((operator) => compare('stamps["free-tea"]', operator, { kind: 'fact', value: 'n' })),
  fc
    .array(anyText, { maxLength: 3 })
    .map((values): Condition => ({ kind: 'one-of', fact: 'member.tier', values: values.map(text) })),
  anyText.map((value): Condition => ({ kind: 'has', fact: 'codes', value: text(value) })),
  anyText.map((value): Condition => ({ kind: 'has', fact: 'stamps', value: text(value) })),
  fc
    .tuple(fc.constantFrom('startsWith' as const, 'endsWith' as const, 'contains' as const), anyText)
    .map(
      ([operator, value]): Condition => ({ kind: 'text', fact: 'member.attributes.city', operator, value }),
    ),
)
