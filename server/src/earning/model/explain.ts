import type { RuleVerdict } from '@perennial/contract'
import { dayText } from '../../kernel/instants.ts'
import type { Outcome } from './decide.ts'
import { isBase, pointsByLine } from './desire.ts'
import type { Limit } from './limits.ts'
import type { Reason } from './reason.ts'
import { lineFactsOf, lineRefusal, type Situation } from './situation.ts'
import {
  audienceText,
  countText,
  hoursText,
  minorText,
  momentText,
  periodText,
  ratioText,
  weekdayText,
} from './wording.ts'

interface Context {
  /** All outcomes of the activity, so that a multiplier can name what it multiplied. */
  outcomes: readonly Outcome[]
  situation: Situation
  moneyCurrency: string
}

/** One rule's verdict in words that support staff can read to a member. */
export function explainOutcome(outcome: Outcome, context: Context): RuleVerdict {
  const { rule, desired, granted, desire } = outcome
  const applied = granted > 0
  const lines = applied ? pointsByLine(rule, desire, granted) : []
  return {
    rule: rule.key,
    name: rule.spec.name,
    applied,
    desired,
    granted,
    because: becauseOf(outcome, context),
    ...(desired > 0 ? { calculation: calculationOf(outcome, context) } : {}),
    ...(lines.length > 0
      ? {
          lines: lines.map(({ line, amountMinor, points }) => ({ lineId: line.lineId, amountMinor, points })),
        }
      : {}),
  }
}

function becauseOf(outcome: Outcome, context: Context): string[] {
  const { reason } = outcome
  if (reason !== undefined) return reasonText(reason, outcome, context)
  const said = [
    outcome.rule.when === undefined
      ? 'The rule applies.'
      : `The condition holds: ${outcome.rule.when.source}`,
  ]
  const left = leftOut(outcome, context)
  if (left !== undefined) said.push(left)
  const limited = limitText(outcome, context)
  if (limited !== undefined) said.push(limited)
  return said
}

function leftOut({ rule, desire }: Outcome, { situation }: Context): string | undefined {
  const counted = new Set(desire.eligible?.lines)
  const others = situation.present.filter((line) => !counted.has(line))
  if (desire.eligible === undefined || others.length === 0 || rule.spec.award.kind === 'multiplier')
    return undefined
  const shown = others.slice(0, 5).map((line) => line.sku)
  const more = others.length > shown.length ? ` and ${others.length - shown.length} more` : ''
  return `${others.length === 1 ? 'One line does' : `${others.length} lines do`} not count: ${shown.join(', ')}${more}.`
}

function limitText({ limit, desired, granted, room }: Outcome, { situation }: Context): string | undefined {
  if (limit === undefined) return undefined
  const { day, store } = situation.activity
  const when = periodText(limit.per, day)
  const outcome = `${countText(granted)} of ${countText(desired)} points were granted`
  const whom =
    limit.of === 'everybody' ? 'All members together get' : `The rule gives ${whomText(limit, store)}`
  const what = limit.of === 'everybody' ? ' from the rule' : ''
  if (limit.unit === 'times')
    return `${whom} something${what} at most ${countText(limit.most)} times ${when}, and none were left: ${outcome}.`
  return `${whom} at most ${countText(limit.most)} points${what} ${when}, and ${countText(room ?? 0)} were left: ${outcome}.`
}

function whomText({ of, per }: Limit, store: string): string {
  if (per === 'order') return 'an order'
  if (of === 'store') return store === '' ? 'what happens without a store' : `the store "${store}"`
  return of === 'household' ? 'a household' : 'a member'
}

