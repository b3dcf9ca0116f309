import type { OrderMemo, SharedOrder } from './basket.ts'

/** Numbers that are remembered at most, over all questions: 512 MB. */
const numbersMax = 64_000_000

/** `size` says how many orders there are when it is asked. */
export function createOrderMemo(size: () => number): OrderMemo {
  const answers = new Map<string, Float64Array>()
  return {
    answersTo(question) {
      let known = answers.get(question)
      if (known === undefined || known.length < size()) {
        if ((answers.size + 1) * size() > numbersMax) answers.clear()
        known = new Float64Array(size()).fill(Number.NaN)
        answers.set(question, known)
      }
      return known
    },
  }
}

/** Where the answers of a rule are, in the memory of the history that it was tried on last. */
interface Bound {
  memo: OrderMemo
  answers: Float64Array
}

const boundOf = new WeakMap<object, Bound>()

/** The number that is remembered of an order; else it is asked. `question` is the text of all that it hangs on, beside the order. */
export function rememberedOf<Asker extends object>(
  asker: Asker,
  { index, memo }: SharedOrder,
  more: { question: (asker: Asker) => string; ask: () => number },
): number {
  let bound = boundOf.get(asker)
  if (bound?.memo !== memo) {
    bound = { memo, answers: memo.answersTo(more.question(asker)) }
    boundOf.set(asker, bound)
  }
  const known = bound.answers[index] as number
  if (!Number.isNaN(known)) return known
  const asked = more.ask()
  bound.answers[index] = asked
  return asked
}
