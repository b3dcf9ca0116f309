import { z } from 'zod'
import { key, text } from './values.ts'

/** What one activity adds to a counter. */
const counterAdd = z.discriminatedUnion('kind', [
  /** One for each activity; one that is given back whole no longer counts. */
  z.strictObject({ kind: z.literal('one') }),
  /** The items of its eligible lines, whole ones. */
  z.strictObject({ kind: z.literal('items') }),
  /** The amount of its eligible lines, in minor units. */
  z.strictObject({ kind: z.literal('amount') }),
  /**
   * One for each value that was not there before: a CEL text over `activity`, such as `activity.data.country`, or over the
   * eligible lines of an order, such as `line.category`, one value a line. A return takes a value back when no line that
   * is left carries it.
   */
  z.strictObject({ kind: z.literal('distinct'), value: text(4096) }),
])

/** Something that is counted for each member, net of returns. Rules read it as `counters.KEY`. */
export const counterSpec = z.strictObject({
  name: text(120),
  description: text(500, 0).optional(),
  /** Types of activities that count. */
  on: z.array(key).min(1).max(20),
  add: counterAdd,
  /** A CEL condition over what earning rules read. */
  when: text(4096).optional(),
  /** A CEL condition over `line`: which lines count. Lines with a negative amount never do. */
  lines: text(4096).optional(),
  /** When it begins anew, in the programme's zone. Default: never. */
  per: z.enum(['day', 'week', 'month', 'year', 'lifetime']).default('lifetime'),
  /** Each is told once a period, as an activity `milestone.reached`. */
  milestones: z.array(z.int().min(1)).max(50).default([]),
})
export type CounterSpec = z.infer<typeof counterSpec>
