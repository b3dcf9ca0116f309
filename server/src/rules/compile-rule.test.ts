import { describe, expect, test } from 'vitest'
import { compileRule, type ResultKind, RuleError, type RuleLimits } from './index.ts'
import { facts, variables } from './rule-cases.ts'

function compile(
  source: string,
  more: { result?: ResultKind; exponent?: number; limits?: Partial<RuleLimits> } = {},
) {
  const { result = 'any', exponent = 2, limits = {} } = more
  return compileRule<unknown>(source, { variables, moneyExponent: exponent, result, limits })
}

function evaluate(source: string, input: Readonly<Record<string, unknown>> = facts, exponent = 2): unknown {
  const rule = compile(source, { exponent })
  if (!rule.ok) throw new Error(rule.refusal.detail)
  return rule.value.evaluate(input)
}

function refusal(source: string, more: Parameters<typeof compile>[1] = {}): string {
  const rule = compile(source, more)
  if (rule.ok) throw new Error(`${source} was not refused`)
  expect(rule.refusal.code).toBe('rule_invalid')
  return rule.refusal.detail
}

function errorOf(source: string, input: Readonly<Record<string, unknown>> = facts): RuleError {
  try {
    evaluate(source, input)
  } catch (error) {
    if (error instanceof RuleError) return error
    throw error
  }
  throw new Error(`${source} had an answer`)
}

describe('a rule is refused with the place of the error', () => {
  const rows: readonly [source: string, starts: string, word: string][] = [
    ['', '1:1', 'the end of the rule'],
    ['n +', '1:4', 'the end of the rule'],
    ['n > 1 &&\n  nn > 2', '2:3', 'There is no fact "nn"'],
    ['order.nett > 1', '1:7', 'no field "nett"'],
    ['order.net >= 50.001', '1:14', 'at most 2 decimal places'],
    ['order.net in [1.0, 2.345]', '1:20', 'at most 2 decimal places'],
    ['order.net + 99999999999999999.0 > n', '1:13', 'out of range'],
    ['order.net > n', '1:1', 'Only a number written out'],
    ['order.net * 1.5 > 2.0', '1:1', 'Round the amount first'],
    ['order.net * 1.5', '1:1', 'round it with'],
    ['order.net / 2.50 == 1.0', '1:1', 'Round the amount first'],
    ['money(n) > order.net', '1:1', 'one number written out'],
    ['member.tier == 5', '1:1', '"==" does not take string and int'],
    ['member.tier == null', '1:1', 'has()'],
    ['n * member.score > 1.0', '1:1', 'double() or int()'],
    ['n && true', '1:1', 'A condition is needed here, not int'],
    ['(n > 1 || n) && true', '1:11', 'A condition is needed here'],
    ['member.tier.matches("a.*")', '1:1', 'startsWith()'],
    ['matches(member.tier, "a")', '1:1', 'Regular expressions are left out'],
    ['items.exists(i, i.qty)', '1:17', 'needs a condition'],
    ['items.exists(i.qty, true)', '1:16', 'name of its variable'],
    ['n = 3', '1:3', 'Write "=="'],
    ['n == 3 and true', '1:8', 'Write "&&"'],
    ['(n == 3', '1:8', '")" is missing'],
    ['n.exists(i, i > 1)', '1:1', 'goes over a list'],
    ['order > order', '1:1', 'no order'],
    ['[1, "a"]', '1:5', 'one type'],
    ['n > 0 ? 1 : "a"', '1:1', 'one type'],
    ['has(n)', '1:1', 'has() takes one field'],
    ['timestamp("yesterday") < order.at', '1:1', 'RFC 3339'],
    ['duration("1 day") > duration("1h")', '1:1', 'no duration'],
    ['order.at.getHours("Mars/Base") > 0', '1:19', 'no time zone'],
    ['codes["a"] == "b"', '1:7', 'indexed by an int'],
    ['startsWith(member.tier, "a")', '1:1', 'as a method'],
    ['9007199254740992 > n', '1:1', 'up to 9007199254740991'],
    ['b"a" == b"a"', '1:1', 'Bytes'],
    ['1u + 1u', '1:1', 'Unsigned'],
    ['constructor', '1:1', 'no fact'],
    ['toString()', '1:1', 'no function'],
  ]
  test.each(rows)('%s', (source, starts, word) => {
    const detail = refusal(source)
    expect(detail.startsWith(`${starts}: `)).toBe(true)
    expect(detail).toContain(word)
  })

  test('with a caret under the place, and the position as data', () => {
    const rule = compile('n > 1 &&\n  order.nett > 5.0')
    expect(rule.ok).toBe(false)
    if (rule.ok) return
    expect(rule.refusal.detail.split('\n').slice(1)).toEqual(['    order.nett > 5.0', '          ^^^^'])
    expect(rule.refusal.extra?.position).toEqual({ line: 2, column: 9, offset: 17, length: 4 })
  })

  test.each<[string, ResultKind]>([
    ['n', 'bool'],
    ['n > 1', 'int'],
    ['order.net', 'int'],
    ['n', 'money'],
    ['1.005', 'money'],
    ['member.score', 'money'],
  ])('%s does not give %s', (source, result) => {
    expect(refusal(source, { result })).toMatch(/must give|decimal places/)
  })
})

