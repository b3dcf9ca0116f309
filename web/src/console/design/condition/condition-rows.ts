import type { ConditionModel, ConditionValue, FactNode } from '@perennial/contract'

/** What a row of the builder compares: one fact, in one way, with what stands in its last field. */
export interface Row {
  fact: string
  way: Way
  /** One value, or several for `in`; none for `known`, `is` and `is-not`. Numbers as decimal text, days as whole text. */
  values: readonly string[]
}

export type Way =
  | 'eq'
  | 'ne'
  | 'lt'
  | 'le'
  | 'gt'
  | 'ge'
  | 'in'
  | 'starts'
  | 'ends'
  | 'contains'
  | 'is'
  | 'is-not'
  | 'has'
  | 'known'
  | 'before'
  | 'since'
  | 'older'
  | 'within'

/** A fact that a row can be about. */
export interface Fact {
  path: string
  label: string
  /** Of what the fact is part: the heading under which it is offered. */
  group: string
  type: FactNode['type']
  choices: readonly { value: string; label: string }[]
}

/** Facts without their tree: those below an object, and one for each known key of a map. */
export function factsIn(nodes: readonly FactNode[], group = ''): Fact[] {
  return nodes.flatMap((node) => {
    const heading = group === '' ? node.label : group
    const { path, label, type, choices = [] } = node
    if (type === 'object') return factsIn(node.fields ?? [], heading)
    if (type === 'map' && choices.length > 0)
      return choices.map((choice) => ({
        path: pathOfKey(path, choice.value),
        label: `${label}: ${choice.label}`,
        group: heading,
        type: node.of ?? 'text',
        choices: [],
      }))
    // Lists of objects have conditions of their own, in the text.
    if (type === 'list' && node.of === 'object') return []
    return [{ path, label, group: heading, type, choices }]
  })
}

/** Names that conditions keep for themselves, so that they can stand in brackets only. */
const reserved = new Set(['true', 'false', 'null', 'in'])

/** A key of a map as the server reads it back: one that is a name follows a dot. */
function pathOfKey(map: string, key: string): string {
  const isName = /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) && !reserved.has(key)
  return isName ? `${map}.${key}` : `${map}[${JSON.stringify(key)}]`
}

const numberWays = ['ge', 'le', 'gt', 'lt', 'eq', 'ne'] as const

/** The ways in which a fact of a type is compared; the first is the usual one. */
export function waysOf(type: FactNode['type']): readonly Way[] {
  if (type === 'whole' || type === 'number' || type === 'money') return [...numberWays, 'known']
  if (type === 'truth') return ['is', 'is-not', 'known']
  if (type === 'time') return ['within', 'older', 'since', 'before', 'known']
  if (type === 'list' || type === 'map') return ['has']
  if (type === 'duration') return ['known']
  return ['eq', 'ne', 'in', 'starts', 'ends', 'contains', 'known']
}

const signs = { eq: '==', ne: '!=', lt: '<', le: '<=', gt: '>', ge: '>=' } as const
const verbs = { starts: 'startsWith', ends: 'endsWith', contains: 'contains' } as const
const hoursOfDay = 24

/** The row that says what a model says; undefined where no row can. */
export function rowOf(model: ConditionModel): Row | undefined {
  switch (model.kind) {
    case 'compare':
      return compareRow(model)
    case 'one-of':
      return model.values.every((each) => each.kind === 'text')
        ? { fact: model.fact, way: 'in', values: model.values.map((each) => String(each.value)) }
        : undefined
    case 'has':
      return model.value.kind === 'text' || model.value.kind === 'number'
        ? { fact: model.fact, way: 'has', values: [model.value.value] }
        : undefined
    case 'text': {
      const way = (['starts', 'ends', 'contains'] as const).find((each) => verbs[each] === model.operator)
      return way && { fact: model.fact, way, values: [model.value] }
    }
    case 'true':
      return { fact: model.fact, way: 'is', values: [] }
    case 'known':
      return { fact: model.fact, way: 'known', values: [] }
    case 'not':
      return model.of.kind === 'true' ? { fact: model.of.fact, way: 'is-not', values: [] } : undefined
    default:
      return undefined
  }
}

function compareRow(model: Extract<ConditionModel, { kind: 'compare' }>): Row | undefined {
  const { fact, operator, value } = model
  if (value.kind === 'ago') {
    const days = daysOf(value.value)
    const way = operator.startsWith('<') ? 'older' : 'within'
    return days === undefined || operator.endsWith('=') === (way === 'older')
      ? undefined
      : { fact, way, values: [String(days)] }
  }
  if (value.kind === 'time') {
    if (operator === '<') return { fact, way: 'before', values: [value.value] }
    return operator === '>=' ? { fact, way: 'since', values: [value.value] } : undefined
  }
  if (value.kind !== 'text' && value.kind !== 'number') return undefined
  const way = (['eq', 'ne', 'lt', 'le', 'gt', 'ge'] as const).find((each) => signs[each] === operator)
  return way && { fact, way, values: [value.value] }
}

function daysOf(duration: string): number | undefined {
  const hours = /^(\d+)h$/.exec(duration)?.[1]
  const days = hours === undefined ? Number.NaN : Number(hours) / hoursOfDay
  return Number.isInteger(days) ? days : undefined
}

/** The model that says what a row says; undefined while something is missing. */
export function modelOf(row: Row, type: FactNode['type']): ConditionModel | undefined {
  const { fact, way, values } = row
  if (fact === '') return undefined
  if (way === 'known') return { kind: 'known', fact }
  if (way === 'is') return { kind: 'true', fact }
  if (way === 'is-not') return { kind: 'not', of: { kind: 'true', fact } }
  if (way === 'in')
    return values.length === 0
      ? undefined
      : { kind: 'one-of', fact, values: values.map((value) => ({ kind: 'text', value })) }
  const [value = ''] = values
  if (value === '') return undefined
  if (way === 'starts' || way === 'ends' || way === 'contains')
    return { kind: 'text', fact, operator: verbs[way], value }
  if (way === 'before' || way === 'since')
    return { kind: 'compare', fact, operator: way === 'before' ? '<' : '>=', value: { kind: 'time', value } }
  if (way === 'older' || way === 'within') {
    if (!/^\d{1,5}$/.test(value)) return undefined
    const ago = { kind: 'ago', value: `${Number(value) * hoursOfDay}h` } as const
    return { kind: 'compare', fact, operator: way === 'older' ? '<' : '>=', value: ago }
  }
  const typed = typedValue(value, type)
  if (typed === undefined) return undefined
  if (way === 'has') return { kind: 'has', fact, value: typed }
  return { kind: 'compare', fact, operator: signs[way], value: typed }
}

function typedValue(value: string, type: FactNode['type']): ConditionValue | undefined {
  if (type === 'text' || type === 'list' || type === 'map') return { kind: 'text', value }
  return /^-?\d+(\.\d+)?$/.test(value) ? { kind: 'number', value } : undefined
}

/** Whether the builder can show a model: rows, groups of them, and expressions that nobody can break up. */
export function partsOf(model: ConditionModel): { joins: 'all' | 'any'; parts: readonly ConditionModel[] } {
  if (model.kind === 'all' || model.kind === 'any') return { joins: model.kind, parts: model.of }
  return { joins: 'all', parts: [model] }
}
