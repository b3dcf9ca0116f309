import { z } from 'zod'
import { releaseChange } from './definition.ts'
import { cursor, instant, text } from './values.ts'

const releaseNumber = z.int().min(1).max(2_147_483_647)

/** A change that is not provably as good or better for members; of a changed definition with the fields to blame. */
export const worseChange = z.strictObject({
  kind: releaseChange.shape.kind,
  key: z.string(),
  change: releaseChange.shape.change,
  fields: z.array(z.string()),
})
export type WorseChange = z.infer<typeof worseChange>

/** A release as it is asked for. */
export const releasePath = z.coerce.number().int().min(1).max(2_147_483_647)

export const rollBackCreate = z.strictObject({
  /** Default: "Roll back to release N". */
  note: text(500, 0).default(''),
})

/** Which two states of a programme are compared. */
export const comparisonQuery = z.strictObject({
  /** A release; 0 is the programme before its first one. Default: the release in force. */
  from: z.coerce.number().int().min(0).max(2_147_483_647).optional(),
  /** A release, or `draft`. Default `draft`. */
  to: z.union([z.literal('draft'), releasePath]).default('draft'),
})

export const comparison = z.strictObject({
  from: z.int(),
  to: z.union([z.literal('draft'), releaseNumber]),
  changes: z.array(releaseChange),
  /** What may be worse for members; with `publishing.noticeDays` it has to be announced. */
  worse: z.array(worseChange).optional(),
  /** What keeps the drafts from being published; empty when they can be, and for a release. */
  errors: z.array(z.strictObject({ field: z.string(), message: z.string() })),
})
export type Comparison = z.infer<typeof comparison>

/** One step of a definition's life: an edit of its draft, or a release that changed what is in force. */
export const historyStep = z.strictObject({
  what: z.enum(['edit', 'release']),
  at: instant,
  by: z.string(),
  change: releaseChange.shape.change,
  fields: releaseChange.shape.fields,
  /** The note of the release, or why the product edited the draft itself. */
  note: z.string(),
  /** Of a release. */
  number: z.int().nullable(),
  /** Of an edit. */
  revision: z.int().nullable(),
  /** Of an edit: the draft as it left it; null when it was removed. */
  spec: z.record(z.string(), z.unknown()).nullable(),
})
export type HistoryStep = z.infer<typeof historyStep>

export const definitionHistory = z.strictObject({
  /** Newest first. */
  history: z.array(historyStep),
  next: cursor.nullable(),
})
