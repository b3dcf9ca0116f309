import type { ReleaseChange, ReleaseView } from '@perennial/contract'

type Field = ReleaseChange['fields'][number]

interface Folded {
  change: ReleaseChange
  fields: Map<string, Field>
}

/**
 * What changed from release `from` (exclusive) up to release `to` (inclusive): the diffs of the releases between,
 * folded into one. A field that came back to where it was, and a definition that came and went, are left out.
 */
export function foldChanges(
  releases: readonly ReleaseView[],
  span: { from: number; to: number },
): ReleaseChange[] {
  const between = releases
    .filter((release) => release.number > span.from && release.number <= span.to)
    .sort((a, b) => a.number - b.number)
  const folded = new Map<string, Folded>()
  for (const change of between.flatMap((release) => release.changes)) {
    const id = `${change.kind}/${change.key}`
    const known = folded.get(id)
    if (known) addChange(known, change)
    else folded.set(id, { change, fields: new Map(change.fields.map((field) => [field.path, field])) })
  }
  return [...folded.values()].flatMap(finish)
}

function addChange(known: Folded, next: ReleaseChange): void {
  for (const field of next.fields) {
    const first = known.fields.get(field.path)
    known.fields.set(field.path, first ? joined(first, field) : field)
  }
  known.change = { ...known.change, change: outcome(known.change.change, next.change) }
}

function joined(first: Field, last: Field): Field {
  return {
    path: first.path,
    ...('before' in first ? { before: first.before } : {}),
    ...('after' in last ? { after: last.after } : {}),
  }
}

function outcome(first: ReleaseChange['change'], last: ReleaseChange['change']): ReleaseChange['change'] {
  // It was there before the span unless the span began by adding it, and is there after it unless removed.
  if (first === 'added') return last === 'removed' ? 'removed' : 'added'
  return last === 'removed' ? 'removed' : 'changed'
}

function finish({ change, fields }: Folded): ReleaseChange[] {
  const left = [...fields.values()].filter((field) => !same(field.before, field.after))
  const cameAndWent = change.change === 'removed' && left.length === 0
  if (cameAndWent || (change.change === 'changed' && left.length === 0)) return []
  return [{ ...change, fields: left }]
}

function same(before: unknown, after: unknown): boolean {
  return JSON.stringify(before) === JSON.stringify(after)
}
