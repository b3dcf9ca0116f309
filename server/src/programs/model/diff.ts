import type { DefinitionKind, ReleaseChange } from '@perennial/contract'
import { canonicalJson } from '../../kernel/canonical.ts'
import type { Specs } from '../definition.ts'

type FieldChange = ReleaseChange['fields'][number]

/** What a release changed against the one before it, by kind and key, down to the field. */
export function diffSpecs(before: Specs, after: Specs): ReleaseChange[] {
  const changes: ReleaseChange[] = []
  for (const kind of new Set([...before.keys(), ...after.keys()])) {
    const old = before.get(kind) ?? new Map<string, unknown>()
    const fresh = after.get(kind) ?? new Map<string, unknown>()
    for (const key of [...new Set([...old.keys(), ...fresh.keys()])].sort()) {
      const change = definitionChange({ kind, key, before: old.get(key), after: fresh.get(key) })
      if (change !== undefined) changes.push(change)
    }
  }
  return changes
}

function definitionChange(pair: {
  kind: DefinitionKind
  key: string
  before: unknown
  after: unknown
}): ReleaseChange | undefined {
  const { kind, key, before, after } = pair
  const fields = fieldChanges('', before ?? {}, after ?? {})
  if (before === undefined) return { kind, key, change: 'added', fields }
  if (after === undefined) return { kind, key, change: 'removed', fields }
  return fields.length === 0 ? undefined : { kind, key, change: 'changed', fields }
}

/**
 * The leaves that differ. Lists of one length are compared place by place; of another length they are shown whole,
 * because places then no longer mean the same thing.
 */
export function fieldChanges(path: string, before: unknown, after: unknown): FieldChange[] {
  if (canonicalJson(before) === canonicalJson(after)) return []
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length)
    return before.flatMap((item, index) => fieldChanges(`${path}[${index}]`, item, after[index]))
  if (isRecord(before) && isRecord(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
    return names.flatMap((name) =>
      fieldChanges(path === '' ? name : `${path}.${name}`, before[name], after[name]),
    )
  }
  return [{ path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }]
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
