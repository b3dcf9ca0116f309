import type { Condition, ConditionValue } from '../../rules/index.ts'

/** What parts of one conjunction leave of a fact. */
interface Left {
  /** Lowest and highest number that is left, and whether it is itself left out. */
  from: number
  fromOpen: boolean
  to: number
  toOpen: boolean
  /** The only values that are left; undefined for any. */
  only: ReadonlySet<string> | undefined
  not: ReadonlySet<string>
}

const anything: Left = {
  from: Number.NEGATIVE_INFINITY,
  fromOpen: false,
  to: Number.POSITIVE_INFINITY,
  toOpen: false,
  only: undefined,
  not: new Set(),
}

/**
 * The fact that a condition asks two things of that cannot both be; undefined where it finds none, which is no proof. Looks
 * at comparisons of a fact with plain values that all must hold. `""` for a condition that is `false` by itself.
 */
export function impossibleFact(condition: Condition): string | undefined {
  if (condition.kind === 'any') {
    // Every part has to be impossible; none is `false`.
    const parts = condition.of.map(impossibleFact)
    return parts.every((part) => part !== undefined) ? (parts[0] ?? '') : undefined
  }
  if (condition.kind === 'expression') return condition.text.trim() === 'false' ? '' : undefined
  const left = new Map<string, Left>()
  for (const part of conjunctsOf(condition)) {
    if (part.kind === 'any') {
      const inner = impossibleFact(part)
      if (inner !== undefined) return inner
    }
    if (part.kind !== 'compare' && part.kind !== 'one-of') continue
    const narrowed = narrow(left.get(part.fact) ?? anything, part)
    if (isNothing(narrowed)) return part.fact
    left.set(part.fact, narrowed)
  }
  return undefined
}

function conjunctsOf(condition: Condition): readonly Condition[] {
  return condition.kind === 'all' ? condition.of.flatMap(conjunctsOf) : [condition]
}

type Comparison = Extract<Condition, { kind: 'compare' | 'one-of' }>

function narrow(left: Left, part: Comparison): Left {
  if (part.kind === 'one-of') {
    const values = part.values.map(plainText)
    if (values.some((value) => value === undefined)) return left
    return withOnly(left, new Set(values as string[]))
  }
  const value = plainText(part.value)
  if (value === undefined) return left
  if (part.operator === '==') return withOnly(left, new Set([value]))
  if (part.operator === '!=') return { ...left, not: new Set([...left.not, value]) }
  if (part.value.kind !== 'number') return left
  return withBound(left, part.operator, Number(part.value.value))
}

/** A value as text that is the same for the same value; undefined for one that is not plain. */
function plainText(value: ConditionValue): string | undefined {
  switch (value.kind) {
    case 'text':
      return `text ${value.value}`
    case 'number':
      return `number ${Number(value.value)}`
    case 'truth':
      return `truth ${value.value}`
    default:
      return undefined
  }
}

function withOnly(left: Left, values: ReadonlySet<string>): Left {
  const { only } = left
  return {
    ...left,
    only: only === undefined ? values : new Set([...only].filter((each) => values.has(each))),
  }
}

function withBound(left: Left, operator: '<' | '<=' | '>' | '>=', bound: number): Left {
  const isOpen = operator === '<' || operator === '>'
  if (operator === '>' || operator === '>=') {
    if (bound < left.from) return left
    return { ...left, from: bound, fromOpen: isOpen || (bound === left.from && left.fromOpen) }
  }
  if (bound > left.to) return left
  return { ...left, to: bound, toOpen: isOpen || (bound === left.to && left.toOpen) }
}

function isNothing(left: Left): boolean {
  const { from, to, fromOpen, toOpen, only, not } = left
  if (from > to || (from === to && (fromOpen || toOpen))) return true
  if (only === undefined) return false
  return [...only].every((value) => not.has(value) || isOutside(left, value))
}

function isOutside({ from, to, fromOpen, toOpen }: Left, value: string): boolean {
  if (!value.startsWith('number ')) return false
  const number = Number(value.slice('number '.length))
  return number < from || number > to || (number === from && fromOpen) || (number === to && toOpen)
}
