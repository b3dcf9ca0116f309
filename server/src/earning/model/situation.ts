import {
  type Activity,
  type Basket,
  type BasketLine,
  type DecideInput,
  type Facts,
  lineFactsOf,
  lineTest,
} from '../../activity/index.ts'
import { asTexts } from '../../kernel/free-data.ts'
import type { CompiledRule } from '../../rules/index.ts'
import { wholeItems } from './amounts.ts'
import { takes } from './choice.ts'
import type { EarningRule } from './rule.ts'

/** The lines of an order that a rule counts. */
export interface Eligible {
  lines: readonly BasketLine[]
  /** What each of them counts for. */
  amounts: readonly number[]
  /** Their sum; not safe to count with past 2^53. */
  amountMinor: number
}

/** What is decided about: an activity with what rules may read, read once and shared by all rules. */
export interface Situation {
  activity: Activity
  basket: Basket | undefined
  /** Lines of which some quantity is there. */
  present(): readonly BasketLine[]
  ownerId: string
  /** What is known of the member. */
  member: Facts[string]
  /** A line as expressions read it. */
  lineFacts(line: BasketLine): Readonly<Record<string, unknown>>
  /** The variables of conditions, made when the first rule asks. Items are among them once a rule that reads them asked. */
  ruleFacts(needs?: { readsItems: boolean }): Readonly<Record<string, unknown>>
  /** What the rule counts of the order. */
  eligible(rule: EarningRule): Eligible
}

/** `countersAfter` tells counters with this activity in them, where a rule reads these. */
export function situationOf(
  { activity, facts, who }: Pick<DecideInput<unknown>, 'activity' | 'facts' | 'who'>,
  countersAfter?: (situation: Situation) => Readonly<Record<string, number>>,
): Situation {
  const { basket } = activity
  let present: readonly BasketLine[] | undefined
  let lineFacts: Map<BasketLine, Readonly<Record<string, unknown>>> | undefined
  const factsOf = (line: BasketLine): Readonly<Record<string, unknown>> => {
    lineFacts ??= new Map()
    let known = lineFacts.get(line)
    if (known === undefined) {
      known = lineFactsOf(line)
      lineFacts.set(line, known)
    }
    return known
  }
  let ruleFacts: Record<string, unknown> | undefined
  // Rules that pick no lines count the same ones.
  let counted: Map<EarningRule | boolean, Eligible> | undefined
  const situation: Situation = {
    activity,
    basket,
    present: () => {
      present ??= presentOf(basket?.lines ?? [])
      return present
    },
    ownerId: who.ownerId,
    member: facts.member ?? {},
    lineFacts: factsOf,
    ruleFacts: (needs) => {
      if (ruleFacts === undefined) {
        ruleFacts = variablesOf(situation, facts)
        if (countersAfter !== undefined) addLater(ruleFacts, () => countersAfter(situation))
      }
      if (needs?.readsItems !== false && basket !== undefined)
        ruleFacts.items ??= situation.present().map(factsOf)
      return ruleFacts
    },
    eligible: (rule) => {
      const place = rule.picksLines ? rule : rule.spec.tax
      counted ??= new Map()
      let known = counted.get(place)
      if (known === undefined) {
        known = eligibleOf(situation, rule, factsOf)
        counted.set(place, known)
      }
      return known
    },
  }
  return situation
}

function presentOf(lines: readonly BasketLine[]): readonly BasketLine[] {
  return lines.every(isPresent) ? lines : lines.filter(isPresent)
}

function isPresent(line: BasketLine): boolean {
  return line.present
}

type LineFacts = (line: BasketLine) => Readonly<Record<string, unknown>>

function eligibleOf({ basket, present }: Situation, rule: EarningRule, factsOf: LineFacts): Eligible {
  const lines: BasketLine[] = []
  const amounts: number[] = []
  let amountMinor = 0
  const withTax = basket?.taxIncluded === true
  const holds = rule.lines && lineTest(rule.lines, factsOf)
  for (const line of present()) {
    // What a shop gives back or grants on a line of its own must never take points from the other lines.
    if (line.amountMinor < 0 || lineRefusal(rule, line, holds) !== undefined) continue
    const amount = countedAmount(line, { taxWithin: withTax, taxWanted: rule.spec.tax })
    lines.push(line)
    amounts.push(amount)
    amountMinor += amount
  }
  return { lines, amounts, amountMinor }
}

function countedAmount(line: BasketLine, tax: { taxWithin: boolean; taxWanted: boolean }): number {
  if (tax.taxWithin === tax.taxWanted) return line.amountMinor
  return tax.taxWanted ? line.amountMinor + line.taxMinor : Math.max(0, line.amountMinor - line.taxMinor)
}

/** Lines that are there and paid for, of those that a condition takes. */
export function countedLines(
  situation: Situation,
  condition: CompiledRule<boolean> | undefined,
): readonly BasketLine[] {
  const holds = condition && lineTest(condition, situation.lineFacts)
  return situation.present().filter((line) => line.amountMinor >= 0 && holds?.(line) !== false)
}

/** Counters are counted with the activity when a rule asks: their own conditions read the other variables. */
function addLater(variables: Record<string, unknown>, countersAfter: () => unknown): void {
  let after: unknown
  Object.defineProperty(variables, 'countersAfter', {
    enumerable: true,
    get: () => {
      after ??= countersAfter()
      return after
    },
  })
}

/** What picks lines one by one. */
export type LinePicker = Pick<EarningRule, 'products' | 'categories' | 'lines'>

/** Why a rule does not count a line; undefined when it does. */
export function lineRefusal(
  rule: LinePicker,
  line: BasketLine,
  holds = rule.lines && lineTest(rule.lines, lineFactsOf),
): 'product' | 'category' | 'condition' | undefined {
  if (rule.products !== undefined && !takes(rule.products, line.sku)) return 'product'
  if (rule.categories !== undefined && !takes(rule.categories, line.category)) return 'category'
  return holds?.(line) === false ? 'condition' : undefined
}

function variablesOf({ activity, basket, present }: Situation, facts: Facts): Record<string, unknown> {
  const member = facts.member ?? {}
  const variables: Record<string, unknown> = {
    activity,
    balances: facts.balances ?? {},
    history: facts.history ?? {},
    counters: facts.counters ?? {},
    member:
      member.attributes === undefined
        ? member
        : { ...member, attributes: asTexts(member.attributes as Readonly<Record<string, unknown>>) },
  }
  if (basket === undefined) return variables
  const lines = present()
  const taxMinor = lines.reduce((sum, line) => sum + line.taxMinor, 0)
  variables.order = {
    net: basket.netMinor,
    total: basket.netMinor + basket.shippingMinor + (basket.taxIncluded ? 0 : taxMinor),
    tax: taxMinor,
    shipping: basket.shippingMinor,
    lineCount: lines.length,
    itemCount: wholeItems(lines.map((line) => line.quantity)),
    currency: basket.currency,
  }
  return variables
}
