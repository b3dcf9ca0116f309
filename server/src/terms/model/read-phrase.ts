import { instantText } from '../../kernel/instants.ts'
import type { Node } from '../../rules/index.ts'
import type { Comparison, Fact, FactKey, Phrase, Value } from './clause.ts'
import { numberOf, textOf } from './values.ts'

/** What a condition is read with. */
export interface PhraseContext {
  /** ISO 4217, for amounts. */
  money: string
  timeZone: string
  /** Names of tiers by their keys. */
  tierNames: ReadonlyMap<string, string>
}

const wholeFacts: ReadonlySet<string> = new Set<FactKey>([
  'activity.channel',
  'activity.occurredAt',
  'activity.store',
  'history.daysSinceLastOrder',
  'history.firstOrderAt',
  'history.lastOrderAt',
  'history.orders',
  'history.spend',
  'line.amount',
  'line.category',
  'line.name',
  'line.quantity',
  'line.sku',
  'line.unitPrice',
  'member.enrolledAt',
  'member.orders',
  'member.segments',
  'member.tags',
  'member.tier',
  'order.itemCount',
  'order.lineCount',
  'order.net',
  'order.shipping',
  'order.tax',
  'order.total',
])
const namedFacts: readonly FactKey[] = [
  'activity.data',
  'balances',
  'counters',
  'line.data',
  'member.attributes',
  'member.tiers',
]

const mirrored: Readonly<Record<Comparison, Comparison>> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
}

/** A checked condition as people say it. One with a part that has no words is quoted as a whole, so it stays true. */
export function readPhrase(ast: Node, source: string, context: PhraseContext): Phrase {
  return phraseOf(ast, context) ?? { kind: 'quote', text: source }
}

function phraseOf(node: Node, context: PhraseContext): Phrase | undefined {
  switch (node.kind) {
    case 'and':
    case 'or': {
      const of = node.parts.map((part) => phraseOf(part, context))
      return of.every((part) => part !== undefined)
        ? { kind: node.kind === 'and' ? 'all' : 'any', of }
        : undefined
    }
    case 'not': {
      const of = phraseOf(node.operand, context)
      return of && { kind: 'not', of }
    }
    case 'binary':
      return node.operator === 'in' ? membershipOf(node, context) : comparisonOf(node, context)
    case 'comprehension':
      return ofLines(node, context)
    default: {
      const fact = node.type.kind === 'bool' ? factOf(node) : undefined
      return fact && { kind: 'yes', fact }
    }
  }
}

type Binary = Node & { kind: 'binary' }

function comparisonOf({ operator, left, right }: Binary, context: PhraseContext): Phrase | undefined {
  if (!Object.hasOwn(mirrored, operator)) return undefined
  const comparison = operator as Comparison
  const [straight, turned] = [factOf(left), factOf(right)]
  if (straight !== undefined && turned === undefined) {
    const value = operandOf(right, straight, context)
    return value && { kind: 'compare', fact: straight, operator: comparison, value }
  }
  if (turned === undefined || straight !== undefined) return undefined
  const value = operandOf(left, turned, context)
  return value && { kind: 'compare', fact: turned, operator: mirrored[comparison], value }
}

function membershipOf({ left, right }: Binary, context: PhraseContext): Phrase | undefined {
  const inside = factOf(left)
  if (inside !== undefined && right.kind === 'list') {
    const values = right.items.map((item) => operandOf(item, inside, context))
    return values.every((value) => value !== undefined) && values.length > 0
      ? { kind: 'one-of', fact: inside, values }
      : undefined
  }
  const list = factOf(right)
  if (list === undefined || right.type.kind !== 'list') return undefined
  const value = operandOf(left, list, context)
  return value && { kind: 'has', fact: list, value }
}

function ofLines(
  { macro, list, body, variable, where }: Node & { kind: 'comprehension' },
  context: PhraseContext,
): Phrase | undefined {
  if (where !== undefined || list.kind !== 'variable' || list.name !== 'items') return undefined
  if (macro !== 'exists' && macro !== 'all') return undefined
  // A variable of the same name outside would be another fact: only the usual name of an element is read.
  const of = variable === 'line' ? undefined : phraseOf(asLine(body, variable), context)
  return of && { kind: macro === 'exists' ? 'some' : 'every', of }
}

/** The body with its element variable called `line`, as the facts of a line are. */
function asLine(node: Node, variable: string): Node {
  switch (node.kind) {
    case 'variable':
      return node.name === variable ? { ...node, name: 'line' } : node
    case 'field':
      return { ...node, object: asLine(node.object, variable) }
    case 'index':
      return { ...node, object: asLine(node.object, variable) }
    case 'not':
      return { ...node, operand: asLine(node.operand, variable) }
    case 'and':
    case 'or':
      return { ...node, parts: node.parts.map((part) => asLine(part, variable)) }
    case 'binary':
      return { ...node, left: asLine(node.left, variable), right: asLine(node.right, variable) }
    default:
      return node
  }
}

/** The fact that a node is; undefined for anything else. */
function factOf(node: Node): Fact | undefined {
  const path = pathOf(node)
  if (path === undefined) return undefined
  const whole = path.join('.')
  if (wholeFacts.has(whole)) return { fact: whole as FactKey }
  const named = namedFacts.find((fact) => fact === path.slice(0, -1).join('.'))
  const name = path.at(-1)
  return named === undefined || name === undefined ? undefined : { fact: named, name }
}

function pathOf(node: Node): string[] | undefined {
  if (node.kind === 'variable') return [node.name]
  if (node.kind === 'field') {
    const object = pathOf(node.object)
    return object && [...object, node.field]
  }
  if (node.kind === 'index' && node.index.kind === 'literal' && typeof node.index.value === 'string') {
    const object = pathOf(node.object)
    return object && [...object, node.index.value]
  }
  return undefined
}

function operandOf(node: Node, fact: Fact, context: PhraseContext): Value | undefined {
  if (node.kind !== 'literal' || node.value === null) return undefined
  const { value, type } = node
  if (typeof value === 'boolean') return { kind: 'word', word: value ? 'yes' : 'no' }
  if (typeof value === 'string') {
    const isTier = fact.fact === 'member.tier' || fact.fact === 'member.tiers'
    return textOf((isTier ? context.tierNames.get(value) : undefined) ?? value)
  }
  if (type.kind === 'money') return { kind: 'money', minor: value, money: context.money }
  if (type.kind === 'timestamp')
    return { kind: 'instant', at: instantText(value), timeZone: context.timeZone }
  return type.kind === 'int' || type.kind === 'decimal' ? numberOf(node.text) : undefined
}
