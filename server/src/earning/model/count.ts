import type { CounterSpec } from '@perennial/contract'
import {
  type Activity,
  type Count,
  type CounterKey,
  type Decided,
  type DecideInput,
  type Emit,
  type Facts,
  highestPrefix,
  lineFactsOf,
  type Needs,
} from '../../activity/index.ts'
import { fingerprint } from '../../kernel/canonical.ts'
import type { Day } from '../../kernel/instants.ts'
import { ok, refuse, type Verdict } from '../../kernel/verdict.ts'
import type { Release } from '../../programs/index.ts'
import { RuleError } from '../../rules/index.ts'
import { wholeItems } from './amounts.ts'
import type { Counter } from './counter.ts'
import { periodNumber } from './limits.ts'
import { countedLines, type Situation, situationOf } from './situation.ts'

/** Counter, what stands of this activity in it, the period, and the value of a counter of distinct ones. */
type Row = readonly [counter: string, amount: number, period: number, value?: string]

const nothing: Decided = { effects: [], record: undefined, told: [], verdicts: [] }

export function countersOf(release: Release): readonly Counter[] {
  return release.of<Counter>('counter')
}

/** Where the sum of a counter is kept. */
function sumKey(counter: Pick<Counter, 'key' | 'spec'>, day: Day): CounterKey {
  return { key: `count:${counter.key}`, period: periodNumber(day, counter.spec.per) }
}

/** Where it is kept that a value is there; all of a counter begin alike. */
function valueKey(counter: string, value: string): string {
  return `value:${counter}:${value}`
}

/** The highest milestone that was told in a period: it stays when a return takes back what led to it. */
function peakKey(counter: Counter, day: Day): CounterKey {
  return { key: `${highestPrefix}${counter.key}`, period: periodNumber(day, counter.spec.per) }
}

/** Every counter is at hand for every activity, because any rule may read it. */
export function countNeeds(release: Release, day: Day): Needs {
  const counters = countersOf(release)
  if (counters.length === 0) return noNeeds
  const isDistinct = (counter: Counter) => counter.spec.add.kind === 'distinct'
  return {
    counters: counters.flatMap((counter) => [
      ...(isDistinct(counter) ? [] : [sumKey(counter, day)]),
      ...(counter.milestones.length === 0 ? [] : [peakKey(counter, day)]),
    ]),
    budgets: [],
    families: counters
      .filter(isDistinct)
      .map((counter) => ({ ...sumKey(counter, day), key: valueKey(counter.key, '') })),
  }
}

const noNeeds: Needs = { counters: [], budgets: [] }

/** Where the value of a counter is on a day: one sum, or how many keys of a family stand above zero. */
export function counterPlace(
  key: string,
  spec: CounterSpec,
  day: Day,
): { prefix: string; period: number; isFamily: boolean } {
  const isFamily = spec.add.kind === 'distinct'
  const sum = sumKey({ key, spec }, day)
  return { prefix: isFamily ? valueKey(key, '') : sum.key, period: sum.period, isFamily }
}

type Counters = Pick<DecideInput<unknown>, 'counted'>

function valueBefore(counter: Counter, day: Day, at: Counters): number {
  const sum = sumKey(counter, day)
  if (counter.spec.add.kind !== 'distinct') return at.counted('counter', sum)
  return at.counted('family', { ...sum, key: valueKey(counter.key, '') })
}

/**
 * What rules read of counters before an activity: `counters`, and by `repeats` whether its value was there before; of
 * counters of lines, which of their values were.
 */
export function counterFacts(input: {
  release: Release
  activity: DecideInput<unknown>['activity']
  at: Counters
}): Facts {
  const { release, activity, at } = input
  const counters: Record<string, number> = {}
  const repeats: Record<string, boolean | readonly string[]> = {}
  for (const counter of countersOf(release)) {
    counters[counter.key] = valueBefore(counter, activity.day, at)
    const repeat = repeatOf(counter, activity, at)
    if (repeat !== undefined) repeats[counter.key] = repeat
  }
  return { counters, repeats }
}

