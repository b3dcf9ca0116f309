import type { DefinitionKind } from '@perennial/contract'
import { canonicalJson } from '../kernel/canonical.ts'
import { ok, refuse, type Verdict } from '../kernel/verdict.ts'
import type { Writer } from '../platform/database.ts'
import type { AnyKind } from './definition.ts'
import type { RawDefinition } from './model/release.ts'
import { publishDefinitions } from './publish-release.ts'
import { lockReleases, readCurrentNumber, readDraft, readRelease } from './store.ts'
import { changeDraft } from './write-draft.ts'

export interface PublishChange {
  programId: number
  kind: DefinitionKind
  key: string
  /** The one field of the definition that changes, and its new value. */
  field: string
  value: unknown
  note: string
  actor: string
}

/**
 * Publishes at once a release that differs from the one in force in one field of one definition; drafts are not
 * published by it. The draft of the definition, where there is one, gets the same value, so that the next publishing does
 * not take it back. Where the release in force says so already, nothing is published. Refuses `program_unpublished`,
 * `not_found` when the release has no such definition, and `release_invalid`. The number of the release in force.
 */
export async function publishChange(
  tx: Writer,
  kinds: readonly AnyKind[],
  change: PublishChange,
): Promise<Verdict<number>> {
  const { programId, kind, key } = change
  await lockReleases(tx, programId)
  const number = await readCurrentNumber(tx, programId)
  const current = number === undefined ? undefined : await readRelease(tx, programId, number)
  if (current === undefined)
    return refuse('program_unpublished', 'The programme has no release yet: publish one first.')
  const isMeant = (each: RawDefinition) => each.kind === kind && each.key === key
  const before = current.definitions.find(isMeant)
  if (before === undefined) return refuse('not_found', `The release in force has no ${kind} "${key}".`)
  await followChange(tx, change)
  const spec = withField(before.spec, change)
  if (canonicalJson(spec) === canonicalJson(before.spec)) return ok(current.number)
  const definitions = current.definitions.map((each) => (isMeant(each) ? { kind, key, spec } : each))
  const published = await publishDefinitions(tx, {
    ...change,
    kinds,
    definitions,
    noticed: () => true,
    // It cannot wait, and what the limits promise was checked when the rest was published.
    acceptsBrokenLimits: true,
    wasPublished: true,
  })
  return published.ok ? ok(published.value.number) : published
}

function withField(spec: unknown, { field, value }: PublishChange): Record<string, unknown> {
  return { ...(spec as Record<string, unknown>), [field]: value }
}

async function followChange(tx: Writer, change: PublishChange): Promise<void> {
  const present = await readDraft(tx, change)
  if (present === undefined) return
  const spec = withField(present.spec, change)
  if (canonicalJson(spec) !== canonicalJson(present.spec)) await changeDraft(tx, change, { present, spec })
}
