import type { CounterSpec } from '@perennial/contract'
import type { Count, CounterKey, Decided, DecideInput, Emit, Facts, Needs } from '../../activity/index.ts'
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
  return { key: `peak:${counter.key}`, period: periodNumber(day, counter.spec.per) }
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

/** What rules read of counters before an activity: `counters`, and by `repeats` whether its value was there before. */
export function counterFacts(input: {
  release: Release
  activity: DecideInput<unknown>['activity']
  at: Counters
}): Facts {
  const { release, activity, at } = input
  const counters: Record<string, number> = {}
  const repeats: Record<string, boolean> = {}
  for (const counter of countersOf(release)) {
    counters[counter.key] = valueBefore(counter, activity.day, at)
    const value = distinctValue(counter, activity)
    if (value === undefined) continue
    const { period } = sumKey(counter, activity.day)
    repeats[counter.key] = at.counted('counter', { key: valueKey(counter.key, value), period }) > 0
  }
  return { counters, repeats }
}

/** Long values are kept by their fingerprint, which is as distinct. */
const valueMax = 80

function distinctValue(counter: Counter, activity: DecideInput<unknown>['activity']): string | undefined {
  try {
    const value = counter.value.get(activity.type)?.evaluate({ activity })
    if (value === undefined || value === '') return undefined
    return value.length > valueMax ? fingerprint(value) : value
  } catch (error) {
    if (error instanceof RuleError) return undefined
    throw error
  }
}

/** What an activity, or what is left of it, adds to a counter. */
function contribution(counter: Counter, situation: Situation): number {
  const { activity } = situation
  if (!counter.on.has(activity.type) || !holds(counter, situation)) return 0
  const lines = countedLines(situation, counter.lines)
  if (counter.lines !== undefined && lines.length === 0) return 0
  switch (counter.spec.add.kind) {
    case 'one':
      return 1
    case 'items':
      return wholeItems(lines.map((line) => line.quantity))
    case 'amount':
      return lines.reduce((sum, line) => sum + line.amountMinor, 0)
    case 'distinct':
      return distinctValue(counter, activity) === undefined ? 0 : 1
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
    const isRepeat = facts.repeats?.[counter.key] === true
    after[counter.key] = before + (isRepeat ? 0 : Math.max(0, contribution(counter, situation)))
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
  const situation = situationOf(input, { readsItems: true })
  const rows: Row[] = []
  const effects: (Count | Emit)[] = []
  for (const counter of counting) {
    const amount = contribution(counter, situation)
    if (!Number.isSafeInteger(amount)) return tooMany()
    if (amount <= 0) continue
    const { period } = sumKey(counter, input.activity.day)
    const value = distinctValue(counter, input.activity)
    const row: Row =
      value === undefined ? [counter.key, amount, period] : [counter.key, amount, period, value]
    rows.push(row)
    effects.push(countOf(row, amount), ...milestonesOf(counter, input, { row }))
  }
  const told = effects.flatMap((effect) =>
    effect.kind === 'emit' ? [{ kind: 'activity' as const, type: effect.type }] : [],
  )
  return ok({ effects, record: rows.length === 0 ? undefined : rows, told, verdicts: [] })
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
  { row }: { row: Row },
): (Count | Emit)[] {
  if (counter.milestones.length === 0) return []
  const { day } = input.activity
  const before = valueBefore(counter, day, input)
  const isNew =
    row[3] === undefined ||
    input.counted('counter', { key: valueKey(counter.key, row[3]), period: row[2] }) === 0
  const after = isNew ? before + row[1] : before
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

/** For each counter the lesser of what is left and what was counted first; the difference is counted. */
function recount(input: DecideInput<unknown>, again: Again): Verdict<Decided> {
  const first = new Map(rowsOf(again.first).map((row) => [row[0], row]))
  if (first.size === 0) return ok(nothing)
  const situation = situationOf(input, { readsItems: true })
  const counters = new Map(countersOf(input.release).map((counter) => [counter.key, counter]))
  const rows: Row[] = []
  const effects: Count[] = []
  for (const row of rowsOf(again.standing)) {
    const [key, standing, ...rest] = row
    const counter = counters.get(key)
    if (counter === undefined)
      throw new Error(`Broken invariant: release ${input.release.number} lost the counter ${key}`)
    const left = again.nothingLeft ? 0 : Math.max(0, contribution(counter, situation))
    const target = Math.min(left, first.get(key)?.[1] ?? 0)
    rows.push([key, target, ...rest])
    if (target !== standing) effects.push(countOf(row, target - standing))
  }
  return ok({ effects, record: rows, told: [], verdicts: [] })
}

function rowsOf(record: unknown): readonly Row[] {
  return (record as readonly Row[] | undefined) ?? []
}
