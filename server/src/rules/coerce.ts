import { decimal, type FactType, isNumber, listOf, mapOf, money, sameType } from './fact-type.ts'
import type { LiteralNode, Node } from './node.ts'
import { fractionOfText } from './numbers.ts'
import { RuleProblem } from './rule-error.ts'

/**
 * The node as the wanted type, where that changes nothing that it says: a bare number beside money becomes minor
 * units, a bare whole number beside a decimal becomes a decimal, an empty list takes any element type. Undefined
 * where the node cannot be read so. Throws {@link RuleProblem} on an amount with more digits than the currency has.
 */
export function coerce(node: Node, want: FactType, moneyExponent: number): Node | undefined {
  if (sameType(node.type, want)) return node
  const sub = (part: Node): Node | undefined => coerce(part, want, moneyExponent)
  switch (node.kind) {
    case 'literal':
      return coerceLiteral(node, want, moneyExponent)
    case 'negate': {
      const operand = isNumber(node.type) ? sub(node.operand) : undefined
      return operand && { ...node, operand, type: want }
    }
    case 'binary': {
      if (!isNumber(node.type) || (node.operator !== '+' && node.operator !== '-')) return undefined
      const [left, right] = [sub(node.left), sub(node.right)]
      return left && right && { ...node, left, right, type: want }
    }
    case 'conditional': {
      const [yes, no] = [sub(node.yes), sub(node.no)]
      return yes && no && { ...node, yes, no, type: want }
    }
    case 'list':
      return want.kind === 'list' ? coerceList(node, want.of, moneyExponent) : undefined
    case 'map':
      return want.kind === 'map' ? coerceMap(node, want.of, moneyExponent) : undefined
    default:
      return node.type.kind === 'nothing' ? { ...node, type: want } : undefined
  }
}

function coerceList(node: Node & { kind: 'list' }, of: FactType, moneyExponent: number): Node | undefined {
  const items: Node[] = []
  for (const item of node.items) {
    const coerced = coerce(item, of, moneyExponent)
    if (coerced === undefined) return undefined
    items.push(coerced)
  }
  return { ...node, items, type: listOf(of) }
}

function coerceMap(node: Node & { kind: 'map' }, of: FactType, moneyExponent: number): Node | undefined {
  const entries: { key: Node; value: Node }[] = []
  for (const { key, value } of node.entries) {
    const coerced = coerce(value, of, moneyExponent)
    if (coerced === undefined) return undefined
    entries.push({ key, value: coerced })
  }
  return { ...node, entries, type: mapOf(of) }
}

function coerceLiteral(node: LiteralNode, want: FactType, moneyExponent: number): Node | undefined {
  if (want.kind === 'decimal' && node.type.kind === 'int') return { ...node, type: decimal }
  if (want.kind !== 'money' || !isNumber(node.type)) return undefined
  return { ...node, type: money, value: minorOf(node, moneyExponent) }
}

function minorOf(node: LiteralNode, moneyExponent: number): number {
  // The text and not the number: 50.001 must be seen as written, and 0.1 + 0.2 must not creep in.
  const fraction = fractionOfText(node.text)
  if (fraction === undefined) throw new RuleProblem(`${node.text} is out of range for an amount.`, node.at)
  const scaled = fraction.numerator * 10n ** BigInt(moneyExponent)
  if (scaled % fraction.denominator !== 0n) {
    const places = moneyExponent === 0 ? 'no decimal places' : `at most ${moneyExponent} decimal places`
    throw new RuleProblem(`An amount of this currency has ${places}; ${node.text} has more.`, node.at)
  }
  const minor = Number(scaled / fraction.denominator)
  if (!Number.isSafeInteger(minor))
    throw new RuleProblem(`${node.text} is out of range for an amount.`, node.at)
  return minor
}

/** Both nodes as one type, by coercing either to the other's; undefined where they have none. */
export function harmonise(a: Node, b: Node, moneyExponent: number): readonly [Node, Node] | undefined {
  if (sameType(a.type, b.type)) return [a, b]
  const second = coerce(b, a.type, moneyExponent)
  if (second !== undefined) return [a, second]
  const first = coerce(a, b.type, moneyExponent)
  return first && [first, b]
}

/** All nodes as one type, that of the first to which the rest can be brought; undefined where there is none. */
export function harmoniseAll(nodes: readonly Node[], moneyExponent: number): readonly Node[] | undefined {
  for (const candidate of nodes) {
    const coerced = nodes.map((node) => coerce(node, candidate.type, moneyExponent))
    const found = coerced.filter((node) => node !== undefined)
    if (found.length === nodes.length) return found
  }
  return nodes.length === 0 ? nodes : undefined
}
