import { type Node, partsOf } from './node.ts'
import type { Position } from './rule-error.ts'

/** The dotted path of a fact that this node reads as a whole, such as `order.net`; undefined for anything else. */
function factPath(node: Node): string | undefined {
  if (node.kind === 'variable') return node.binding === undefined ? node.name : undefined
  if (node.kind === 'field' || node.kind === 'has') {
    const object = factPath(node.object)
    return object && `${object}.${node.field}`
  }
  if (node.kind === 'index' && node.index.kind === 'literal' && typeof node.index.value === 'string') {
    const object = factPath(node.object)
    return object && `${object}.${node.index.value}`
  }
  return undefined
}

/** Every longest fact path in the tree, sorted. What a macro reads of its elements is the path of its list. */
export function factPaths(node: Node): readonly string[] {
  const paths = new Set<string>()
  const walk = (part: Node): void => {
    const path = factPath(part)
    if (path === undefined) for (const inner of partsOf(part)) walk(inner)
    else paths.add(path)
  }
  walk(node)
  return [...paths].sort()
}

/** The outermost reads in an expression, element variables of macros included, in source order. */
export function readsIn(node: Node): readonly Node[] {
  if (node.kind === 'variable') return [node]
  if (node.kind === 'field' || node.kind === 'index' || node.kind === 'has') {
    const rooted = (part: Node): boolean =>
      part.kind === 'variable' || ((part.kind === 'field' || part.kind === 'index') && rooted(part.object))
    if (rooted(node.object)) return [node]
  }
  return partsOf(node).flatMap(readsIn)
}

/** A text that is written beside a fact, as in `member.tier == "gold"`, or asked of a map as a key, as in `balances.stars`. */
export interface TextMet {
  /** Dotted path of the text, of the list or of the map. */
  readonly fact: string
  readonly text: string
  readonly isKey: boolean
  readonly at: Position
}

/** Every text that a rule holds against a fact by `==`, `!=` or `in`, or as the key of a map, in source order. */
export function textsMet(node: Node): readonly TextMet[] {
  return [...metHere(node), ...partsOf(node).flatMap(textsMet)].sort((a, b) => a.at.offset - b.at.offset)
}

function metHere(node: Node): readonly TextMet[] {
  if (node.kind === 'has')
    return node.object.type.kind === 'map' ? against(node.object, [{ text: node.field, at: node.at }]) : []
  if (node.kind === 'index')
    return node.object.type.kind === 'map' ? against(node.object, textsIn(node.index)) : []
  if (node.kind !== 'binary') return []
  const { operator, left, right } = node
  if (operator === 'in')
    return right.type.kind === 'map' || factPath(right) !== undefined
      ? against(right, textsIn(left))
      : against(left, textsIn(right))
  if (operator !== '==' && operator !== '!=') return []
  return [...against(left, textsIn(right)), ...against(right, textsIn(left))]
}

function against(fact: Node, texts: readonly Pick<TextMet, 'text' | 'at'>[]): readonly TextMet[] {
  const path = factPath(fact)
  if (path === undefined) return []
  return texts.map((each) => ({ ...each, fact: path, isKey: fact.type.kind === 'map' }))
}

/** The texts that an expression can give where all that it gives is written out. */
function textsIn(node: Node): readonly Pick<TextMet, 'text' | 'at'>[] {
  if (node.kind === 'literal')
    return typeof node.value === 'string' ? [{ text: node.value, at: node.at }] : []
  if (node.kind === 'list') return node.items.flatMap(textsIn)
  return node.kind === 'conditional' ? [...textsIn(node.yes), ...textsIn(node.no)] : []
}
