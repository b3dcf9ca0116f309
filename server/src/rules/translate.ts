import { ok, refuse, type Verdict } from '../kernel/verdict.ts'
import { newProgram } from './compile.ts'
import type { CompiledRule } from './compile-rule.ts'
import type { FactType } from './fact-type.ts'
import type { ComprehensionNode, Node } from './node.ts'
import { defaultLimits } from './parse.ts'
import { problemText, RuleError, RuleProblem } from './rule-error.ts'
import { translateCall } from './translate-functions.ts'
import { translateBinary } from './translate-operators.ts'
import {
  isConstant,
  pathOf,
  type SqlPlace,
  sqlTypeOf,
  type Translator,
  untranslatable,
} from './translator.ts'

/**
 * A rule as an SQL expression that PostgreSQL answers exactly as the evaluator does. Null stands for an error: the
 * three-valued logic of SQL absorbs it in `and` and `or` as CEL does, and a condition that ends as null does not hold.
 * Whole numbers, money, times (milliseconds) and durations are `bigint`, decimals `float8`, texts `text`, lists
 * `text[]`. The functions `perennial_within` and `perennial_divided` must exist. Refuses `rule_invalid` with the position
 * of what has no translation.
 */
export function translateRule(
  rule: Pick<CompiledRule<unknown>, 'ast' | 'source'>,
  place: SqlPlace,
): Verdict<string> {
  const translator: Translator = { place, elements: new Map(), sql: (node) => bounded(node, translator) }
  try {
    return ok(translator.sql(rule.ast))
  } catch (problem) {
    if (!(problem instanceof RuleProblem)) throw problem
    return refuse('rule_invalid', problemText(rule.source, problem), {
      extra: { position: problem.position, message: problem.message },
    })
  }
}

/** Parts that SQL must name twice could grow without end when nested. */
const lengthMax = 100_000

function bounded(node: Node, translator: Translator): string {
  const sql = translate(node, translator)
  return sql.length <= lengthMax
    ? sql
    : untranslatable(node, 'The condition is too large; write it in a simpler way.')
}

function translate(node: Node, translator: Translator): string {
  if (node.kind === 'literal' || (isScalar(node.type) && isConstant(node))) return constant(node, translator)
  switch (node.kind) {
    case 'variable':
    case 'field':
    case 'index':
      return read(node, translator)
    case 'has':
      return `(${fact([...pathOf(node.object, translator), node.field], node, translator)} is not null)`
    case 'not':
      return `(not ${translator.sql(node.operand)})`
    case 'and':
    case 'or':
      return `(${node.parts.map((part) => translator.sql(part)).join(node.kind === 'and' ? ' and ' : ' or ')})`
    case 'negate':
      sqlTypeOf(node.type, node)
      return `(- ${translator.sql(node.operand)})`
    case 'binary':
      return translateBinary(node, translator)
    case 'conditional': {
      sqlTypeOf(node.type, node)
      const [test, yes, no] = [node.test, node.yes, node.no].map((part) => translator.sql(part))
      return `(case ${test} when true then ${yes} when false then ${no} end)`
    }
    case 'call':
      return translateCall(node, translator)
    case 'comprehension':
      return translateComprehension(node, translator)
    case 'list':
    case 'map':
      return untranslatable(node, 'A list or a map can stand only on the right of "in" here.')
  }
}

function isScalar({ kind }: FactType): boolean {
  return kind !== 'list' && kind !== 'map' && kind !== 'object' && kind !== 'unrounded' && kind !== 'nothing'
}

/**
 * What never changes is asked of the evaluator here, so that PostgreSQL does not stumble over it while it plans. An
 * evaluation without an answer is null.
 */
function constant(node: Node, { place }: Translator): string {
  const type = sqlTypeOf(node.type, node)
  let value: unknown
  try {
    value = newProgram(defaultLimits).closureOf(node)({})
  } catch (error) {
    if (error instanceof RuleError) return `(null::${type})`
    throw error
  }
  if (typeof value === 'string' && (value.includes('\u0000') || !value.isWellFormed()))
    return untranslatable(node, 'The text has signs that no fact can have.')
  if (typeof value === 'number' && !Number.isFinite(value))
    return untranslatable(node, 'The number is not finite.')
  return place.param(value as string | number | boolean, type)
}

function read(node: Node, translator: Translator): string {
  if (node.kind === 'variable' && node.binding !== undefined) {
    const element = translator.elements.get(node.binding)
    return element ?? untranslatable(node, 'The element cannot be read here.')
  }
  if (node.kind === 'index' && node.object.type.kind === 'list')
    return untranslatable(
      node,
      'An element of a list cannot be read by its number here; use exists() or "in".',
    )
  return fact(pathOf(node, translator), node, translator)
}

function fact(path: readonly string[], node: Node, { place }: Translator): string {
  return place.fact(path) ?? untranslatable(node, `${path.join('.')} cannot be read as a whole here.`)
}

function translateComprehension(node: ComprehensionNode, translator: Translator): string {
  const { list, binding, macro } = node
  if (list.type.kind !== 'list' || list.type.of.kind !== 'string')
    return untranslatable(list, `${macro}() goes over a list of texts here.`)
  if (macro === 'filter' || macro === 'map')
    return untranslatable(node, `${macro}() cannot stand here; use exists(), all() or exists_one().`)
  const texts = translator.sql(list)
  translator.elements.set(binding, `each_${binding}.value`)
  const body = translator.sql(node.body)
  const holds = {
    exists: 'case when bool_or(held.held) then true when bool_or(held.held is null) then null else false end',
    all: 'case when bool_or(not held.held) then false when bool_or(held.held is null) then null else true end',
    exists_one:
      'case when bool_or(held.held is null) then null else count(*) filter (where held.held) = 1 end',
  }[macro]
  const element = `each_${binding}`
  return `(case when ${texts} is not null then (select ${holds}
    from (select ${body} as held from unnest(${texts}) as ${element} (value)) held) end)`
}
