import { coerce, harmonise } from './coerce.ts'
import {
  bool,
  bothNumbers,
  decimal,
  duration,
  type FactType,
  isOrdered,
  money,
  sameType,
  timestamp,
  typeText,
  unrounded,
} from './fact-type.ts'
import type { BinaryOperator, Node } from './node.ts'
import { type Position, RuleProblem } from './rule-error.ts'

interface Operation {
  operator: BinaryOperator
  left: Node
  right: Node
  at: Position
  moneyExponent: number
}

/** The typed node of a binary operation. Throws {@link RuleProblem} where the operator does not take these types. */
export function checkBinary(operation: Operation): Node {
  switch (operation.operator) {
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return checkComparison(operation)
    case 'in':
      return checkMembership(operation)
    case '+':
    case '-':
      return checkSum(operation)
    default:
      return checkProduct(operation)
  }
}

function checkComparison(operation: Operation): Node {
  const { operator, at, moneyExponent } = operation
  const pair = harmonise(operation.left, operation.right, moneyExponent)
  const [left, right] = pair ?? [operation.left, operation.right]
  if (pair === undefined && !bothNumbers(left.type, right.type)) throw mismatch(operation)
  const equality = operator === '==' || operator === '!='
  if (!equality && !isOrdered(left.type)) {
    throw new RuleProblem(`${typeText(left.type)} has no order, so "${operator}" does not take it.`, at)
  }
  if (left.type.kind === 'unrounded') throw mismatch(operation)
  return { kind: 'binary', operator, left, right, type: bool, at }
}

function checkMembership(operation: Operation): Node {
  const { operator, at, moneyExponent, left, right } = operation
  if (right.type.kind === 'map') {
    if (left.type.kind !== 'string') throw mismatch(operation)
    return { kind: 'binary', operator, left, right, type: bool, at }
  }
  if (right.type.kind !== 'list') {
    throw new RuleProblem(`"in" needs a list or a map on its right, not ${typeText(right.type)}.`, right.at)
  }
  const element = coerce(left, right.type.of, moneyExponent)
  if (element !== undefined) return { kind: 'binary', operator, left: element, right, type: bool, at }
  const list = coerce(right, { kind: 'list', of: left.type }, moneyExponent)
  if (list !== undefined) return { kind: 'binary', operator, left, right: list, type: bool, at }
  if (!bothNumbers(left.type, right.type.of) && right.type.of.kind !== 'nothing') throw mismatch(operation)
  return { kind: 'binary', operator, left, right, type: bool, at }
}

const addable = new Set(['int', 'decimal', 'string', 'money', 'duration', 'list'])
const subtractable = new Set(['int', 'decimal', 'money', 'duration'])

function checkSum(operation: Operation): Node {
  const { operator, at, moneyExponent } = operation
  const pair = harmonise(operation.left, operation.right, moneyExponent)
  const [left, right] = pair ?? [operation.left, operation.right]
  const make = (type: FactType): Node => ({ kind: 'binary', operator, left, right, type, at })
  if (left.type.kind === 'timestamp' && right.type.kind === 'duration') return make(timestamp)
  if (operator === '-' && left.type.kind === 'timestamp' && right.type.kind === 'timestamp')
    return make(duration)
  if (operator === '+' && left.type.kind === 'duration' && right.type.kind === 'timestamp')
    return make(timestamp)
  const takes = operator === '+' ? addable : subtractable
  if (pair !== undefined && takes.has(left.type.kind)) return make(left.type)
  throw mismatch(operation)
}

const numbers = new Set(['int', 'decimal'])

function checkProduct(operation: Operation): Node {
  const { operator, at } = operation
  const pair = harmoniseNumbers(operation)
  const [left, right] = pair
  const make = (type: FactType): Node => ({ kind: 'binary', operator, left, right, type, at })
  const [a, b] = [left.type.kind, right.type.kind]
  if (a === b && numbers.has(a) && (operator !== '%' || a === 'int')) return make(left.type)
  if (operator === '*') {
    if ((a === 'money' && b === 'int') || (a === 'int' && b === 'money')) return make(money)
    if ((a === 'money' || a === 'unrounded') && numbers.has(b)) return make(unrounded)
    if ((b === 'money' || b === 'unrounded') && numbers.has(a)) return make(unrounded)
  }
  if (operator === '/') {
    if (a === 'money' && b === 'money') return make(decimal)
    if ((a === 'money' || a === 'unrounded') && numbers.has(b)) return make(unrounded)
  }
  throw mismatch(operation)
}

/** Widens a bare whole number beside a decimal, and what an empty list holds to anything. Money keeps its factor: twice an amount is an amount. */
function harmoniseNumbers(operation: Operation): readonly [Node, Node] {
  const { left, right, moneyExponent } = operation
  const empty = left.type.kind === 'nothing' || right.type.kind === 'nothing'
  if (!empty && !bothNumbers(left.type, right.type)) return [left, right]
  return harmonise(left, right, moneyExponent) ?? [left, right]
}

function mismatch({ operator, left, right, at }: Operation): RuleProblem {
  const hint = hintFor(operator, left.type, right.type)
  const types = `${typeText(left.type)} and ${typeText(right.type)}`
  return new RuleProblem(`"${operator}" does not take ${types}.${hint}`, at)
}

function hintFor(operator: BinaryOperator, a: FactType, b: FactType): string {
  const kinds = new Set([a.kind, b.kind])
  if (kinds.has('null')) return ' Ask whether a fact is there with has().'
  if (kinds.has('unrounded')) {
    return ' Round the amount first: math.round(), math.floor(), math.ceil() or math.trunc().'
  }
  if (kinds.has('money')) {
    if (operator === '/') return ' Write money(2.50) for an amount to divide by.'
    if (kinds.has('int') || kinds.has('decimal'))
      return ' Only a number written out becomes an amount by itself.'
  }
  if (kinds.has('int') && kinds.has('decimal')) return ' Convert one with double() or int().'
  if (a.kind === 'string' || b.kind === 'string') return ' Convert with string().'
  return sameType(a, b) ? '' : ' Both sides must be of one type.'
}

/** The typed node of `-x`. */
export function checkNegation(operand: Node, at: Position): Node {
  if (subtractable.has(operand.type.kind)) return { kind: 'negate', operand, type: operand.type, at }
  throw new RuleProblem(`"-" does not take ${typeText(operand.type)}.`, at)
}
