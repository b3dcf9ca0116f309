/** Where something stands in a rule: line and column count from 1, offset from 0, all in UTF-16 units. */
export interface Position {
  readonly line: number
  readonly column: number
  readonly offset: number
  readonly length: number
}

/** Why an evaluation had no answer. */
export type RuleErrorCode =
  | 'overflow' // an int, an amount, a timestamp or a list left its range
  | 'division_by_zero'
  | 'missing_fact' // a fact or one of its fields is absent or null
  | 'missing_key' // a map has no such key, or a list no such index
  | 'fact_type' // a fact is not of the type that was declared for it
  | 'invalid_value' // a conversion met a text or number it cannot read
  | 'too_much_work' // a list or the whole evaluation passed its limit

/** An evaluation error: the caller turns it into "the rule did not apply because ...". */
export class RuleError extends Error {
  readonly code: RuleErrorCode
  readonly position: Position
  constructor(code: RuleErrorCode, message: string, position: Position) {
    // A stack says nothing about a rule, and taking one costs more than the evaluation.
    const limit = Error.stackTraceLimit
    Error.stackTraceLimit = 0
    super(message)
    Error.stackTraceLimit = limit
    this.name = 'RuleError'
    this.code = code
    this.position = position
  }
}

/** What a function of the language throws; the call it stands in adds the position. */
export class RuleFault extends Error {
  readonly code: RuleErrorCode
  constructor(code: RuleErrorCode, message: string) {
    super(message)
    this.name = 'RuleFault'
    this.code = code
  }
}

/** Unwinds parsing and checking; never leaves `compileRule`. */
export class RuleProblem extends Error {
  readonly position: Position
  constructor(message: string, position: Position) {
    super(message)
    this.name = 'RuleProblem'
    this.position = position
  }
}

/** The position of `source[start, end)`. */
export function positionOf(source: string, start: number, end: number): Position {
  const offset = Math.min(Math.max(start, 0), source.length)
  const lineStart = source.lastIndexOf('\n', offset - 1) + 1
  let line = 1
  for (let at = source.indexOf('\n'); at !== -1 && at < offset; at = source.indexOf('\n', at + 1)) line++
  return {
    line,
    column: offset - lineStart + 1,
    offset,
    length: Math.max(Math.min(end, source.length) - offset, 0),
  }
}

const excerptMax = 100

/** The line at fault with carets under the fault, cut where it is long. */
function caretExcerpt(source: string, position: Position): string {
  const text = source.split('\n')[position.line - 1]?.replaceAll(/[\t\r]/g, ' ') ?? ''
  const from = Math.max(0, Math.min(position.column - 1 - excerptMax / 2, text.length - excerptMax))
  const shown = text.slice(from, from + excerptMax)
  const indent = position.column - 1 - from
  const carets = Math.max(1, Math.min(position.length, shown.length - indent))
  return `  ${shown}\n  ${' '.repeat(indent)}${'^'.repeat(carets)}`
}

/** `2:14: no such field` and the excerpt. */
export function problemText(source: string, problem: { message: string; position: Position }): string {
  const { line, column } = problem.position
  return `${line}:${column}: ${problem.message}\n${caretExcerpt(source, problem.position)}`
}
