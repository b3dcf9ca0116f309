import type { EarningCap, EarningRuleSpec } from '@perennial/contract'
import { type CounterKey, periodOf, type Who } from '../../activity/index.ts'
import type { Day } from '../../kernel/instants.ts'

/** The most that a rule gives somebody in a period: a cap, or the budget of everybody. */
export interface Limit {
  of: EarningCap['of'] | 'everybody'
  unit: 'points' | 'times'
  most: number
  per: EarningCap['per']
  /** The name of what is counted, before the one whose it is. */
  key: string
}

/** Where something happened and whose it is: what tells the counters of a rule. */
export interface Place {
  day: Day
  store: string
  who: Who
}

/** How much a rule may give, and which of its limits says so. */
export interface Room {
  /** Null without a limit. */
  points: number | null
  /** Index into the limits of the rule. */
  bound: number | undefined
}

/** The limits of a rule, in the order in which they are asked: caps, then the budget. */
export function limitsOf(rule: string, spec: EarningRuleSpec): readonly Limit[] {
  const { cap, caps, budget } = spec
  const all: EarningCap[] = cap === undefined ? caps : [{ of: 'member', ...cap }, ...caps]
  const limits: Limit[] = all.map((each) => ({ ...limitOf(each), key: capName(rule, each, all) }))
  if (budget !== undefined) {
    const { unit, most } = limitOf(budget)
    const key = unit === 'points' ? `budget:${rule}` : `uses:${rule}`
    limits.push({ of: 'everybody', unit, most, per: budget.per, key })
  }
  return limits
}

function limitOf(cap: {
  of?: EarningCap['of']
  points?: number | undefined
  times?: number | undefined
  per: EarningCap['per']
}): Omit<Limit, 'key'> {
  const { of = 'member', points, times, per } = cap
  return { of, unit: points === undefined ? 'times' : 'points', most: points ?? times ?? 0, per }
}

/**
 * Points of a member have had the plain name since there were caps. Numbers of days and weeks may meet with each other
 * and with those of months, so where a rule counts several of the three the shorter ones say which they are.
 */
function capName(rule: string, cap: EarningCap, all: readonly EarningCap[]): string {
  if (cap.times !== undefined) return `times:${rule}:${cap.of}:${cap.per}`
  if (cap.of !== 'member') return `cap:${rule}:${cap.of}:${cap.per}`
  const isShort = cap.per === 'day' || cap.per === 'week'
  const meets = all.some(
    ({ of, points, per }) =>
      of === 'member' &&
      points !== undefined &&
      per !== cap.per &&
      (per === 'day' || per === 'week' || per === 'month'),
  )
  return isShort && meets ? `cap:${rule}:${cap.per}` : `cap:${rule}`
}

/** The first limit that another one repeats: two of the same form would count twice. */
export function repeatedCap(spec: EarningRuleSpec): number | undefined {
  const seen = new Set(spec.cap === undefined ? [] : [`member/points/${spec.cap.per}`])
  for (const [index, cap] of spec.caps.entries()) {
    const form = `${cap.of}/${cap.points === undefined ? 'times' : 'points'}/${cap.per}`
    if (seen.has(form)) return index
    seen.add(form)
  }
  return undefined
}

/** What counts a limit; undefined where it is for one activity alone. */
export function counterOf(
  limit: Limit,
  { day, store, who }: Place,
): { of: 'counter' | 'budget'; key: CounterKey } | undefined {
  if (limit.per === 'order') return undefined
  const period = periodNumber(day, limit.per)
  switch (limit.of) {
    case 'member':
      return { of: 'counter', key: { key: limit.key, period } }
    case 'household':
      return { of: 'budget', key: { key: `${limit.key}:${who.household}`, period } }
    case 'store':
      return { of: 'budget', key: { key: `${limit.key}:${store}`, period } }
    case 'everybody':
      return { of: 'budget', key: { key: limit.key, period } }
  }
}

/** Current value of a counter or used amount of a budget. */
export type Counted = (of: 'counter' | 'budget', key: CounterKey) => number

/** Room under the limits of a rule, by what is counted now. Of equal ones the first says it. */
export function roomOf(limits: readonly Limit[], place: Place, counted: Counted): Room {
  let room: Room = { points: null, bound: undefined }
  for (const [index, limit] of limits.entries()) {
    const at = counterOf(limit, place)
    const left = Math.max(0, limit.most - (at === undefined ? 0 : counted(at.of, at.key)))
    // Times that are left say nothing about points.
    if (limit.unit === 'times' && left > 0) continue
    if (room.points === null || left < room.points) room = { points: left, bound: index }
  }
  return room
}

/** Months and years by day, because asking the calendar costs more than a rule; a few days cover nearly all activities. */
const calendar = new Map<number, number>()
const calendarMax = 20_000

/** The number of a period; see `periodOf`. */
export function periodNumber(day: Day, period: Exclude<EarningCap['per'], 'order'>): number {
  if (period !== 'month' && period !== 'year') return periodOf(day, period)
  const place = day * 2 + (period === 'month' ? 0 : 1)
  let number = calendar.get(place)
  if (number === undefined) {
    number = periodOf(day, period)
    if (calendar.size >= calendarMax) calendar.clear()
    calendar.set(place, number)
  }
  return number
}
