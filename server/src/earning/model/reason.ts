import type { OffAudience } from './audience.ts'
import type { OffSchedule } from './schedule.ts'

/** Why a rule gave nothing, as data; `explain` finds the words. */
export type Reason =
  | { kind: 'paused' }
  | OffSchedule
  | OffAudience
  /** What it gives would have ended already. */
  | { kind: 'ended'; lastDay: number }
  | { kind: 'holdout'; percent: number }
  | { kind: 'chance'; percent: number }
  | { kind: 'store'; store: string }
  | { kind: 'channel'; channel: string }
  | { kind: 'minimum-basket'; netMinor: number; minimumMinor: number }
  | { kind: 'condition' }
  | { kind: 'no-line' }
  | { kind: 'no-base' }
  | { kind: 'zero' }
  | { kind: 'expression' }
  | { kind: 'stacking'; group: string; winner: string; mode: 'first' | 'best' }
