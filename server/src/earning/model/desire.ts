import { RuleError } from '../../rules/index.ts'
import { scaled, spreadByWeight, wholeItems } from './amounts.ts'
import { isChosen, isHeldOut, missedAudience } from './audience.ts'
import { takes } from './choice.ts'
import type { Reason } from './reason.ts'
import type { EarningRule } from './rule.ts'
import { missedBy } from './schedule.ts'
import type { Eligible, Situation } from './situation.ts'

/** What a rule wants to give, before caps, budgets and stacking. */
export interface Desire {
  /** 0 when it does not apply; undefined past 2^53. */
  points: number | undefined
  /** Why nothing, when nothing. */
  reason: Reason | undefined
  eligible: Eligible | undefined
  /** What was multiplied or divided: money, items, or points of base rules. */
  base: number
  /** Where lines are counted one by one: what each eligible line gives. */
  perLine?: readonly number[] | undefined
}

/** What a rule granted, as multipliers see it. */
export interface Granted {
  rule: EarningRule
  granted: number
  desire: Desire
}

/** What the rule wants for this activity; `decided` are the rules that a multiplier can build on. */
export function desireOf(rule: EarningRule, situation: Situation, decided: readonly Granted[]): Desire {
  const refused = conditionRefusal(rule, situation)
  if (refused !== undefined) return nothing(refused)
  const eligible = situation.basket === undefined ? undefined : situation.eligible(rule)
  // A fixed award needs no line unless the rule picks lines: then it asks for one of them.
  const needsLine = rule.picksLines || (eligible !== undefined && countsLines(rule))
  if (needsLine && (eligible === undefined || eligible.lines.length === 0))
    return nothing({ kind: 'no-line' })
  const { base, points, reason, perLine } = award(rule, { situation, eligible, decided })
  if (points !== undefined && points <= 0)
    return { points: 0, reason: reason ?? { kind: 'zero' }, eligible, base, perLine }
  const percent = rule.spec.holdout?.percent
  if (percent !== undefined && isHeldOut(percent, rule.key, situation.ownerId))
    return nothing({ kind: 'holdout', percent })
  const chance = rule.spec.chance?.percent
  if (chance !== undefined && !isChosen(chance, rule.key, situation.activity.id))
    return nothing({ kind: 'chance', percent: chance })
  return { points, reason: undefined, eligible, base, perLine }
}

function nothing(reason: Reason): Desire {
  return { points: 0, reason, eligible: undefined, base: 0 }
}

function countsLines({ spec: { award } }: EarningRule): boolean {
  return ['per-money', 'per-item', 'per-line', 'per-order'].includes(award.kind)
}

function conditionRefusal(rule: EarningRule, situation: Situation): Reason | undefined {
  const { activity, basket, ruleFacts } = situation
  if (rule.spec.paused) return { kind: 'paused' }
  if (rule.endsWith !== undefined && activity.day > rule.endsWith)
    return { kind: 'ended', lastDay: rule.endsWith }
  const off = rule.schedule && missedBy(rule.schedule, activity.occurredAt)
  if (off !== undefined) return off
  const missed = rule.audience && missedAudience(rule.audience, situation.member)
  if (missed !== undefined) return missed
  if (rule.stores !== undefined && !takes(rule.stores, activity.store))
    return { kind: 'store', store: activity.store }
  if (rule.channels !== undefined && !takes(rule.channels, activity.channel))
    return { kind: 'channel', channel: activity.channel }
  const minimumMinor = rule.spec.minimumBasketMinor
  if (minimumMinor !== undefined) {
    const netMinor = basket?.netMinor ?? 0
    if (netMinor < minimumMinor) return { kind: 'minimum-basket', netMinor, minimumMinor }
  }
  if (rule.when === undefined) return undefined
  try {
    return rule.when.evaluate(ruleFacts()) ? undefined : { kind: 'condition' }
  } catch (error) {
    if (error instanceof RuleError) return { kind: 'condition' }
    throw error
  }
}

interface Awarding {
  situation: Situation
  eligible: Eligible | undefined
  decided: readonly Granted[]
}

interface Awarded {
  base: number
  points: number | undefined
  reason?: Reason
  perLine?: readonly number[]
}

