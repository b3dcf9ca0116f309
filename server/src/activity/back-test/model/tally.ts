import type { TierLadderSpec } from '@perennial/contract'
import { dayOf, type Instant } from '../../../kernel/instants.ts'
import { accounts, type Entry } from '../../../ledger/index.ts'
import type { Release } from '../../../programs/index.ts'
import { activityOf, type Outcome, type OwnerWork } from '../../model/work.ts'
import type { AnyStage } from '../../stage.ts'
import type { History } from './history.ts'

/** What a trial counts of one currency, in points. */
export interface CurrencyTally {
  granted: number
  grantedByOrders: number
  takenBack: number
  spent: number
  expired: number
  outstanding: number
  /** By owner: what they got in the window, and what they hold at the end. */
  grantedTo: Float64Array
  heldBy: Float64Array
}

/** What a trial counts of one rule. */
export interface RuleTally {
  rule: string
  currency: string
  granted: number
  times: number
  capped: number
  cappedPoints: number
  budgeted: number
  budgetedPoints: number
}

/** What one release made of a history. Plain data: it may come from another process. */
export interface Tally {
  orders: number
  activities: number
  /** What orders came to, and what came back of them. */
  orderMinor: number
  backMinor: number
  currencies: ReadonlyMap<string, CurrencyTally>
  rules: ReadonlyMap<string, RuleTally>
  refusals: ReadonlyMap<string, number>
  leanedOn: ReadonlyMap<string, number>
  /** By ladder: the place of each owner's tier in it, from 0; -1 for none. */
  tierOf: ReadonlyMap<string, Int16Array>
  /** Owners of whom something happened in the window. */
  seen: Uint8Array
}

/** Fills a tally while a release is tried. */
export interface Tallying {
  tally: Tally
  decided(done: { owner: number; outcome: Outcome; orderMinor: number | undefined; backMinor: number }): void
  /** Movements of points in the window. */
  moved(entries: readonly Entry[]): void
  refused(code: string): void
  /** A decision read what is known today instead of what was known then. */
  leaned(fact: string): void
  /** An owner is done: what they hold, and where they stand. */
  close(owner: number, work: OwnerWork): void
}

interface Input {
  history: History
  release: Release
  stages: readonly AnyStage[]
  endsAt: Instant
}

export function createTally(input: Input): Tallying {
  const { history, release } = input
  const owners = history.owners.length
  const currencies = new Map<string, CurrencyTally>()
  for (const key of release.currencies.keys()) currencies.set(key, emptyCurrency(owners))
  const rules = new Map<string, RuleTally>()
  const ruleOf = ruleFinder(rules)
  const refusals = new Map<string, number>()
  const leanedOn = new Map<string, number>()
  const tierOf = new Map<string, Int16Array>()
  const tierIndexes = placesOf(release)
  const tiersOf = tierReader(input)
  const byCode = new Map([...release.currencyByCode].map(([code, { key }]) => [code, currencies.get(key)]))
  const tally: Tally = {
    orders: 0,
    activities: 0,
    orderMinor: 0,
    backMinor: 0,
    currencies,
    rules,
    refusals,
    leanedOn,
    tierOf,
    seen: new Uint8Array(owners),
  }
  return {
    tally,
    decided({ owner, outcome, orderMinor, backMinor }) {
      tally.activities += 1
      tally.seen[owner] = 1
      tally.backMinor += backMinor
      if (orderMinor !== undefined) {
        tally.orders += 1
        tally.orderMinor += orderMinor
      }
      for (const { told, activity } of outcome.recorded) {
        const isOrder = activity.basket !== undefined
        for (const effect of told) {
          if (effect.kind !== 'points' || effect.currency === undefined || effect.rule === undefined) continue
          const points = effect.amount ?? 0
          const currency = currencies.get(effect.currency)
          if (currency !== undefined) addPoints(currency, { owner, points, isOrder })
          addToRule(ruleOf(effect.currency, effect.rule), points, effect)
        }
      }
    },
    moved(entries) {
      for (const { currency, debit, credit, amount } of entries) {
        const own = byCode.get(currency)
        if (own === undefined) continue
        if (credit === accounts.spent) own.spent += amount
        else if (debit === accounts.spent) own.spent -= amount
        else if (credit === accounts.expired) own.expired += amount
      }
    },
    refused: (code) => refusals.set(code, (refusals.get(code) ?? 0) + 1),
    leaned: (fact) => leanedOn.set(fact, (leanedOn.get(fact) ?? 0) + 1),
    close(owner, work) {
      for (const [code, books] of work.books.currencies) {
        const own = byCode.get(code)
        if (own === undefined) continue
        const held = books.available + books.pending + books.held - books.debt
        own.outstanding += held
        own.heldBy[owner] = held
      }
      for (const [ladder, tier] of Object.entries(tiersOf(work)))
        placesIn(tierOf, { ladder, owners })[owner] = tierIndexes.get(ladder)?.get(tier) ?? -1
    },
  }
}

