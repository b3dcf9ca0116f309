import type { CarriedCard, Effect, WalletCommand } from '@perennial/contract'
import type { Decided, DecideInput, StageEffect, StampsCame, StampTerms } from '../../activity/index.ts'
import type { Day } from '../../kernel/instants.ts'
import { ok, type Verdict } from '../../kernel/verdict.ts'
import type { Release } from '../../programs/index.ts'
import { fill } from './fill.ts'
import { rewardChanges, rewardPostings } from './reward.ts'
import { completions } from './stamp.ts'
import { type CardTallies, type CardTally, joinCard, toldWith, unstamped, withCame } from './tally.ts'

type CarryCards = Extract<WalletCommand, { verb: 'carry-cards' }>
type Input = Pick<DecideInput<CardTallies>, 'state' | 'release' | 'activity'>

/**
 * Lets what a member who was merged into the owner has on their cards come onto the owner's, or takes it back: a card
 * that is full by it gives its reward, and one that is full no more takes it back.
 */
export function carryCards({ state, release, activity }: Input, command: CarryCards): Verdict<Decided> {
  const effects: StageEffect[] = []
  const told: Effect[] = []
  for (const carried of command.cards) {
    const tally = state.get(carried.card) ?? unstamped
    const came = cameOf(command.from, carried, release)
    const after = fill(tally.rows, withCame(tally, came))
    // Nobody loses a reward by being merged; what follows later returns, and the end of a merge, may take one back.
    const mayTakeBack = tally.came.some((each) => each.from === command.from)
    const changes = rewardChanges(tally, after, mayTakeBack)
    const posted = changes.map(({ currency, amount }) => [currency.code, amount] as const)
    effects.push({
      kind: 'stamps-carried',
      card: carried.card,
      came,
      posted,
      carried: { from: command.from, step: command.step, card: carried },
    })
    const postings = rewardPostings(carried.card, changes, { release, activity, redecision: undefined })
    for (const { posting, currency } of postings) {
      const { amount, reason, rule } = posting
      effects.push({ kind: 'post', posting })
      told.push({ kind: 'points', currency, amount, rule: rule ?? '', ...(amount < 0 ? { reason } : {}) })
    }
    effects.push(...completions(carried.card, toldWith(tally, came), after.completed))
  }
  return ok({ effects, record: undefined, told, verdicts: [] })
}

/** Lets a state follow it. */
export function carriedOn(state: CardTallies, card: string, change: CameChange): CardTallies {
  return new Map(state).set(card, joinCard(state.get(card) ?? unstamped, change.came, change.posted))
}

type CameChange = { came: StampsCame; posted: readonly (readonly [currency: number, amount: number])[] }

/** What came, with rewards of currencies that the release has; stamps for one that is gone are worth nothing. */
export function cameOf(from: string, card: CarriedCard, release: Release): StampsCame {
  const { day, completed, told } = card
  const stamps = card.stamps.flatMap(({ terms, ...given }) => {
    const currency = release.currencyByCode.get(terms.reward.currency)
    if (currency === undefined) return []
    return [{ ...given, terms: { ...termsOf(terms), reward: { currency, amount: terms.reward.amount } } }]
  })
  return { from, under: release.number, day, completed, told, stamps }
}

/** The same in plain words. */
export function carriedOf(card: string, came: Omit<StampsCame, 'from' | 'under'>): CarriedCard {
  const { day, completed, told } = came
  const stamps = came.stamps.map(({ terms, ...given }) => {
    const { currency, amount } = terms.reward
    return { ...given, terms: { ...termsOf(terms), reward: { currency: currency.code, amount } } }
  })
  return { card, day, completed, told, stamps }
}

type OwnTerms = Omit<CarriedCard['stamps'][number]['terms'], 'reward'>

function termsOf({ size, restarts, expires, perDay }: OwnTerms | StampTerms): OwnTerms {
  return {
    size,
    restarts,
    ...(expires === undefined ? {} : { expires }),
    ...(perDay === undefined ? {} : { perDay }),
  }
}

/** What of a card goes to another member: the stamps on it that have not ended by the day, and what was filled and told. */
export function whatFollows(card: string, { filled, told }: CardTally, day: Day): CarriedCard {
  const stamps = filled.live
    .filter((each) => each.ends > day)
    .map(({ day: given, release, terms, count }) => ({ day: given, release, terms, amount: count }))
  return carriedOf(card, { day, completed: filled.completed, told, stamps })
}
