import type { ReleaseChange } from '@perennial/contract'
import { isObject, type Spec } from '../../data/json-schema.ts'
import { below } from './form/faults.ts'

type FieldChange = ReleaseChange['fields'][number]

/** Whether two values say the same, whatever the order of their fields. */
export function same(one: unknown, other: unknown): boolean {
  return ordered(one) === ordered(other)
}

function ordered(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    isObject(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  )
}

/** The fields in which two specs differ, for people to read. */
export function specDiff(before: unknown, after: unknown, path = ''): FieldChange[] {
  if (same(before, after)) return []
  if (isObject(before) && isObject(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
    return names.flatMap((name) => specDiff(before[name], after[name], below(path, name)))
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length)
    return before.flatMap((item, index) => specDiff(item, after[index], below(path, index)))
  return [{ path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }]
}

/** Two edits of one spec put together: fields that `mine` changed stay mine, all others are theirs. */
export function joinedEdits(edits: { base: Spec; mine: Spec; theirs: Spec }): Spec {
  const { base, mine, theirs } = edits
  const names = new Set([...Object.keys(mine), ...Object.keys(theirs)])
  const fields = [...names].map((name) => {
    const isMine = !same(base[name], mine[name])
    return [name, isMine ? mine[name] : theirs[name]] as const
  })
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined))
}
