import type { FreeData, Order } from '@perennial/contract'
import { type Decimal, decimalOf, multiply, powerOfTen, toMinor } from '../../kernel/decimal.ts'
import { safeAmount } from '../../kernel/money.ts'
import { divideRounded } from '../../kernel/rounding.ts'
import { ok, refuse, type Verdict } from '../../kernel/verdict.ts'

/**
 * What conditions said of lines that many orders share: a shop sells the same thing again and again, and a condition over a
 * line reads nothing else. By the text of the condition and the digits of the money in it, so that a rule that stays as it
 * is is not asked twice.
 */
export interface LineMemo {
  /** One place a line: 0 not asked yet, 1 holds, 2 does not. */
  answersTo(question: string): Uint8Array
}

/** Where the answers about a line are. */
export interface SharedLine {
  index: number
  memo: LineMemo
}

/** A line as rules see it: what is left of it, in exact amounts. */
export interface BasketLine {
  lineId: string
  sku: string
  name: string
  category: string
  quantity: Decimal
  unitPrice: Decimal
  /** What the member pays for it, after the order's discount; includes tax when the order's lines do. */
  amountMinor: number
  /** Tax within (or on top of) the line. */
  taxMinor: number
  data: FreeData
  /** Whether any quantity of it is left. */
  present: boolean
  /** Of a line that many orders share, as in a back-test: what conditions said of it is remembered there. */
  shared?: SharedLine | undefined
}

/**
 * What was counted of orders that are decided again and again, one number an order. By the text of all that it hangs on, so
 * that a rule that stays as it is, or gives only another rate, is not asked twice.
 */
export interface OrderMemo {
  /** One place an order: not a number where it was not asked yet. */
  answersTo(question: string): Float64Array
}

/** Where the answers about an order are. */
export interface SharedOrder {
  index: number
  memo: OrderMemo
}

/** An order's money and lines, whole or what is left after returns. */
export interface Basket {
  currency: string
  taxIncluded: boolean
  lines: readonly BasketLine[]
  shippingMinor: number
  /** Sum of the lines. */
  netMinor: number
  /** Of an order of a back-test, or what a return leaves of it: what rules counted of it is remembered there. */
  shared?: SharedOrder | undefined
}

/** What returns have left of an order: quantities by line, in line order, and shipping. */
export interface OrderLeft {
  quantities: readonly string[]
  shippingMinor: number
}

/** Nothing returned yet. */
export function wholeOrder(order: Order): OrderLeft {
  return { quantities: order.lines.map((line) => line.quantity), shippingMinor: order.shippingMinor ?? 0 }
}

function share(total: bigint, part: Decimal, whole: Decimal): bigint {
  if (total === 0n) return 0n
  const scale = Math.max(part.scale, whole.scale)
  const numerator = part.units * powerOfTen(scale - part.scale)
  const denominator = whole.units * powerOfTen(scale - whole.scale)
  if (denominator === 0n) return 0n
  return divideRounded(total * numerator, denominator, 'half-up')
}

/** Spreads a discount over amounts: whole minor units, largest remainders first, earlier lines first on a tie. */
function spread(discount: bigint, amounts: readonly bigint[]): bigint[] {
  if (discount === 0n) return amounts.map(() => 0n)
  const positive = amounts.map((amount) => (amount > 0n ? amount : 0n))
  const total = positive.reduce((sum, amount) => sum + amount, 0n)
  if (total === 0n) return amounts.map(() => 0n)
  const capped = discount > total ? total : discount
  const parts = positive.map((amount) => (amount * capped) / total)
  let rest = capped - parts.reduce((sum, part) => sum + part, 0n)
  const byRemainder = positive
    .map((amount, index) => ({ index, remainder: (amount * capped) % total }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1))
  for (const { index } of byRemainder) {
    if (rest === 0n) break
    parts[index] = (parts[index] ?? 0n) + 1n
    rest -= 1n
  }
  return parts
}

/**
 * The basket of what is left. A line's amount is `round half up(quantity x unit price)`, or its given `amountMinor`;
 * what is left of a line with a given amount, of its discount and of its tax is its share by quantity, rounded half up.
 * Refuses with `limit_exceeded` when a sum is past 2^53.
 */
export function basketOf(order: Order, left: OrderLeft, exponent: number): Verdict<Basket> {
  const wholes = order.lines.map((line) => decimalOf(line.quantity))
  const prices = order.lines.map((line) => decimalOf(line.unitPrice))
  const given = order.lines.map((line, index) =>
    line.amountMinor === undefined
      ? toMinor(multiply(wholes[index] as Decimal, prices[index] as Decimal), exponent, 'half-up')
      : BigInt(line.amountMinor),
  )
  const discounts = spread(BigInt(order.discountMinor ?? 0), given)
  let net = 0n
  const lines: BasketLine[] = []
  for (const [index, line] of order.lines.entries()) {
    const whole = wholes[index] as Decimal
    const unitPrice = prices[index] as Decimal
    const isWhole = left.quantities[index] === line.quantity
    const quantity = isWhole ? whole : decimalOf(left.quantities[index] ?? '0')
    const gross =
      isWhole && whole.units !== 0n
        ? (given[index] as bigint)
        : line.amountMinor === undefined
          ? toMinor(multiply(quantity, unitPrice), exponent, 'half-up')
          : share(given[index] as bigint, quantity, whole)
    const amount = gross - share(discounts[index] as bigint, quantity, whole)
    net += amount
    const amountMinor = safeAmount(amount)
    if (amountMinor === undefined) return tooLarge(`order.lines[${index}]`)
    lines.push({
      lineId: line.lineId,
      sku: line.sku,
      name: line.name ?? '',
      category: line.category ?? '',
      quantity,
      present: quantity.units > 0n,
      unitPrice,
      amountMinor,
      taxMinor: Number(share(BigInt(line.taxMinor ?? 0), quantity, whole)),
      data: line.data ?? {},
      // Named here, so that lines and orders of all sorts have one form, which the engine reads faster.
      shared: undefined,
    })
  }
  const netMinor = safeAmount(net)
  if (netMinor === undefined) return tooLarge('order.lines')
  return ok({
    currency: order.currency,
    taxIncluded: order.taxIncluded ?? true,
    lines,
    shippingMinor: left.shippingMinor,
    netMinor,
    shared: undefined,
  })
}

function tooLarge(field: string) {
  return refuse('limit_exceeded', `The amount of ${field} is past what can be held exactly (2^53).`, {
    field,
  })
}
