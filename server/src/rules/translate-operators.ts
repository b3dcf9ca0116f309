import type { BinaryNode, Node } from './node.ts'
import { durationMaxMs, instantMax, instantMin } from './time-functions.ts'
import { pathOf, sqlTypeOf, type Translator, untranslatable, within } from './translator.ts'

export function translateBinary(node: BinaryNode, translator: Translator): string {
  switch (node.operator) {
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return translateComparison(node, translator)
    case 'in':
      return translateMembership(node, translator)
    default:
      return translateArithmetic(node, translator)
  }
}

const operators: Readonly<Record<string, string>> = { '==': '=', '!=': '<>' }

function translateComparison(node: BinaryNode, translator: Translator): string {
  const [left, right] = alike([node.left, node.right], translator)
  const operator = operators[node.operator] ?? node.operator
  // By code point, which is the order of the bytes of UTF-8.
  const isTextOrder = node.left.type.kind === 'string' && operators[node.operator] === undefined
  return `(${left} ${operator} ${right}${isTextOrder ? ' collate "C"' : ''})`
}

/** The nodes as SQL of one type: whole numbers beside decimals are compared as decimals. */
function alike(nodes: readonly Node[], translator: Translator): string[] {
  const types = nodes.map((node) => sqlTypeOf(node.type, node))
  const isDecimal = types.includes('float8')
  return nodes.map((node, index) => {
    const sql = translator.sql(node)
    return isDecimal && types[index] === 'bigint' ? `(${sql})::float8` : sql
  })
}

function translateMembership(node: BinaryNode, translator: Translator): string {
  const { left, right } = node
  if (right.type.kind === 'map') {
    if (left.kind !== 'literal') return untranslatable(left, 'The key of a map must be written out here.')
    const path = [...pathOf(right, translator), String(left.value)]
    const fact = translator.place.fact(path)
    return fact === undefined
      ? untranslatable(right, 'The map cannot be read here.')
      : `(${fact} is not null)`
  }
  if (right.kind !== 'list') {
    if (right.type.kind !== 'list' || right.type.of.kind !== 'string' || left.type.kind !== 'string')
      return untranslatable(right, 'A list of texts is needed here.')
    // An empty list holds nothing, not even what is unknown: PostgreSQL would say no where nothing can be said.
    const element = translator.sql(left)
    const isFact = right.kind === 'field' || right.kind === 'index'
    const held = isFact ? translator.place.holds?.(pathOf(right, translator), element) : undefined
    return `(case when ${element} is not null then ${held ?? `${element} = any(${translator.sql(right)})`} end)`
  }
  const [element, ...items] = alike([left, ...right.items], translator)
  if (items.length === 0) return `(case when ${element} is not null then false end)`
  const among = `${element} in (${items.join(', ')})`
  // An element that has no value leaves the whole list without one, wherever it stands.
  const open = right.items.flatMap((item, index) => (item.kind === 'literal' ? [] : [items[index]]))
  return open.length === 0 ? `(${among})` : `(case when num_nulls(${open.join(', ')}) = 0 then ${among} end)`
}

function translateArithmetic(node: BinaryNode, translator: Translator): string {
  const { operator, type } = node
  const [left, right] = [node.left, node.right].map((part) => () => translator.sql(part)) as [Sql, Sql]
  switch (type.kind) {
    case 'string':
      return `(${left()} || ${right()})`
    case 'decimal':
      if (operator === '/' && node.left.type.kind === 'money')
        return `((${left()})::float8 / nullif((${right()})::float8, 0))`
      return untranslatable(
        node,
        'Decimals can be compared here, not calculated with; use whole numbers or money.',
      )
    case 'int':
    case 'money':
      return translateWhole(operator, left(), right())
    case 'timestamp':
      return within(within(`(${left()})::numeric ${operator} ${right()}`), instantMax, instantMin)
    case 'duration':
      return within(within(`(${left()})::numeric ${operator} ${right()}`), durationMaxMs)
    default:
      return untranslatable(
        node,
        'This has no meaning here; round an amount first, and leave lists as they are.',
      )
  }
}

type Sql = () => string

function translateWhole(operator: string, left: string, right: string): string {
  if (operator === '/' || operator === '%') return `(${left} ${operator} nullif(${right}, 0))`
  return within(`(${left})::numeric ${operator} ${right}`)
}