describe('limits', () => {
  test('a source has at most 4096 characters', () => {
    expect(compile(`${' '.repeat(4095)}n`).ok).toBe(true)
    expect(refusal(`${' '.repeat(4096)}n`)).toContain('at most 4096 characters')
  })

  test('a tree is at most 32 levels deep, a chain of && counts once', () => {
    expect(compile(`${'!'.repeat(31)}true`).ok).toBe(true)
    expect(refusal(`${'!'.repeat(32)}true`)).toContain('32 levels')
    expect(refusal(`${'('.repeat(1000)}n${')'.repeat(1000)}`)).toContain('Exceeded maxDepth')
    expect(compile(Array.from({ length: 200 }, () => 'n > 1').join(' && ')).ok).toBe(true)
  })

  test('a list has at most 1000 elements, wherever it comes from', () => {
    const long = { ...facts, codes: Array.from({ length: 1001 }, () => 'x') }
    expect(errorOf('codes.exists(c, c == "x")', long).code).toBe('too_much_work')
    expect(errorOf('"x" in codes', long).code).toBe('too_much_work')
    const half = { ...facts, codes: Array.from({ length: 600 }, () => 'x') }
    expect(errorOf('size(codes + codes) > 0', half).code).toBe('too_much_work')
  })

  test('nested macros share one bound', () => {
    const many = { ...facts, codes: Array.from({ length: 400 }, () => 'x') }
    const source = 'codes.all(a, codes.all(b, a == b))'
    expect(errorOf(source, many).code).toBe('too_much_work')
    expect(evaluate(source)).toBe(false)
  })
})

describe('an evaluation without an answer', () => {
  const rows: readonly [source: string, code: string, column: number][] = [
    ['n > 1 && order.discount > 1.0', 'missing_fact', 10],
    ['order.constructor == "a"', 'missing_fact', 1],
    ['member.attributes.street == "a"', 'missing_key', 1],
    ['member.attributes["toString"] == "a"', 'missing_key', 1],
    ['codes[2] == "a"', 'missing_key', 1],
    ['true && 1 / (n - 3) > 0', 'division_by_zero', 9],
    ['n % 0 == 1', 'division_by_zero', 1],
    ['n * 9007199254740991 > 0', 'overflow', 1],
    ['9007199254740991 + n > 0', 'overflow', 1],
    ['order.net * 9007199254740991 > 0', 'overflow', 1],
    ['[9007199254740991, n].sum() > 0', 'overflow', 1],
    ['int(1e17) > 0', 'overflow', 1],
    ['math.ceil(order.net * 1e14) > 0.0', 'overflow', 1],
    ['int("x") > 0', 'invalid_value', 1],
    ['order.at.getHours(member.tier) > 0', 'invalid_value', 1],
    ['order.at + duration("5000000h") > order.at', 'overflow', 1],
    ['math.floor(order.net / 0) > 1.0', 'division_by_zero', 12],
    ['codes.filter(c, c == "z").map(c, 1).max() > 1', 'missing_key', 1],
  ]
  test.each(rows)('%s', (source, code, column) => {
    expect(errorOf(source)).toMatchObject({ code, position: { line: 1, column } })
  })

  test.each([
    ['n > 1', { n: '3' }],
    ['n > 1', { n: 1.5 }],
    ['order.net > 1.0', { order: { net: '10' } }],
    ['order.net > 1.0', { order: [] }],
    ['codes == ["a"]', { codes: 'a' }],
  ])('a fact of another type: %s', (source, input) => {
    expect(errorOf(source, input).code).toMatch(/fact_type|missing_fact/)
  })

  test('a part that decides absorbs the error of another, on either side', () => {
    expect(evaluate('order.discount > 1.0 || n == 3')).toBe(true)
    expect(evaluate('n == 3 || order.discount > 1.0')).toBe(true)
    expect(evaluate('order.discount > 1.0 && n == 4')).toBe(false)
    expect(evaluate('[0, 2].exists(x, 4 / x == 2)')).toBe(true)
    expect(evaluate('[0, 2].all(x, 4 / x == 1)')).toBe(false)
    expect(errorOf('[0, 2].exists(x, 4 / x == 1)').code).toBe('division_by_zero')
    expect(errorOf('order.discount > 1.0 || n == 4').code).toBe('missing_fact')
  })
})

