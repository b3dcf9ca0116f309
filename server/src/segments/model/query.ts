import type { Instant } from '../../kernel/instants.ts'
import { ok, type Verdict } from '../../kernel/verdict.ts'
import { memberRows } from '../../members/index.ts'
import type { CompileContext, FactPlace, FactSource } from '../../programs/index.ts'
import { type CompiledRule, translateRule } from '../../rules/index.ts'

/** A condition as SQL over `who`, the rows of active members. */
export interface SegmentQuery {
  /** What is joined to `who`. */
  joins: string
  condition: string
  /** Whether all that is joined lies in the order of members. */
  inOrder: boolean
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
  let inOrder = true
  const fact = (path: readonly string[]): string | undefined => {
    const [name, ...below] = path
    if (name === 'now' && below.length === 0) return param(now, 'bigint')
    for (const source of sources) {
      const sql = source.name === name ? source.sql(below, { context, now, param }) : undefined
      if (sql === undefined) continue
      if (sql.rows !== memberRows && sql.inOrder !== true) inOrder = false
      const row = rowsByText.get(sql.rows) ?? `row_${rowsByText.size}`
      rowsByText.set(sql.rows, row)
      return sql.value(row)
    }
    return undefined
  }
  const condition = translateRule(rule, { fact, param })
  if (!condition.ok) return condition
  const joins = [...rowsByText]
    .filter(([, row]) => row !== 'who')
    .map(([rows, row]) => `left join (${rows}) ${row} on ${row}.owner_id = who.owner_id`)
    .join('\n')
  return ok({ joins, condition: condition.value, inOrder, params })
}
