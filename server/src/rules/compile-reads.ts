import { type FactType, typeText } from './fact-type.ts'
import type { Node, VariableNode } from './node.ts'
import { boundedList, type Closure, cellOf, fail, type Program } from './program.ts'

type Bag = Readonly<Record<string, unknown>>

/** The path of a read as its author wrote it: `order.net`, `member.attributes["x"]`. */
function pathText(node: Node): string {
  switch (node.kind) {
    case 'variable':
      return node.name
    case 'field':
      return `${pathText(node.object)}.${node.field}`
    case 'index':
      return node.index.kind === 'literal'
        ? `${pathText(node.object)}[${JSON.stringify(node.index.value)}]`
        : `${pathText(node.object)}[...]`
    default:
      return 'the value'
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether a run-time value is what its declared type says. Elements and fields are judged when they are read. */
function hasType(value: unknown, type: FactType): boolean {
  switch (type.kind) {
    case 'bool':
      return typeof value === 'boolean'
    case 'int':
    case 'money':
    case 'duration':
    case 'timestamp':
      return Number.isSafeInteger(value)
    case 'decimal':
      return typeof value === 'number'
    case 'string':
      return typeof value === 'string'
    case 'list':
      return Array.isArray(value)
    case 'map':
    case 'object':
      return isObject(value)
    case 'null':
      return value === null
    case 'unrounded':
      return isObject(value)
    case 'nothing':
      return false
  }
}

/** The value, when it is there and of its type; throws otherwise. */
function guarded(value: unknown, node: Node, program: Program): unknown {
  if (value === undefined || (value === null && node.type.kind !== 'null')) {
    return fail(node, 'missing_fact', `${pathText(node)} is not known.`)
  }
  if (!hasType(value, node.type)) {
    return fail(node, 'fact_type', `${pathText(node)} should be ${typeText(node.type)} but is not.`)
  }
  return Array.isArray(value) ? boundedList(value, node, program) : value
}

/** A name that every object inherits, such as `constructor`, must be looked up among the object's own. */
function inherited(name: string): boolean {
  return name in Object.prototype
}

/** The field of an object, undefined where the object does not have it itself. */
function ownValue(object: unknown, name: string): unknown {
  return Object.hasOwn(object as object, name) ? (object as Bag)[name] : undefined
}

export function compileVariable(node: VariableNode, program: Program): Closure {
  const { name, binding, type } = node
  if (binding !== undefined) {
    const cell = cellOf(program, binding)
    if (type.kind === 'object') {
      return () => {
        const { value } = cell
        return typeof value === 'object' && value !== null ? value : guarded(value, node, program)
      }
    }
    return () => guarded(cell.value, node, program)
  }
  if (inherited(name)) return (facts) => guarded(ownValue(facts, name), node, program)
  if (type.kind === 'object') {
    return (facts) => {
      const value = facts[name]
      return typeof value === 'object' && value !== null ? value : guarded(value, node, program)
    }
  }
  return (facts) => guarded(facts[name], node, program)
}

type FieldNode = Node & { kind: 'field' }

/**
 * A field of a fact, or of a macro's element, of a common type: it can be read with a single question. `careful` reads what
 * does not pass it, and finds the words for what is wrong. Undefined for other reads.
 */
export function plainRead(node: FieldNode, program: Program) {
  const expected = quickTypes[node.type.kind]
  const { object, field } = node
  if (expected === undefined || inherited(field) || object.kind !== 'variable') return undefined
  const { name, binding } = object
  if (binding === undefined && inherited(name)) return undefined
  const cell = binding === undefined ? undefined : cellOf(program, binding)
  return { expected, cell, name, field, careful: carefulField(node, program) }
}

/** Reads a field: a plain one in one closure. */
export function compileField(node: FieldNode, program: Program): Closure {
  const read = plainRead(node, program)
  if (read === undefined) return carefulField(node, program)
  const { expected, cell, name, field, careful } = read
  if (cell !== undefined) {
    if (expected === 'string') {
      return (facts) => {
        const value = (cell.value as Bag | undefined)?.[field]
        return typeof value === 'string' ? value : careful(facts)
      }
    }
    return (facts) => {
      const value = (cell.value as Bag | undefined)?.[field]
      return Number.isSafeInteger(value) ? value : careful(facts)
    }
  }
  if (expected === 'string') {
    return (facts) => {
      const value = (facts[name] as Bag | undefined)?.[field]
      return typeof value === 'string' ? value : careful(facts)
    }
  }
  return (facts) => {
    const value = (facts[name] as Bag | undefined)?.[field]
    return Number.isSafeInteger(value) ? value : careful(facts)
  }
}

const quickTypes: Readonly<Record<string, 'string' | 'whole'>> = {
  string: 'string',
  int: 'whole',
  money: 'whole',
  timestamp: 'whole',
  duration: 'whole',
}

function carefulField(node: Node & { kind: 'field' }, program: Program): Closure {
  const object = program.closureOf(node.object)
  const { field } = node
  if (inherited(field)) return (facts) => guarded(ownValue(object(facts), field), node, program)
  return (facts) => guarded((object(facts) as Bag)[field], node, program)
}

export function compileIndex(node: Node & { kind: 'index' }, program: Program): Closure {
  const object = program.closureOf(node.object)
  const index = program.closureOf(node.index)
  if (node.object.type.kind === 'list') {
    return (facts) => {
      const list = object(facts) as readonly unknown[]
      const at = index(facts) as number
      if (at < 0 || at >= list.length) return fail(node, 'missing_key', `The list has no element ${at}.`)
      return guarded(list[at], node, program)
    }
  }
  return (facts) => {
    const map = object(facts)
    const key = index(facts) as string
    const value = ownValue(map, key)
    if (value === undefined) return fail(node, 'missing_key', `The map has no key ${JSON.stringify(key)}.`)
    return guarded(value, node, program)
  }
}

/** has(): whether the object has the field. Null counts as absent, because a fact is known or it is not. */
export function compileHas(node: Node & { kind: 'has' }, program: Program): Closure {
  const object = program.closureOf(node.object)
  const { field } = node
  const nullable = node.object.type.kind === 'map' && node.object.type.of.kind === 'null'
  return (facts) => {
    const value = ownValue(object(facts), field)
    return value !== undefined && (value !== null || nullable)
  }
}
