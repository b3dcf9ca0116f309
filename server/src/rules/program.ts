import type { Node } from './node.ts'
import type { RuleLimits } from './parse.ts'
import { RuleError, type RuleErrorCode, RuleFault } from './rule-error.ts'

/** The facts by variable name. Reading a fact never changes it. */
export type Facts = Readonly<Record<string, unknown>>

/** One compiled expression. Throws {@link RuleError}. */
export type Closure = (facts: Facts) => unknown

/** Holds the element that a comprehension is at. Evaluation is synchronous, so one cell for each macro is enough. */
export interface Cell {
  value: unknown
}

/** What the closures of one rule share. */
export interface Program {
  readonly limits: RuleLimits
  readonly closures: Map<Node, Closure>
  readonly cells: Map<number, Cell>
  /** List elements visited in this evaluation. */
  visits: number
  /** The closure of a part, compiled once. */
  closureOf(node: Node): Closure
}

export function cellOf(program: Program, binding: number): Cell {
  let cell = program.cells.get(binding)
  if (cell === undefined) {
    cell = { value: undefined }
    program.cells.set(binding, cell)
  }
  return cell
}

export function fail(node: Node, code: RuleErrorCode, message: string): never {
  throw new RuleError(code, message, node.at)
}

/** Gives the faults of a function the position of the call. */
export function located(node: Node, closure: Closure): Closure {
  return (facts) => {
    try {
      return closure(facts)
    } catch (fault) {
      if (fault instanceof RuleFault) throw new RuleError(fault.code, fault.message, node.at)
      throw fault
    }
  }
}

/** Refuses a list that is longer than a rule may handle. */
export function boundedList(list: readonly unknown[], node: Node, program: Program): readonly unknown[] {
  if (list.length <= program.limits.listLengthMax) return list
  return fail(
    node,
    'too_much_work',
    `A list has at most ${program.limits.listLengthMax} elements; this one has ${list.length}.`,
  )
}
