import { coerce, harmoniseAll } from './coerce.ts'
import { bool, decimal, type FactType, int, listOf, money, string, typeText } from './fact-type.ts'
import type { Overload } from './function-entry.ts'
import { functions } from './functions.ts'
import type { Macro, Node, Syntax } from './node.ts'
import { RuleFault, RuleProblem } from './rule-error.ts'
import { isZone } from './time-functions.ts'

type CallSyntax = Syntax & { kind: 'call' }

/** What checking a call needs of the checker: its own recursion, and scopes for element variables. */
export interface CallContext {
  moneyExponent: number
  check(part: Syntax): Node
  /** Checks `parts` where `variable` is an element of type `of`; gives the nodes and the variable's binding. */
  within(
    element: { variable: string; of: FactType },
    parts: readonly Syntax[],
  ): { binding: number; nodes: Node[] }
  isFact(name: string): boolean
}

const macros = new Set(['exists', 'all', 'exists_one', 'filter', 'map'])

/** The typed node of a call: macro, has(), money(), or a function of the table. */
export function checkCall(call: CallSyntax, context: CallContext): Node {
  if (call.name === 'has' && call.receiver === undefined) return checkHas(call, context)
  if (call.name === 'money' && call.receiver === undefined) return checkMoney(call, context)
  if (call.receiver !== undefined && macros.has(call.name)) return checkMacro(call, context)
  if (call.name === 'matches') {
    throw new RuleProblem(
      'Regular expressions are left out; use startsWith(), endsWith() or contains().',
      call.at,
    )
  }
  return checkFunction(call, context)
}

function checkHas(call: CallSyntax, context: CallContext): Node {
  const [argument] = call.args
  if (call.args.length !== 1 || argument?.kind !== 'field') {
    throw new RuleProblem('has() takes one field, such as has(member.tier).', call.at)
  }
  const field = context.check(argument)
  if (field.kind === 'field')
    return { kind: 'has', object: field.object, field: field.field, type: bool, at: call.at }
  if (field.kind === 'index')
    return { kind: 'has', object: field.object, field: argument.field, type: bool, at: call.at }
  throw new RuleProblem('has() takes one field, such as has(member.tier).', call.at)
}

function checkMoney(call: CallSyntax, context: CallContext): Node {
  const [argument] = call.args
  const node = argument !== undefined && call.args.length === 1 ? context.check(argument) : undefined
  const amount = node && coerce(node, money, context.moneyExponent)
  if (amount !== undefined) return amount
  throw new RuleProblem('money() takes one number written out, such as money(2.50).', call.at)
}

function checkMacro(call: CallSyntax, context: CallContext): Node {
  const macro = call.name as Macro
  const receiver = call.receiver as Syntax
  const [variable, ...bodies] = call.args
  const arityOk = bodies.length === 1 || (macro === 'map' && bodies.length === 2)
  if (variable?.kind !== 'name' || !arityOk) {
    throw new RuleProblem(`${macro}() takes a variable and an expression: list.${macro}(x, ...).`, call.at)
  }
  const list = context.check(receiver)
  const of = list.type.kind === 'list' ? list.type.of : list.type.kind === 'map' ? string : undefined
  if (of === undefined) {
    throw new RuleProblem(
      `${macro}() goes over a list or the keys of a map, not ${typeText(list.type)}.`,
      list.at,
    )
  }
  const { binding, nodes } = context.within({ variable: variable.name, of }, bodies)
  const where = nodes.length === 2 ? nodes[0] : undefined
  const body = nodes[nodes.length - 1] as Node
  const test = macro === 'map' ? where : body
  if (test !== undefined && test.type.kind !== 'bool') {
    throw new RuleProblem(`${macro}() needs a condition here, not ${typeText(test.type)}.`, test.at)
  }
  const type = macro === 'map' ? listOf(body.type) : macro === 'filter' ? listOf(of) : bool
  return {
    kind: 'comprehension',
    macro,
    list,
    variable: variable.name,
    binding,
    where,
    body,
    type,
    at: call.at,
  }
}

