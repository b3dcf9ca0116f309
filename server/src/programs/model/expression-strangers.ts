import { type CompiledRule, problemText, type TextMet, textsMet } from '../../rules/index.ts'
import type { Choice, CompileContext, ExpressionPlace, Stranger } from '../definition.ts'
import { didYouMean } from './near.ts'

/** Longest list of what a fact can be that a sentence shows. */
const shownMax = 12

/**
 * Texts that an expression holds against a fact in vain: the hints of its place say all that the fact can be, and they
 * are not among it. A slip of the pen such as `member.tier == "glod"` would leave everybody out, or nobody. "" stands
 * for no tier, no store and the like, and is never asked.
 */
export function expressionStrangers(
  place: Pick<ExpressionPlace, 'hints'>,
  rule: CompiledRule<unknown> | undefined,
  at: { field: string; on?: string | undefined; context: CompileContext },
): readonly Stranger[] {
  const met = rule === undefined ? [] : textsMet(rule.ast).filter(({ text }) => text !== '')
  if (rule === undefined || met.length === 0) return []
  const hints = place.hints?.(at.context, at.on) ?? {}
  return met.flatMap((each) => {
    const choices = Object.hasOwn(hints, each.fact) ? hints[each.fact]?.choices : undefined
    if (choices === undefined || choices.some(({ value }) => value === each.text)) return []
    const message = sentence(each, choices)
    const detail = problemText(rule.source, { message, position: each.at })
    return [{ field: at.field, detail, extra: { position: each.at, message } }]
  })
}

function sentence({ fact, text, isKey }: TextMet, choices: readonly Choice[]): string {
  const known = choices.map(({ value }) => value)
  const vain = isKey ? `${fact} has no "${text}".` : `${fact} never has the value "${text}".`
  const near = didYouMean(text, known)
  if (near !== '') return vain + near
  if (known.length === 0) return `${vain} The programme defines none.`
  const more = known.length > shownMax ? ', ...' : ''
  return `${vain} There are: ${known.slice(0, shownMax).join(', ')}${more}.`
}
