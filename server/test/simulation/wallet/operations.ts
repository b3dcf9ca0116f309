import type { WalletCommand } from '@perennial/contract'
import fc from 'fast-check'
import { newUuid } from '../../../src/kernel/ids.ts'
import { firstInstant, localDay } from '../calendar.ts'
import type { Bank } from './bank.ts'
import { type CurrencyKey, currencies, pointsPerStar } from './terms.ts'

export type OwnerPick = number

/** Something that is done to the product. Shares between 0 and 1 pick among what there is by then. */
export type Operation =
  | { do: 'order'; owner: OwnerPick; daysAgo: number; units: number; price: number }
  /** `later`: of the next order, which has not been placed. */
  | { do: 'return'; pick: number; units: number; later: boolean; daysAgo: number }
  | { do: 'fulfil'; pick: number; later: boolean; daysAgo: number }
  | { do: 'spend'; owner: OwnerPick; currency: CurrencyKey; share: number; both: boolean; dry: boolean }
  | { do: 'hold'; owner: OwnerPick; currency: CurrencyKey; share: number; both: boolean; hours: number }
  | { do: 'capture'; pick: number; part: number | null }
  | { do: 'cancel'; pick: number }
  | { do: 'give-back'; pick: number; part: number | null }
  | { do: 'adjust'; owner: OwnerPick; currency: CurrencyKey; amount: number; days: number | null }
  | { do: 'take'; owner: OwnerPick; currency: CurrencyKey; share: number }
  | { do: 'top-up'; owner: OwnerPick; amount: number }
  | { do: 'migrate'; owner: OwnerPick; currency: CurrencyKey; amount: number; days: number | null }
  | { do: 'exchange'; owner: OwnerPick; share: number; odd: boolean }
  | { do: 'transfer'; owner: OwnerPick; to: OwnerPick; currency: CurrencyKey; share: number; pool: boolean }
  | { do: 'transfer-of'; pick: number; to: OwnerPick }
  | { do: 'merge'; owner: OwnerPick; into: OwnerPick }
  | { do: 'unmerge'; owner: OwnerPick }
  | { do: 'extend'; owner: OwnerPick; currency: CurrencyKey; days: number }
  | { do: 'compact'; owner: OwnerPick; currency: CurrencyKey }
  | { do: 'write-off'; owner: OwnerPick; currency: CurrencyKey; share: number | null }
  | { do: 'freeze' | 'unfreeze' | 'close'; owner: OwnerPick }
  | { do: 'wait'; hours: number }
  | { do: 'deliver' | 'settle' | 'sweep' | 'repeat' }

/** How many members there are; the owner after them is a pool. */
export const members = 3

// One member lives more than the others, so that what happens to them meets.
const owner = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 2, arbitrary: fc.nat(members - 1) },
)
const anyOwner = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.nat(members) })
const currency = fc.constantFrom(...currencies, 'points' as const, 'points' as const)
// Mostly a part of what is there; sometimes exactly all of it, sometimes more.
const share = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: 0.05, max: 0.95, noNaN: true }) },
  { weight: 5, arbitrary: fc.constant(1) },
  { weight: 1, arbitrary: fc.constant(1.2) },
)
const pick = fc.double({ min: 0, max: 0.999, noNaN: true })
// Of holds and spends mostly the latest: earlier ones are closed or have come back.
const latest = fc.oneof({ weight: 3, arbitrary: fc.double({ min: 0.8, max: 0.999, noNaN: true }) }, pick)
const part: fc.Arbitrary<number | null> = fc.option(share, { freq: 3 })
const someDays: fc.Arbitrary<number | null> = fc.option(fc.integer({ min: 1, max: 40 }))
const daysAgo = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(45))
const amount = fc.integer({ min: 1, max: 500 })
const flag = fc.integer({ min: 0, max: 4 }).map((each) => each === 0)

function kind<Do extends string>(word: Do) {
  return fc.constant(word)
}

const earning: fc.WeightedArbitrary<Operation>[] = [
  {
    weight: 20,
    arbitrary: fc.record({
      do: kind('order'),
      owner,
      daysAgo,
      units: fc.integer({ min: 1, max: 4 }),
      price: fc.integer({ min: 0, max: 400 }),
    }),
  },
  {
    weight: 14,
    arbitrary: fc.record({
      do: kind('return'),
      pick: latest,
      units: fc.integer({ min: 1, max: 4 }),
      later: flag,
      daysAgo,
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: kind('fulfil'), pick, later: flag, daysAgo }) },
]

const spending: fc.WeightedArbitrary<Operation>[] = [
  {
    weight: 8,
    arbitrary: fc.record({ do: kind('spend'), owner: anyOwner, currency, share, both: flag, dry: flag }),
  },
  {
    weight: 7,
    arbitrary: fc.record({
      do: kind('hold'),
      owner: anyOwner,
      currency,
      share,
      both: flag,
      hours: fc.oneof(fc.integer({ min: 1, max: 48 }), fc.integer({ min: 1, max: 1_000 })),
    }),
  },
  { weight: 7, arbitrary: fc.record({ do: kind('capture'), pick: latest, part }) },
  { weight: 3, arbitrary: fc.record({ do: kind('cancel'), pick: latest }) },
  { weight: 6, arbitrary: fc.record({ do: kind('give-back'), pick: latest, part }) },
]

