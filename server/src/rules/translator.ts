import { type FactType, typeText } from './fact-type.ts'
import { type Node, partsOf } from './node.ts'
import { RuleProblem } from './rule-error.ts'

/** Where a translation is used: how facts are read there, and who takes its parameters. */
export interface SqlPlace {
  /**
   * The SQL of a fact by its path, such as `member`, `attributes`, `city`; its value is null where the fact is absent.
   * Undefined where the fact has no SQL.
   */
  fact(path: readonly string[]): string | undefined
  /** Whether a fact that is a list of texts has one; undefined where the list must be made for it. */
  holds?(path: readonly string[], text: string): string | undefined
  /** Adds a parameter; gives its placeholder with a cast to the type. */
  param(value: string | number | boolean, type: SqlType): string
}

export type SqlType = 'boolean' | 'bigint' | 'float8' | 'text'

/** What the parts of one translation share. */
export interface Translator {
  place: SqlPlace
  /** SQL of the elements that comprehensions are at, by binding. */
  elements: Map<number, string>
  sql(node: Node): string
}

/** The type of a value in SQL; throws for a type that has none. */
export function sqlTypeOf(type: FactType, node: Node): SqlType {
  switch (type.kind) {
    case 'bool':
      return 'boolean'
    case 'int':
    case 'money':
    case 'timestamp':
    case 'duration':
      return 'bigint'
    case 'decimal':
      return 'float8'
    case 'string':
      return 'text'
    default:
      return untranslatable(node, `A value of the type ${typeText(type)} cannot be compared here.`)
  }
}

/** Throws what the author reads where a part cannot become SQL. */
export function untranslatable(node: Node, message: string): never {
  throw new RuleProblem(message, node.at)
}

/** Whether nothing in it can change. */
export function isConstant(node: Node): boolean {
  if (node.kind === 'literal') return true
  return node.kind !== 'variable' && node.kind !== 'comprehension' && partsOf(node).every(isConstant)
}

/** The names on the way to a fact; throws where one is not written out. */
export function pathOf(node: Node, translator: Translator): readonly string[] {
  if (node.kind === 'variable' && node.binding === undefined) return [node.name]
  if (node.kind === 'field') return [...pathOf(node.object, translator), node.field]
  if (node.kind === 'index' && node.object.type.kind === 'map') {
    const { index } = node
    if (index.kind === 'literal' && typeof index.value === 'string')
      return [...pathOf(node.object, translator), index.value]
    return untranslatable(index, 'The key of a map must be written out here.')
  }
  return untranslatable(node, 'Only facts can be read here.')
}

/** A whole number within the bounds of ints, or those given; null, which is an error, outside of them. */
export function within(sql: string, max: number = Number.MAX_SAFE_INTEGER, min: number = -max): string {
  return `perennial_within(${sql}, ${min}, ${max})`
}
