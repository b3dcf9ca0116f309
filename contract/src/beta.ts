import { z } from 'zod'
import { key, memberId } from './values.ts'

/** Who has a release first. */
export const betaAudience = z.union([
  /** A share of the members, chosen by their ids: who is in stays in. */
  z.strictObject({ percent: z.int().min(1).max(99) }),
  z.strictObject({ members: z.array(memberId).min(1).max(1000) }),
  /**
   * The members of any of these segments of the release in force, as they are at each decision: who enters gets it from
   * then on, who leaves is decided by the release in force again, and what was decided stays.
   */
  z.strictObject({ segments: z.array(key).min(1).max(20) }),
])
export type BetaAudience = z.infer<typeof betaAudience>
