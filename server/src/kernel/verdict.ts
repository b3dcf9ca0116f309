import type { ProblemCode } from '@perennial/contract'

/** Why something expected was refused: a code of the one catalogue, and a sentence for the caller. */
export interface Refusal {
  code: ProblemCode
  /** What happened and what to do, in one or two plain sentences. */
  detail: string
  /** JSON path of the offending input, such as `order.lines[2].quantity`. */
  field?: string
  /** More facts for machines, such as the position of a rule's error. */
  extra?: Readonly<Record<string, unknown>>
}

/** An expected outcome: either a value or a refusal. Broken invariants throw instead. */
export type Verdict<T> = { ok: true; value: T } | { ok: false; refusal: Refusal }

export function ok<T>(value: T): Verdict<T> {
  return { ok: true, value }
}

export function refuse(
  code: ProblemCode,
  detail: string,
  more: { field?: string; extra?: Readonly<Record<string, unknown>> } = {},
): { ok: false; refusal: Refusal } {
  return { ok: false, refusal: { code, detail, ...more } }
}

/** Carries a refusal over code that can only throw: routes and the command line turn it back into an answer. */
export class RefusalError extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(`${refusal.code}: ${refusal.detail}`)
    this.name = 'RefusalError'
    this.refusal = refusal
  }
}

/** The value, or a thrown {@link RefusalError}: for edges only. */
export function orThrow<T>(verdict: Verdict<T>): T {
  if (verdict.ok) return verdict.value
  throw new RefusalError(verdict.refusal)
}

/** Throws when something that the code itself guarantees does not hold: never for bad input. */
export function invariant(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`Broken invariant: ${message}`)
}
