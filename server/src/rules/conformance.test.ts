import { isDeepStrictEqual } from 'node:util'
import { expect, test } from 'vitest'
import { allCases, expected, kindOf, runtimeValue, type SuiteCase, typeOf } from './conformance-cases.ts'
import { hasMixedLiteral, hasOtherKeys } from './conformance-literals.ts'
import { compileRule, type FactType, RuleError } from './index.ts'

/** The code of a case without its texts, so that words inside a text decide nothing. */
function codeOf(expr: string): string {
  return expr.replaceAll(/("""|''')[\s\S]*?\1|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g, '""')
}

interface LeftOut {
  feature: string
  reason: string
  covers: (test: SuiteCase, code: string) => boolean
}

function code(pattern: RegExp): LeftOut['covers'] {
  return (_, text) => pattern.test(text)
}

const leftOut: readonly LeftOut[] = [
  {
    feature: 'protocol buffer messages and enums',
    reason: 'facts are declared by the programme, not by .proto files',
    covers: (test, text) =>
      /[A-Za-z_][\w.]*\s*\{|google\.protobuf|\b(NestedEnum|GlobalEnum|TestAllTypes)\b|\bproto\./.test(text) ||
      JSON.stringify(test.typeEnv ?? '').includes('messageType') ||
      JSON.stringify(test.bindings ?? '').includes('objectValue'),
  },
  {
    feature: 'unsigned integers',
    reason: 'one kind of whole number is enough for a programme',
    covers: (test, text) =>
      /(\d|\b0x[0-9a-f]+)u\b|\buint\b/i.test(text) || JSON.stringify(test.bindings ?? '').includes('uint64'),
  },
  { feature: 'bytes', reason: 'no fact is binary', covers: code(/\b([bB][rR]?|[rR][bB])""|\bbytes\b/) },
  {
    feature: 'optional values',
    reason: 'has() and ? : say the same',
    covers: code(/\boptional\b|\.\?|\[\?|\{\?|\bhasValue\(|\borValue\(/),
  },
  {
    feature: 'dyn and values of mixed types',
    reason: 'every type is known when a rule is saved',
    covers: (test, text) =>
      /\bdyn\b/.test(text) || test.typedResult?.deducedType?.dyn !== undefined || hasMixedLiteral(test.expr),
  },
  {
    feature: 'types as values',
    reason: 'follows from dyn being left out',
    covers: (test, text) =>
      test.value?.typeValue !== undefined ||
      /\btype\(|^(bool|int|double|string|list|map|type|null_type)$/.test(text),
  },
  {
    feature: 'map keys other than strings',
    reason: 'attributes come from JSON',
    covers: (test) => hasOtherKeys(test.expr),
  },
  {
    feature: 'whole numbers past 2^53',
    reason: 'ints are exact in JSON readers and in JavaScript',
    covers: (test, text) =>
      [...text.matchAll(/0x[0-9a-f]+|\d{16,}/gi)].some(([digits]) => !Number.isSafeInteger(Number(digits))) ||
      /int64Value":"-?\d{17,}/.test(JSON.stringify(test)),
  },
  {
    feature: 'regular expressions',
    reason: 'their cost has no bound',
    covers: code(/\.matches\(|\bmatches\(/),
  },
  {
    feature: 'namespaces of names',
    reason: 'a fact is a variable and its fields',
    covers: (test, text) =>
      (test.container ?? '') !== '' ||
      (test.typeEnv ?? []).some((variable) => variable.name.includes('.')) ||
      /(^|[^\w\])."])\.[a-z]/i.test(text),
  },
  {
    feature: 'numbers that begin with a point',
    reason: 'the parser wants 0.99 for .99',
    covers: code(/(^|[^\w)\]])\.\d/),
  },
  { feature: 'quoted field names', reason: 'facts have plain names', covers: code(/`/) },
  {
    feature: 'functions declared by a case',
    reason: 'the table of functions is closed',
    covers: (test) => JSON.stringify(test.typeEnv ?? '').includes('"function"'),
  },
  {
    feature: 'text functions beyond the documented ones',
    reason: 'conditions compare texts; they do not make them',
    covers: code(
      /\.(format|indexOf|lastIndexOf|substring|replace|split|join|charAt|trim|reverse)\(|strings\.quote|\.quote\(/,
    ),
  },
  { feature: 'bit operations', reason: 'no use in a programme', covers: code(/math\.bit/) },
  { feature: 'base64', reason: 'follows from bytes being left out', covers: code(/base64\./) },
  {
    feature: 'cel.bind and cel.block',
    reason: 'a rule is one readable condition',
    covers: code(/\bcel\.(bind|block|index|iterVar)\(/),
  },
  {
    feature: 'macros with two variables',
    reason: 'the index of a line says nothing in a programme',
    covers: code(
      /\.(all|exists|existsOne|exists_one|transformList|transformMap|transformMapEntry)\(\s*\w+,\s*\w+,/,
    ),
  },
  {
    feature: 'times below a millisecond',
    reason: 'instants are whole milliseconds',
    covers: (test) => /\d(ns|us)\b|\.\d{4,}(Z|s)/.test(test.expr),
  },
  {
    feature: 'years outside 1900 to 2399',
    reason: 'dates of another calendar are refused, never shifted',
    covers: (test) => /["'](0\d|1[0-8]|2[4-9]|[3-9]\d)\d\d-\d\d-\d\dT/.test(test.expr),
  },
  {
    feature: 'evaluation without the checker',
    reason: 'every rule is checked when it is saved',
    covers: (test) => test.disableCheck === true,
  },
]

type Outcome = { passed: true; refused: boolean } | { passed: false; why: string }

const roomy = { depthMax: 200, sourceLengthMax: 20_000 }

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]))
}

function run(suiteCase: SuiteCase): Outcome {
  const variables: Record<string, FactType> = {}
  for (const { name, ident } of suiteCase.typeEnv ?? []) {
    const type = ident && typeOf(ident.type)
    if (type !== undefined) variables[name] = type
  }
  const facts = Object.fromEntries(
    Object.entries(suiteCase.bindings ?? {}).map(([name, { value }]) => [name, runtimeValue(value ?? {})]),
  )
  const fails = suiteCase.evalError !== undefined
  const rule = compileRule<unknown>(suiteCase.expr, {
    variables,
    moneyExponent: 2,
    result: 'any',
    limits: roomy,
  })
  if (!rule.ok) return fails ? { passed: true, refused: true } : { passed: false, why: rule.refusal.detail }
  const { kind } = rule.value.ast.type
  const wanted = expected(suiteCase)
  const deduced = suiteCase.typedResult?.deducedType
  if (deduced !== undefined && suiteCase.typedResult?.result === undefined) {
    const type = typeOf(deduced)
    if (type === undefined || type.kind === kind) return { passed: true, refused: false }
    return { passed: false, why: `the type is ${kind}, not ${type.kind}` }
  }
  try {
    const value = rule.value.evaluate(facts)
    if (fails) return { passed: false, why: `an error was expected, not ${JSON.stringify(value)}` }
    if (kind === kindOf(wanted) && isDeepStrictEqual(plain(value), runtimeValue(wanted))) {
      return { passed: true, refused: false }
    }
    return { passed: false, why: `${kind} ${JSON.stringify(value)}, not ${JSON.stringify(wanted)}` }
  } catch (error) {
    if (!(error instanceof RuleError)) throw error
    return fails ? { passed: true, refused: false } : { passed: false, why: error.message }
  }
}

test('the published conformance suite of CEL: a case passes, or a feature that is left out explains it', () => {
  const counts = new Map<string, number>(leftOut.map(({ feature }) => [feature, 0]))
  const failed: string[] = []
  let [passed, cases] = [0, 0]
  for (const suiteCase of allCases()) {
    cases++
    const text = codeOf(suiteCase.expr)
    const feature = leftOut.find(({ covers }) => covers(suiteCase, text))?.feature
    const outcome = run(suiteCase)
    // A refusal where an error was expected proves nothing about a feature that is not there.
    if (outcome.passed && !(outcome.refused && feature !== undefined)) passed++
    else if (feature !== undefined) counts.set(feature, (counts.get(feature) ?? 0) + 1)
    else
      failed.push(
        `${suiteCase.file}/${suiteCase.name}: ${suiteCase.expr} -> ${outcome.passed ? '' : outcome.why}`,
      )
  }
  const lines = leftOut.map(({ feature, reason }) => `  ${counts.get(feature)} ${feature}: ${reason}`)
  console.info(`CEL conformance: ${passed} of ${cases} cases passed; left out:\n${lines.join('\n')}`)
  expect(failed).toEqual([])
  expect(passed).toBeGreaterThanOrEqual(650)
  expect([...counts].filter(([, count]) => count === 0)).toEqual([])
})
