import { rememberedOf } from '../../activity/index.ts'
import { RuleError } from '../../rules/index.ts'
import { wholeItems } from './amounts.ts'
import { missedAudience } from './audience.ts'
import { takes } from './choice.ts'
import type { Reason } from './reason.ts'
import type { EarningRule } from './rule.ts'
import { missedBy } from './schedule.ts'
import type { Situation } from './situation.ts'

/** Conditions that hang on the order alone, or on the member who placed it; all together where nothing is remembered. */
type Part = 'all' | 'order' | 'member'

/**
 * What a rule counts of an activity, before it makes points of it: money, items, points of lines, or 1; or why it does
 * not apply. Of an order that is decided again and again, as in a back-test, what hangs on the order alone is asked once.
 */
export function groundOf(rule: EarningRule, situation: Situation): Reason | number {
  const shared = situation.basket?.shared
  if (shared === undefined) return askGround(rule, situation, 'all')
  const ground = rememberedOf(rule, shared, {
    question: questionOf,
    ask: () => {
      const asked = askGround(rule, situation, 'order')
      return typeof asked === 'number' ? asked : off
    },
  })
  if (ground === off) return withheld
  return conditionRefusal(rule, situation, 'member') ?? ground
}

function questionOf({ orderText }: EarningRule): string {
  return orderText
}

/** Stands among the answers for a rule that does not apply; what it counts is never below nothing. */
const off = -1
/** Which condition it was is asked by those who explain, and they remember nothing. */
const withheld: Reason = { kind: 'condition' }

function askGround(rule: EarningRule, situation: Situation, part: Part): Reason | number {
  return conditionRefusal(rule, situation, part) ?? countGround(rule, situation)
}

function conditionRefusal(rule: EarningRule, situation: Situation, part: Part): Reason | undefined {
  const { activity, basket } = situation
  if (part !== 'member') {
    if (rule.spec.paused) return { kind: 'paused' }
    if (rule.endsWith !== undefined && activity.day > rule.endsWith)
      return { kind: 'ended', lastDay: rule.endsWith }
    const missed = rule.schedule && missedBy(rule.schedule, activity.occurredAt)
    if (missed !== undefined) return missed
  }
  if (part !== 'order') {
    const missed = rule.audience && missedAudience(rule.audience, situation.member)
    if (missed !== undefined) return missed
  }
  if (part !== 'member') {
    if (rule.stores !== undefined && !takes(rule.stores, activity.store))
      return { kind: 'store', store: activity.store }
    if (rule.channels !== undefined && !takes(rule.channels, activity.channel))
      return { kind: 'channel', channel: activity.channel }
    const minimumMinor = rule.spec.minimumBasketMinor
    const netMinor = basket?.netMinor ?? 0
    if (minimumMinor !== undefined && netMinor < minimumMinor)
      return { kind: 'minimum-basket', netMinor, minimumMinor }
  }
  const isAsked = part === 'all' || rule.readsMember === (part === 'member')
  return isAsked ? conditionMissed(rule, situation) : undefined
}

function conditionMissed(rule: EarningRule, { ruleFacts }: Situation): Reason | undefined {
  const { when } = rule
  if (when === undefined) return undefined
  try {
    return when.evaluate(ruleFacts(rule)) ? undefined : { kind: 'condition' }
  } catch (error) {
    if (error instanceof RuleError) return { kind: 'condition' }
    throw error
  }
}

function countGround(rule: EarningRule, situation: Situation): Reason | number {
  const { award, shipping } = rule.spec
  const { basket } = situation
  // A fixed award needs no line unless the rule picks lines: then it asks for one of them.
  const eligible = basket && (rule.picksLines || countsLines(rule)) ? situation.eligible(rule) : undefined
  if (rule.picksLines || eligible !== undefined) {
    if (eligible === undefined || eligible.lines.length === 0) return { kind: 'no-line' }
  }
  switch (award.kind) {
    case 'per-money':
      return (eligible?.amountMinor ?? 0) + (shipping ? (basket?.shippingMinor ?? 0) : 0)
    case 'per-item':
      return wholeItems((eligible?.lines ?? []).map((line) => line.quantity))
    case 'per-line':
      return pointsPerLine(rule, situation).reduce((sum, each) => sum + each, 0)
    default:
      return 1
  }
}

function countsLines({ spec: { award } }: EarningRule): boolean {
  return ['per-money', 'per-item', 'per-line', 'per-order'].includes(award.kind)
}

/** What each eligible line gives. One for which the expression fails, or gives less than nothing, gives nothing. */
export function pointsPerLine(rule: EarningRule, situation: Situation): number[] {
  return situation.eligible(rule).lines.map((line) => {
    try {
      return Math.max(0, rule.perLine?.evaluate({ line: situation.lineFacts(line) }) ?? 0)
    } catch (error) {
      if (error instanceof RuleError) return 0
      throw error
    }
  })
}
