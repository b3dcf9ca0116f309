import { z } from 'zod'
import { instant, key, memberId, text } from './values.ts'

/** Who belongs together: whoever meets a condition, or a list that is kept by hand. */
export const segmentSpec = z.strictObject({
  name: text(120),
  description: text(500, 0).optional(),
  /** `live`: whoever meets `when`. `fixed`: a list that the API keeps. */
  mode: z.enum(['live', 'fixed']).default('live'),
  /** A CEL condition over what is known of a member; for live segments. */
  when: text(4096).optional(),
  /** Whether those who fit when the segment is new enter by an activity, as later ones do. Default false. */
  announceFirst: z.boolean().default(false),
})
export type SegmentSpec = z.infer<typeof segmentSpec>

const segmentView = z.strictObject({
  key,
  name: z.string(),
  description: z.string().nullable(),
  mode: z.enum(['live', 'fixed']),
  when: z.string().nullable(),
  /** Null before it was evaluated for the first time. */
  members: z.int().nullable(),
  /** When it was last compared with its condition. Null for fixed ones, and before the first time. */
  evaluatedAt: instant.nullable(),
})
export type SegmentView = z.infer<typeof segmentView>

export const segmentList = z.strictObject({ segments: z.array(segmentView) })

export const segmentPreviewAsk = z.strictObject({
  /** The condition of a live segment. */
  when: text(4096),
  /**
   * Whether everybody is counted, however long it takes. Default false: the answer comes within a second, and is an
   * estimate where that does not suffice.
   */
  exact: z.boolean().default(false),
})

const segmentPerson = z.strictObject({ member: memberId, name: z.string().nullable() })

export const segmentPreview = z.strictObject({
  /** How many meet the condition; about so many where it was estimated. */
  members: z.int(),
  /** Whether some members, whom chance chose, stand for all. */
  estimated: z.boolean(),
  /** By how many members the estimate is off at most, in 19 of 20 cases; 0 where everybody was counted. */
  margin: z.int(),
  /** Of how many active members. */
  of: z.int(),
  /** Some of those who meet it. */
  sample: z.array(segmentPerson),
  /**
   * How many orders of how many the histories hold that the condition reads, or how many tiers of how many were looked at,
   * while this is done for the first time; until then the numbers are too low. Null when all are counted.
   */
  building: z.strictObject({ done: z.int(), of: z.int() }).nullable(),
})
export type SegmentPreview = z.infer<typeof segmentPreview>

export const segmentMembers = z.strictObject({
  members: z.array(segmentPerson.extend({ since: instant })),
  /** Of the next page; null on the last. */
  next: z.string().nullable(),
})

export const segmentMembership = z.strictObject({
  member: memberId,
  segment: key,
  /** Whether the member is in it now. */
  belongs: z.boolean(),
  since: instant.nullable(),
  /** For live segments: whether the member meets the condition at this moment. Null for fixed ones. */
  fits: z.boolean().nullable(),
  /** Why not, part by part, with the facts as they are. */
  because: z.array(z.string()),
})
export type SegmentMembership = z.infer<typeof segmentMembership>
