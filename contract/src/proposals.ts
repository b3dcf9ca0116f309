import { z } from 'zod'
import { betaAudience } from './beta.ts'
import { releaseChange } from './definition.ts'
import { worseChange } from './releases.ts'
import { cursor, instant, text } from './values.ts'

export const proposalState = z.enum([
  /** Waits for its review, or to be published. */
  'open',
  'approved',
  /** Will be published at an instant. */
  'scheduled',
  /** A part of the members has it. */
  'beta',
  'published',
  'rejected',
  'withdrawn',
  /** It was to be published at an instant and could not be: `reason` says why. */
  'failed',
])
export type ProposalState = z.infer<typeof proposalState>

export const proposalCreate = z.strictObject({
  note: text(500),
  /** Propose although a limit is known to be broken; reviewers should read why in the note. Default false. */
  acceptsBrokenLimits: z.boolean().default(false),
  /**
   * When it is to be published, by the programme's clock: the approval schedules it. Where its instant has passed by then, or
   * it cannot be scheduled, it stays `approved`. Default: whenever somebody publishes it.
   */
  publishAt: instant.optional(),
})
export const proposalComment = z.strictObject({ text: text(2000) })
export const proposalReject = z.strictObject({ reason: text(500) })
export const proposalPublish = z.strictObject({
  /** When, by the programme's clock. Absent or past: now. */
  at: instant.optional(),
})
export const proposalBeta = z.strictObject({ audience: betaAudience })

const commentView = z.strictObject({ author: z.string(), text: z.string(), at: instant })

export const proposalView = z.strictObject({
  /** Counts from 1 in the programme. */
  proposal: z.int(),
  state: proposalState,
  note: z.string(),
  author: z.string(),
  proposedAt: instant,
  /** The release in force when it was made; 0 before the first one. `changes` are against it. */
  base: z.int(),
  changes: z.array(releaseChange),
  approvedBy: z.string().nullable(),
  approvedAt: instant.nullable(),
  /** Who rejected, withdrew, scheduled or published it last. */
  actedBy: z.string().nullable(),
  actedAt: instant.nullable(),
  /** Why it was rejected, could not be published, or could not be scheduled when it was approved. */
  reason: z.string().nullable(),
  /** When it will be published; before its approval, when it is asked to be. */
  publishAt: instant.nullable(),
  /** What it may make worse for members, and since when that is announced; null where nothing has to be. */
  worse: z.array(worseChange).nullable(),
  announcedAt: instant.nullable(),
  /** The release that it became for everyone. */
  release: z.int().nullable(),
  /** The release that a part of the members has, or had. */
  beta: z.strictObject({ release: z.int(), audience: betaAudience }).nullable(),
  /** Oldest first. */
  comments: z.array(commentView),
})
export type ProposalView = z.infer<typeof proposalView>

export const proposalList = z.strictObject({
  /** Newest first, without their comments. */
  proposals: z.array(proposalView.omit({ comments: true })),
  next: cursor.nullable(),
})
