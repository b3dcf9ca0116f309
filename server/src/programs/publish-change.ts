import type { DefinitionKind } from '@perennial/contract'
import { canonicalJson } from '../kernel/canonical.ts'
import { ok, refuse, type Verdict } from '../kernel/verdict.ts'
import type { Writer } from '../platform/database.ts'
import type { AnyKind } from './definition.ts'
import type { RawDefinition } from './model/release.ts'
import { publishDefinitions, readSettings } from './publish-release.ts'
import { lockReleases, readCurrentNumber, readDraft, readRelease, wasReleased } from './store.ts'
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
  /** It stops something and cannot wait; anything else was live before as it is to be, or goes the way of releases. */
  isStop: boolean
}

/**
 * Publishes at once a release that differs from the one in force in one field of one definition; drafts are not
 * published by it. The draft of the definition, where there is one, gets the same value, so that the next publishing does
 * not take it back. Where the release in force says so already, nothing is published. Refuses `program_unpublished`,
 * `not_found` when the release has no such definition, and `release_invalid`; what never was live so, and is no stop,
 * with `approval_needed` where the programme wants four eyes, and where a limit breaks. The number of the release in force.
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
  const spec = withField(before.spec, change)
  const isSame = canonicalJson(spec) === canonicalJson(before.spec)
  const isSeen = isSame || change.isStop || (await wasReleased(tx, programId, { kind, key, spec }))
  if (!isSeen && (await readSettings(tx, programId, kinds))?.publishing.fourEyes === true)
    return refuse(
      'approval_needed',
      'The programme wants four eyes, and nobody has approved this as it would be live: propose it as a draft.',
    )
  await followChange(tx, change)
  if (isSame) return ok(current.number)
  const definitions = current.definitions.map((each) => (isMeant(each) ? { kind, key, spec } : each))
  const published = await publishDefinitions(tx, {
    ...change,
    kinds,
    definitions,
    noticed: () => true,
    // A stop cannot wait, and what the limits promise was checked when it was live before.
    acceptsBrokenLimits: isSeen,
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
