import type { ExpressionCheck, ExpressionView } from '@perennial/contract'
import { ok, type Refusal, refuse, type Verdict } from '../kernel/verdict.ts'
import { type Position, readCondition, writeCondition } from '../rules/index.ts'
import type { AnyKind, CompileContext, ExpressionPlace } from './definition.ts'
import { compileExpression } from './model/expression.ts'
import { expressionStrangers } from './model/expression-strangers.ts'
import { factTree } from './model/fact-tree.ts'

/**
 * Looks at an expression as saving would: its text, the condition that it says, what is wrong with it, and what it may
 * read. Pure. Refuses `body_invalid` for a place that no kind has, and for a text and a model at once.
 */
export function checkExpression(
  kinds: readonly AnyKind[],
  context: CompileContext,
  asked: ExpressionCheck,
): Verdict<ExpressionView> {
  const place = placeOf(kinds, asked.kind)
  if (place === undefined)
    return refuse('body_invalid', `"${asked.kind}" is no expression of a definition.`, { field: 'kind' })
  if (asked.text !== undefined && asked.model !== undefined)
    return refuse('body_invalid', 'Send a text or a model, not both.', { field: 'model' })
  const text = asked.model === undefined ? (asked.text ?? '') : writeCondition(asked.model)
  const isEmpty = asked.text === undefined && asked.model === undefined
  const field = asked.kind.slice(asked.kind.indexOf('.') + 1)
  const at = { field, on: asked.on, context }
  const compiled = isEmpty ? undefined : compileExpression(place, text, at)
  const strangers = compiled?.ok ? expressionStrangers(place, compiled.value, at) : []
  return ok({
    text,
    model: place.result === 'bool' ? (readCondition(text) ?? null) : null,
    problems: (compiled === undefined || compiled.ok ? strangers : [compiled.refusal]).map(problemOf),
    gives: place.result,
    facts: factTree(place.facts(context, asked.on), place.hints?.(context, asked.on) ?? {}),
  })
}

/** The place that `earning-rule.when` names. */
function placeOf(kinds: readonly AnyKind[], name: string): ExpressionPlace | undefined {
  const dot = name.indexOf('.')
  const places = kinds.find(({ kind }) => kind === name.slice(0, Math.max(0, dot)))?.expressions ?? {}
  const field = name.slice(dot + 1)
  return Object.hasOwn(places, field) ? places[field] : undefined
}

function problemOf({ detail, extra }: Pick<Refusal, 'detail' | 'extra'>): ExpressionView['problems'][number] {
  const position = (extra?.position ?? null) as Position | null
  return { message: typeof extra?.message === 'string' ? extra.message : detail, position }
}
