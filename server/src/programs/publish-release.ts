import { ok, refuse, type Verdict } from '../kernel/verdict.ts'
import type { Writer } from '../platform/database.ts'
import type { AnyKind, Specs } from './definition.ts'
import { diffSpecs } from './model/diff.ts'
import {
  buildRelease,
  type DefinitionError,
  parseDefinitions,
  type RawDefinition,
  releaseInvalid,
} from './model/release.ts'
import {
  insertCurrencyCodes,
  insertRelease,
  lockReleases,
  type ReleaseRow,
  readCurrencyCodes,
  readCurrentNumber,
  readDrafts,
  readRelease,
} from './store.ts'

export type PublishedRelease = Omit<ReleaseRow, 'definitions'>

/**
 * Freezes all drafts as the next release, in the caller's transaction in the programme's scope. Refuses
 * `release_invalid` with every error of every definition, and `release_unchanged`; a refusal has written nothing.
 */
export async function publishRelease(
  tx: Writer,
  input: { programId: number; kinds: readonly AnyKind[]; note: string; actor: string },
): Promise<Verdict<PublishedRelease>> {
  const { programId, kinds, note, actor } = input
  await lockReleases(tx, programId)
  const drafts = await readDrafts(tx, programId)
  const codes = await readCurrencyCodes(tx, programId)
  const previous = await readPrevious(tx, programId, kinds)
  const number = previous.number + 1
  const built = buildRelease({ programId, number, kinds, definitions: drafts, codes })
  if (!built.ok) return releaseInvalid(built.errors)
  const { release } = built
  const broken = brokenPromises({ before: previous.specs, after: release.specs, codes })
  if (broken.length > 0) return releaseInvalid(broken)
  const changes = diffSpecs(previous.specs, release.specs)
  if (changes.length === 0)
    return refuse('release_unchanged', `Release ${previous.number} says the same as the drafts.`)
  const fresh = [...release.currencies.values()].filter((currency) => !codes.has(currency.key))
  if (fresh.length > 0) await insertCurrencyCodes(tx, programId, fresh)
  const row = { number, note, author: actor, changes, definitions: frozen(release.specs) }
  const effectiveAt = await insertRelease(tx, { programId, ...row })
  return ok({ number, note, author: actor, changes, effectiveAt })
}

async function readPrevious(
  tx: Writer,
  programId: number,
  kinds: readonly AnyKind[],
): Promise<{ number: number; specs: Specs }> {
  const number = (await readCurrentNumber(tx, programId)) ?? 0
  const row = number === 0 ? undefined : await readRelease(tx, programId, number)
  return { number, specs: parseDefinitions(kinds, row?.definitions ?? []).specs }
}

/** What a programme may never take back, because amounts that were recorded would change their meaning. */
function brokenPromises(input: {
  before: Specs
  after: Specs
  codes: ReadonlyMap<string, number>
}): DefinitionError[] {
  const errors: DefinitionError[] = []
  for (const [key, spec] of input.before.get('settings') ?? []) {
    const was = (spec as { currency: string }).currency
    const is = (input.after.get('settings')?.get(key) as { currency: string } | undefined)?.currency
    if (is === was) continue
    const detail = `The programme keeps its books in ${was}; another currency needs another programme.`
    errors.push({ kind: 'settings', key, code: 'definition_invalid', field: 'currency', detail })
  }
  for (const key of input.codes.keys()) {
    if (input.after.get('currency')?.has(key) === true) continue
    const detail = 'A currency that was published stays, because members may hold it.'
    errors.push({ kind: 'currency', key, code: 'definition_invalid', detail })
  }
  return errors
}

/** Specs with their defaults filled in: a later version with other defaults decides by this release as today. */
function frozen(specs: Specs): RawDefinition[] {
  return [...specs].flatMap(([kind, byKey]) => [...byKey].map(([key, spec]) => ({ kind, key, spec })))
}
