import type { Day } from '../../../kernel/instants.ts'
import type { History } from '../../back-test/model/history.ts'

/** What members did in a span of days. */
export interface Year {
  /** Members with an order, and with two at least. */
  buyers: number
  repeaters: number
  orders: number
  /** Sum of the orders before anything came back. */
  orderMinor: number
}

/** Counts the orders of a span of days, both included. */
export function countYear(history: History, zone: string, span: { from: Day; to: Day }): Year {
  const days = history.days(zone)
  const ordersOf = new Uint32Array(history.owners.length)
  const year: Year = { buyers: 0, repeaters: 0, orders: 0, orderMinor: 0 }
  for (let at = 0; at < history.size; at += 1) {
    const basket = history.baskets[at]
    const day = days[at] as number
    if (basket === undefined || day < span.from || day > span.to) continue
    const owner = history.owner[at] as number
    ordersOf[owner] = (ordersOf[owner] as number) + 1
    year.orders += 1
    year.orderMinor += basket.netMinor
  }
  for (const orders of ordersOf) {
    if (orders > 0) year.buyers += 1
    if (orders > 1) year.repeaters += 1
  }
  return year
}

export function averageOrder({ orders, orderMinor }: Year): number {
  return orders === 0 ? 0 : Math.max(0, Math.round(orderMinor / orders))
}

/** Orders of a member who buys, with two digits after the point. */
export function ordersPerBuyer({ orders, buyers }: Year): number {
  return buyers === 0 ? 0 : Math.round((orders * 100) / buyers) / 100
}
