import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CompiledRule, compileRule, type FactType, RuleError } from './index.ts'
import { conditions, failed, interpret, modelFacts, print } from './rule-model.ts'

const int: FactType = { kind: 'int' }
const money: FactType = { kind: 'money' }

const variables: Record<string, FactType> = {
  a: int,
  b: int,
  box: { kind: 'object', name: 'box', fields: { net: money, gone: money, size: int } },
  rows: { kind: 'list', of: { kind: 'object', name: 'row', fields: { size: int } } },
}

function compiled(source: string): CompiledRule<boolean> {
  const rule = compileRule<boolean>(source, { variables, moneyExponent: 2, result: 'bool' })
  if (!rule.ok) throw new Error(rule.refusal.detail)
  return rule.value
}

function outcome(
  rule: CompiledRule<boolean>,
  facts: Readonly<Record<string, unknown>>,
): boolean | typeof failed {
  try {
    return rule.evaluate(facts)
  } catch (error) {
    if (error instanceof RuleError) return failed
    throw error
  }
}

const runs = process.env.PERENNIAL_LONG === '1' ? 20_000 : 1000

test('closures answer as a simple interpreter does, errors and absent facts included', () => {
  const seen = { true: 0, false: 0, failed: 0 }
  fc.assert(
    fc.property(conditions(3), fc.array(modelFacts, { minLength: 1, maxLength: 4 }), (term, many) => {
      const rule = compiled(print(term))
      for (const facts of many) {
        const wanted = interpret(term, facts)
        expect(outcome(rule, facts)).toBe(wanted)
        seen[wanted === failed ? 'failed' : wanted === true ? 'true' : 'false']++
      }
    }),
    { numRuns: runs },
  )
  // The property says nothing unless all three outcomes come up often.
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(runs / 20)
})

test('an explanation has the same answer, and a reason whenever a rule does not hold', () => {
  fc.assert(
    fc.property(conditions(2), modelFacts, (term, facts) => {
      const rule = compiled(print(term))
      const before = outcome(rule, facts)
      const { value, error, because } = rule.explain(facts)
      expect(error === undefined ? value : failed).toBe(before)
      expect(because.length > 0).toBe(before !== true)
      expect(outcome(rule, facts)).toBe(before)
    }),
    { numRuns: runs / 4 },
  )
})

test('no text makes the compiler do anything but refuse', () => {
  const word = fc.constantFrom(
    'a',
    'box',
    '.',
    'net',
    '(',
    ')',
    '[',
    ']',
    '1',
    '2.5',
    '"',
    '&&',
    '!',
    'in',
    '?',
    ':',
    'rows',
    'exists',
    ',',
    '-',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(word, { maxLength: 12 }).map((words) => words.join(' ')),
      ),
      (source) => {
        const rule = compileRule(source, { variables, moneyExponent: 2, result: 'any' })
        if (rule.ok) return
        expect(rule.refusal.code).toBe('rule_invalid')
        expect(rule.refusal.detail).toMatch(/^\d+:\d+: /)
      },
    ),
    { numRuns: runs },
  )
})