function reasonText(reason: Reason, outcome: Outcome, context: Context): string[] {
  const { rule } = outcome
  switch (reason.kind) {
    case 'paused':
      return ['The rule is paused.']
    case 'ended':
      return [`What it gives ended with ${dayText(reason.lastDay)}.`]
    case 'segment':
    case 'tier':
    case 'tag':
      return [audienceText(reason)]
    case 'holdout':
      return [
        `The member is among the ${reason.percent} % who do not get it, so that what it changes can be measured.`,
      ]
    case 'chance':
      return [`Chance gives it to ${reason.percent} % of such activities, and this is not one of them.`]
    case 'before':
      return [`The rule starts at ${momentText(reason.from)}.`]
    case 'after':
      return [`The rule ended at ${momentText(reason.until)}.`]
    case 'weekday':
      return [
        `It was ${weekdayText(reason.weekday)}; the rule holds on ${reason.weekdays.map(weekdayText).join(', ')}.`,
      ]
    case 'hour':
      return [`It was hour ${reason.hour}; the rule holds ${hoursText(reason.hours)}.`]
    case 'store':
      return [
        reason.store === '' ? 'No store was given.' : `The store "${reason.store}" is not one of the rule's.`,
      ]
    case 'channel':
      return [
        reason.channel === ''
          ? 'No channel was given.'
          : `The channel "${reason.channel}" is not one of the rule's.`,
      ]
    case 'minimum-basket':
      return [
        `The order comes to ${minorText(reason.netMinor, context.moneyCurrency)}; the rule needs at least ${minorText(reason.minimumMinor, context.moneyCurrency)}.`,
      ]
    case 'condition':
      return conditionText(outcome, context)
    case 'no-line':
      return noLineText(outcome, context)
    case 'no-base':
      return ['No rule that it multiplies granted points.']
    case 'zero':
      return [`The calculation gives no whole point: ${calculationOf(outcome, context)}.`]
    case 'expression': {
      const because = rule.expression?.explain(context.situation.ruleFacts()).because ?? []
      return [`The amount cannot be calculated: ${because.join('; ')}.`]
    }
    case 'stacking':
      return [
        reason.mode === 'first'
          ? `Of the group "${reason.group}" only one rule counts, and "${reason.winner}" comes first.`
          : `Of the group "${reason.group}" only one rule counts, and "${reason.winner}" gives the member most.`,
      ]
  }
}

function conditionText({ rule }: Outcome, { situation }: Context): string[] {
  const because = rule.when?.explain(situation.ruleFacts()).because ?? []
  return because.map((part) => `The condition does not hold: ${part}.`)
}

/** Why a line of no wanted category does not count. */
export function categoryText({ sku, category }: { sku: string; category: string }): string {
  return category === '' ? `${sku} has no category` : `${sku} is in the category "${category}"`
}

const linesShown = 3

function noLineText({ rule }: Outcome, { situation }: Context): string[] {
  if (situation.basket === undefined) return ['There is no order.']
  if (situation.present.length === 0) return ['The order has no lines.']
  const said = situation.present.slice(0, linesShown).map((line) => {
    if (line.amountMinor < 0) return `${line.sku} has a negative amount`
    const refusal = lineRefusal(rule, line)
    if (refusal === 'product') return `${line.sku} is not one of the rule's products`
    if (refusal === 'category') return categoryText(line)
    const because = rule.lines?.explain({ line: lineFactsOf(line) }).because ?? []
    return `${line.sku}: ${because.join('; ')}`
  })
  const more = situation.present.length - said.length
  return [`No line of the order counts: ${said.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`]
}

function calculationOf({ rule, desire, desired }: Outcome, { outcomes, moneyCurrency }: Context): string {
  const { award } = rule.spec
  const { base } = desire
  switch (award.kind) {
    case 'per-money':
      return `${minorText(base, moneyCurrency)} ${rule.ratio === undefined ? '' : ratioText(base, rule.ratio, desired)}`
    case 'per-item':
      return `${countText(base)} items x ${countText(award.points)} = ${countText(desired)}`
    case 'per-order':
      return `${countText(award.points)} for the order`
    case 'per-line':
      return `${award.expression}, over ${countText(desire.perLine?.length ?? 0)} lines = ${countText(base)}`
    case 'fixed':
      return `${countText(award.points)} once`
    case 'multiplier': {
      const names = outcomes
        .filter((each) => each.granted > 0 && isBase(rule, each.rule))
        .map((each) => each.rule.key)
      // Doubling adds as much again; there is no fraction to show.
      const ratio = Number(award.factor) === 2 ? undefined : rule.ratio
      const formula = ratio === undefined ? countText(desired) : ratioText(base, ratio, desired)
      return `${countText(base)} points of ${names.join(', ')}, times ${award.factor}: ${formula} more`
    }
    case 'expression':
      return `${award.expression} = ${countText(base)}`
  }
}