function repeatOf(
  counter: Counter,
  activity: Activity,
  at: Counters,
): boolean | readonly string[] | undefined {
  const { period } = sumKey(counter, activity.day)
  const wasThere = (value: string) => at.counted('counter', { key: valueKey(counter.key, value), period }) > 0
  const lines = activity.basket?.lines ?? []
  if (counter.valueOfLines) return valuesOf(counter, activity, lines.map(lineFactsOf)).filter(wasThere)
  const value = distinctValue(counter, { activity })
  return value === undefined ? undefined : wasThere(value)
}

/** Long values are kept by their fingerprint, which is as distinct. */
const valueMax = 80

function distinctValue(
  counter: Counter,
  variables: { activity: Activity; line?: Readonly<Record<string, unknown>> },
): string | undefined {
  try {
    const value = counter.value.get(variables.activity.type)?.evaluate(variables)
    if (value === undefined || value === '') return undefined
    return value.length > valueMax ? fingerprint(value) : value
  } catch (error) {
    if (error instanceof RuleError) return undefined
    throw error
  }
}

/** The values that lines carry, each once, in the order of the lines. */
function valuesOf(
  counter: Counter,
  activity: Activity,
  lines: readonly Readonly<Record<string, unknown>>[],
): readonly string[] {
  const values = lines.map((line) => distinctValue(counter, { activity, line }))
  return [...new Set(values)].filter((value) => value !== undefined)
}

/** What a counter of one sum counts under. */
const theSum = ''

/** What an activity, or what is left of it, adds to a counter: an amount by value, or one for its sum. */
function contributions(counter: Counter, situation: Situation): ReadonlyMap<string, number> {
  const { activity } = situation
  if (!counter.on.has(activity.type) || !holds(counter, situation)) return new Map()
  const lines = countedLines(situation, counter.lines)
  if (counter.lines !== undefined && lines.length === 0) return new Map()
  switch (counter.spec.add.kind) {
    case 'one':
      return new Map([[theSum, 1]])
    case 'items':
      return new Map([[theSum, wholeItems(lines.map((line) => line.quantity))]])
    case 'amount':
      return new Map([[theSum, lines.reduce((sum, line) => sum + line.amountMinor, 0)]])
    case 'distinct': {
      const values = counter.valueOfLines
        ? valuesOf(counter, activity, lines.map(situation.lineFacts))
        : [distinctValue(counter, { activity })]
      return new Map(values.flatMap((value): [string, number][] => (value === undefined ? [] : [[value, 1]])))
    }
  }
}

/** What rules read of counters with this activity in them, or with what is left of it. */
export function countersAfter(
  release: Release,
  facts: Facts,
  situation: Situation,
): Readonly<Record<string, number>> {
  const after: Record<string, number> = {}
  for (const counter of countersOf(release)) {
    const before = facts.counters?.[counter.key]
    if (typeof before !== 'number') continue
    const repeats = facts.repeats?.[counter.key]
    const isRepeat = (value: string) =>
      repeats === true || (Array.isArray(repeats) && repeats.includes(value))
    const added = [...contributions(counter, situation)].map(([value, amount]) =>
      isRepeat(value) ? 0 : Math.max(0, amount),
    )
    after[counter.key] = added.reduce((sum, amount) => sum + amount, before)
  }
  return after
}

function holds(counter: Counter, situation: Situation): boolean {
  try {
    return counter.when.get(situation.activity.type)?.evaluate(situation.ruleFacts()) ?? true
  } catch (error) {
    if (error instanceof RuleError) return false
    throw error
  }
}

