import { compileFieldTest } from './compile-tests.ts'
import { compareTexts, equalValues } from './equality.ts'
import type { BinaryNode, Node } from './node.ts'
import { divideFractions, type Fraction, fractionOf, multiplyFractions } from './numbers.ts'
import { boundedList, type Closure, fail, located, type Program } from './program.ts'
import { RuleError } from './rule-error.ts'
import { checkedDuration, checkedInstant } from './time-functions.ts'

type NumberClosure = (facts: Parameters<Closure>[0]) => number

/** From this many on, a set finds a value sooner than a walk over the list. */
const setFrom = 8

const scalars = new Set(['bool', 'int', 'decimal', 'string', 'money', 'timestamp', 'duration', 'null'])

export function compileBinary(node: BinaryNode, program: Program): Closure {
  const test = compileFieldTest(node, program)
  if (test !== undefined) return test
  switch (node.operator) {
    case '==':
    case '!=':
      return compileEquality(node, program)
    case '<':
    case '<=':
    case '>':
    case '>=':
      return node.left.type.kind === 'string' ? compileTextOrder(node, program) : compileOrder(node, program)
    case 'in':
      return compileMembership(node, program)
    default:
      return compileArithmetic(node, program)
  }
}

function compileEquality(node: BinaryNode, program: Program): Closure {
  const left = program.closureOf(node.left)
  const right = program.closureOf(node.right)
  const wanted = node.operator === '=='
  if (!scalars.has(node.left.type.kind)) return (facts) => equalValues(left(facts), right(facts)) === wanted
  if (node.right.kind === 'literal') {
    const { value } = node.right
    return wanted ? (facts) => left(facts) === value : (facts) => left(facts) !== value
  }
  return wanted ? (facts) => left(facts) === right(facts) : (facts) => left(facts) !== right(facts)
}

function compileOrder(node: BinaryNode, program: Program): Closure {
  const left = program.closureOf(node.left) as NumberClosure
  const right = program.closureOf(node.right) as NumberClosure
  const constant = node.right.kind === 'literal' ? (node.right.value as number) : undefined
  switch (node.operator) {
    case '<':
      return constant === undefined
        ? (facts) => left(facts) < right(facts)
        : (facts) => left(facts) < constant
    case '<=':
      return constant === undefined
        ? (facts) => left(facts) <= right(facts)
        : (facts) => left(facts) <= constant
    case '>':
      return constant === undefined
        ? (facts) => left(facts) > right(facts)
        : (facts) => left(facts) > constant
    default:
      return constant === undefined
        ? (facts) => left(facts) >= right(facts)
        : (facts) => left(facts) >= constant
  }
}

function compileTextOrder(node: BinaryNode, program: Program): Closure {
  const left = program.closureOf(node.left)
  const right = program.closureOf(node.right)
  const compare: NumberClosure = (facts) => compareTexts(left(facts) as string, right(facts) as string)
  switch (node.operator) {
    case '<':
      return (facts) => compare(facts) < 0
    case '<=':
      return (facts) => compare(facts) <= 0
    case '>':
      return (facts) => compare(facts) > 0
    default:
      return (facts) => compare(facts) >= 0
  }
}

function compileMembership(node: BinaryNode, program: Program): Closure {
  const element = program.closureOf(node.left)
  const container = program.closureOf(node.right)
  const { right } = node
  if (right.type.kind === 'map')
    return (facts) => Object.hasOwn(container(facts) as object, element(facts) as string)
  if (!scalars.has(node.left.type.kind)) {
    return (facts) => {
      const value = element(facts)
      return (container(facts) as readonly unknown[]).some((item) => equalValues(item, value))
    }
  }
  if (right.kind === 'list' && right.items.every((item) => item.kind === 'literal')) {
    const values: readonly unknown[] = right.items.map((item) =>
      item.kind === 'literal' ? item.value : undefined,
    )
    const set = new Set(values)
    if (values.length >= setFrom) return (facts) => set.has(element(facts))
    return (facts) => values.includes(element(facts))
  }
  return (facts) => {
    const value = element(facts)
    return (container(facts) as readonly unknown[]).includes(value)
  }
}

function compileArithmetic(node: BinaryNode, program: Program): Closure {
  switch (node.type.kind) {
    case 'string':
      return compileJoin(node, program)
    case 'list':
      return compileConcat(node, program)
    case 'decimal':
      return node.left.type.kind === 'money' ? compileRatio(node, program) : compileDecimal(node, program)
    case 'unrounded':
      return compileFraction(node, program)
    case 'timestamp': {
      const sum = compileWhole(node, program) as NumberClosure
      return located(node, (facts) => checkedInstant(sum(facts)))
    }
    case 'duration': {
      const sum = compileWhole(node, program) as NumberClosure
      return located(node, (facts) => checkedDuration(sum(facts)))
    }
    default:
      return compileWhole(node, program)
  }
}

