import fc from 'fast-check'
import type { RawDefinition } from '../../../src/programs/index.ts'
import { firstInstant, localDay, monthsLater } from '../calendar.ts'
import type { DebtPolicy } from './coffer.ts'

export type Expiry =
  | null
  | { kind: 'rolling'; days: number }
  | { kind: 'rolling'; months: number }
  | { kind: 'month-end'; months: number }
  | { kind: 'inactivity'; days: number }

export type Pending =
  | null
  | { kind: 'delay'; days: number }
  | { kind: 'fulfilment' }
  | { kind: 'fulfilment'; atLatestDays: number }

export interface CurrencyTerms {
  expiry: Expiry
  pending: Pending
  debt: DebtPolicy
  restoredDays: number
}

/** What a programme promises about value. */
export interface WalletTerms {
  zone: string
  points: CurrencyTerms
  stars: CurrencyTerms
}

export const currencies = ['points', 'stars', 'purse'] as const
export type CurrencyKey = (typeof currencies)[number]

/** Stars for each order, whatever it is worth. */
export const starsPerOrder = 40
/** Points given for one star. */
export const pointsPerStar = 10

const plain: CurrencyTerms = { expiry: null, pending: null, debt: 'unlimited', restoredDays: 30 }

export function termsOf(terms: WalletTerms, currency: CurrencyKey): CurrencyTerms {
  return currency === 'purse' ? plain : terms[currency]
}

const dayMs = 86_400_000

/** When value that is given at an instant ends; null when it has no end of its own. */
export function endOf(expiry: Expiry, at: number, zone: string): number | null {
  if (expiry === null || expiry.kind === 'inactivity') return null
  const day = localDay(at, zone)
  if (expiry.kind === 'month-end') {
    const firstOfMonth = day - new Date(day * dayMs).getUTCDate() + 1
    return firstInstant(monthsLater(firstOfMonth, expiry.months + 1), zone)
  }
  return firstInstant(('days' in expiry ? day + expiry.days : monthsLater(day, expiry.months)) + 1, zone)
}

export function idleEndOf(expiry: Expiry, day: number, zone: string): number | null {
  return expiry?.kind === 'inactivity' ? firstInstant(day + expiry.days + 1, zone) : null
}

export function openingOf(pending: Pending, at: number): number | null {
  if (pending === null) return null
  if (pending.kind === 'delay') return at + pending.days * dayMs
  return 'atLatestDays' in pending ? at + pending.atLatestDays * dayMs : Number.POSITIVE_INFINITY
}

function days(max: number) {
  return fc.integer({ min: 1, max })
}

const currencyTerms: fc.Arbitrary<CurrencyTerms> = fc.record({
  expiry: fc.oneof(
    { weight: 2, arbitrary: fc.constant(null) },
    fc.record({ kind: fc.constant('rolling' as const), days: days(40) }),
    fc.record({ kind: fc.constant('rolling' as const), months: days(3) }),
    fc.record({ kind: fc.constant('month-end' as const), months: fc.nat(2) }),
    fc.record({ kind: fc.constant('inactivity' as const), days: days(30) }),
  ),
  pending: fc.oneof(
    { weight: 2, arbitrary: fc.constant(null) },
    fc.record({ kind: fc.constant('delay' as const), days: days(20) }),
    fc.record({ kind: fc.constant('fulfilment' as const) }),
    fc.record({ kind: fc.constant('fulfilment' as const), atLatestDays: days(20) }),
  ),
  debt: fc.constantFrom(
    ...(['unlimited', 'unlimited', 'unlimited', 'within-balance', 'only-pending'] as const),
  ),
  restoredDays: fc.constantFrom(0, 1, 30),
})

export const walletTerms: fc.Arbitrary<WalletTerms> = fc.record({
  zone: fc.constantFrom('Europe/London', 'Asia/Tehran', 'America/New_York'),
  points: currencyTerms,
  stars: currencyTerms,
})

function specOf(key: string, terms: CurrencyTerms, more: Record<string, unknown> = {}): RawDefinition {
  const { expiry, pending, debt, restoredDays } = terms
  return {
    kind: 'currency',
    key,
    spec: {
      name: key,
      unit: { one: key, other: key },
      debt,
      restoredDays,
      transfer: { maximum: 1_000_000_000, monthly: 1_000_000_000, coolDownHours: 0 },
      ...(expiry === null ? {} : { expiry }),
      ...(pending === null ? {} : { pending }),
      ...more,
    },
  }
}

export function definitionsOf(terms: WalletTerms): RawDefinition[] {
  return [
    {
      kind: 'settings',
      key: 'program',
      spec: { name: 'Simulated', timeZone: terms.zone, currency: 'EUR' },
    },
    specOf('points', terms.points, { exchange: [{ to: 'stars', give: pointsPerStar, get: 1 }] }),
    specOf('stars', terms.stars),
    specOf('purse', plain, { kind: 'stored-value', money: 'EUR' }),
    {
      kind: 'earning-rule',
      key: 'base',
      spec: { name: 'Base', currency: 'points', award: { kind: 'per-money', points: 1, perMinor: 1 } },
    },
    {
      kind: 'earning-rule',
      key: 'stars',
      spec: { name: 'Stars', currency: 'stars', award: { kind: 'per-order', points: starsPerOrder } },
    },
  ]
}
