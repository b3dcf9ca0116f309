import { ok, type Verdict } from '../../kernel/verdict.ts'
import { basketOf } from './basket.ts'
import { isAllReturned, leftAfter, type Matched } from './returns.ts'
import type { Decider, Leftover, OrderBook } from './work.ts'

/** What a return leaves of an order. */
export function leftoverOf(
  decider: Decider,
  book: OrderBook,
  asked: { matched: Matched; shippingMinor: number },
): Verdict<Leftover> {
  const known = decider.leftOf?.(book.activity.id)
  if (known !== undefined) return ok(known)
  const own = asked.matched.matches.filter((match) => match.orderId === book.activity.id)
  const left = leftAfter(returnable(book), own, asked.shippingMinor)
  const basket = basketOf(book.input, left, book.release.moneyExponent)
  return basket.ok ? ok({ left, basket: basket.value, nothingLeft: isAllReturned(left) }) : basket
}

/** An order as matching sees it. */
export function returnable(book: OrderBook) {
  return {
    activityId: book.activity.id,
    sourceId: book.activity.sourceId,
    occurredAt: book.activity.occurredAt,
    seq: book.seq,
    order: book.input,
    left: book.left,
  }
}
