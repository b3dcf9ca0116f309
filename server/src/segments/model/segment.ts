import type { SegmentSpec } from '@perennial/contract'
import { ok, refuse, type Verdict } from '../../kernel/verdict.ts'
import {
  type CompileContext,
  compileExpression,
  type ExpressionPlace,
  type FactSource,
} from '../../programs/index.ts'
import type { CompiledRule } from '../../rules/index.ts'
import { segmentFacts, segmentHints } from './facts.ts'
import { segmentQuery } from './query.ts'

/** A segment ready to be evaluated. */
export interface Segment {
  key: string
  spec: SegmentSpec
  /** Of live ones. */
  rule: CompiledRule<boolean> | undefined
}

/** The expressions of a segment: what compiles must also have an SQL form. */
export function segmentExpressions(sources: readonly FactSource[]): { when: ExpressionPlace } {
  return {
    when: {
      result: 'bool',
      facts: (context) => segmentFacts(sources, context),
      hints: (context) => segmentHints(sources, context),
      accept: (rule, context) => {
        const query = segmentQuery(rule as CompiledRule<boolean>, { sources, context, programId: 0, now: 0 })
        return query.ok ? ok(undefined) : query
      },
    },
  }
}

/** Refuses `definition_invalid` for a live segment without a condition and a fixed one with, `rule_invalid` for a broken one. */
export function compileSegment(
  sources: readonly FactSource[],
  { key, spec, context }: { key: string; spec: SegmentSpec; context: CompileContext },
): Verdict<Segment> {
  const { when } = spec
  if (spec.mode === 'fixed') {
    if (when === undefined) return ok({ key, spec, rule: undefined })
    return refuse('definition_invalid', 'A fixed segment is a list and has no condition.', { field: 'when' })
  }
  if (when === undefined)
    return refuse('definition_invalid', 'A live segment needs a condition.', { field: 'when' })
  const rule = compileExpression<boolean>(segmentExpressions(sources).when, when, { field: 'when', context })
  return rule.ok ? ok({ key, spec, rule: rule.value }) : rule
}