/** Counts an activity, tells the milestones that it reaches first, and takes back what a return undoes. */
export function count(input: DecideInput<unknown>): Verdict<Decided> {
  const counters = countersOf(input.release)
  if (counters.length === 0) return ok(nothing)
  if (input.redecision !== undefined) return recount(input, input.redecision)
  const counting = counters.filter((counter) => counter.on.has(input.activity.type))
  if (counting.length === 0) return ok(nothing)
  const situation = situationOf(input)
  const rows: Row[] = []
  const effects: (Count | Emit)[] = []
  for (const counter of counting) {
    const { period } = sumKey(counter, input.activity.day)
    const added: Row[] = []
    for (const [value, amount] of contributions(counter, situation)) {
      if (!Number.isSafeInteger(amount)) return tooMany()
      if (amount > 0) added.push(rowOf(counter, { amount, period, value }))
    }
    if (added.length === 0) continue
    rows.push(...added)
    effects.push(...added.map((row) => countOf(row, row[1])), ...milestonesOf(counter, input, added))
  }
  const told = effects.flatMap((effect) =>
    effect.kind === 'emit' ? [{ kind: 'activity' as const, type: effect.type }] : [],
  )
  return ok({ effects, record: rows.length === 0 ? undefined : rows, told, verdicts: [] })
}

function rowOf(counter: Counter, of: { amount: number; period: number; value: string }): Row {
  const sum = [counter.key, of.amount, of.period] as const
  return of.value === theSum ? sum : [...sum, of.value]
}

function tooMany(): Verdict<never> {
  return refuse('limit_exceeded', 'A counter would be past what can be held exactly (2^53).', {
    field: 'order',
  })
}

function countOf([counter, , period, value]: Row, amount: number): Count {
  const key = value === undefined ? `count:${counter}` : valueKey(counter, value)
  return { kind: 'count', of: 'counter', key, period, amount }
}

function milestonesOf(
  counter: Counter,
  input: DecideInput<unknown>,
  added: readonly Row[],
): (Count | Emit)[] {
  if (counter.milestones.length === 0) return []
  const { day } = input.activity
  const isNew = ([, , period, value]: Row) =>
    value === undefined || input.counted('counter', { key: valueKey(counter.key, value), period }) === 0
  const after = added
    .filter(isNew)
    .reduce((sum, [, amount]) => sum + amount, valueBefore(counter, day, input))
  const peak = peakKey(counter, day)
  const told = input.counted('counter', peak)
  const reached = counter.milestones.filter((milestone) => milestone > told && milestone <= after)
  const highest = reached.at(-1)
  if (highest === undefined) return []
  return [
    { kind: 'count', of: 'counter', ...peak, amount: highest - told },
    ...reached.map((value) => ({
      kind: 'emit' as const,
      type: 'milestone.reached',
      key: `milestone/${counter.key}/${value}`,
      data: { counter: counter.key, value },
    })),
  ]
}

type Again = NonNullable<DecideInput<unknown>['redecision']>

/** For each counter, and each of its values, the lesser of what is left and what was counted first; the difference is counted. */
function recount(input: DecideInput<unknown>, again: Again): Verdict<Decided> {
  const first = new Map(rowsOf(again.first).map((row) => [placeOf(row), row[1]]))
  if (first.size === 0) return ok(nothing)
  const situation = situationOf(input)
  const counters = new Map(countersOf(input.release).map((counter) => [counter.key, counter]))
  const left = new Map<string, ReadonlyMap<string, number>>()
  const leftOf = (key: string): ReadonlyMap<string, number> => {
    const counter = counters.get(key)
    if (counter === undefined)
      throw new Error(`Broken invariant: release ${input.release.number} lost the counter ${key}`)
    const known = left.get(key) ?? contributions(counter, situation)
    left.set(key, known)
    return known
  }
  const rows: Row[] = []
  const effects: Count[] = []
  for (const row of rowsOf(again.standing)) {
    const [key, standing, ...rest] = row
    const amount = again.nothingLeft ? 0 : Math.max(0, leftOf(key).get(row[3] ?? theSum) ?? 0)
    const target = Math.min(amount, first.get(placeOf(row)) ?? 0)
    rows.push([key, target, ...rest])
    if (target !== standing) effects.push(countOf(row, target - standing))
  }
  return ok({ effects, record: rows, told: [], verdicts: [] })
}

/** The counter of a row, with the value of a counter of distinct ones. */
function placeOf([counter, , , value]: Row): string {
  return `${counter} ${value ?? theSum}`
}

function rowsOf(record: unknown): readonly Row[] {
  return (record as readonly Row[] | undefined) ?? []
}