const moving: fc.WeightedArbitrary<Operation>[] = [
  {
    weight: 4,
    arbitrary: fc.record({
      do: kind('adjust'),
      owner: anyOwner,
      currency,
      amount,
      days: someDays,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: kind('take'), owner: anyOwner, currency, share }) },
  { weight: 1, arbitrary: fc.record({ do: kind('top-up'), owner, amount }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: kind('migrate'),
      owner,
      currency,
      amount,
      days: someDays,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: kind('exchange'), owner, share, odd: flag }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: kind('transfer'),
      owner: anyOwner,
      to: anyOwner,
      currency,
      share,
      pool: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: kind('transfer-of'), pick, to: anyOwner }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: kind('merge'), owner: fc.integer({ min: 1, max: members - 1 }), into: owner }),
  },
  { weight: 2, arbitrary: fc.record({ do: kind('unmerge'), owner }) },
  { weight: 4, arbitrary: fc.record({ do: kind('deliver') }) },
]

const goodbye = ['close', 'unfreeze', 'unfreeze', 'unfreeze'] as const

const managing: fc.WeightedArbitrary<Operation>[] = [
  {
    weight: 2,
    arbitrary: fc.record({
      do: kind('extend'),
      owner: anyOwner,
      currency,
      days: fc.integer({ min: 1, max: 90 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: kind('compact'), owner: anyOwner, currency }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: kind('write-off'), owner: anyOwner, currency, share: part }),
  },
  { weight: 1, arbitrary: fc.record({ do: kind('freeze'), owner: anyOwner }) },
  { weight: 5, arbitrary: fc.record({ do: kind('unfreeze'), owner: anyOwner }) },
  // Few go away for ever, and never the first one.
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom(...goodbye), owner: fc.constant(members - 1) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: kind('wait'),
      hours: fc.oneof(
        { weight: 5, arbitrary: fc.integer({ min: 1, max: 60 }) },
        { weight: 1, arbitrary: fc.integer({ min: 1, max: 900 }) },
      ),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('settle' as const, 'sweep' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: kind('repeat') }) },
]

// Without bias: small numbers would leave everybody with too little for anything to happen.
export const operation: fc.Arbitrary<Operation> = fc.noBias(
  fc.oneof(...earning, ...spending, ...moving, ...managing),
)

/** What there is to name: owners by place, holds and spends so far, with whose they are. */
export interface Known {
  owners: readonly string[]
  holds: { id: string; owner: string }[]
  spends: { id: string; owner: string }[]
  /** Activity and own name of each order. */
  orders: { activity: string; sourceId: string; owner: string }[]
}

export interface Asked {
  owner: string
  command: WalletCommand
}

function chosen<T>(from: readonly T[], at: number): T | undefined {
  return from[Math.floor(at * from.length)]
}

function atLeastOne(value: number): number {
  return Math.max(1, Math.floor(value))
}

const actor = 'simulation'
/** What one person may adjust alone is no part of the story. */
const approvedBy = 'second'
const reason = 'Simulated'

/** The command of an operation; undefined for one that sends none, or finds nothing to pick. */
export function commandOf(
  each: Operation,
  at: { known: Known; bank: Bank; zone: string },
): Asked | undefined {
  const { known, bank, zone } = at

  const ownerOf = (place: number) => known.owners[place] as string
  // Asking for a part of nothing would be most of a life.
  if ('share' in each && each.share !== null && each.share < 1 && each.do !== 'write-off') {
    const currency = 'currency' in each ? each.currency : 'points'
    if (bank.spendable(ownerOf(each.owner), currency) === 0) return undefined
  }
  switch (each.do) {
    case 'spend':
    case 'hold':
      return takingOf(each, ownerOf(each.owner), bank)
    case 'capture':
    case 'cancel':
    case 'give-back':
      return namedOf(each, known, bank)
    case 'transfer':
    case 'transfer-of':
    case 'merge':
    case 'unmerge':
      return betweenOf(each, known, bank)
    default:
      return 'owner' in each && each.do !== 'order'
        ? staffOf(each, ownerOf(each.owner), { bank, zone })
        : undefined
  }
}

function takingOf(each: Extract<Operation, { do: 'spend' | 'hold' }>, owner: string, bank: Bank): Asked {
  const partOf = (currency: CurrencyKey) => ({
    currency,
    amount: atLeastOne(bank.spendable(owner, currency) * each.share),
  })
  const other = each.currency === 'stars' ? 'purse' : 'stars'
  const parts = [partOf(each.currency), ...(each.both ? [partOf(other)] : [])]
  if (each.do === 'spend') return { owner, command: { verb: 'spend', parts } }
  // Between two quarters past: nothing that a hold does depends on how long a run takes.
  return { owner, command: { verb: 'hold', parts, ttlSeconds: each.hours * 3_600 - 1_800 } }
}