function checkFunction(call: CallSyntax, context: CallContext): Node {
  const { receiver } = call
  const isMath = receiver?.kind === 'name' && receiver.name === 'math' && !context.isFact('math')
  const name = isMath ? `math.${call.name}` : call.name
  const entry = Object.hasOwn(functions, name) ? functions[name] : undefined
  const asMethod = receiver !== undefined && !isMath
  if (entry === undefined || (entry.style !== 'either' && asMethod !== (entry.style === 'method'))) {
    throw unknownFunction(call, { name, style: entry?.style })
  }
  const args = (asMethod ? [receiver, ...call.args] : call.args).map((part) => context.check(part))
  if (name === 'double' && args[0]?.type.kind === 'money') return moneyAsDecimal(args[0], call, context)
  for (const exact of [true, false]) {
    for (const [overload, signature] of entry.overloads.entries()) {
      const fitted = fit(args, { signature, exact, moneyExponent: context.moneyExponent })
      if (fitted !== undefined) {
        return folded(
          { kind: 'call', name, overload, args: fitted, type: signature.result, at: call.at },
          signature,
        )
      }
    }
  }
  const types = args.map((arg) => typeText(arg.type)).join(', ')
  const hint = args[0]?.type.kind === 'money' ? ' For the amount in major units use double().' : ''
  throw new RuleProblem(`${name}() does not take (${types}).${hint}`, call.at)
}

function unknownFunction(call: CallSyntax, found: { name: string; style: string | undefined }): RuleProblem {
  if (found.style === 'method') return new RuleProblem(`Write it as a method: x.${call.name}(...).`, call.at)
  if (found.style === 'function') return new RuleProblem(`Write it as a function: ${found.name}(x).`, call.at)
  return new RuleProblem(`There is no function ${found.name}().`, call.at)
}

interface Fitting {
  signature: Overload
  exact: boolean
  moneyExponent: number
}

/** The arguments as the signature wants them, or undefined. An exact fit coerces nothing. */
function fit(
  args: readonly Node[],
  { signature, exact, moneyExponent }: Fitting,
): readonly Node[] | undefined {
  if (signature.variadic) {
    if (args.length === 0) return undefined
    const same = exact ? args : (harmoniseAll(args, moneyExponent) ?? args)
    return same.every((arg) => arg.type.kind === typeOfParam(signature)) ? same : undefined
  }
  if (args.length !== signature.params.length) return undefined
  const fitted: Node[] = []
  for (const [index, arg] of args.entries()) {
    const param = signature.params[index] as FactType | 'list' | 'map'
    const wanted = typeof param === 'string' ? (arg.type.kind === param ? arg.type : undefined) : param
    const node = wanted && coerce(arg, wanted, moneyExponent)
    if (node === undefined || (exact && node !== arg)) return undefined
    fitted.push(node)
  }
  return fitted
}

function typeOfParam(signature: Overload): string | undefined {
  const param = signature.params[0]
  return typeof param === 'string' ? param : param?.kind
}

/** `double(amount)`, in major units: the amount divided by one whole unit of the currency. */
function moneyAsDecimal(amount: Node, call: CallSyntax, context: CallContext): Node {
  const unit = 10 ** context.moneyExponent
  const right: Node = { kind: 'literal', value: unit, text: '1', type: money, at: call.at }
  return { kind: 'binary', operator: '/', left: amount, right, type: decimal, at: call.at }
}

const foldable = new Set(['timestamp', 'duration'])

/** Refuses a time zone written out that does not exist. One that comes from a fact is judged when it is read. */
function checkZone(node: Node & { kind: 'call' }): void {
  const [at, zone] = node.args
  if (at?.type.kind !== 'timestamp' || zone?.kind !== 'literal' || isZone(String(zone.value))) return
  throw new RuleProblem(`${JSON.stringify(zone.value)} is no time zone such as "Europe/London".`, zone.at)
}

/** Timestamps and durations written out are read once, and a bad one is a problem of the rule, not of a fact. */
function folded(node: Node & { kind: 'call' }, signature: Overload): Node {
  const [arg] = node.args
  checkZone(node)
  if (!foldable.has(node.name) || arg?.kind !== 'literal') return node
  try {
    const value = (signature.run as (input: unknown) => number)(arg.value)
    return { kind: 'literal', value, text: arg.text, type: node.type, at: node.at }
  } catch (fault) {
    if (fault instanceof RuleFault) throw new RuleProblem(fault.message, node.at)
    throw fault
  }
}

/** An index into a list must be an int, and a key of a map a string. */
export function checkIndex(object: Node, index: Node, at: Node['at']): Node {
  if (object.type.kind === 'list') {
    if (index.type.kind !== int.kind) throw new RuleProblem('A list is indexed by an int.', index.at)
    return { kind: 'index', object, index, type: object.type.of, at }
  }
  if (object.type.kind === 'map') {
    if (index.type.kind !== 'string') throw new RuleProblem('A map is indexed by a string.', index.at)
    return { kind: 'index', object, index, type: object.type.of, at }
  }
  throw new RuleProblem(`${typeText(object.type)} has no elements; read a field with a dot.`, at)
}
