import {
  type CompareOperator,
  type Condition,
  type ConditionValue,
  quote,
  type TextOperator,
} from './condition.ts'
import type { Syntax } from './node.ts'
import { defaultLimits, parseSource, type RuleLimits } from './parse.ts'
import { RuleProblem } from './rule-error.ts'

/**
 * The condition that a CEL text says, for a visual builder; undefined where the text does not parse. What has no form
 * in {@link Condition} comes as an `expression` that holds its own piece of the text. Types are not looked at: compile
 * the text for that.
 */
export function readCondition(source: string, limits: Partial<RuleLimits> = {}): Condition | undefined {
  try {
    const syntax = parseSource(source, { ...defaultLimits, ...limits })
    return read(syntax, source)
  } catch (problem) {
    if (problem instanceof RuleProblem) return undefined
    throw problem
  }
}

function read(syntax: Syntax, source: string): Condition {
  return readForm(syntax, source) ?? { kind: 'expression', text: textOf(syntax, source) }
}

/** The piece of the source that the node is, without parentheses around it. */
function textOf({ at }: Syntax, source: string): string {
  return source.slice(at.offset, at.offset + at.length)
}

function readForm(syntax: Syntax, source: string): Condition | undefined {
  switch (syntax.kind) {
    case 'constant':
      if (typeof syntax.value !== 'boolean') return undefined
      return { kind: syntax.value ? 'all' : 'any', of: [] }
    case 'and':
    case 'or':
      return {
        kind: syntax.kind === 'and' ? 'all' : 'any',
        of: syntax.parts.map((part) => read(part, source)),
      }
    case 'not':
      return { kind: 'not', of: read(syntax.operand, source) }
    case 'name':
    case 'field':
    case 'index': {
      const fact = pathOf(syntax)
      return fact === undefined ? undefined : { kind: 'true', fact }
    }
    case 'binary':
      return syntax.operator === 'in' ? readMembership(syntax) : readComparison(syntax)
    case 'call':
      return readCall(syntax, source)
    default:
      return undefined
  }
}

/** Names that the grammar keeps for itself, so that they can stand in brackets only. */
const reserved = new Set(['true', 'false', 'null', 'in'])

/** A path of names as CEL writes it; a key that is a name follows a dot, any other one stands in brackets. */
function pathOf(syntax: Syntax): string | undefined {
  if (syntax.kind === 'name') return syntax.name
  if (syntax.kind === 'field') {
    const object = pathOf(syntax.object)
    return object && `${object}.${syntax.field}`
  }
  if (syntax.kind !== 'index' || syntax.index.kind !== 'constant') return undefined
  const { value } = syntax.index
  if (typeof value !== 'string') return undefined
  const object = pathOf(syntax.object)
  if (object === undefined) return undefined
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(value) && !reserved.has(value)
    ? `${object}.${value}`
    : `${object}[${quote(value)}]`
}

const mirrored: Readonly<Record<CompareOperator, CompareOperator>> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
}

function isComparison(operator: string): operator is CompareOperator {
  return Object.hasOwn(mirrored, operator)
}

function readComparison(syntax: Syntax & { kind: 'binary' }): Condition | undefined {
  const { operator, left, right } = syntax
  if (!isComparison(operator)) return undefined
  const fact = pathOf(left)
  const value = readValue(right)
  if (fact !== undefined && value !== undefined) return { kind: 'compare', fact, operator, value }
  // A value on the left says the same with the sign turned round.
  const [other, first] = [pathOf(right), readValue(left)]
  if (other === undefined || first === undefined) return undefined
  return { kind: 'compare', fact: other, operator: mirrored[operator], value: first }
}

function readMembership({ left, right }: Syntax & { kind: 'binary' }): Condition | undefined {
  if (right.kind === 'list') {
    const fact = pathOf(left)
    const values = right.items.map(readValue).filter((value) => value !== undefined)
    return fact === undefined || values.length < right.items.length
      ? undefined
      : { kind: 'one-of', fact, values }
  }
  const [fact, value] = [pathOf(right), readValue(left)]
  return fact === undefined || value === undefined ? undefined : { kind: 'has', fact, value }
}

function readValue(syntax: Syntax): ConditionValue | undefined {
  switch (syntax.kind) {
    case 'int':
    case 'decimal':
      return { kind: 'number', value: syntax.digits }
    case 'negate':
      return readNegative(syntax.operand)
    case 'constant':
      if (typeof syntax.value === 'string') return { kind: 'text', value: syntax.value }
      return typeof syntax.value === 'boolean' ? { kind: 'truth', value: syntax.value } : undefined
    case 'call':
      return timeOf(syntax)
    case 'binary': {
      const span =
        syntax.operator === '-' && pathOf(syntax.left) === 'now' ? readValue(syntax.right) : undefined
      return span?.kind === 'duration' ? { kind: 'ago', value: span.value } : undefined
    }
    default: {
      const fact = pathOf(syntax)
      return fact === undefined ? undefined : { kind: 'fact', value: fact }
    }
  }
}

function readNegative(operand: Syntax): ConditionValue | undefined {
  if ((operand.kind !== 'int' && operand.kind !== 'decimal') || operand.digits.startsWith('-'))
    return undefined
  return { kind: 'number', value: `-${operand.digits}` }
}

function timeOf(call: Syntax & { kind: 'call' }): ConditionValue | undefined {
  const [argument] = call.args
  if (call.receiver !== undefined || call.args.length !== 1 || argument?.kind !== 'constant') return undefined
  if (typeof argument.value !== 'string') return undefined
  if (call.name === 'timestamp') return { kind: 'time', value: argument.value }
  return call.name === 'duration' ? { kind: 'duration', value: argument.value } : undefined
}

const textOperators = new Set<string>(['startsWith', 'endsWith', 'contains'])

function isTextOperator(name: string): name is TextOperator {
  return textOperators.has(name)
}

function readCall(call: Syntax & { kind: 'call' }, source: string): Condition | undefined {
  const { name, receiver, args } = call
  const [first, second] = args
  if (receiver === undefined) {
    if (name !== 'has' || args.length !== 1 || first?.kind !== 'field') return undefined
    const fact = pathOf(first)
    return fact === undefined ? undefined : { kind: 'known', fact }
  }
  const path = pathOf(receiver)
  if (path === undefined || first === undefined) return undefined
  if (
    isTextOperator(name) &&
    args.length === 1 &&
    first.kind === 'constant' &&
    typeof first.value === 'string'
  )
    return { kind: 'text', fact: path, operator: name, value: first.value }
  if (
    (name !== 'exists' && name !== 'all') ||
    first.kind !== 'name' ||
    second === undefined ||
    args.length !== 2
  )
    return undefined
  const kind = name === 'exists' ? 'some' : 'every'
  return { kind, list: path, each: first.name, of: read(second, source) }
}
