import fc from 'fast-check'

/** Conditions that are not comparisons of two values. */
const tests = [
  '"vip" in member.tags',
  '"1.5" in member.tags',
  '"true" in member.tags',
  '"1e+21" in member.tags',
  '"7" in member.tags',
  'member.name in member.tags',
  'member.attributes.age in member.tags',
  'size(member.tags) == 2',
  'member.tags.exists(t, t.startsWith("n"))',
  'has(member.attributes.city)',
  'has(history.lastOrderAt)',
  'has(member.name)',
  'consents.email',
  'consents.sms',
  'member.tier == "gold"',
  'member.tiers.spend > "entry"',
  'has(member.tiers.other)',
  'member.tier in ["entry", "silver"]',
  'counters.nothing > 0',
  '"this-year" in counters',
  'balances["nothing"] > 0',
  '"points" in balances',
  'member.name.contains("1")',
  'member.enrolledAt.getDayOfWeek("Europe/Berlin") == 0',
  'history.lastOrderAt.getHours() > 11',
  'member.attributes.city in ["Ulm", "Bern"]',
]

function comparison(facts: readonly string[], values: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.constantFrom(...facts),
      fc.constantFrom('==', '!=', '<', '<=', '>', '>='),
      fc.constantFrom(...values),
    )
    .map((each) => each.join(' '))
}

/** Conditions over every sort of fact, nested as deep as asked. */
export function conditions(depth: number): fc.Arbitrary<string> {
  const leaf = fc.oneof(
    comparison(
      [
        'history.orders',
        'history.ordersLast30Days',
        'history.ordersLast90Days',
        'history.ordersLast365Days',
        'history.daysSinceLastOrder',
        'balances.points',
        'counters["all-orders"]',
        'counters["this-year"]',
        'int(member.attributes.age)',
      ],
      ['0', '1', '2', '30', '100', 'history.orders', 'balances.points', 'now.getMonth()'],
    ),
    comparison(
      [
        'history.spend',
        'history.spendLast90Days',
        'history.spendLast365Days',
        'math.round(history.spend / history.orders)',
      ],
      ['0.0', '20.00', '75.5', 'history.spendLast30Days'],
    ),
    comparison(
      ['history.firstOrderAt', 'history.lastOrderAt', 'member.enrolledAt'],
      ['now', 'now - duration("720h")', 'history.lastOrderAt', 'timestamp("2026-03-29T01:00:00Z")'],
    ),
    comparison(
      [
        'member.attributes.city',
        'member.attributes.age',
        'member.attributes.blocked',
        'member.name',
        'member.language',
        'member.attributes.tags',
      ],
      ['"Ulm"', '"Z"', '"vip, new"', '"1e+21"', '"1e-7"', '"1.5"', '"true"', 'member.attributes.city'],
    ),
    fc.constantFrom(...tests),
  )
  if (depth === 0) return leaf
  const sub = conditions(depth - 1)
  return fc.oneof(
    leaf,
    fc.array(sub, { minLength: 2, maxLength: 3 }).map((each) => `(${each.join(' && ')})`),
    fc.array(sub, { minLength: 2, maxLength: 3 }).map((each) => `(${each.join(' || ')})`),
    sub.map((each) => `!(${each})`),
  )
}
