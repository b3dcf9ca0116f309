import type { ActivityRecord, Effect, Order, OrderLine } from '@perennial/contract'
import { exponentOf } from '../../ui/exponents.ts'

/** Points that an activity's effects add up to, over all currencies of one kind. */
export function changeOf(effects: readonly Effect[]): number {
  return effects.reduce((sum, effect) => sum + (effect.kind === 'points' ? (effect.amount ?? 0) : 0), 0)
}

/** A line's amount in minor units: as given, else quantity times unit price, rounded half up, away from floats. */
export function lineAmountMinor(line: OrderLine, currency: string): number {
  if (line.amountMinor !== undefined) return line.amountMinor
  const quantity = scaled(line.quantity)
  const price = scaled(line.unitPrice)
  const product = quantity.digits * price.digits
  const drop = quantity.scale + price.scale - exponentOf(currency)
  if (drop <= 0) return Number(product * 10n ** BigInt(-drop))
  const unit = 10n ** BigInt(drop)
  // Half up means towards plus infinity; BigInt division cuts towards zero.
  const doubled = 2n * product + unit
  const whole = doubled / (2n * unit)
  return Number(doubled < 0n && doubled % (2n * unit) !== 0n ? whole - 1n : whole)
}

/** What the lines of an order add up to, for the list. */
export function orderAmountMinor(order: Order): number {
  const lines = order.lines.reduce((sum, line) => sum + lineAmountMinor(line, order.currency), 0)
  return lines - (order.discountMinor ?? 0) + (order.shippingMinor ?? 0)
}

function scaled(decimal: string): { digits: bigint; scale: number } {
  const [whole = '0', fraction = ''] = decimal.split('.')
  return { digits: BigInt(whole + fraction), scale: fraction.length }
}

export interface LineLeft {
  line: OrderLine
  /** Decimal text: what no return has taken yet; undefined when the record does not say. */
  left: string | undefined
  /** Whether any of it came back. */
  returned: boolean
}

/** The lines of an order with what is left of each. */
export function linesLeft(record: ActivityRecord): LineLeft[] {
  const left = new Map(record.left?.map((each) => [each.lineId, each.quantity]))
  return (record.input.order?.lines ?? []).map((line) => {
    const quantity = left.get(line.lineId)
    return {
      line,
      left: quantity,
      returned: quantity !== undefined && Number(quantity) < Number(line.quantity),
    }
  })
}
