import type {
  BackTestChange,
  BackTestCurrency,
  BackTestDecile,
  BackTestResult,
  BackTestRun,
  TierLadderSpec,
} from '@perennial/contract'
import { divideRounded } from '../../../kernel/rounding.ts'
import { invariant } from '../../../kernel/verdict.ts'
import type { Release } from '../../../programs/index.ts'
import type { CurrencyTally, Tally } from './tally.ts'

/** Which points are enough for something. */
export interface FirstReward {
  currency: string
  points: number
}

/** A release with what it made of a history. */
export interface Tried {
  release: Release
  tally: Tally
}

/** The numbers of a back-test. */
export function reportOf(input: {
  from: string
  to: string
  tested: Tried
  compared: Tried | undefined
  firstReward: FirstReward | undefined
  sampledE4: number
  readMs: number
  decideMs: number
}): BackTestResult {
  const { tested, compared, firstReward, readMs, decideMs } = input
  const { tally, release } = tested
  const decided = tally.orders * (compared === undefined ? 1 : 2)
  return {
    from: input.from,
    to: input.to,
    money: release.settings.currency,
    activities: tally.activities,
    orders: tally.orders,
    members: tally.seen.reduce((sum, each) => sum + each, 0),
    netSalesMinor: tally.orderMinor - tally.backMinor,
    averageOrderMinor: averageOrder(tally),
    sampledE4: input.sampledE4,
    leaned: leanedOn(tested, compared),
    tested: runOf(tested, firstReward),
    compared: compared === undefined ? null : runOf(compared, firstReward),
    change: compared === undefined ? null : changeOf(tested, compared),
    readMs: Math.round(readMs),
    decideMs: Math.round(decideMs),
    ordersPerSecond: decideMs === 0 ? 0 : Math.round((decided * 1000) / decideMs),
  }
}

function averageOrder({ orders, orderMinor }: Tally): number {
  return orders === 0 ? 0 : Math.max(0, Math.round(orderMinor / orders))
}

function leanedOn(tested: Tried, compared: Tried | undefined): BackTestResult['leaned'] {
  const facts = new Map(tested.tally.leanedOn)
  for (const [fact, decisions] of compared?.tally.leanedOn ?? [])
    facts.set(fact, Math.max(decisions, facts.get(fact) ?? 0))
  return [...facts].sort(byName).map(([fact, decisions]) => ({ fact, decisions }))
}

function byName(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return a[0] < b[0] ? -1 : 1
}

/** Points at fair value, in minor units, rounded half up. */
function moneyOf(points: number, valueE4: number): number {
  const minor = Number(divideRounded(BigInt(points) * BigInt(valueE4), 10_000n, 'half-up'))
  invariant(Number.isSafeInteger(minor), `the value of ${points} points passes 2^53`)
  return minor
}

function valueIn(release: Release, currency: string): number {
  return release.currencies.get(currency)?.spec.valuePerPointE4 ?? 0
}

function runOf({ release, tally }: Tried, firstReward: FirstReward | undefined): BackTestRun {
  const currencies = [...tally.currencies].sort(byName).map(([key, own]) => currencyOf(release, key, own))
  const costMinor = currencies.reduce((sum, each) => sum + each.costMinor, 0)
  const netMinor = tally.orderMinor - tally.backMinor
  return {
    release: release.number === 0 ? null : release.number,
    currencies,
    rules: [...tally.rules].sort(byName).map(([, own]) => ({
      ...own,
      costMinor: moneyOf(own.granted, valueIn(release, own.currency)),
    })),
    ladders: laddersOf(release, tally),
    costMinor,
    liabilityMinor: currencies.reduce((sum, each) => sum + each.liabilityMinor, 0),
    giveBackE4: netMinor <= 0 ? null : Math.round((costMinor / netMinor) * 10_000),
    firstReward:
      firstReward === undefined ? null : { ...firstReward, orders: ordersUntil(tally, firstReward) },
    refused: [...tally.refusals].sort(byName).map(([code, activities]) => ({ code, activities })),
  }
}

function currencyOf(release: Release, currency: string, own: CurrencyTally): BackTestCurrency {
  const { granted, grantedByOrders, takenBack, spent, expired, outstanding } = own
  const valueE4 = valueIn(release, currency)
  return {
    currency,
    granted,
    grantedByOrders,
    takenBack,
    spent,
    expired,
    outstanding,
    costMinor: moneyOf(granted, valueE4),
    liabilityMinor: moneyOf(outstanding, valueE4),
  }
}