function award(rule: EarningRule, { situation, eligible, decided }: Awarding): Awarded {
  const { award: kind, shipping } = rule.spec
  switch (kind.kind) {
    case 'per-money': {
      const base = (eligible?.amountMinor ?? 0) + (shipping ? (situation.basket?.shippingMinor ?? 0) : 0)
      return { base, points: ratioOf(rule, base) }
    }
    case 'per-item': {
      const base = wholeItems((eligible?.lines ?? []).map((line) => line.quantity))
      const points = base * kind.points
      return { base, points: Number.isSafeInteger(points) ? points : undefined }
    }
    case 'per-line':
      return byLine(rule, situation, eligible)
    case 'per-order':
    case 'fixed':
      return { base: 1, points: kind.points }
    case 'multiplier': {
      const base = baseOf(rule, eligible, decided)
      if (base === 0) return { base, points: 0, reason: { kind: 'no-base' } }
      return { base, points: ratioOf(rule, base) }
    }
    case 'expression':
      return expressed(rule, situation)
  }
}

function ratioOf(rule: EarningRule, base: number): number | undefined {
  if (rule.ratio === undefined) throw new Error(`Broken invariant: the rule ${rule.key} has no ratio`)
  return Number.isSafeInteger(base) ? scaled(base, rule.ratio) : undefined
}

function expressed(rule: EarningRule, { ruleFacts }: Situation): Awarded {
  try {
    const points = rule.expression?.evaluate(ruleFacts()) ?? 0
    return { base: points, points: Math.max(0, points) }
  } catch (error) {
    if (error instanceof RuleError) return { base: 0, points: 0, reason: { kind: 'expression' } }
    throw error
  }
}

/** A line for which the expression fails, or gives less than nothing, gives nothing. */
function byLine(rule: EarningRule, situation: Situation, eligible: Eligible | undefined): Awarded {
  const perLine = (eligible?.lines ?? []).map((line) => {
    try {
      return Math.max(0, rule.perLine?.evaluate({ line: situation.lineFacts(line) }) ?? 0)
    } catch (error) {
      if (error instanceof RuleError) return 0
      throw error
    }
  })
  const points = perLine.reduce((sum, each) => sum + each, 0)
  return { base: points, points: Number.isSafeInteger(points) ? points : undefined, perLine }
}

/** What a multiplier multiplies: all that its base rules granted, or the part of it that fell on the lines it picks. */
function baseOf(rule: EarningRule, eligible: Eligible | undefined, decided: readonly Granted[]): number {
  let base = 0
  for (const each of decided) {
    if (each.granted === 0 || !isBase(rule, each.rule)) continue
    base += rule.picksLines ? grantedOn(each, eligible) : each.granted
  }
  return base
}

/** Whether a multiplier builds on a rule. Rules of its own stacking group it replaces, and never multiplies. */
export function isBase(multiplier: EarningRule, rule: EarningRule): boolean {
  if (rule.spec.award.kind === 'multiplier') return false
  const group = multiplier.spec.stacking?.group
  if (group !== undefined && group === rule.spec.stacking?.group) return false
  return multiplier.of === undefined
    ? multiplier.spec.currency === rule.spec.currency
    : multiplier.of.has(rule.key)
}

function grantedOn(base: Granted, eligible: Eligible | undefined): number {
  const shares = pointsByLine(base.rule, base.desire, base.granted)
  const picked = new Set(eligible?.lines)
  return shares.reduce((sum, { line, points }) => (picked.has(line) ? sum + points : sum), 0)
}

/** Granted points on the lines that earned them, so that the lines add up to the whole: by items, else by amount. */
export function pointsByLine(
  rule: EarningRule,
  { eligible, perLine }: Desire,
  points: number,
): { line: Eligible['lines'][number]; amountMinor: number; points: number }[] {
  if (eligible === undefined) return []
  const weights =
    perLine ?? (rule.spec.award.kind === 'per-item' ? eligible.lines.map(itemWeight) : eligible.amounts)
  return spreadByWeight(points, weights).map((share, index) => ({
    line: eligible.lines[index] as Eligible['lines'][number],
    amountMinor: eligible.amounts[index] ?? 0,
    points: share,
  }))
}

/** Millionths of an item, the finest quantity there is, as far as they fit a number; else whole items. */
function itemWeight({ quantity }: Eligible['lines'][number]): number {
  const weight = quantity.units * 10n ** BigInt(Math.max(0, 6 - quantity.scale))
  return Number(weight)
}
