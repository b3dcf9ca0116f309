import { type CallContext, checkCall, checkIndex } from './check-calls.ts'
import { checkBinary, checkNegation } from './check-operators.ts'
import { coerce, harmonise, harmoniseAll } from './coerce.ts'
import {
  bool,
  decimal,
  type FactType,
  int,
  listOf,
  mapOf,
  nothing,
  nullType,
  string,
  typeText,
} from './fact-type.ts'
import type { LiteralNode, Node, Syntax } from './node.ts'
import { RuleProblem } from './rule-error.ts'

/** What a rule may answer; `any` leaves the type of the answer to the reader of `CompiledRule.ast.type`. */
export type ResultKind = Exclude<FactType['kind'], 'object' | 'null' | 'unrounded' | 'nothing'> | 'any'

interface CheckOptions {
  variables: Readonly<Record<string, FactType>>
  moneyExponent: number
  result: ResultKind
  listLengthMax: number
}

interface Scope {
  readonly name: string
  readonly of: FactType
  readonly binding: number
  readonly outer: Scope | undefined
}

interface Checker {
  readonly options: CheckOptions
  scope: Scope | undefined
  bindings: number
}

/** The typed tree of a rule. Throws {@link RuleProblem} with the position of the first error. */
export function checkRule(syntax: Syntax, options: CheckOptions): Node {
  const node = check(syntax, { options, scope: undefined, bindings: 0 })
  const { result } = options
  if (node.type.kind === 'unrounded') {
    throw new RuleProblem('The amount has a fraction; round it with math.round() or math.floor().', node.at)
  }
  if (result === 'any' || node.type.kind === result) return node
  if (result === 'money' || result === 'decimal') {
    const coerced = coerce(node, { kind: result }, options.moneyExponent)
    if (coerced !== undefined) return coerced
    if (result === 'decimal' && node.type.kind === 'int') return node
  }
  throw new RuleProblem(`The rule must give ${result}, but it gives ${typeText(node.type)}.`, node.at)
}

function check(syntax: Syntax, checker: Checker): Node {
  const { at } = syntax
  const { moneyExponent } = checker.options
  const sub = (part: Syntax): Node => check(part, checker)
  switch (syntax.kind) {
    case 'int':
    case 'decimal':
      return number(syntax)
    case 'constant':
      return constant(syntax)
    case 'name':
      return name(syntax, checker)
    case 'field':
      return field(syntax, sub(syntax.object))
    case 'index':
      return checkIndex(sub(syntax.object), sub(syntax.index), at)
    case 'list':
      return list(syntax, checker)
    case 'map':
      return map(syntax, checker)
    case 'not':
      return { kind: 'not', operand: condition(syntax.operand, checker), type: bool, at }
    case 'negate':
      return negate(syntax, checker)
    case 'and':
    case 'or':
      return {
        kind: syntax.kind,
        parts: syntax.parts.map((part) => condition(part, checker)),
        type: bool,
        at,
      }
    case 'binary':
      return checkBinary({
        operator: syntax.operator,
        left: sub(syntax.left),
        right: sub(syntax.right),
        at,
        moneyExponent,
      })
    case 'conditional':
      return conditional(syntax, checker)
    case 'call':
      return checkCall(syntax, callContext(checker))
  }
}

function condition(syntax: Syntax, checker: Checker): Node {
  const node = check(syntax, checker)
  if (node.type.kind === 'bool') return node
  throw new RuleProblem(`A condition is needed here, not ${typeText(node.type)}.`, node.at)
}

function number(syntax: Syntax & { kind: 'int' | 'decimal' }): LiteralNode {
  const value = Number(syntax.digits)
  if (syntax.kind === 'decimal')
    return { kind: 'literal', value, text: syntax.digits, type: decimal, at: syntax.at }
  if (!Number.isSafeInteger(value)) {
    throw new RuleProblem('A whole number goes up to 9007199254740991.', syntax.at)
  }
  // Adding 0 turns a negative zero, which no whole number is, into zero.
  return { kind: 'literal', value: value + 0, text: syntax.digits, type: int, at: syntax.at }
}

function constant(syntax: Syntax & { kind: 'constant' }): LiteralNode {
  const { value, at } = syntax
  const type = typeof value === 'string' ? string : value === null ? nullType : bool
  return { kind: 'literal', value, text: String(value), type, at }
}

