import { type CompiledRule, RuleError } from '../../rules/index.ts'
import type { BasketLine, LineMemo } from './basket.ts'

type LineFacts = (line: BasketLine) => Readonly<Record<string, unknown>>

const holds = 1
const holdsNot = 2

/** Whether a condition over `line` holds; not where it has no answer. `factsOf` makes what it reads. */
export function lineTest(
  condition: CompiledRule<boolean>,
  factsOf: LineFacts,
): (line: BasketLine) => boolean {
  let answers: Uint8Array | undefined
  return (line) => {
    const { shared } = line
    if (shared === undefined) return evaluateOn(condition, factsOf(line))
    answers ??= shared.memo.answersTo(questionOf(condition))
    const known = answers[shared.index]
    if (known === holds) return true
    if (known === holdsNot) return false
    const answer = evaluateOn(condition, factsOf(line))
    answers[shared.index] = answer ? holds : holdsNot
    return answer
  }
}

/** All that an answer hangs on, beside the line. */
function questionOf({ source, moneyExponent }: CompiledRule<boolean>): string {
  return `${moneyExponent}/${source}`
}

function evaluateOn(condition: CompiledRule<boolean>, line: Readonly<Record<string, unknown>>): boolean {
  try {
    return condition.evaluate({ line })
  } catch (error) {
    if (error instanceof RuleError) return false
    throw error
  }
}

/** Conditions that are remembered at most; one costs a byte a line. */
const conditionsMax = 500

/** `size` says how many lines there are when it is asked. */
export function createLineMemo(size: () => number): LineMemo {
  const answers = new Map<string, Uint8Array>()
  return {
    answersTo(question) {
      let known = answers.get(question)
      if (known === undefined || known.length < size()) {
        if (answers.size >= conditionsMax) answers.clear()
        known = new Uint8Array(size())
        answers.set(question, known)
      }
      return known
    },
  }
}
