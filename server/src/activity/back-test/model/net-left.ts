import { orThrow } from '../../../kernel/verdict.ts'
import { basketOf } from '../../model/basket.ts'
import type { Matched } from '../../model/returns.ts'
import type { OwnerWork } from '../../model/work.ts'

/** What stands of the orders that a return takes from. */
export function netLeft(work: OwnerWork, matched: Matched): number {
  let netMinor = 0
  for (const orderId of new Set(matched.matches.map((match) => match.orderId))) {
    const book = work.orders.get(orderId)
    if (book === undefined) continue
    netMinor += orThrow(basketOf(book.input, book.left, book.release.moneyExponent)).netMinor
  }
  return netMinor
}