function name(syntax: Syntax & { kind: 'name' }, checker: Checker): Node {
  for (let scope = checker.scope; scope !== undefined; scope = scope.outer) {
    if (scope.name === syntax.name) {
      return { kind: 'variable', name: syntax.name, binding: scope.binding, type: scope.of, at: syntax.at }
    }
  }
  const { variables } = checker.options
  const type = Object.hasOwn(variables, syntax.name) ? variables[syntax.name] : undefined
  if (type !== undefined)
    return { kind: 'variable', name: syntax.name, binding: undefined, type, at: syntax.at }
  throw new RuleProblem(`There is no fact "${syntax.name}".${listed(Object.keys(variables))}`, syntax.at)
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 12).join(', ')
  return shown === '' ? '' : ` There are: ${shown}${names.length > 12 ? ', ...' : ''}.`
}

function field(syntax: Syntax & { kind: 'field' }, object: Node): Node {
  const { at } = syntax
  if (object.type.kind === 'map') {
    const key: Node = { kind: 'literal', value: syntax.field, text: syntax.field, type: string, at }
    return { kind: 'index', object, index: key, type: object.type.of, at }
  }
  if (object.type.kind !== 'object') throw new RuleProblem(`${typeText(object.type)} has no fields.`, at)
  const { fields } = object.type
  const type = Object.hasOwn(fields, syntax.field) ? fields[syntax.field] : undefined
  if (type !== undefined) return { kind: 'field', object, field: syntax.field, type, at }
  const message = `${object.type.name} has no field "${syntax.field}".${listed(Object.keys(fields))}`
  throw new RuleProblem(message, syntax.fieldAt)
}

function list(syntax: Syntax & { kind: 'list' }, checker: Checker): Node {
  const { moneyExponent, listLengthMax } = checker.options
  if (syntax.items.length > listLengthMax) {
    throw new RuleProblem(`A list has at most ${listLengthMax} elements.`, syntax.at)
  }
  const nodes = syntax.items.map((item) => check(item, checker))
  const items = harmoniseAll(nodes, moneyExponent)
  if (items === undefined) throw mixed('list', nodes)
  return { kind: 'list', items, type: listOf(items[0]?.type ?? nothing), at: syntax.at }
}

function mixed(what: string, nodes: readonly Node[]): RuleProblem {
  const odd = nodes.find((node) => node.type.kind !== nodes[0]?.type.kind) ?? (nodes[0] as Node)
  const types = `${typeText((nodes[0] as Node).type)} and ${typeText(odd.type)}`
  return new RuleProblem(`All values of a ${what} are of one type; this one has ${types}.`, odd.at)
}

function map(syntax: Syntax & { kind: 'map' }, checker: Checker): Node {
  const keys = syntax.entries.map(({ key }) => check(key, checker))
  const wrong = keys.find((key) => key.type.kind !== 'string')
  if (wrong !== undefined) throw new RuleProblem('The keys of a map are strings.', wrong.at)
  const nodes = syntax.entries.map(({ value }) => check(value, checker))
  const values = harmoniseAll(nodes, checker.options.moneyExponent)
  if (values === undefined) throw mixed('map', nodes)
  const entries = keys.map((key, index) => ({ key, value: values[index] as Node }))
  return { kind: 'map', entries, type: mapOf(values[0]?.type ?? nothing), at: syntax.at }
}

function negate(syntax: Syntax & { kind: 'negate' }, checker: Checker): Node {
  const { operand, at } = syntax
  // Folded, so that -5 is a literal wherever a literal is asked for.
  if ((operand.kind === 'int' || operand.kind === 'decimal') && !operand.digits.startsWith('-')) {
    return number({ kind: operand.kind, digits: `-${operand.digits}`, at })
  }
  return checkNegation(check(operand, checker), at)
}

function conditional(syntax: Syntax & { kind: 'conditional' }, checker: Checker): Node {
  const test = condition(syntax.test, checker)
  const [first, second] = [check(syntax.yes, checker), check(syntax.no, checker)]
  const pair = harmonise(first, second, checker.options.moneyExponent)
  if (pair === undefined) {
    const types = `${typeText(first.type)} and ${typeText(second.type)}`
    throw new RuleProblem(`Both answers of "? :" are of one type; these are ${types}.`, syntax.at)
  }
  const [yes, no] = pair
  return { kind: 'conditional', test, yes, no, type: yes.type, at: syntax.at }
}

function callContext(checker: Checker): CallContext {
  return {
    moneyExponent: checker.options.moneyExponent,
    check: (part) => check(part, checker),
    within: ({ variable, of }, parts) => {
      const binding = ++checker.bindings
      const outer = checker.scope
      checker.scope = { name: variable, of, binding, outer }
      const nodes = parts.map((part) => check(part, checker))
      checker.scope = outer
      return { binding, nodes }
    },
    isFact: (fact) => Object.hasOwn(checker.options.variables, fact),
  }
}
