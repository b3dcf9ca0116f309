import type { RuleVerdict } from '@perennial/contract'
import { type BasketLine, lineFactsOf } from '../../activity/index.ts'
import { dayText } from '../../kernel/instants.ts'
import type { Outcome } from './decide.ts'
import { isBase, pointsByLine } from './desire.ts'
import type { Limit } from './limits.ts'
import type { Reason } from './reason.ts'
import { type Saying, say, sayReason, told } from './saying.ts'
import { type LinePicker, lineRefusal, type Situation } from './situation.ts'
import { countText, minorText, periodText, ratioText } from './wording.ts'

interface Context {
  /** All outcomes of the activity, so that a multiplier can name what it multiplied. */
  outcomes: readonly Outcome[]
  situation: Situation
  moneyCurrency: string
}

/** One rule's verdict in words that support staff can read to a member, and as codes for other languages. */
export function explainOutcome(outcome: Outcome, context: Context): RuleVerdict {
  const { rule, desired, granted } = outcome
  const applied = granted > 0
  const lines = applied ? pointsByLine(rule, context.situation, granted) : []
  return {
    rule: rule.key,
    name: rule.spec.name,
    applied,
    desired,
    granted,
    ...told(sayingsOf(outcome, context)),
    ...(desired > 0 ? { calculation: calculationOf(outcome, context) } : {}),
    ...(lines.length > 0
      ? {
          lines: lines.map(({ line, amountMinor, points }) => ({ lineId: line.lineId, amountMinor, points })),
        }
      : {}),
  }
}

function sayingsOf(outcome: Outcome, context: Context): Saying[] {
  const { reason } = outcome
  if (reason !== undefined) return refusalSayings(reason, outcome, context)
  const condition = outcome.rule.when?.source
  return [
    condition === undefined
      ? say('applies', {}, 'The rule applies.')
      : say('condition-holds', { condition }, `The condition holds: ${condition}`),
    ...leftOut(outcome, context),
    ...limitSayings(outcome, context),
  ]
}

function leftOut({ rule }: Outcome, { situation }: Context): Saying[] {
  if (situation.basket === undefined || rule.spec.award.kind === 'multiplier') return []
  const counted = new Set(situation.eligible(rule).lines)
  const others = situation.present().filter((line) => !counted.has(line))
  if (others.length === 0) return []
  const shown = others.slice(0, 5).map((line) => line.sku)
  const more = others.length > shown.length ? ` and ${others.length - shown.length} more` : ''
  const text = `${others.length === 1 ? 'One line does' : `${others.length} lines do`} not count: ${shown.join(', ')}${more}.`
  return [say('lines-left-out', { count: others.length, lines: shown }, text)]
}

function limitSayings({ limit, desired, granted, room }: Outcome, { situation }: Context): Saying[] {
  if (limit === undefined) return []
  const { day, store } = situation.activity
  const { of, unit, per, most } = limit
  const when = periodText(per, day)
  const outcome = `${countText(granted)} of ${countText(desired)} points were granted`
  const whom = of === 'everybody' ? 'All members together get' : `The rule gives ${whomText(limit, store)}`
  const what = of === 'everybody' ? ' from the rule' : ''
  const text =
    unit === 'times'
      ? `${whom} something${what} at most ${countText(most)} times ${when}, and none were left: ${outcome}.`
      : `${whom} at most ${countText(most)} points${what} ${when}, and ${countText(room ?? 0)} were left: ${outcome}.`
  return [
    say('limit', { of, unit, per, most, room: room ?? 0, desired, granted, store, day: dayText(day) }, text),
  ]
}

function whomText({ of, per }: Limit, store: string): string {
  if (per === 'order') return 'an order'
  if (of === 'store') return store === '' ? 'what happens without a store' : `the store "${store}"`
  return of === 'household' ? 'a household' : 'a member'
}

