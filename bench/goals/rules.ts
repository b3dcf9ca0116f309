import { celEnv, parse, plan } from '@bufbuild/cel'
import { parse as parseCel } from '@marcbachmann/cel-js'
import { orThrow } from '../../server/src/kernel/verdict.ts'
import { compileRule, type FactType } from '../../server/src/rules/index.ts'
import { alternate } from '../measure/alternate.ts'
import { goalOf } from '../measure/goals.ts'
import { median, ratios, spreadOf } from '../measure/statistics.ts'
import type { Row } from '../measure/table.ts'
import type { Session } from '../session.ts'

const text: FactType = { kind: 'string' }
const money: FactType = { kind: 'money' }
const item: FactType = { kind: 'object', name: 'item', fields: { category: text, net: money } }
const variables: Readonly<Record<string, FactType>> = {
  order: { kind: 'object', name: 'order', fields: { net: money, channel: text } },
  member: { kind: 'object', name: 'member', fields: { tier: text } },
  items: { kind: 'list', of: item },
}

interface Facts {
  order: { net: number; channel: string }
  member: { tier: string }
  items: readonly { category: string; net: number }[]
}

type Test = (facts: Facts) => boolean

/** Ten conditions in three spellings: amounts of money scale in ours, so the packages get minor units. */
const conditions: readonly { ours: string; cel: string; byHand: Test }[] = [
  both('order.net >= 50.0', 'order.net >= 5000.0', (facts) => facts.order.net >= 5000),
  both('order.net < 20.0', 'order.net < 2000.0', (facts) => facts.order.net < 2000),
  same('member.tier in ["gold", "platinum"]', within(['gold', 'platinum'])),
  same('member.tier == "silver"', within(['silver'])),
  same('order.channel == "app"', (facts) => facts.order.channel === 'app'),
  same('items.exists(i, i.category == "coffee")', some('coffee')),
  same('items.exists(i, i.category == "tea")', some('tea')),
  both(
    'order.net >= 40.0 && member.tier in ["gold", "silver"] && items.exists(i, i.category == "coffee")',
    'order.net >= 4000.0 && member.tier in ["gold", "silver"] && items.exists(i, i.category == "coffee")',
    every([(facts) => facts.order.net >= 4000, within(['gold', 'silver']), some('coffee')]),
  ),
  both(
    'order.channel == "web" || order.net > 100.0',
    'order.channel == "web" || order.net > 10000.0',
    (facts) => facts.order.channel === 'web' || facts.order.net > 10_000,
  ),
  both(
    'items.all(i, i.net > 1.0) && member.tier != ""',
    'items.all(i, i.net > 100.0) && member.tier != ""',
    every([(facts) => facts.items.every((each) => each.net > 100), (facts) => facts.member.tier !== '']),
  ),
]

function both(ours: string, cel: string, byHand: Test) {
  return { ours, cel, byHand }
}

function same(source: string, byHand: Test) {
  return { ours: source, cel: source, byHand }
}

function within(tiers: readonly string[]): Test {
  return (facts) => tiers.includes(facts.member.tier)
}

function some(category: string): Test {
  return (facts) => facts.items.some((each) => each.category === category)
}

function every(tests: readonly Test[]): Test {
  return (facts) => tests.every((test) => test(facts))
}

function samples(): Facts[] {
  const tiers = ['', 'silver', 'gold', 'platinum']
  const channels = ['web', 'app', 'store']
  const categories = ['tea', 'coffee', 'food', 'tableware']
  return Array.from({ length: 64 }, (_, index) => ({
    order: { net: 500 + index * 211, channel: channels[index % 3] as string },
    member: { tier: tiers[index % 4] as string },
    items: [0, 1, 2].map((line) => ({
      category: categories[(index + line) % 4] as string,
      net: 90 + index * 7,
    })),
  }))
}

/** Evaluations of all ten conditions a second. */
function rateOf(tests: readonly Test[], facts: readonly Facts[], seconds: number): number {
  const endsAt = performance.now() + seconds * 1000
  let turns = 0
  let held = 0
  while (performance.now() < endsAt) {
    for (const each of facts) for (const test of tests) if (test(each)) held += 1
    turns += facts.length
  }
  if (held === 0) throw new Error('No condition ever held')
  return turns / seconds
}

/** All ways must agree before they race. */
function requireAgreement(ways: Readonly<Record<string, readonly Test[]>>, facts: readonly Facts[]): void {
  for (const [way, tests] of Object.entries(ways)) {
    for (const [index, test] of tests.entries()) {
      const expected = conditions[index]
      if (facts.some((each) => test(each) !== expected?.byHand(each)))
        throw new Error(`${way} answers "${expected?.ours}" differently`)
    }
  }
}

/** P10: our compiled conditions, closures by hand, and two packages for the same language. */
export async function compiledRules(session: Session): Promise<Row[]> {
  const facts = samples()
  const compiled = conditions.map(({ ours }) => {
    const rule = orThrow(compileRule<boolean>(ours, { variables, moneyExponent: 2, result: 'bool' }))
    return (each: Facts) => rule.evaluate(each as unknown as Readonly<Record<string, unknown>>)
  })
  const byHand = conditions.map((condition) => condition.byHand)
  const environment = celEnv()
  const bufbuild = conditions.map(({ cel }) => {
    const evaluate = plan(environment, parse(cel))
    return (each: Facts) => evaluate(each as never) === true
  })
  const marcbachmann = conditions.map(({ cel }) => {
    const evaluate = parseCel(cel)
    return (each: Facts) => evaluate(each as never) === true
  })
  requireAgreement({ compiled, bufbuild, marcbachmann }, facts)
  const seconds = Math.min(1, session.extent.seconds)
  for (const tests of [compiled, byHand, bufbuild, marcbachmann]) rateOf(tests, facts, 0.3)
  const rates = await alternate(session.extent.rounds, {
    compiled: async () => rateOf(compiled, facts, seconds),
    byHand: async () => rateOf(byHand, facts, seconds),
    bufbuild: async () => rateOf(bufbuild, facts, seconds),
    marcbachmann: async () => rateOf(marcbachmann, facts, seconds),
  })
  const packages = [
    { name: '@bufbuild/cel', rates: rates.bufbuild },
    { name: '@marcbachmann/cel-js', rates: rates.marcbachmann },
  ].sort((a, b) => median(b.rates) - median(a.rates))
  const micros = (values: readonly number[]) => (1e6 / median(values)).toFixed(2)
  const [fastest] = packages
  return [
    {
      goal: goalOf('P10/closures'),
      measured: spreadOf(ratios(rates.byHand, rates.compiled)),
      note: `Ten conditions: ${micros(rates.compiled)} us compiled, ${micros(rates.byHand)} us by hand.`,
    },
    {
      goal: goalOf('P10/cel'),
      measured: spreadOf(ratios(rates.compiled, fastest?.rates ?? [])),
      note: packages.map(({ name, rates: own }) => `${name} ${micros(own)} us`).join(', '),
    },
  ]
}
