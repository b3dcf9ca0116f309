import type { Refusal, Verdict } from '../../kernel/verdict.ts'
import { type CompiledRule, compileRule } from '../../rules/index.ts'
import type { CompileContext, ExpressionPlace } from '../definition.ts'

/**
 * Compiles the expression of a definition. Refuses `rule_invalid` with the field; `extra` has `position` and `message`.
 * Saving, publishing and looking at an expression all come through here.
 */
export function compileExpression<T>(
  place: ExpressionPlace,
  source: string,
  at: { field: string; on?: string | undefined; context: CompileContext },
): Verdict<CompiledRule<T>> {
  const { field, on, context } = at
  const compiled = compileRule<T>(source, {
    variables: place.facts(context, on),
    result: place.result,
    moneyExponent: context.moneyExponent,
    ...(place.listLengthMax === undefined ? {} : { limits: { listLengthMax: place.listLengthMax } }),
  })
  if (!compiled.ok) return refusedAt(compiled.refusal, field)
  const accepted = place.accept?.(compiled.value, context)
  return accepted === undefined || accepted.ok ? compiled : refusedAt(accepted.refusal, field)
}

function refusedAt(refusal: Refusal, field: string): Verdict<never> {
  return { ok: false, refusal: { ...refusal, field } }
}
