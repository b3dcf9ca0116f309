import { z } from 'zod'
import { definitionKinds, releaseChange } from './definition.ts'
import { key } from './values.ts'

const place = { kind: z.enum(definitionKinds), key }

/** One definition of a set, as a file has it. */
export const definitionEntry = z.strictObject({ ...place, spec: z.record(z.string(), z.unknown()) })
export type DefinitionEntry = z.infer<typeof definitionEntry>

/** A draft and the revision it was seen in. */
export const definitionRevision = z.strictObject({ ...place, revision: z.int().min(1) })
export type DefinitionRevision = z.infer<typeof definitionRevision>

/** All definitions of a programme together, as a folder of files has them. */
export const definitionSet = z.strictObject({
  definitions: z.array(definitionEntry).max(2000),
  /**
   * Every draft that was there when the set was read, in its revision: what is otherwise now has drifted. Absent: the
   * set was never read from this programme; nothing counts as drift, and nothing that is there can be replaced.
   */
  base: z.array(definitionRevision).max(4000).optional(),
})
export type DefinitionSet = z.infer<typeof definitionSet>

/** A draft that is not as the set last saw it. */
export const definitionDrift = z.strictObject({
  ...place,
  change: z.enum(['added', 'changed', 'removed']),
  /** What the set is based on; null for what it did not know. */
  base: z.int().nullable(),
  /** What is there; null for what is gone. */
  revision: z.int().nullable(),
})
export type DefinitionDrift = z.infer<typeof definitionDrift>

/** One thing that is wrong with the set, with the definition and the field of its spec that it is about. */
export const definitionProblem = z.strictObject({
  kind: z.string(),
  key: z.string(),
  /** Path inside the spec, such as `tiers[1].threshold`; null where it is about the whole definition. */
  field: z.string().nullable(),
  /** A code of the catalogue. */
  code: z.string(),
  message: z.string(),
})
export type DefinitionProblem = z.infer<typeof definitionProblem>

/** What applying a set would do. */
export const definitionPlan = z.strictObject({
  /** From the drafts that are there to the set, down to the field; what is `removed` goes only when removing is allowed. */
  changes: z.array(releaseChange),
  /** What changed here since the set was read. Applying is refused while there is any. */
  drift: z.array(definitionDrift),
  /** Why the set cannot be applied. */
  problems: z.array(definitionProblem),
  /** Every draft that is there: the base of whoever has looked at the drift and wants to overwrite it. */
  revisions: z.array(definitionRevision),
})
export type DefinitionPlan = z.infer<typeof definitionPlan>

export const definitionApply = definitionSet.extend({
  /** Whether drafts that the set does not have are removed. Default false: they stay. */
  remove: z.boolean().default(false),
})

export const definitionApplied = z.strictObject({
  /** What was done, down to the field. */
  changes: z.array(releaseChange),
  /** Every draft that is there now. */
  revisions: z.array(definitionRevision),
})
export type DefinitionApplied = z.infer<typeof definitionApplied>