function namedOf(
  each: Extract<Operation, { do: 'capture' | 'cancel' | 'give-back' }>,
  known: Known,
  bank: Bank,
): Asked | undefined {
  const named = chosen(each.do === 'give-back' ? known.spends : known.holds, each.pick)
  if (named === undefined) return undefined
  const { id, owner } = named
  if (each.do === 'cancel') return { owner, command: { verb: 'cancel', hold: id } }
  const { coffers } = bank.person(owner)
  const parts =
    each.part === null
      ? undefined
      : currencies.flatMap((currency) => {
          const whole =
            each.do === 'capture'
              ? coffers[currency].promises.find((promised) => promised.id === id)?.amount
              : coffers[currency].receipts.get(id)?.reduce((sum, share) => sum + share.amount, 0)
          if (whole === undefined) return []
          return [{ currency, amount: atLeastOne(whole * (each.part ?? 0)) }]
        })
  const some = parts === undefined || parts.length === 0 ? {} : { parts }
  if (each.do === 'capture') return { owner, command: { verb: 'capture', hold: id, ...some } }
  return { owner, command: { verb: 'spend-return', spend: id, reason, ...some } }
}

function betweenOf(
  each: Extract<Operation, { do: 'transfer' | 'transfer-of' | 'merge' | 'unmerge' }>,
  known: Known,
  bank: Bank,
): Asked | undefined {
  const { owners } = known
  const transfer = newUuid()
  if (each.do === 'transfer-of') {
    const order = chosen(known.orders, each.pick)
    const to = owners[each.to] as string
    if (order === undefined || order.owner === to) return undefined
    const parts = { creditedBy: [order.activity] }
    return { owner: order.owner, command: { verb: 'transfer-out', kind: 'merge', transfer, to, parts } }
  }
  const owner = owners[each.owner] as string
  if (each.do === 'unmerge') return { owner, command: { verb: 'merge', into: null, transfer, actor, reason } }
  const to = owners[each.do === 'merge' ? each.into : each.to] as string
  if (owner === to) return undefined
  if (each.do === 'merge') {
    // Whoever received somebody, or was merged, is not merged: that is for the endpoint to refuse.
    const isPart = [...bank.people.values()].some((person) => person.mergedInto === owner)
    if (isPart || bank.person(to).mergedInto !== null || bank.person(owner).mergedInto !== null)
      return undefined
    return { owner, command: { verb: 'merge', into: to, transfer, actor, reason } }
  }
  const { currency } = each
  const amount = atLeastOne(bank.spendable(owner, currency) * each.share)
  const parts = [{ currency, amount }]
  return {
    owner,
    command: { verb: 'transfer-out', kind: each.pool ? 'pool' : 'gift', transfer, to, parts },
  }
}

type StaffOperation = Exclude<Extract<Operation, { owner: number }>, { do: 'order' }>

function staffOf(each: StaffOperation, owner: string, at: { bank: Bank; zone: string }): Asked | undefined {
  const { bank, zone } = at
  const later = (days: number) => new Date(firstInstant(localDay(bank.now, zone) + days, zone)).toISOString()
  switch (each.do) {
    case 'adjust': {
      const end = each.days === null ? {} : { expiresAt: later(each.days) }
      const { currency, amount: given } = each
      return {
        owner,
        command: { verb: 'adjust', currency, amount: given, reason, actor, approvedBy, ...end },
      }
    }
    case 'take': {
      const { currency } = each
      const taken = -atLeastOne(bank.spendable(owner, currency) * each.share)
      return { owner, command: { verb: 'adjust', currency, amount: taken, reason, actor, approvedBy } }
    }
    case 'top-up':
      return { owner, command: { verb: 'top-up', currency: 'purse', amount: each.amount } }
    case 'migrate': {
      const expiresAt = each.days === null ? null : later(each.days)
      const { currency, amount: brought } = each
      return { owner, command: { verb: 'migrate', currency, amount: brought, expiresAt, actor } }
    }
    case 'exchange': {
      const steps = atLeastOne((bank.spendable(owner, 'points') / pointsPerStar) * each.share)
      const given = steps * pointsPerStar + (each.odd ? 1 : 0)
      return { owner, command: { verb: 'exchange', from: 'points', to: 'stars', amount: given } }
    }
    case 'extend': {
      const { currency, days } = each
      return { owner, command: { verb: 'extend', currency, expiresAt: later(days), reason, actor } }
    }
    case 'compact':
      return { owner, command: { verb: 'compact', currency: each.currency } }
    case 'write-off': {
      const { debt } = bank.person(owner).coffers[each.currency]
      const some = each.share === null ? {} : { amount: atLeastOne(debt * each.share) }
      return { owner, command: { verb: 'write-off', currency: each.currency, reason, actor, ...some } }
    }
    case 'freeze':
    case 'unfreeze':
    case 'close':
      return { owner, command: { verb: each.do, reason, actor } }
    default:
      return undefined
  }
}
