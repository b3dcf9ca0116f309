import type { Instant } from '../../kernel/instants.ts'
import { ok, type Verdict } from '../../kernel/verdict.ts'
import { memberRows } from '../../members/index.ts'
import type { CompileContext, FactPlace, FactSource, FactSql } from '../../programs/index.ts'
import { type CompiledRule, type Node, type SqlPlace, translateRule } from '../../rules/index.ts'

/** A condition as SQL over `who`, the rows of active members. */
export interface SegmentQuery {
  /** What is joined to `who` by `owner_id`, under its name. */
  joins: readonly { rows: string; row: string }[]
  condition: string
  /** Conditions that hold together exactly where it does, each with the names of the rows that it reads. */
  parts: readonly { condition: string; rows: readonly string[] }[]
  /** The programme comes first. */
  params: unknown[]
}

interface QueryInput {
  sources: readonly FactSource[]
  context: CompileContext
  programId: number
  now: Instant
}

/** The condition as SQL. Pure. Refuses `rule_invalid` with the position of what has no SQL form. */
export function segmentQuery(rule: CompiledRule<boolean>, input: QueryInput): Verdict<SegmentQuery> {
  const { sources, context, now } = input
  const params: unknown[] = [input.programId]
  const placeholders = new Map<string, string>()
  const param: FactPlace['param'] = (value, type) => {
    const known = `${type}:${String(value)}`
    const placeholder = placeholders.get(known) ?? `$${params.push(value)}::${type}`
    placeholders.set(known, placeholder)
    return placeholder
  }
  const rowsByText = new Map([[memberRows, 'who']])
  const rowsRead = new Set<string>()
  const read = ([name, ...below]: readonly string[]): { sql: FactSql; row: string } | undefined => {
    for (const source of sources) {
      const sql = source.name === name ? source.sql(below, { context, now, param }) : undefined
      if (sql === undefined) continue
      const row = rowsByText.get(sql.rows) ?? `row_${rowsByText.size}`
      rowsByText.set(sql.rows, row)
      rowsRead.add(row)
      return { sql, row }
    }
    return undefined
  }
  const place: SqlPlace = {
    param,
    fact: (path) => {
      if (path.length === 1 && path[0] === 'now') return param(now, 'bigint')
      const found = read(path)
      return found?.sql.value(found.row)
    },
    holds: (path, text) => {
      const found = read(path)
      return found?.sql.holds?.(found.row, text)
    },
  }
  const condition = translateRule(rule, place)
  if (!condition.ok) return condition
  const parts: { condition: string; rows: string[] }[] = []
  for (const ast of conjuncts(rule.ast)) {
    rowsRead.clear()
    const part = translateRule({ source: rule.source, ast }, place)
    if (!part.ok) return part
    parts.push({ condition: part.value, rows: [...rowsRead] })
  }
  const joins = [...rowsByText].map(([rows, row]) => ({ rows, row })).filter(({ row }) => row !== 'who')
  return ok({ joins, condition: condition.value, parts, params })
}

/** What must hold together: a condition is true where all of these are. */
function conjuncts(node: Node): readonly Node[] {
  if (node.kind === 'and') return node.parts.flatMap(conjuncts)
  if (node.kind !== 'not') return [node]
  const { operand } = node
  if (operand.kind === 'not') return conjuncts(operand.operand)
  // None of several holds where each of them does not.
  return operand.kind === 'or'
    ? operand.parts.flatMap((part) => conjuncts({ ...node, operand: part }))
    : [node]
}