function refusalSayings(reason: Reason, outcome: Outcome, context: Context): Saying[] {
  switch (reason.kind) {
    case 'condition':
      return conditionSayings(outcome, context)
    case 'no-line':
      return [noLineOf(outcome, context)]
    case 'minimum-basket': {
      const { netMinor, minimumMinor } = reason
      const [net, minimum] = [netMinor, minimumMinor].map((each) => minorText(each, context.moneyCurrency))
      const text = `The order comes to ${net}; the rule needs at least ${minimum}.`
      return [say('minimum-basket', { netMinor, minimumMinor, currency: context.moneyCurrency }, text)]
    }
    case 'zero': {
      const calculation = calculationOf(outcome, context)
      return [say('zero', { calculation }, `The calculation gives no whole point: ${calculation}.`)]
    }
    case 'expression': {
      const parts = outcome.rule.expression?.explain(context.situation.ruleFacts()).because ?? []
      const text = `The amount cannot be calculated: ${parts.join('; ')}.`
      return [say('expression-fails', { parts: [...parts] }, text)]
    }
    default:
      return [sayReason(reason)]
  }
}

function conditionSayings({ rule }: Outcome, { situation }: Context): Saying[] {
  const because = rule.when?.explain(situation.ruleFacts()).because ?? []
  return because.map((part) => say('condition-fails', { part }, `The condition does not hold: ${part}.`))
}

const linesShown = 3

/** Why a line does not count: as a word for it, and in English. */
export interface LineMiss {
  why: 'negative' | 'product' | 'category' | 'no-category' | 'condition' | 'fraction'
  text: string
}

/** How it is said that no line of an order counts. */
export function noLineSaying(
  code: 'no-line' | 'card-nothing-stamped',
  lines: readonly BasketLine[],
  missed: (line: BasketLine) => LineMiss,
): Saying {
  const shown = lines.slice(0, linesShown)
  const misses = shown.map(missed)
  const more = lines.length > linesShown ? `; and ${lines.length - linesShown} more` : ''
  const verb = code === 'no-line' ? 'counts' : 'is stamped'
  const text = `No line of the order ${verb}: ${misses.map((miss) => miss.text).join('; ')}${more}.`
  const params = {
    count: lines.length,
    lines: shown.map(({ sku }) => sku),
    why: misses.map(({ why }) => why),
    categories: shown.map(({ category }) => category),
  }
  return say(code, params, text)
}

/** Why a line is none of those that a rule or a card picks; undefined where that is not why. */
export function lineMiss(picker: LinePicker, owner: 'rule' | 'card', line: BasketLine): LineMiss | undefined {
  const { sku, category, amountMinor } = line
  if (amountMinor < 0) return { why: 'negative', text: `${sku} has a negative amount` }
  const refusal = lineRefusal(picker, line)
  if (refusal === 'product') return { why: 'product', text: `${sku} is not one of the ${owner}'s products` }
  if (refusal === 'condition') return { why: 'condition', text: `${sku}: the condition does not hold` }
  if (refusal === undefined) return undefined
  return category === ''
    ? { why: 'no-category', text: `${sku} has no category` }
    : { why: 'category', text: `${sku} is in the category "${category}"` }
}

function noLineOf({ rule }: Outcome, { situation }: Context): Saying {
  const present = situation.present()
  if (situation.basket === undefined) return say('no-order', {}, 'There is no order.')
  if (present.length === 0) return say('no-lines', {}, 'The order has no lines.')
  return noLineSaying('no-line', present, (line) => {
    const miss = lineMiss(rule, 'rule', line)
    if (miss !== undefined && miss.why !== 'condition') return miss
    const because = rule.lines?.explain({ line: lineFactsOf(line) }).because ?? []
    return { why: 'condition', text: `${line.sku}: ${because.join('; ')}` }
  })
}

function calculationOf({ rule, desire, desired }: Outcome, context: Context): string {
  const { outcomes, situation, moneyCurrency } = context
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
      return `${award.expression}, over ${countText(situation.eligible(rule).lines.length)} lines = ${countText(base)}`
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