describe('money', () => {
  test.each<[string, number, unknown]>([
    ['order.net >= 42.5', 2, true],
    ['order.net > 42.50', 2, false],
    ['order.net == 4250', 0, true],
    ['order.net == 4250.0', 0, true],
    ['order.net == 4.250', 3, true],
    ['42 < order.net', 2, true],
    ['order.net > -5', 2, true],
    ['order.net in [1, 42.50]', 2, true],
    ['order.net + 0.10', 2, 4260],
    ['order.net - (n > 1 ? 2.0 : 3)', 2, 4050],
    ['order.net * 2', 2, 8500],
    ['order.net / money(0.50)', 2, 85],
    ['double(order.net)', 2, 42.5],
    ['math.floor(order.net * 0.29)', 2, 1232],
    ['math.ceil(order.net * 0.29)', 2, 1233],
    ['math.round(order.net / 4)', 2, 1063],
    ['math.round(-order.net / 4)', 2, -1063],
    ['math.trunc(-order.net * 0.5 * 0.1)', 2, -212],
    ['math.floor(money(1.00) * 0.29)', 2, 29],
    ['items.map(i, i.net).sum()', 2, 4250],
    ['min(order.net, 5)', 2, 500],
  ])('%s with exponent %i is %s', (source, exponent, value) => {
    expect(evaluate(source, facts, exponent)).toBe(value)
  })

  test('a number written out is an amount where the rule must give money', () => {
    const rule = compile('n > 5 ? 1 : 2.50', { result: 'money' })
    expect(rule.ok && rule.value.evaluate(facts)).toBe(250)
  })
})

describe('values', () => {
  test.each<[string, unknown]>([
    ['size("a😀")', 2],
    ['"😀" > "\\uffff"', true],
    ['member.tier.upperAscii() + string(n)', 'SILVER3'],
    ['has(member.tier) && !has(order.discount)', true],
    ['has(order.constructor)', false],
    ['has(member.attributes.city) && "city" in member.attributes', true],
    ['member.score * 2', 5],
    ['-7 / 2', -3],
    ['-7 % 3', -1],
    ['items.filter(i, i.qty > 0).map(i, i.category)', ['tea']],
    ['items.map(i, i.qty == 0, i.category)', ['coffee']],
    ['items.exists_one(i, i.net > 1)', true],
    ['items.exists(i, items.all(j, i.net >= j.net))', true],
    ['codes.exists(n, n == "b") && n == 3', true],
    ['"x5" in ["x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9"]', true],
    ['order.at.getHours("Europe/Berlin")', 0],
    ['order.at.getDayOfWeek("Europe/Berlin")', 2],
    ['order.at.getDayOfWeek()', 1],
    ['order.at.getMinutes("-05:15")', 15],
    ['order.at - timestamp("2026-11-23T00:00:00Z") > duration("23h")', true],
    ['(order.at + duration("1h30m")).getDate()', 24],
    ['math.greatest(n, 7, 2) + [4, 1].min()', 8],
    ['{"a": 1}.a + {"a": 2}["a"]', 3],
  ])('%s is %s', (source, value) => {
    expect(evaluate(source)).toEqual(value)
  })

  test('reads are the dotted paths of the facts, not of the elements', () => {
    const rule = compile('order.net > 5.0 && items.exists(i, i.qty > n) && has(member.attributes.city)')
    expect(rule.ok && rule.value.reads).toEqual(['items', 'member.attributes.city', 'n', 'order.net'])
  })
})

describe('a field against a number, below it, on it and above it', () => {
  const largest = Number.MAX_SAFE_INTEGER
  test.each<[operator: string, holds: boolean[]]>([
    ['<', [true, false, false]],
    ['<=', [true, true, false]],
    ['>', [false, false, true]],
    ['>=', [false, true, true]],
  ])('%s', (operator, holds) => {
    for (const points of [-5, 0, 10, largest - 1]) {
      const given = [points - 1, points, points + 1]
      const told = given.map((each) =>
        evaluate(`member.points ${operator} ${points}`, { member: { points: each } }),
      )
      expect(told).toEqual(holds)
      const within = given.map((each) =>
        evaluate(`items.exists(i, i.qty ${operator} ${points})`, { items: [{ qty: each }] }),
      )
      expect(within).toEqual(holds)
    }
  })
})
