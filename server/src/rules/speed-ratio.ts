import { compileRule } from './compile-rule.ts'
import { facts, variables } from './rule-cases.ts'

// Prints how many times as long as closures written by hand a typical condition takes. A process of its own: what else
// an evaluator has done before decides how well it is compiled.

type Bag = Record<string, Record<string, unknown>>
type Test = (bag: Bag) => boolean

// What an author of a rule engine would compose by hand, without any of the guards.
function field(name: string, inner: string): (bag: Bag) => unknown {
  return (bag) => bag[name]?.[inner]
}

function atLeast(read: (bag: Bag) => unknown, bound: number): Test {
  return (bag) => (read(bag) as number) >= bound
}

function within(read: (bag: Bag) => unknown, values: readonly unknown[]): Test {
  return (bag) => values.includes(read(bag))
}

function some(name: string, test: Test): Test {
  return (bag) => {
    const list = bag[name] as unknown as Bag[]
    for (let index = 0; index < list.length; index++) if (test(list[index] as Bag)) return true
    return false
  }
}

function equals(name: string, value: unknown): Test {
  return (item) => item[name] === value
}

function every(...tests: Test[]): Test {
  return (bag) => {
    for (const part of tests) if (!part(bag)) return false
    return true
  }
}

function elapsedMs(work: () => unknown): number {
  const start = performance.now()
  for (let turn = 0; turn < 20_000; turn++) work()
  return performance.now() - start
}

/** The best round of each, taken in turns, so that a busy machine slows both alike. */
function bestRatio(work: () => unknown, yardstick: () => unknown): number {
  let [workMs, yardstickMs] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let round = 0; round < 30; round++) {
    workMs = Math.min(workMs, elapsedMs(work))
    yardstickMs = Math.min(yardstickMs, elapsedMs(yardstick))
  }
  return workMs / yardstickMs
}

const source =
  'order.net >= 40.0 && member.tier in ["gold","silver"] && items.exists(i, i.category == "coffee")'
const rule = compileRule<boolean>(source, { variables, moneyExponent: 2, result: 'bool' })
if (!rule.ok) throw new Error(rule.refusal.detail)
const { evaluate } = rule.value
const byHand = every(
  atLeast(field('order', 'net'), 4000),
  within(field('member', 'tier'), ['gold', 'silver']),
  some('items', equals('category', 'coffee')),
)
if (!evaluate(facts) || !byHand(facts as Bag)) throw new Error('The condition holds for these facts')
const ratio = bestRatio(
  () => evaluate(facts),
  () => byHand(facts as Bag),
)
process.stdout.write(`${ratio}\n`)
