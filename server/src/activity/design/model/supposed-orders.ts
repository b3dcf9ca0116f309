import type { ActivityInput, EarningRuleSpec } from '@perennial/contract'
import { decimalText } from '../../../kernel/decimal.ts'
import { type Instant, instantText } from '../../../kernel/instants.ts'
import type { Release } from '../../../programs/index.ts'

export interface Assumptions {
  averageOrderMinor: number
  /** Of a member who buys. */
  ordersPerYear: number
}

/** What a shop may suppose that knows nothing of itself: in its money, an order of fifty every other month. */
export function usualAssumptions(moneyExponent: number): Assumptions {
  return { averageOrderMinor: 50 * 10 ** moneyExponent, ordersPerYear: 6 }
}

const members = 40
const yearMs = 365 * 86_400_000
/** People and baskets differ; each list has the average 1. */
const eagerness = [0.35, 0.65, 0.9, 1.2, 1.9]
const sizes = [0.4, 0.75, 0.9, 1.15, 1.8]

/** What is bought. */
export interface Goods {
  sku: string
  category?: string
}

const anyGoods: Goods = { sku: 'any' }

/** The goods that rules and cards are for by name: where they are for nothing else, only these give anything. */
export function namedGoods({ specs }: Pick<Release, 'specs'>): readonly Goods[] {
  const listening = [...(specs.get('earning-rule') ?? []), ...(specs.get('stamp-card') ?? [])]
  return listening.flatMap(([, spec]) => {
    const { products, categories } = spec as Pick<EarningRuleSpec, 'products' | 'categories'>
    return [
      ...(categories?.include ?? []).map((category) => ({ ...anyGoods, category })),
      ...(products?.include ?? []).map((sku) => ({ sku })),
    ]
  })
}

/** A year of made-up orders that come to the assumptions; the same every time. */
export function supposedOrders(
  { averageOrderMinor, ordersPerYear }: Assumptions,
  at: { now: Instant; currency: string; moneyExponent: number; goods?: readonly Goods[] },
): ActivityInput[] {
  const { goods = [], ...money } = at
  const moments = momentsOf(ordersPerYear, at.now)
  const whole = moments.length - (moments.length % sizes.length)
  const inputs = moments.map((moment, index) => {
    // What does not fill a round of sizes is of the average, so that the sum is too.
    const size = index < whole ? (sizes[index % sizes.length] as number) : 1
    const minor = Math.round(averageOrderMinor * size)
    return {
      at: moment.at,
      input: orderOf(moment, {
        ...money,
        sourceId: String(index),
        minor,
        goods: goods[index % goods.length] ?? anyGoods,
      }),
    }
  })
  return inputs.sort((a, b) => a.at - b.at).map(({ input }) => input)
}

interface Moment {
  member: number
  at: Instant
}

/** When who buys: spread over the year, none of it ahead. */
function momentsOf(ordersPerYear: number, now: Instant): Moment[] {
  const moments: Moment[] = []
  for (let member = 0; member < members; member += 1) {
    const orders = Math.max(1, Math.round(ordersPerYear * (eagerness[member % eagerness.length] as number)))
    for (let index = 0; index < orders; index += 1) {
      const share = (index + 1 + (member % 7) / 10) / (orders + 2)
      moments.push({ member, at: now - yearMs + Math.floor(share * yearMs) })
    }
  }
  return moments
}

function orderOf(
  { member, at }: Moment,
  of: { sourceId: string; minor: number; currency: string; moneyExponent: number; goods: Goods },
): ActivityInput {
  const unitPrice = decimalText({ units: BigInt(of.minor), scale: of.moneyExponent })
  return {
    type: 'order.placed',
    source: 'estimate',
    sourceId: of.sourceId,
    occurredAt: instantText(at),
    member: { externalId: `m${member}` },
    order: { currency: of.currency, lines: [{ lineId: '1', ...of.goods, quantity: '1', unitPrice }] },
  }
}
