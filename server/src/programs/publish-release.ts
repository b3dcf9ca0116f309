import { ok, refuse, type Verdict } from '../kernel/verdict.ts'
import type { Reader, Writer } from '../platform/database.ts'
import { auditProgram } from './audit-program.ts'
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

/** What becomes a release, who publishes it and why. */
export interface ReleaseContent {
  programId: number
  kinds: readonly AnyKind[]
  definitions: readonly RawDefinition[]
  note: string
  actor: string
  /** The release whose definitions these are. */
  restores?: number
}

/**
 * Freezes all drafts as the next release, in the caller's transaction in the programme's scope. Refuses
 * `release_invalid` with every error of every definition, and `release_unchanged`; a refusal has written nothing.
 */
export async function publishRelease(
  tx: Writer,
  input: Omit<ReleaseContent, 'definitions' | 'restores'>,
): Promise<Verdict<PublishedRelease>> {
  await lockReleases(tx, input.programId)
  return publishDefinitions(tx, { ...input, definitions: await readDrafts(tx, input.programId) })
}

/** The same with any definitions. The caller has locked the releases. */
export async function publishDefinitions(
  tx: Writer,
  content: ReleaseContent,
): Promise<Verdict<PublishedRelease>> {
  const { programId, kinds, definitions, note, actor, restores = null } = content
  const codes = await readCurrencyCodes(tx, programId)
  const previous = await readPrevious(tx, programId, kinds)
  const number = previous.number + 1
  const built = buildRelease({ programId, number, kinds, definitions, codes })
  if (!built.ok) return releaseInvalid(built.errors)
  const { release } = built
  const broken = brokenPromises({ before: previous.specs, after: release.specs, codes })
  if (broken.length > 0) return releaseInvalid(broken)
  const changes = diffSpecs(previous.specs, release.specs)
  if (changes.length === 0)
    return refuse('release_unchanged', `Release ${previous.number} says the same already.`)
  const fresh = [...release.currencies.values()].filter((currency) => !codes.has(currency.key))
  if (fresh.length > 0) await insertCurrencyCodes(tx, programId, fresh)
  const row = { number, note, author: actor, restores, changes }
  const effectiveAt = await insertRelease(tx, { programId, ...row, definitions: frozen(release.specs) })
  await auditProgram(tx, {
    programId,
    actor,
    action: restores === null ? 'release.published' : 'release.rolled-back',
    subject: String(number),
    detail: { note, ...(restores === null ? {} : { restores }) },
  })
  return ok({ ...row, effectiveAt })
}

export async function readPrevious(
  tx: Reader,
  programId: number,
  kinds: readonly AnyKind[],
): Promise<{ number: number; specs: Specs }> {
  const number = (await readCurrentNumber(tx, programId)) ?? 0
  const row = number === 0 ? undefined : await readRelease(tx, programId, number)
  return { number, specs: parseDefinitions(kinds, row?.definitions ?? []).specs }
}

/** What a programme may never take back, because amounts that were recorded would change their meaning. */
export function brokenPromises(input: {
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
