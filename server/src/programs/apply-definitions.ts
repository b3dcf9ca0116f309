import type { DefinitionApplied, DefinitionPlan, DefinitionRevision } from '@perennial/contract'
import { ok, refuse, type Verdict } from '../kernel/verdict.ts'
import type { Reader, Writer } from '../platform/database.ts'
import type { AnyKind } from './definition.ts'
import { meantChanges } from './model/meant.ts'
import {
  blindlyReplaced,
  doubledIn,
  draftsAfter,
  driftOf,
  placeOf,
  problemOf,
  type SetAgainst,
} from './model/plan-set.ts'
import { buildRelease, type DefinitionError, type RawDefinition, releaseInvalid } from './model/release.ts'
import { brokenPromises, readPrevious } from './publish-release.ts'
import { overtaken, unstorable } from './put-definition.ts'
import { type DefinitionDraft, lockReleases, readCurrencyCodes, readDrafts } from './store.ts'
import { followDefinitions } from './write-draft.ts'

/** All definitions that a programme is to have. */
export interface PlanDefinitions {
  programId: number
  definitions: readonly RawDefinition[]
  /** What was there when the set was read; undefined: it was never read from here. */
  base?: readonly DefinitionRevision[] | undefined
}

export interface ApplyDefinitions extends PlanDefinitions {
  /** Whether drafts that the set does not have are removed. */
  remove: boolean
  actor: string
}

/** What applying a set would do, and why it could not. Everything that the set does not have would go. */
export async function planDefinitions(
  tx: Reader,
  kinds: readonly AnyKind[],
  input: PlanDefinitions,
): Promise<DefinitionPlan> {
  const against = await againstDrafts(tx, input)
  const errors = await judge(tx, { programId: input.programId, kinds, definitions: input.definitions })
  return {
    changes: meantChanges(kinds, against.drafts, against.definitions),
    drift: driftOf(against),
    problems: errors.map(problemOf),
    revisions: revisionsOf(against.drafts),
  }
}

/**
 * Makes the drafts what the set says, all or nothing, in the caller's transaction in the programme's scope. Refuses
 * `edit_conflict` with what drifted, `edit_unconditional` for a set without a base that would replace something, and
 * `release_invalid` with every problem. Throws the refusal `edit_conflict` when somebody edits at the same moment, so
 * that the transaction takes back what was written.
 */
export async function applyDefinitions(
  tx: Writer,
  kinds: readonly AnyKind[],
  input: ApplyDefinitions,
): Promise<Verdict<DefinitionApplied>> {
  const { programId, remove } = input
  await lockReleases(tx, programId)
  const against = await againstDrafts(tx, input)
  const drifted = driftRefusal(against, remove)
  if (drifted !== undefined) return drifted
  const after = draftsAfter(against, remove)
  const errors = await judge(tx, { programId, kinds, definitions: after })
  if (errors.length > 0) return releaseInvalid(errors)
  const lost = await followDefinitions(tx, input, after)
  if (lost !== undefined) throw overtaken(lost)
  return ok({
    changes: meantChanges(kinds, against.drafts, after),
    revisions: revisionsOf(await readDrafts(tx, programId)),
  })
}

async function againstDrafts(
  tx: Reader,
  { programId, definitions, base }: PlanDefinitions,
): Promise<SetAgainst & { drafts: readonly DefinitionDraft[] }> {
  return { definitions, base, drafts: await readDrafts(tx, programId) }
}

function revisionsOf(drafts: readonly DefinitionDraft[]): DefinitionRevision[] {
  return drafts.map(({ kind, key, revision }) => ({
    kind: kind as DefinitionRevision['kind'],
    key,
    revision,
  }))
}

function driftRefusal(against: SetAgainst, remove: boolean): Verdict<never> | undefined {
  const drift = driftOf(against)
  if (drift.length > 0) {
    const errors = drift.map((each) => ({ field: placeOf(each), message: driftText(each) }))
    const rest = errors.length > 1 ? ` (and ${errors.length - 1} more)` : ''
    const detail = `${errors[0]?.field} ${errors[0]?.message}${rest}. Nothing was changed.`
    return refuse('edit_conflict', detail, { extra: { errors, drift } })
  }
  const replaced = blindlyReplaced(against, remove)
  if (replaced.length === 0) return undefined
  const errors = replaced.map((field) => ({ field, message: 'is there, and the set names no base for it' }))
  return refuse('edit_unconditional', `${replaced.join(', ')}: send the base that the set was made from.`, {
    extra: { errors },
  })
}

function driftText(drift: { change: string; base: number | null; revision: number | null }): string {
  if (drift.change === 'added') return 'was added since the set was read'
  if (drift.change === 'removed') return 'was removed since the set was read'
  return `was changed since the set was read (revision ${drift.base}, now ${drift.revision})`
}

/** Everything for which these definitions could not be published. */
async function judge(
  tx: Reader,
  input: { programId: number; kinds: readonly AnyKind[]; definitions: readonly RawDefinition[] },
): Promise<DefinitionError[]> {
  const { programId, kinds, definitions } = input
  const damaged = [...doubledIn(definitions), ...definitions.flatMap(damageOf)]
  if (damaged.length > 0) return damaged
  const codes = await readCurrencyCodes(tx, programId)
  const built = buildRelease({ programId, number: 0, kinds, definitions, codes })
  if (!built.ok) return built.errors
  const before = (await readPrevious(tx, programId, kinds)).specs
  return brokenPromises({ before, after: built.release.specs, codes })
}

function damageOf({ kind, key, spec }: RawDefinition): DefinitionError[] {
  const field = unstorable(spec, [])
  const detail = 'Text must be well-formed Unicode without NUL.'
  return field === undefined ? [] : [{ kind, key, code: 'definition_invalid', field, detail }]
}
