import type { StampCardSpec } from '@perennial/contract'
import type { StampTerms } from '../../activity/index.ts'
import { type Choice, choiceOf, earningExpressions } from '../../earning/index.ts'
import { ok, refuse, type Verdict } from '../../kernel/verdict.ts'
import {
  activityTypeOf,
  type CompileContext,
  compileExpression,
  type ExpressionPlace,
  type Release,
} from '../../programs/index.ts'
import type { CompiledRule } from '../../rules/index.ts'

/** A stamp card ready to decide. */
export interface StampCard {
  key: string
  spec: StampCardSpec
  /** What its stamps are worth from now on. */
  terms: StampTerms
  products: Choice | undefined
  categories: Choice | undefined
  lines: CompiledRule<boolean> | undefined
  /** Whether it looks at lines one by one. */
  picksLines: boolean
}

/** The expressions of a card, by their field. */
export const cardExpressions = { lines: earningExpressions.lines } as const satisfies Record<
  string,
  ExpressionPlace
>

/** The cards of a release, by key. */
export function cardsOf(release: Release): readonly StampCard[] {
  return release.of<StampCard>('stamp-card')
}

/**
 * Compiles a card. Refuses `rule_invalid` for its line condition, and `definition_invalid` with the field for an unknown
 * currency or activity type, and for lines of what has none.
 */
export function compileCard(key: string, spec: StampCardSpec, context: CompileContext): Verdict<StampCard> {
  const lines =
    spec.lines === undefined
      ? ok(undefined)
      : compileExpression<boolean>(cardExpressions.lines, spec.lines, { field: 'lines', context })
  if (!lines.ok) return lines
  const currency = context.currencies.get(spec.reward.currency)
  if (currency === undefined)
    return invalid('reward.currency', `The programme has no currency "${spec.reward.currency}".`)
  if (activityTypeOf(spec.on, context.settings) === undefined)
    return invalid('on', `The programme does not know the activity type "${spec.on}".`)
  const picksLines = spec.lines !== undefined || spec.products !== undefined || spec.categories !== undefined
  if (spec.on !== 'order.placed' && (picksLines || spec.stamps.kind !== 'per-activity'))
    return invalid('stamps.kind', `Only orders have lines; this card is stamped for "${spec.on}".`)
  const { size, restarts, expires, perDay } = spec
  return ok({
    key,
    spec,
    terms: { size, restarts, expires, perDay, reward: { currency, amount: spec.reward.amount } },
    products: choiceOf(spec.products),
    categories: choiceOf(spec.categories),
    lines: lines.value,
    picksLines,
  })
}

function invalid(field: string, detail: string): Verdict<never> {
  return refuse('definition_invalid', detail, { field })
}
