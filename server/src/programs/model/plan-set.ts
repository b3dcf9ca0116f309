import type {
  DefinitionDrift,
  DefinitionKind,
  DefinitionProblem,
  DefinitionRevision,
  ReleaseChange,
} from '@perennial/contract'
import { canonicalJson } from '../../kernel/canonical.ts'
import type { Specs } from '../definition.ts'
import { diffSpecs } from './diff.ts'
import type { DefinitionError, RawDefinition } from './release.ts'

/** A draft as far as a plan looks at it. */
type Draft = RawDefinition & { revision: number }

/** What a set wants of the drafts that are there. */
export interface SetAgainst {
  definitions: readonly RawDefinition[]
  base: readonly DefinitionRevision[] | undefined
  drafts: readonly Draft[]
}

/** The name of a definition in sentences and files: `earning-rule/base`. */
export function placeOf(definition: { kind: string; key: string }): string {
  return `${definition.kind}/${definition.key}`
}

/** From the drafts to the set, as it was written: defaults are not filled in. */
export function changesOf(from: readonly RawDefinition[], to: readonly RawDefinition[]): ReleaseChange[] {
  return diffSpecs(specsOf(from), specsOf(to))
}

function specsOf(definitions: readonly RawDefinition[]): Specs {
  const specs = new Map<DefinitionKind, Map<string, unknown>>()
  for (const { kind, key, spec } of definitions) {
    const byKey = specs.get(kind as DefinitionKind) ?? new Map<string, unknown>()
    byKey.set(key, spec)
    specs.set(kind as DefinitionKind, byKey)
  }
  return specs
}

/**
 * What is not as the set last saw it. Where both sides say the same now, nothing has drifted, so applying again what
 * was applied before is never refused.
 */
export function driftOf({ definitions, base, drafts }: SetAgainst): DefinitionDrift[] {
  if (base === undefined) return []
  const wanted = new Map(definitions.map((each) => [placeOf(each), each]))
  const known = new Map(base.map((each) => [placeOf(each), each.revision]))
  const there = new Set(drafts.map(placeOf))
  const drift: DefinitionDrift[] = []
  for (const draft of drafts) {
    const place = placeOf(draft)
    const seen = known.get(place) ?? null
    const want = wanted.get(place)
    if (seen === draft.revision || (want !== undefined && isSame(want.spec, draft.spec))) continue
    const { kind, key, revision } = draft
    drift.push({
      kind: kind as DefinitionKind,
      key,
      change: seen === null ? 'added' : 'changed',
      base: seen,
      revision,
    })
  }
  for (const { kind, key, revision } of base)
    if (!there.has(placeOf({ kind, key })) && wanted.has(placeOf({ kind, key })))
      drift.push({ kind, key, change: 'removed', base: revision, revision: null })
  return drift.sort((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1))
}

/** Drafts that would be overwritten or removed by a set that does not say what it is based on. */
export function blindlyReplaced(against: SetAgainst, remove: boolean): string[] {
  if (against.base !== undefined) return []
  return changesOf(against.drafts, against.definitions)
    .filter(({ change }) => change === 'changed' || (remove && change === 'removed'))
    .map(placeOf)
}

/** The drafts as they are once the set is applied. */
export function draftsAfter(against: SetAgainst, remove: boolean): RawDefinition[] {
  if (remove) return [...against.definitions]
  const wanted = new Set(against.definitions.map(placeOf))
  return [...against.definitions, ...against.drafts.filter((draft) => !wanted.has(placeOf(draft)))]
}

/** Definitions that stand in a set more than once. */
export function doubledIn(definitions: readonly RawDefinition[]): DefinitionError[] {
  const seen = new Set<string>()
  const doubled: DefinitionError[] = []
  for (const { kind, key } of definitions) {
    const place = placeOf({ kind, key })
    if (seen.has(place))
      doubled.push({ kind, key, code: 'definition_invalid', detail: 'It is defined twice.' })
    seen.add(place)
  }
  return doubled
}

export function problemOf({ kind, key, field, code, detail }: DefinitionError): DefinitionProblem {
  return { kind, key, field: field ?? null, code, message: detail }
}

export function isSame(one: unknown, other: unknown): boolean {
  return canonicalJson(one) === canonicalJson(other)
}
