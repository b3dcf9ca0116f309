import { compileComprehension } from './compile-comprehensions.ts'
import { compileBinary, compileLogic, compileNegation } from './compile-operators.ts'
import { compileField, compileHas, compileIndex, compileVariable } from './compile-reads.ts'
import { functions } from './functions.ts'
import { type CallNode, type Node, partsOf } from './node.ts'
import type { RuleLimits } from './parse.ts'
import { boundedList, type Closure, located, type Program } from './program.ts'
import { RuleError } from './rule-error.ts'

/** An empty program; closures are made as they are asked for, so explaining costs nothing until it is used. */
export function newProgram(limits: RuleLimits): Program {
  const program: Program = {
    limits,
    closures: new Map(),
    cells: new Map(),
    visits: 0,
    closureOf: (node) => {
      const known = program.closures.get(node)
      if (known !== undefined) return known
      const closure = fold(node, compile(node, program))
      program.closures.set(node, closure)
      return closure
    },
  }
  return program
}

function isConstant(node: Node): boolean {
  if (node.kind === 'literal') return true
  return node.kind !== 'variable' && node.kind !== 'comprehension' && partsOf(node).every(isConstant)
}

/** Evaluates once what can never change. An error stays an error of the evaluation, since nothing may ask for it. */
function fold(node: Node, closure: Closure): Closure {
  if (node.kind === 'literal' || !isConstant(node)) return closure
  try {
    const value = closure({})
    return () => value
  } catch (error) {
    if (error instanceof RuleError) return closure
    throw error
  }
}

function compile(node: Node, program: Program): Closure {
  switch (node.kind) {
    case 'literal': {
      const { value } = node
      return () => value
    }
    case 'variable':
      return compileVariable(node, program)
    case 'field':
      return compileField(node, program)
    case 'has':
      return compileHas(node, program)
    case 'index':
      return compileIndex(node, program)
    case 'list': {
      const items = node.items.map((item) => program.closureOf(item))
      return (facts) => items.map((item) => item(facts))
    }
    case 'map':
      return compileMap(node, program)
    case 'not': {
      const operand = program.closureOf(node.operand)
      return (facts) => operand(facts) !== true
    }
    case 'negate':
      return compileNegation(node, program)
    case 'and':
    case 'or':
      return compileLogic(node, program)
    case 'binary':
      return compileBinary(node, program)
    case 'conditional': {
      const [test, yes, no] = [node.test, node.yes, node.no].map((part) => program.closureOf(part)) as Three
      return (facts) => (test(facts) === true ? yes(facts) : no(facts))
    }
    case 'call':
      return compileCall(node, program)
    case 'comprehension':
      return compileComprehension(node, program)
  }
}

type Three = [Closure, Closure, Closure]

function compileMap(node: Node & { kind: 'map' }, program: Program): Closure {
  const entries = node.entries.map(({ key, value }) => ({
    key: program.closureOf(key),
    value: program.closureOf(value),
  }))
  return (facts) => {
    // Without a prototype, so that a key such as "constructor" is only there when it was written.
    const map: Record<string, unknown> = Object.create(null)
    for (const { key, value } of entries) {
      const name = key(facts) as string
      if (name in map)
        throw new RuleError('invalid_value', `The key ${JSON.stringify(name)} is there twice.`, node.at)
      map[name] = value(facts)
    }
    return map
  }
}

function compileCall(node: CallNode, program: Program): Closure {
  const signature = functions[node.name]?.overloads[node.overload]
  if (signature === undefined)
    throw new Error(`Broken invariant: ${node.name} has no overload ${node.overload}`)
  const args = node.args.map((arg) => program.closureOf(arg))
  const run = signature.run as (...values: unknown[]) => unknown
  if (signature.variadic) return located(node, (facts) => run(args.map((arg) => arg(facts))))
  const [first, second] = args as [Closure, Closure | undefined]
  const closure: Closure =
    second === undefined ? (facts) => run(first(facts)) : (facts) => run(first(facts), second(facts))
  if (node.type.kind === 'list')
    return located(node, (facts) => boundedList(closure(facts) as unknown[], node, program))
  return located(node, closure)
}
