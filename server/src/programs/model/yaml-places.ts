import { isMap, isSeq, type Node, type Pair, parseDocument, type Scalar } from 'yaml'

/** The line of an offset, from 1. */
export function lineOf(text: string, at: number): number {
  return text.slice(0, at).split('\n').length
}

/** The line of a path such as `spec.tiers[1].threshold`; of the nearest place around it that is there. */
export function pathIn(text: string, path: string): number {
  let node: unknown = parseDocument(text).contents
  let at = 0
  let rest = path
  while (rest !== '') {
    const step = isMap(node) ? inMap(node.items as Pair<Scalar, Node>[], rest) : inList(node, rest)
    if (step === undefined) break
    at = step.at
    node = step.node
    rest = step.rest
  }
  return lineOf(text, at)
}

interface Step {
  at: number
  node: unknown
  rest: string
}

/** Names may have dots, so the longest that fits is the one. */
function inMap(pairs: readonly Pair<Scalar, Node>[], path: string): Step | undefined {
  const [pair] = pairs
    .filter((each) => startsWithName(path, String(each.key.value)))
    .sort((one, other) => String(other.key.value).length - String(one.key.value).length)
  if (pair === undefined) return undefined
  const rest = path.slice(String(pair.key.value).length)
  return { at: pair.key.range?.[0] ?? 0, node: pair.value, rest: rest.replace(/^\./, '') }
}

function startsWithName(path: string, name: string): boolean {
  return path.startsWith(name) && (path.length === name.length || /^[.[]/.test(path.slice(name.length)))
}

function inList(node: unknown, path: string): Step | undefined {
  const index = /^(?:\[(\d+)\]|(\d+)(?=\.|$))\.?/.exec(path)
  if (!isSeq(node) || index === null) return undefined
  const item = node.items[Number(index[1] ?? index[2])] as Node | undefined
  return item === undefined
    ? undefined
    : { at: item.range?.[0] ?? 0, node: item, rest: path.slice(index[0].length) }
}
