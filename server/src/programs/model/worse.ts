import type { ReleaseChange, WorseChange } from '@perennial/contract'
import type { AnyKind, Direction, Favour, Specs } from '../definition.ts'

type FieldChange = ReleaseChange['fields'][number]

/**
 * The changes that are not provably as good or better for members, with the fields that are to blame. Each kind says what
 * is provable; in doubt a change is worse, and so is every change of a kind that says nothing.
 */
export function worseChanges(
  kinds: readonly AnyKind[],
  changes: readonly ReleaseChange[],
  specs: { before: Specs; after: Specs },
): WorseChange[] {
  return changes.flatMap((change) => {
    const { kind, key } = change
    const favour = kinds.find((entry) => entry.kind === kind)?.favour
    const spec = (change.change === 'added' ? specs.after : specs.before).get(kind)?.get(key)
    const fields = blamed(change, favour, favour?.doubt?.(spec) === true)
    return fields === undefined ? [] : [{ kind, key, change: change.change, fields }]
  })
}

/** The fields to blame; undefined when there is nothing to blame. */
function blamed(
  { change, fields }: ReleaseChange,
  favour: Favour | undefined,
  isDoubtful: boolean,
): string[] | undefined {
  if (change === 'added') return favour?.added === true && !isDoubtful ? undefined : []
  if (change === 'removed') return favour?.removed === true && !isDoubtful ? undefined : []
  const bad = fields.filter((field) => !isFine(field, favour, isDoubtful))
  return bad.length === 0 ? undefined : bad.map(({ path }) => path)
}

function isFine(field: FieldChange, favour: Favour | undefined, isDoubtful: boolean): boolean {
  const directions = directionsOf(favour, field.path)
  return directions.some((direction) => (direction === 'any' || !isDoubtful) && goes(direction, field))
}

/** `tiers[2].threshold` is looked up as `tiers[].threshold`, then as `tiers[].*`, and so on up. */
function directionsOf(favour: Favour | undefined, path: string): readonly Direction[] {
  const parts = path.replaceAll(/\[\d+\]/g, '[]').split('.')
  const exact = favour?.fields?.[parts.join('.')]
  if (exact !== undefined) return exact
  for (let length = parts.length - 1; length >= 0; length -= 1) {
    const found = favour?.fields?.[[...parts.slice(0, length), '*'].join('.')]
    if (found !== undefined) return found
  }
  return []
}

function goes(direction: Direction, { before, after }: FieldChange): boolean {
  switch (direction) {
    case 'any':
      return true
    case 'more':
      return numeric(before) <= numeric(after)
    case 'less':
      return numeric(before) >= numeric(after)
    case 'later':
      return instant(before) <= instant(after)
    case 'earlier':
      return instant(before) >= instant(after)
    case 'on':
      return after === true
    case 'off':
      return after === false
    case 'new':
      return before === undefined
    case 'gone':
      return after === undefined
  }
}

/** NaN, which compares with nothing, for what is no number. */
function numeric(value: unknown): number {
  return typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN
}

function instant(value: unknown): number {
  return typeof value === 'string' ? Date.parse(value) : Number.NaN
}