/** Orders of the average size until the points are enough; null when they never are. */
function ordersUntil({ currencies, orders }: Tally, { currency, points }: FirstReward): number | null {
  const granted = currencies.get(currency)?.grantedByOrders ?? 0
  return orders === 0 || granted <= 0 ? null : Math.ceil((points * orders) / granted)
}

function laddersOf(release: Release, tally: Tally): BackTestRun['ladders'] {
  const ladders = release.specs.get('tier-ladder') as ReadonlyMap<string, TierLadderSpec> | undefined
  return [...(ladders ?? [])].map(([ladder, { tiers }]) => {
    const places = tally.tierOf.get(ladder)
    const counts = new Array<number>(tiers.length + 1).fill(0)
    for (const [owner, seen] of tally.seen.entries()) {
      const place = places?.[owner] ?? -1
      if (seen === 1) counts[place + 1] = (counts[place + 1] ?? 0) + 1
    }
    const named = [{ key: null, name: null }, ...tiers.map(({ key, name }) => ({ key, name }))]
    const told = named.map(({ key, name }, index) => ({ tier: key, name, members: counts[index] ?? 0 }))
    return { ladder, tiers: told.filter((each) => each.tier !== null || each.members > 0) }
  })
}

/** What each owner got in the window, in the unit in which releases are compared. */
function gotBy({ release, tally }: Tried, unit: BackTestChange['unit']): Float64Array {
  const owners = tally.seen.length
  const got = new Float64Array(owners)
  const [first] = [...tally.currencies.keys()].sort()
  for (const [key, own] of tally.currencies) {
    if (unit === 'points' && key !== first) continue
    const valueE4 = unit === 'points' ? 10_000 : valueIn(release, key)
    for (let owner = 0; owner < owners; owner += 1)
      got[owner] = (got[owner] as number) + ((own.grantedTo[owner] as number) * valueE4) / 10_000
  }
  return got
}

function hasValue({ release }: Tried): boolean {
  return [...release.currencies.values()].some(({ spec }) => spec.valuePerPointE4 > 0)
}

function changeOf(tested: Tried, compared: Tried): BackTestChange {
  const unit = hasValue(tested) || hasValue(compared) ? 'money' : 'points'
  const [after, before] = [gotBy(tested, unit), gotBy(compared, unit)]
  const { seen } = tested.tally
  const owners: number[] = []
  for (let owner = 0; owner < seen.length; owner += 1) if (seen[owner] === 1) owners.push(owner)
  const changeOn = (owner: number) => (after[owner] as number) - (before[owner] as number)
  // By what they had and get, so that the tenths are the same in whatever order the members were read.
  owners.sort((a, b) => changeOn(a) - changeOn(b) || (before[a] as number) - (before[b] as number))
  const winners = owners.filter((owner) => changeOn(owner) > 0).length
  const losers = owners.filter((owner) => changeOn(owner) < 0).length
  return {
    unit,
    winners,
    losers,
    same: owners.length - winners - losers,
    deciles: decilesOf(owners, { before, after, changeOn }),
    ladders: movesOf(tested, compared, owners),
  }
}

function decilesOf(
  owners: readonly number[],
  by: { before: Float64Array; after: Float64Array; changeOn(owner: number): number },
): BackTestDecile[] {
  const sum = (part: readonly number[], of: Float64Array) =>
    Math.round(part.reduce((total, owner) => total + (of[owner] as number), 0))
  return Array.from({ length: 10 }, (_, index) => {
    const from = Math.floor((owners.length * index) / 10)
    const part = owners.slice(from, Math.floor((owners.length * (index + 1)) / 10))
    const [first, last] = [part[0], part.at(-1)]
    return {
      decile: index + 1,
      members: part.length,
      before: sum(part, by.before),
      after: sum(part, by.after),
      least: first === undefined ? 0 : Math.round(by.changeOn(first)),
      most: last === undefined ? 0 : Math.round(by.changeOn(last)),
    }
  })
}

/** Members whose tier would be another; only of ladders that both releases have, by the places of the tested one's tiers. */
function movesOf(tested: Tried, compared: Tried, owners: readonly number[]): BackTestChange['ladders'] {
  const moves: BackTestChange['ladders'] = []
  for (const [ladder, places] of [...tested.tally.tierOf].sort(byName)) {
    const others = compared.tally.tierOf.get(ladder)
    if (others === undefined) continue
    const ups = owners.filter((owner) => (places[owner] as number) > (others[owner] as number)).length
    const downs = owners.filter((owner) => (places[owner] as number) < (others[owner] as number)).length
    moves.push({ ladder, up: ups, down: downs })
  }
  return moves
}
