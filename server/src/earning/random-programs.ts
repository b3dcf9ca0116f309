import type { Order } from '@perennial/contract'
import fc from 'fast-check'

const caps = fc.option(
  fc.record({
    points: fc.integer({ min: 1, max: 60 }),
    per: fc.constantFrom('order', 'day', 'month', 'lifetime'),
  }),
  { nil: undefined },
)
const pointsOrTimes = fc.oneof(
  fc.record({ points: fc.integer({ min: 1, max: 80 }) }),
  fc.record({ times: fc.integer({ min: 1, max: 3 }) }),
)
const budgets = fc.option(
  fc.tuple(pointsOrTimes, fc.constantFrom('day', 'lifetime')).map(([most, per]) => ({ ...most, per })),
  { nil: undefined },
)
/** No two of one form, and none like `cap`, which is of a member's points. */
const capLists = fc
  .uniqueArray(
    fc.tuple(
      pointsOrTimes,
      fc.constantFrom('member', 'household', 'store'),
      fc.constantFrom('day', 'week', 'month', 'lifetime'),
    ),
    { maxLength: 3, selector: ([most, of, per]) => `${Object.keys(most)[0]}/${of}/${per}` },
  )
  .map((caps) =>
    caps
      .map(([most, of, per]) => ({ ...most, of, per }))
      .filter((cap) => cap.of !== 'member' || 'times' in cap),
  )
const awards = fc.oneof(
  fc.record({
    kind: fc.constant('per-money'),
    points: fc.integer({ min: 1, max: 30 }),
    perMinor: fc.integer({ min: 1, max: 300 }),
  }),
  fc.record({
    kind: fc.constantFrom('per-item', 'per-order', 'fixed'),
    points: fc.integer({ min: 1, max: 30 }),
  }),
  fc.record({ kind: fc.constant('multiplier'), factor: fc.constantFrom('1.33', '2', '2.5') }),
  fc.constant({ kind: 'expression', expression: 'order.itemCount * 3 - items.size()' }),
  fc.constant({ kind: 'per-line', expression: 'int(line.quantity) * 2 + (line.sku == "a" ? 3 : 0)' }),
)
const ruleSpecs = fc.record(
  {
    award: awards,
    rounding: fc.constantFrom('floor', 'ceiling', 'half-up', 'half-even', 'truncate'),
    when: fc.constantFrom(
      'order.net >= 4.0',
      'items.exists(i, i.sku == "a")',
      'order.itemCount != 3',
      'member.tier == "gold"',
    ),
    lines: fc.constantFrom('line.sku != "b"', 'line.amount > 1.0'),
    products: fc.constantFrom({ include: ['a', 'c'] }, { exclude: ['a'] }),
    minimumBasketMinor: fc.integer({ min: 1, max: 800 }),
    tax: fc.boolean(),
    shipping: fc.boolean(),
    cap: caps,
    caps: capLists,
    budget: budgets,
    holdout: fc.record({ percent: fc.constantFrom(5, 50) }),
    audience: fc.constantFrom({ tiers: ['gold'] }, { tags: { exclude: ['staff'] } }, { tiers: ['silver'] }),
    stacking: fc.record({
      group: fc.constantFrom('g', 'h'),
      mode: fc.constantFrom('first', 'best', 'all'),
    }),
    priority: fc.integer({ min: 0, max: 2 }),
  },
  { requiredKeys: ['award'] },
)
/** Programmes of a few rules that meet in every way. */
export const programs = fc
  .array(ruleSpecs, { minLength: 1, maxLength: 6 })
  .map((specs) => ({ rules: Object.fromEntries(specs.map((spec, index) => [`r${index}`, spec])) }))

/** Small orders of three products, some of whose lines give money back. */
export const orders = fc
  .array(
    fc.record({
      sku: fc.constantFrom('a', 'b', 'c'),
      quantity: fc.integer({ min: 1, max: 4 }),
      cents: fc.integer({ min: -200, max: 500 }),
      taxMinor: fc.integer({ min: 0, max: 30 }),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .chain((lines) =>
    fc.record({
      lines: fc.constant(
        lines.map(({ sku, quantity, cents, taxMinor }, index) => ({
          lineId: `l${index}`,
          sku,
          quantity: String(quantity),
          unitPrice: (cents / 100).toFixed(2),
          taxMinor,
        })),
      ),
      currency: fc.constant('GBP'),
      taxIncluded: fc.boolean(),
      shippingMinor: fc.integer({ min: 0, max: 300 }),
      discountMinor: fc.integer({ min: 0, max: 300 }),
    }),
  ) as fc.Arbitrary<Order>
