import type { CounterSpec } from '@perennial/contract'
import { ok, refuse, type Verdict } from '../../kernel/verdict.ts'
import { activityTypeOf, type CompileContext, compileExpression } from '../../programs/index.ts'
import type { CompiledRule } from '../../rules/index.ts'
import { counterExpressions } from '../expressions.ts'

/** A counter ready to count. */
export interface Counter {
  key: string
  spec: CounterSpec
  on: ReadonlySet<string>
  /** By type, because each type has other facts. */
  when: ReadonlyMap<string, CompiledRule<boolean>>
  lines: CompiledRule<boolean> | undefined
  /** The value of a counter of distinct ones, by type. */
  value: ReadonlyMap<string, CompiledRule<string>>
  /** Whether each line has its value, instead of the activity. */
  valueOfLines: boolean
  /** Ascending. */
  milestones: readonly number[]
  /** Dotted paths of the facts that its conditions read. */
  reads: readonly string[]
}

/** Refuses `rule_invalid` for expressions and `definition_invalid` with the field for everything else. */
export function compileCounter(key: string, spec: CounterSpec, context: CompileContext): Verdict<Counter> {
  for (const [index, type] of spec.on.entries()) {
    const field = `on[${index}]`
    if (activityTypeOf(type, context.settings) === undefined)
      return invalid(field, `The programme does not know the activity type "${type}".`)
    if (type !== 'order.placed' && (spec.add.kind === 'items' || spec.add.kind === 'amount'))
      return invalid(field, `Only orders have items and amounts; "${type}" has none.`)
  }
  const when = byType<boolean>('when', spec.when, { spec, context })
  if (!when.ok) return when
  const source = spec.add.kind === 'distinct' ? spec.add.value : undefined
  const value = byType<string>('add.value', source, { spec, context })
  if (!value.ok) return value
  const lines =
    spec.lines === undefined
      ? ok(undefined)
      : compileExpression<boolean>(counterExpressions.lines, spec.lines, { field: 'lines', context })
  if (!lines.ok) return lines
  return ok({
    key,
    spec,
    on: new Set(spec.on),
    when: when.value,
    lines: lines.value,
    value: value.value,
    valueOfLines: [...value.value.values()].some(readsLine),
    milestones: [...new Set(spec.milestones)].sort((a, b) => a - b),
    reads: [...new Set([...when.value.values()].flatMap((condition) => condition.reads))].sort(),
  })
}

function readsLine({ reads }: CompiledRule<unknown>): boolean {
  return reads.some((path) => path === 'line' || path.startsWith('line.'))
}

function byType<T>(
  field: keyof typeof counterExpressions,
  source: string | undefined,
  { spec, context }: { spec: CounterSpec; context: CompileContext },
): Verdict<ReadonlyMap<string, CompiledRule<T>>> {
  const compiled = new Map<string, CompiledRule<T>>()
  if (source === undefined) return ok(compiled)
  for (const on of spec.on) {
    const rule = compileExpression<T>(counterExpressions[field], source, { field, on, context })
    if (!rule.ok) return rule
    compiled.set(on, rule.value)
  }
  return ok(compiled)
}

function invalid(field: string, detail: string): Verdict<never> {
  return refuse('definition_invalid', detail, { field })
}