function emptyCurrency(owners: number): CurrencyTally {
  return {
    granted: 0,
    grantedByOrders: 0,
    takenBack: 0,
    spent: 0,
    expired: 0,
    outstanding: 0,
    grantedTo: new Float64Array(owners),
    heldBy: new Float64Array(owners),
  }
}

function addPoints(own: CurrencyTally, to: { owner: number; points: number; isOrder: boolean }): void {
  const { owner, points, isOrder } = to
  own.granted += points
  if (isOrder) own.grantedByOrders += points
  if (points < 0) own.takenBack -= points
  own.grantedTo[owner] = (own.grantedTo[owner] as number) + points
}

/** Finds the tally of a rule in a currency; makes it when the rule first gives something. */
function ruleFinder(rules: Map<string, RuleTally>): (currency: string, rule: string) => RuleTally {
  const byCurrency = new Map<string, Map<string, RuleTally>>()
  return (currency, rule) => {
    let own = byCurrency.get(currency)
    if (own === undefined) {
      own = new Map()
      byCurrency.set(currency, own)
    }
    let tally = own.get(rule)
    if (tally === undefined) {
      const nothing = { granted: 0, times: 0, capped: 0, cappedPoints: 0, budgeted: 0, budgetedPoints: 0 }
      tally = { rule, currency, ...nothing }
      own.set(rule, tally)
      rules.set(`${currency}/${rule}`, tally)
    }
    return tally
  }
}

function addToRule(
  own: RuleTally,
  points: number,
  told: { desired?: number | undefined; reason?: string | undefined },
): void {
  own.granted += points
  if (points > 0) own.times += 1
  if (told.desired === undefined) return
  const missing = told.desired - points
  if (told.reason === 'budget') {
    own.budgeted += 1
    own.budgetedPoints += missing
  } else {
    own.capped += 1
    own.cappedPoints += missing
  }
}

function placesIn(
  tierOf: Map<string, Int16Array>,
  { ladder, owners }: { ladder: string; owners: number },
): Int16Array {
  const places = tierOf.get(ladder) ?? new Int16Array(owners).fill(-1)
  tierOf.set(ladder, places)
  return places
}

const tiersFact = 'member.tiers'

/** The tiers that a rule would read of an owner at the end, by ladder. */
function tierReader({ stages, release, endsAt }: Input): (work: OwnerWork) => Record<string, string> {
  const tellers = [...stages.keys()].filter((index) => stages[index]?.tells?.includes(tiersFact))
  const day = dayOf(endsAt, release.timeZone)
  const input = { type: '', source: '', sourceId: '' }
  const activity = activityOf({ id: '', input, occurredAt: endsAt, day, depth: 0 })
  return ({ states }) => {
    const tiers: Record<string, string> = {}
    for (const index of tellers) {
      const told = stages[index]?.facts?.({ state: states[index], release, activity, counted: () => 0 })
      Object.assign(tiers, told?.member?.tiers)
    }
    return tiers
  }
}

/** The places of tiers in their ladders, by the keys of both. */
function placesOf(release: Release): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const ladders = (release.specs.get('tier-ladder') ?? new Map()) as ReadonlyMap<
    string,
    Pick<TierLadderSpec, 'tiers'>
  >
  return new Map(
    [...ladders].map(([key, { tiers }]) => [key, new Map(tiers.map((tier, at) => [tier.key, at]))]),
  )
}
