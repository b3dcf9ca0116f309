import { type Node, partsOf } from './node.ts'

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

/** The texts that a condition looks for in a list of facts: those of `"vip" in member.segments`, with their places. */
export function textsSought(node: Node, list: string): readonly { text: string; at: Node['at'] }[] {
  const inside = partsOf(node).flatMap((part) => textsSought(part, list))
  if (node.kind !== 'binary' || node.operator !== 'in' || factPath(node.right) !== list) return inside
  const { left } = node
  if (left.kind !== 'literal' || typeof left.value !== 'string') return inside
  return [{ text: left.value, at: left.at }, ...inside]
}
