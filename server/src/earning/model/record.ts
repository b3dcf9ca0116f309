import type { StageRecord } from '../../activity/index.ts'

/**
 * What is kept of one rule with its order, as an array because every order carries it: the rule, what it wanted, what
 * stands of it, the room that its limits left it, the periods of its first cap and of its budget, and, where it has several
 * limits, which of them said so.
 */
export type RecordRow = readonly [
  rule: string,
  desired: number,
  granted: number,
  room: number | null,
  capPeriod: number | null,
  budgetPeriod: number | null,
  bound?: number | null,
]

/** The rows of a record; none for an order about which nothing was kept. */
export function rowsOf(record: StageRecord): readonly RecordRow[] {
  return (record as readonly RecordRow[] | undefined) ?? []
}