function compileJoin(node: BinaryNode, program: Program): Closure {
  const left = program.closureOf(node.left)
  const right = program.closureOf(node.right)
  return (facts) => `${left(facts)}${right(facts)}`
}

function compileConcat(node: BinaryNode, program: Program): Closure {
  const left = program.closureOf(node.left)
  const right = program.closureOf(node.right)
  return (facts) => {
    const [first, second] = [left(facts) as readonly unknown[], right(facts) as readonly unknown[]]
    return boundedList([...first, ...second], node, program)
  }
}

/** Amount by amount, as a decimal. Dividing by nothing is an error here: no amount makes it an answer. */
function compileRatio(node: BinaryNode, program: Program): Closure {
  const left = program.closureOf(node.left) as NumberClosure
  const right = program.closureOf(node.right) as NumberClosure
  return (facts) => {
    const [a, b] = [left(facts), right(facts)]
    return b === 0 ? fail(node, 'division_by_zero', 'The divisor is zero.') : a / b
  }
}

function compileDecimal(node: BinaryNode, program: Program): Closure {
  const left = program.closureOf(node.left) as NumberClosure
  const right = program.closureOf(node.right) as NumberClosure
  switch (node.operator) {
    case '+':
      return (facts) => left(facts) + right(facts)
    case '-':
      return (facts) => left(facts) - right(facts)
    case '*':
      return (facts) => left(facts) * right(facts)
    default:
      return (facts) => left(facts) / right(facts)
  }
}

function compileFraction(node: BinaryNode, program: Program): Closure {
  const left = program.closureOf(node.left) as (facts: Parameters<Closure>[0]) => number | Fraction
  const right = program.closureOf(node.right) as (facts: Parameters<Closure>[0]) => number | Fraction
  const combine = node.operator === '*' ? multiplyFractions : divideFractions
  return located(node, (facts) => combine(fractionOf(left(facts)), fractionOf(right(facts))))
}

/** Ints, amounts, durations: exact, or an overflow. Adding 0 turns a negative zero into zero. */
function compileWhole(node: BinaryNode, program: Program): Closure {
  const left = program.closureOf(node.left) as NumberClosure
  const right = program.closureOf(node.right) as NumberClosure
  switch (node.operator) {
    case '+':
      return (facts) => whole(left(facts) + right(facts), node)
    case '-':
      return (facts) => whole(left(facts) - right(facts), node)
    case '*':
      return (facts) => whole(left(facts) * right(facts), node)
    default: {
      const remainder = node.operator === '%'
      return (facts) => {
        const [a, b] = [left(facts), right(facts)]
        if (b === 0) return fail(node, 'division_by_zero', 'The divisor is zero.')
        return (remainder ? a % b : Math.trunc(a / b)) + 0
      }
    }
  }
}

function whole(value: number, node: Node): number {
  if (Number.isSafeInteger(value)) return value + 0
  return fail(node, 'overflow', 'The result is beyond the range of whole numbers (9007199254740991).')
}

export function compileNegation(node: Node & { kind: 'negate' }, program: Program): Closure {
  const operand = program.closureOf(node.operand) as NumberClosure
  if (node.type.kind === 'decimal') return (facts) => -operand(facts)
  return (facts) => 0 - operand(facts)
}

/**
 * `&&` and `||` in CEL do not care for order: one part that decides the outcome absorbs the error of another. So a
 * part that fails is remembered until a later part has had its say.
 */
export function compileLogic(node: Node & { kind: 'and' | 'or' }, program: Program): Closure {
  const closures = node.parts.map((part) => program.closureOf(part))
  const decisive = node.kind === 'or'
  let chain = closures[closures.length - 1] as Closure
  for (const part of closures.slice(0, -1).reverse())
    chain = decisive ? either(part, chain) : both(part, chain)
  return chain
}

function both(part: Closure, rest: Closure): Closure {
  return (facts) => {
    let first: unknown
    try {
      first = part(facts)
    } catch (error) {
      if (error instanceof RuleError && rest(facts) === false) return false
      throw error
    }
    return first === true ? rest(facts) : false
  }
}

function either(part: Closure, rest: Closure): Closure {
  return (facts) => {
    let first: unknown
    try {
      first = part(facts)
    } catch (error) {
      if (error instanceof RuleError && rest(facts) === true) return true
      throw error
    }
    return first === true ? true : rest(facts)
  }
}
