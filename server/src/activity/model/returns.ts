import type { Order, OrderReturn } from '@perennial/contract'
import { compareDecimals, type Decimal, decimalOf, decimalText, subtract } from '../../kernel/decimal.ts'
import type { Instant } from '../../kernel/instants.ts'
import { invariant, ok, refuse, type Verdict } from '../../kernel/verdict.ts'
import type { OrderLeft } from './basket.ts'

/** An order as far as matching a return needs it. */
export interface ReturnableOrder {
  activityId: string
  sourceId: string
  occurredAt: Instant
  /** The owner's counter when the order was decided: later orders of one instant have a higher one. */
  seq: number
  order: Order
  left: OrderLeft
}

/** Some quantity of one line of one order. */
export interface Match {
  orderId: string
  lineIndex: number
  quantity: string
}

export interface Matched {
  matches: readonly Match[]
  /** What no line had left. */
  unmatched: readonly { sku: string; quantity: string }[]
}

const nothing: Decimal = { units: 0n, scale: 0 }

/** Quantities still left while lines of one return take from them one after the other. */
function openQuantities(orders: readonly ReturnableOrder[]): Map<string, Decimal[]> {
  return new Map(orders.map((each) => [each.activityId, each.left.quantities.map(decimalOf)]))
}

function take(
  open: Map<string, Decimal[]>,
  from: { orderId: string; lineIndex: number; wanted: Decimal },
): { taken: Decimal; rest: Decimal } {
  const quantities = open.get(from.orderId)
  const left = quantities?.[from.lineIndex]
  invariant(quantities !== undefined && left !== undefined, 'a return takes from a line that exists')
  const taken = compareDecimals(left, from.wanted) < 0 ? left : from.wanted
  quantities[from.lineIndex] = subtract(left, taken)
  return { taken, rest: subtract(from.wanted, taken) }
}

function isNothing(quantity: Decimal): boolean {
  return compareDecimals(quantity, nothing) <= 0
}

/**
 * The lines that a return of a named order takes. All or nothing: refuses when it names an unknown line
 * (`return_line_unknown`) or more than is left (`return_exceeds_order`). Without lines it takes all that is left.
 */
export function matchNamedOrder(target: ReturnableOrder, named: OrderReturn): Verdict<Matched> {
  if (named.lines === undefined) {
    const matches = target.left.quantities
      .map((quantity, lineIndex) => ({ orderId: target.activityId, lineIndex, quantity }))
      .filter((match) => !isNothing(decimalOf(match.quantity)))
    return ok({ matches, unmatched: [] })
  }
  const open = openQuantities([target])
  const matches: Match[] = []
  for (const [index, line] of named.lines.entries()) {
    const field = `return.lines[${index}]`
    const candidates = target.order.lines
      .map((each, lineIndex) => ({ each, lineIndex }))
      .filter(({ each }) => (line.lineId === undefined ? each.sku === line.sku : each.lineId === line.lineId))
      .reverse()
    if (candidates.length === 0) {
      return refuse('return_line_unknown', `The order has no line "${line.lineId ?? line.sku}".`, { field })
    }
    let wanted = decimalOf(line.quantity)
    for (const { lineIndex } of candidates) {
      if (isNothing(wanted)) break
      const { taken, rest } = take(open, { orderId: target.activityId, lineIndex, wanted })
      if (!isNothing(taken))
        matches.push({ orderId: target.activityId, lineIndex, quantity: decimalText(taken) })
      wanted = rest
    }
    if (!isNothing(wanted)) {
      const detail = `${line.quantity} of "${line.lineId ?? line.sku}" come back, ${decimalText(wanted)} more than is left.`
      return refuse('return_exceeds_order', detail, { field: `${field}.quantity` })
    }
  }
  return ok({ matches, unmatched: [] })
}

/**
 * The lines that a return without an order takes from a member's orders: exactly the same sku, bought at or before the
 * return, latest first (by time, then by the order in which orders came, then by line), split over lines as needed.
 * What no line has left is told, never guessed.
 */
export function matchLatestFirst(
  orders: readonly ReturnableOrder[],
  named: OrderReturn,
  at: Instant,
): Matched {
  const open = openQuantities(orders)
  const latestFirst = orders
    .filter((each) => each.occurredAt <= at)
    .sort((a, b) => b.occurredAt - a.occurredAt || b.seq - a.seq)
  const matches: Match[] = []
  const unmatched: { sku: string; quantity: string }[] = []
  for (const line of named.lines ?? []) {
    let wanted = decimalOf(line.quantity)
    for (const order of latestFirst) {
      if (isNothing(wanted)) break
      for (
        let lineIndex = order.order.lines.length - 1;
        lineIndex >= 0 && !isNothing(wanted);
        lineIndex -= 1
      ) {
        if (order.order.lines[lineIndex]?.sku !== line.sku) continue
        const { taken, rest } = take(open, { orderId: order.activityId, lineIndex, wanted })
        if (!isNothing(taken))
          matches.push({ orderId: order.activityId, lineIndex, quantity: decimalText(taken) })
        wanted = rest
      }
    }
    if (!isNothing(wanted)) unmatched.push({ sku: line.sku ?? '', quantity: decimalText(wanted) })
  }
  return { matches, unmatched }
}

/** What an order has left after matches took from it. */
export function leftAfter(
  order: Pick<ReturnableOrder, 'left'>,
  matches: readonly Match[],
  shippingMinor: number,
): OrderLeft {
  const quantities = order.left.quantities.map(decimalOf)
  for (const match of matches) {
    const left = subtract(quantities[match.lineIndex] ?? nothing, decimalOf(match.quantity))
    invariant(left.units >= 0n, 'a match never takes more than is left')
    quantities[match.lineIndex] = left
  }
  return {
    quantities: quantities.map(decimalText),
    shippingMinor: Math.max(0, order.left.shippingMinor - shippingMinor),
  }
}

/** Whether no quantity of any line is left. */
export function isAllReturned(left: OrderLeft): boolean {
  return left.quantities.every((quantity) => isNothing(decimalOf(quantity)))
}
