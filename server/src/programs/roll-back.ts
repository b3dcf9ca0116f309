import type { SettingsSpec } from '@perennial/contract'
import { refuse, type Verdict } from '../kernel/verdict.ts'
import type { Writer } from '../platform/database.ts'
import type { AnyKind } from './definition.ts'
import { asDrafts } from './model/meant.ts'
import type { RawDefinition } from './model/release.ts'
import { type PublishedRelease, publishDefinitions } from './publish-release.ts'
import { overtaken } from './put-definition.ts'
import { lockReleases, type ReleaseRow, readCurrentNumber, readDrafts, readRelease } from './store.ts'
import { followDefinitions } from './write-draft.ts'

const undoForMs = 24 * 60 * 60_000

export interface RollBack {
  programId: number
  /** The release whose definitions hold again. */
  number: number
  note: string
  actor: string
}

/**
 * Publishes the definitions of an earlier release again as the next one, and makes the drafts follow. Currencies that
 * came since stay as they are, because members may hold them, and so do four eyes. A beta that runs ends. Refuses `not_found`, `release_unchanged`, and
 * `release_invalid` where this version no longer takes what that release says; a refusal has written nothing.
 */
export async function rollBack(
  tx: Writer,
  kinds: readonly AnyKind[],
  ask: RollBack,
): Promise<Verdict<PublishedRelease>> {
  const { programId, number, actor } = ask
  await lockReleases(tx, programId)
  const target = await readRelease(tx, programId, number)
  if (target === undefined) return refuse('not_found', `The programme has no release ${number}.`)
  const current = await readRelease(tx, programId, (await readCurrentNumber(tx, programId)) ?? number)
  const inForce = current?.definitions ?? []
  const definitions = withFourEyes(withLaterCurrencies(target.definitions, inForce), inForce)
  const note = ask.note === '' ? `Roll back to release ${number}` : ask.note
  const published = await publishDefinitions(tx, {
    programId,
    kinds,
    definitions,
    note,
    actor,
    restores: number,
    noticed: () => isUndo(number, current),
    // Limits were checked when it was first published.
    acceptsBrokenLimits: true,
    wasPublished: true,
  })
  if (!published.ok) return published
  const drafts = asDrafts(kinds, await readDrafts(tx, programId), definitions)
  const lost = await followDefinitions(tx, { programId, actor, note }, drafts)
  if (lost !== undefined) throw overtaken(lost)
  return published
}

/** Taking back what was published by mistake is no change that members could have come to count on. */
function isUndo(number: number, current: ReleaseRow | undefined): boolean {
  if (current === undefined || number !== current.number - 1) return false
  return Date.now() - current.effectiveAt.getTime() < undoForMs
}

function withLaterCurrencies(
  target: readonly RawDefinition[],
  current: readonly RawDefinition[],
): RawDefinition[] {
  const known = new Set(target.filter(({ kind }) => kind === 'currency').map(({ key }) => key))
  const later = current.filter(({ kind, key }) => kind === 'currency' && !known.has(key))
  return [...target, ...later]
}

/** Whoever needs a second person to publish cannot do without by going back to when nobody did. */
function withFourEyes(target: readonly RawDefinition[], current: readonly RawDefinition[]): RawDefinition[] {
  const publishing = current.map(publishingOf).find((each) => each !== undefined)
  return target.map((each) => {
    const own = publishingOf(each)
    if (publishing?.fourEyes !== true || own === undefined || own.fourEyes) return each
    const spec = each.spec as SettingsSpec
    return { ...each, spec: { ...spec, publishing: { ...own, fourEyes: true } } }
  })
}

function publishingOf({ kind, spec }: RawDefinition): SettingsSpec['publishing'] | undefined {
  return kind === 'settings' ? (spec as SettingsSpec).publishing : undefined
}
