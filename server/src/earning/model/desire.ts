import { RuleError } from '../../rules/index.ts'
import { scaled, spreadByWeight } from './amounts.ts'
import { isChosen, isHeldOut } from './audience.ts'
import { groundOf, pointsPerLine } from './ground.ts'
import type { Reason } from './reason.ts'
import type { EarningRule } from './rule.ts'
import type { Eligible, Situation } from './situation.ts'

/** What a rule wants to give, before caps, budgets and stacking. */
export interface Desire {
  /** 0 when it does not apply; undefined past 2^53. */
  points: number | undefined
  /** Why nothing, when nothing. */
  reason: Reason | undefined
  /** What was multiplied or divided: money, items, or points of lines or of base rules. */
  base: number
}

/** What a rule granted, as multipliers see it. */
export interface Granted {
  rule: EarningRule
  granted: number
  desire: Desire
}

const zero: Reason = { kind: 'zero' }
const noBase: Reason = { kind: 'no-base' }

/** What the rule wants for this activity; `decided` are the rules that a multiplier can build on. */
export function desireOf(rule: EarningRule, situation: Situation, decided: readonly Granted[]): Desire {
  const ground = groundOf(rule, situation)
  if (typeof ground !== 'number') return nothing(ground)
  const { base, points, reason } = award(rule, { ground, situation, decided })
  if (points !== undefined && points <= 0) return { points: 0, reason: reason ?? zero, base }
  const percent = rule.spec.holdout?.percent
  if (percent !== undefined && isHeldOut(percent, rule.key, situation.ownerId))
    return nothing({ kind: 'holdout', percent })
  const chance = rule.spec.chance?.percent
  if (chance !== undefined && !isChosen(chance, rule.key, drawnBy(situation.activity)))
    return nothing({ kind: 'chance', percent: chance })
  return { points, reason: undefined, base }
}

/** What a programme emits has an id that says nothing; it is told apart by what led to it. */
function drawnBy(activity: Situation['activity']): string {
  return activity.drawnBy?.() ?? (activity.depth > 0 ? activity.sourceId : activity.id)
}

function nothing(reason: Reason): Desire {
  return { points: 0, reason, base: 0 }
}

interface Awarding {
  /** What the rule counts: see {@link groundOf}. */
  ground: number
  situation: Situation
  decided: readonly Granted[]
}

interface Awarded {
  base: number
  points: number | undefined
  reason?: Reason
}

function award(rule: EarningRule, { ground, situation, decided }: Awarding): Awarded {
  const { award: kind } = rule.spec
  switch (kind.kind) {
    case 'per-money':
      return { base: ground, points: ratioOf(rule, ground) }
    case 'per-item':
      return { base: ground, points: exact(ground * kind.points) }
    case 'per-line':
      return { base: ground, points: exact(ground) }
    case 'per-order':
    case 'fixed':
      return { base: ground, points: kind.points }
    case 'multiplier': {
      const base = baseOf(rule, situation, decided)
      return base === 0 ? { base, points: 0, reason: noBase } : { base, points: ratioOf(rule, base) }
    }
    case 'expression':
      return expressed(rule, situation)
  }
}

function exact(points: number): number | undefined {
  return Number.isSafeInteger(points) ? points : undefined
}

function ratioOf(rule: EarningRule, base: number): number | undefined {
  if (rule.ratio === undefined) throw new Error(`Broken invariant: the rule ${rule.key} has no ratio`)
  return Number.isSafeInteger(base) ? scaled(base, rule.ratio) : undefined
}

function expressed(rule: EarningRule, { ruleFacts }: Situation): Awarded {
  try {
    const points = rule.expression?.evaluate(ruleFacts(rule)) ?? 0
    return { base: points, points: Math.max(0, points) }
  } catch (error) {
    if (error instanceof RuleError) return { base: 0, points: 0, reason: { kind: 'expression' } }
    throw error
  }
}

/** What a multiplier multiplies: all that its base rules granted, or the part of it that fell on the lines it picks. */
function baseOf(rule: EarningRule, situation: Situation, decided: readonly Granted[]): number {
  let base = 0
  for (const each of decided) {
    if (each.granted === 0 || !isBase(rule, each.rule)) continue
    base += rule.picksLines ? grantedOn(each, situation, rule) : each.granted
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

function grantedOn(base: Granted, situation: Situation, picking: EarningRule): number {
  const shares = pointsByLine(base.rule, situation, base.granted)
  const picked = new Set(situation.eligible(picking).lines)
  return shares.reduce((sum, { line, points }) => (picked.has(line) ? sum + points : sum), 0)
}

/** Granted points on the lines that earned them, so that the lines add up to the whole: by items, else by amount. */
export function pointsByLine(
  rule: EarningRule,
  situation: Situation,
  points: number,
): { line: Eligible['lines'][number]; amountMinor: number; points: number }[] {
  if (situation.basket === undefined) return []
  const eligible = situation.eligible(rule)
  const weights = lineWeights(rule, situation, eligible)
  return spreadByWeight(points, weights).map((share, index) => ({
    line: eligible.lines[index] as Eligible['lines'][number],
    amountMinor: eligible.amounts[index] ?? 0,
    points: share,
  }))
}

function lineWeights(rule: EarningRule, situation: Situation, eligible: Eligible): readonly number[] {
  const { kind } = rule.spec.award
  if (kind === 'per-line') return pointsPerLine(rule, situation)
  return kind === 'per-item' ? eligible.lines.map(itemWeight) : eligible.amounts
}

/** Millionths of an item, the finest quantity there is, as far as they fit a number; else whole items. */
function itemWeight({ quantity }: Eligible['lines'][number]): number {
  const weight = quantity.units * 10n ** BigInt(Math.max(0, 6 - quantity.scale))
  return Number(weight)
}
