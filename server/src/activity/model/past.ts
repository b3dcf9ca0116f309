import type { Order } from '@perennial/contract'
import type { Instant } from '../../kernel/instants.ts'
import { basketOf, type OrderLeft } from './basket.ts'

/** What orders that are not at hand add up to, by what is left of them. */
export interface PastOrders {
  orders: number
  spend: number
  /** Undefined for no order of which anything is left. */
  firstAt: Instant | undefined
  lastAt: Instant | undefined
}

export const noPast: PastOrders = { orders: 0, spend: 0, firstAt: undefined, lastAt: undefined }

/** An order with what is left of it. */
interface OrderKept {
  activity: { occurredAt: Instant }
  input: Order
  left: OrderLeft
  release: { moneyExponent: number }
}

/** An order added. One that was given back whole adds nothing. */
export function withOrder(past: PastOrders, { activity, input, left, release }: OrderKept): PastOrders {
  if (left.quantities.every((quantity) => Number(quantity) === 0)) return past
  const basket = basketOf(input, left, release.moneyExponent)
  const { occurredAt } = activity
  return joinPasts(past, {
    orders: 1,
    spend: basket.ok ? basket.value.netMinor : 0,
    firstAt: occurredAt,
    lastAt: occurredAt,
  })
}

/** Both together. */
export function joinPasts(a: PastOrders, b: PastOrders): PastOrders {
  return {
    orders: a.orders + b.orders,
    spend: a.spend + b.spend,
    firstAt: a.firstAt === undefined || (b.firstAt ?? a.firstAt) < a.firstAt ? b.firstAt : a.firstAt,
    lastAt: a.lastAt === undefined || (b.lastAt ?? a.lastAt) > a.lastAt ? b.lastAt : a.lastAt,
  }
}
