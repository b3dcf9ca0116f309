import type { OffSchedule } from './schedule.ts'

/** Why a rule gave nothing, as data; `explain` finds the words. */
export type Reason =
  | OffSchedule
  | { kind: 'store'; store: string }
  | { kind: 'channel'; channel: string }
  | { kind: 'minimum-basket'; netMinor: number; minimumMinor: number }
  | { kind: 'condition' }
  | { kind: 'no-line' }
  | { kind: 'no-base' }
  | { kind: 'zero' }
  | { kind: 'expression' }
  | { kind: 'stacking'; group: string; winner: string; mode: 'first' | 'best' }

/** What held a rule back from granting all that it wanted. */
export type Limit = 'cap' | 'budget'
