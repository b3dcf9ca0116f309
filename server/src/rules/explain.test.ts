import { describe, expect, test } from 'vitest'
import { compileRule } from './index.ts'
import { facts, variables } from './rule-cases.ts'

function explain(source: string) {
  const rule = compileRule<boolean>(source, { variables, moneyExponent: 2, result: 'any' })
  if (!rule.ok) throw new Error(rule.refusal.detail)
  return rule.value.explain(facts)
}

describe('because names the smallest parts that were false, with what they read', () => {
  test.each<[string, readonly string[]]>([
    ['n > 1', []],
    ['n > 5', ['n > 5 (n is 3)']],
    [
      'order.net >= 50.0 && member.tier in ["gold"] && n == 3',
      ['order.net >= 50.0 (order.net is 42.50)', 'member.tier in ["gold"] (member.tier is "silver")'],
    ],
    [
      '(n > 5 || member.points > 20) && n == 3',
      ['n > 5 (n is 3)', 'member.points > 20 (member.points is 10)'],
    ],
    ['!(n > 2)', ['!(n > 2) (n is 3)']],
    ['n == 3 ? n > 5 : true', ['n > 5 (n is 3)']],
    ['n == 4 ? true : member.points > 20', ['n == 4 (n is 3)', 'member.points > 20 (member.points is 10)']],
    ['items.exists(i, i.qty > 5)', ['items.exists(i, i.qty > 5) (items is a list of 2)']],
    ['items.all(i, i.qty > 0)', ['items[1]: i.qty > 0 (i.qty is 0)']],
    ['"z" in codes', ['"z" in codes (codes is ["a", "b"])']],
    ['has(order.discount)', ['has(order.discount) (not known)']],
    ['order.discount > 1.0 && n == 3', ['order.discount > 1.0 (order.discount is not known)']],
    ['order.discount > 1.0 && n == 4', ['n == 4 (n is 3)']],
    [
      'order.at < timestamp("2026-01-01T00:00:00Z")',
      ['order.at < timestamp("2026-01-01T00:00:00Z") (order.at is 2026-11-23T23:30:00.000Z)'],
    ],
  ])('%s', (source, because) => {
    expect(explain(source).because).toEqual(because)
  })
})

describe('the tree', () => {
  test('shows every part of a condition and which decided', () => {
    const { value, parts } = explain('(n > 5 || n == 3) && member.tier == "gold" && order.discount > 1.0')
    expect(value).toBe(false)
    expect(parts.map(({ text, value: part, decided }) => [text, part, decided])).toEqual([
      ['n > 5 || n == 3', true, false],
      ['member.tier == "gold"', false, true],
      ['order.discount > 1.0', undefined, false],
    ])
    expect(parts[0]?.parts.map(({ text, decided }) => [text, decided])).toEqual([
      ['n > 5', false],
      ['n == 3', true],
    ])
    expect(parts[2]?.error?.code).toBe('missing_fact')
  })

  test('shows the elements of a macro, and which decided', () => {
    const { value, parts } = explain('items.exists(i, i.category == "coffee")')
    expect(value).toBe(true)
    expect(parts.map(({ element, value: part, decided }) => [element, part, decided])).toEqual([
      [0, false, false],
      [1, true, true],
    ])
  })

  test('of an error says so and does not throw', () => {
    const explanation = explain('1 / (n - 3) > 0')
    expect(explanation.value).toBeUndefined()
    expect(explanation.error).toEqual({ code: 'division_by_zero', message: 'The divisor is zero.' })
  })

  test('of nested macros stays small', () => {
    const rule = compileRule<boolean>('codes.all(a, codes.all(b, codes.all(c, a + b + c != "")))', {
      variables,
      moneyExponent: 2,
      result: 'bool',
    })
    if (!rule.ok) throw new Error(rule.refusal.detail)
    const codes = Array.from({ length: 40 }, () => 'x')
    const text = JSON.stringify(rule.value.explain({ codes }))
    expect(text.split('"position"').length).toBeLessThan(330)
  })

  test('leaves the rule as it was', () => {
    const rule = compileRule<boolean>('items.all(i, i.qty >= 0)', {
      variables,
      moneyExponent: 2,
      result: 'bool',
    })
    if (!rule.ok) throw new Error(rule.refusal.detail)
    rule.value.explain({ items: [{ qty: -1 }] })
    expect(rule.value.evaluate(facts)).toBe(true)
  })
})
