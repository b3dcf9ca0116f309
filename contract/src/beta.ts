import { z } from 'zod'
import { memberId } from './values.ts'

/** Who has a release first. */
export const betaAudience = z.union([
  /** A share of the members, chosen by their ids: who is in stays in. */
  z.strictObject({ percent: z.int().min(1).max(99) }),
  z.strictObject({ members: z.array(memberId).min(1).max(1000) }),
])
export type BetaAudience = z.infer<typeof betaAudience>
