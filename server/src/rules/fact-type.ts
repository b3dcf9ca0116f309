/** The scalar types a fact can have. What each one is at run time stands in the README of this folder. */
type ScalarKind = 'bool' | 'int' | 'decimal' | 'string' | 'money' | 'timestamp' | 'duration'

/**
 * The type of a fact or of an expression. `null`, `unrounded` (an amount with a fraction, which a rounding function
 * must take at once) and `nothing` (what an empty list holds) arise in expressions only; no fact has them.
 */
export type FactType =
  | { readonly kind: ScalarKind }
  | { readonly kind: 'list'; readonly of: FactType }
  | { readonly kind: 'map'; readonly of: FactType }
  | { readonly kind: 'object'; readonly name: string; readonly fields: Readonly<Record<string, FactType>> }
  | { readonly kind: 'null' | 'unrounded' | 'nothing' }

export const bool: FactType = { kind: 'bool' }
export const int: FactType = { kind: 'int' }
export const decimal: FactType = { kind: 'decimal' }
export const string: FactType = { kind: 'string' }
export const money: FactType = { kind: 'money' }
export const timestamp: FactType = { kind: 'timestamp' }
export const duration: FactType = { kind: 'duration' }
export const unrounded: FactType = { kind: 'unrounded' }
export const nothing: FactType = { kind: 'nothing' }
export const nullType: FactType = { kind: 'null' }

export function listOf(of: FactType): FactType {
  return { kind: 'list', of }
}

export function mapOf(of: FactType): FactType {
  return { kind: 'map', of }
}

/** The type as an author reads it: `list<string>`, `map<string, int>`, the name of an object type. */
export function typeText(type: FactType): string {
  switch (type.kind) {
    case 'list':
      return `list<${typeText(type.of)}>`
    case 'map':
      return `map<string, ${typeText(type.of)}>`
    case 'object':
      return type.name
    case 'unrounded':
      return 'unrounded money'
    default:
      return type.kind
  }
}

/** Whether two types are one. Objects are compared by name, because a schema names each shape once. */
export function sameType(a: FactType, b: FactType): boolean {
  if (a === b) return true
  if (a.kind === 'list' || a.kind === 'map') return b.kind === a.kind && sameType(a.of, b.of)
  if (a.kind === 'object') return b.kind === 'object' && a.name === b.name
  return a.kind === b.kind
}

/** Whether both are plain numbers, which may be compared with each other although they are not one type. */
export function bothNumbers(a: FactType, b: FactType): boolean {
  return isNumber(a) && isNumber(b)
}

export function isNumber(type: FactType): boolean {
  return type.kind === 'int' || type.kind === 'decimal'
}

const ordered = new Set(['bool', 'int', 'decimal', 'string', 'money', 'timestamp', 'duration'])

/** Whether values of the type have an order (`<`). */
export function isOrdered(type: FactType): boolean {
  return ordered.has(type.kind)
}
