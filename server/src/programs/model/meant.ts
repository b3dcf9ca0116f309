import type { ReleaseChange } from '@perennial/contract'
import { canonicalJson } from '../../kernel/canonical.ts'
import type { AnyKind } from '../definition.ts'
import { fieldChanges } from './diff.ts'
import { changesOf, isSame, placeOf } from './plan-set.ts'
import { parseDefinitions, type RawDefinition } from './release.ts'

/** A spec with its defaults filled in; undefined where it does not fit its schema. */
function filled(kinds: readonly AnyKind[], { kind, key, spec }: RawDefinition): unknown {
  return parseDefinitions(kinds, [{ kind, key, spec }])
    .specs.get(kind as AnyKind['kind'])
    ?.get(key)
}

/**
 * From the drafts to the set, as it was written, without fields that say in words what the other side leaves to the
 * default.
 */
export function meantChanges(
  kinds: readonly AnyKind[],
  from: readonly RawDefinition[],
  to: readonly RawDefinition[],
): ReleaseChange[] {
  const [before, after] = [from, to].map((side) => new Map(side.map((each) => [placeOf(each), each])))
  return changesOf(from, to).flatMap((change) => {
    const [was, is] = [before?.get(placeOf(change)), after?.get(placeOf(change))]
    if (was === undefined || is === undefined) return change
    const [old, fresh] = [filled(kinds, was), filled(kinds, is)]
    if (old === undefined || fresh === undefined) return change
    const meant = fieldChanges('', old, fresh)
    const fields = change.fields.filter(({ path }) => meant.some((each) => isOnOnePath(path, each.path)))
    return fields.length === 0 ? [] : { ...change, fields }
  })
}

function isOnOnePath(one: string, other: string): boolean {
  const [long, short] = one.length > other.length ? [one, other] : [other, one]
  return long === short || (long.startsWith(short) && /^[.[]/.test(long.slice(short.length)))
}

/**
 * What a release says as drafts say it: a draft that says so already word for word, anything else without what is the
 * default anyway.
 */
export function asDrafts(
  kinds: readonly AnyKind[],
  drafts: readonly RawDefinition[],
  released: readonly RawDefinition[],
): RawDefinition[] {
  const there = new Map(drafts.map((draft) => [placeOf(draft), draft]))
  return released.map((each) => {
    const draft = there.get(placeOf(each))
    const says = draft && filled(kinds, draft)
    if (draft !== undefined && says !== undefined && isSame(says, each.spec)) return draft
    return { ...each, spec: withoutDefaults(kinds, each) }
  })
}

function withoutDefaults(kinds: readonly AnyKind[], definition: RawDefinition): unknown {
  const whole = canonicalJson(definition.spec)
  let spec = definition.spec as Readonly<Record<string, unknown>>
  for (const name of Object.keys(spec)) {
    const { [name]: _left, ...rest } = spec
    const again = filled(kinds, { ...definition, spec: rest })
    if (again !== undefined && canonicalJson(again) === whole) spec = rest
  }
  return spec
}
