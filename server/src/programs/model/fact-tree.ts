import type { FactNode } from '@perennial/contract'
import type { FactType } from '../../rules/index.ts'
import type { FactHints, FactSchema } from '../definition.ts'

const typeNames: Readonly<Record<string, FactNode['type']>> = {
  bool: 'truth',
  int: 'whole',
  decimal: 'number',
  string: 'text',
  money: 'money',
  timestamp: 'time',
  duration: 'duration',
  list: 'list',
  map: 'map',
  object: 'object',
}

/** What an expression may read, as a tree for people; names in the order in which they are declared. */
export function factTree(facts: FactSchema, hints: FactHints): FactNode[] {
  return Object.entries(facts).map(([name, type]) => nodeOf(type, { name, path: name, place: name, hints }))
}

interface At {
  name: string
  path: string
  /** The path with the elements of lists in it, by which hints are found: `items.category`. */
  place: string
  hints: FactHints
}

function nodeOf(type: FactType, { name, path, place, hints }: At): FactNode {
  const hint = Object.hasOwn(hints, place) ? hints[place] : undefined
  const node: FactNode = { path, name, label: hint?.label ?? labelOf(name), type: nameOf(type) }
  if (hint?.choices !== undefined) node.choices = hint.choices.map((choice) => ({ ...choice }))
  if (type.kind === 'list' || type.kind === 'map') node.of = nameOf(type.of)
  const inside = type.kind === 'list' ? type.of : type
  if (inside.kind !== 'object') return node
  node.fields = Object.entries(inside.fields).map(([field, of]) =>
    nodeOf(of, {
      name: field,
      path: type.kind === 'list' ? field : `${path}.${field}`,
      place: `${place}.${field}`,
      hints,
    }),
  )
  return node
}

function nameOf(type: FactType): FactNode['type'] {
  return typeNames[type.kind] ?? 'text'
}

/** `lastOrderAt` is told as `Last order at` where nobody gave it a better name. */
function labelOf(name: string): string {
  const words = name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase()
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}
