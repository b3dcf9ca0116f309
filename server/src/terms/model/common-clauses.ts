import type { DefinitionKind, ExpiryPolicy, PendingPolicy } from '@perennial/contract'
import type { Release } from '../../programs/index.ts'
import { type Clause, clause, type Value } from './clause.ts'
import { spanOf } from './values.ts'

/** What the sections of the terms are made from. */
export interface Asks {
  release: Release
  /** Names of tiers by their keys. */
  tierNames: ReadonlyMap<string, string>
  /** The words of an expression of a definition; quoted where it has none. */
  condition(of: { kind: DefinitionKind; key: string; on?: string }, field: string, source: string): Value
}

/** When units end. */
export function expiryClauses(policy: ExpiryPolicy): Clause[] {
  switch (policy.kind) {
    case 'rolling':
      return [clause('expiry-rolling', { span: spanOf(policy) })]
    case 'calendar-day': {
      const date: Value = { kind: 'date', month: policy.month, dayOfMonth: policy.day }
      if (policy.minimumMonths === 0) return [clause('expiry-calendar-day', { date })]
      const span = spanOf({ months: policy.minimumMonths })
      return [clause('expiry-calendar-day-minimum', { date, span })]
    }
    case 'month-end':
      return policy.months === 0
        ? [clause('expiry-this-month-end')]
        : [clause('expiry-month-end', { span: spanOf({ months: policy.months }) })]
    case 'year-end':
      return policy.years === 0
        ? [clause('expiry-this-year-end')]
        : [clause('expiry-year-end', { span: { kind: 'span', unit: 'year', value: policy.years } })]
    case 'inactivity':
      return [clause('expiry-inactivity', { span: spanOf(policy) })]
    case 'date':
      return [clause('expiry-date', { day: { kind: 'day', day: policy.date } })]
  }
}

/** From when units can be spent. */
export function pendingClauses(policy: PendingPolicy): Clause[] {
  switch (policy.kind) {
    case 'delay':
      return [clause('pending-delay', { span: spanOf(policy) })]
    case 'date':
      return [clause('pending-date', { day: { kind: 'day', day: policy.date } })]
    case 'fulfilment':
      return policy.atLatestDays === undefined
        ? [clause('pending-fulfilment')]
        : [clause('pending-fulfilment-latest', { span: spanOf({ days: policy.atLatestDays }) })]
  }
}
