import { ok, refuse, type Verdict } from '../kernel/verdict.ts'
import { checkRule, type ResultKind } from './check.ts'
import { newProgram } from './compile.ts'
import { explainRule, type RuleExplanation } from './explain.ts'
import type { FactType } from './fact-type.ts'
import type { Node } from './node.ts'
import { defaultLimits, parseSource, type RuleLimits } from './parse.ts'
import type { Facts } from './program.ts'
import { factPaths } from './reads.ts'
import { problemText, RuleProblem } from './rule-error.ts'

export interface RuleOptions {
  /** The facts that a rule may read, by variable name. */
  readonly variables: Readonly<Record<string, FactType>>
  /** Decimal digits of the programme's money, which scale the amounts written in a rule: 2 for GBP, 0 for JPY. */
  readonly moneyExponent: number
  /** What the rule must give. */
  readonly result: ResultKind
  /** Defaults to {@link defaultLimits}, each on its own. */
  readonly limits?: Partial<RuleLimits>
}

/** A rule that was parsed and checked once and is evaluated many times. */
export interface CompiledRule<T> {
  readonly source: string
  /** What the amounts in it were scaled by: the same text means another thing in money of other digits. */
  readonly moneyExponent: number
  /** Dotted paths of the facts it reads, sorted: `items`, `member.tier`, `order.net`. */
  readonly reads: readonly string[]
  /** The typed tree, for whoever translates rules to another language. */
  readonly ast: Node
  /**
   * The answer for these facts. Money is in minor units, timestamps and durations in milliseconds. Throws
   * `RuleError` where there is no answer, as when a fact is absent that the outcome rests on.
   */
  evaluate(facts: Facts): T
  /** How the answer came about; never throws `RuleError`. Much slower than `evaluate`: for people, not for decisions. */
  explain(facts: Facts): RuleExplanation
}

/**
 * Parses, type-checks and compiles a rule. A refusal has the code `rule_invalid`; its detail starts with
 * `line:column:` and shows the place, and `extra.position` holds `{ line, column, offset, length }`.
 */
export function compileRule<T>(source: string, options: RuleOptions): Verdict<CompiledRule<T>> {
  const limits = { ...defaultLimits, ...options.limits }
  const { variables, moneyExponent, result } = options
  try {
    const syntax = parseSource(source, limits)
    const ast = checkRule(syntax, { variables, moneyExponent, result, listLengthMax: limits.listLengthMax })
    return ok(ruleOf<T>({ source, ast, limits, moneyExponent }))
  } catch (problem) {
    if (!(problem instanceof RuleProblem)) throw problem
    return refuse('rule_invalid', problemText(source, problem), {
      extra: { position: problem.position, message: problem.message },
    })
  }
}

interface Checked {
  source: string
  ast: Node
  limits: RuleLimits
  moneyExponent: number
}

function ruleOf<T>({ source, ast, limits, moneyExponent }: Checked): CompiledRule<T> {
  const program = newProgram(limits)
  const closure = program.closureOf(ast)
  return {
    source,
    moneyExponent,
    ast,
    reads: factPaths(ast),
    evaluate: (facts) => {
      program.visits = 0
      // The checker has proved the kind of the answer; T is the caller's name for it.
      return closure(facts) as T
    },
    explain: (facts) => explainRule(ast, { source, program, facts, moneyExponent }),
  }
}
