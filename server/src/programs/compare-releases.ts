import type { Comparison } from '@perennial/contract'
import { ok, refuse, type Verdict } from '../kernel/verdict.ts'
import type { Reader } from '../platform/database.ts'
import type { AnyKind } from './definition.ts'
import { diffSpecs } from './model/diff.ts'
import { buildRelease, errorList, parseDefinitions, type RawDefinition } from './model/release.ts'
import { worseChanges } from './model/worse.ts'
import { brokenPromises } from './publish-release.ts'
import { readCurrencyCodes, readCurrentNumber, readDrafts, readRelease } from './store.ts'

export interface Compare {
  programId: number
  /** 0 is the programme before its first release. Default: the release in force. */
  from?: number
  to: number | 'draft'
}

/**
 * What differs between two releases, or between a release and the drafts; of drafts also everything that keeps them
 * from being published. Refuses `not_found`.
 */
export async function compareReleases(
  tx: Reader,
  kinds: readonly AnyKind[],
  { programId, from, to }: Compare,
): Promise<Verdict<Comparison>> {
  const current = (await readCurrentNumber(tx, programId)) ?? 0
  const base = from ?? current
  const [before, after] = [await definitionsOf(tx, programId, base), await definitionsOf(tx, programId, to)]
  if (!before.ok) return before
  if (!after.ok) return after
  const old = parseDefinitions(kinds, before.value)
  const fresh = parseDefinitions(kinds, after.value)
  const changes = diffSpecs(old.specs, fresh.specs)
  const worse = base === 0 ? [] : worseChanges(kinds, changes, { before: old.specs, after: fresh.specs })
  if (to !== 'draft') return ok({ from: base, to, changes, worse, errors: [] })
  const codes = await readCurrencyCodes(tx, programId)
  const built = buildRelease({ programId, number: 0, kinds, definitions: after.value, codes })
  const broken = brokenPromises({ before: old.specs, after: fresh.specs, codes })
  return ok({
    from: base,
    to,
    changes,
    worse,
    errors: errorList([...(built.ok ? [] : built.errors), ...broken]),
  })
}

async function definitionsOf(
  tx: Reader,
  programId: number,
  state: number | 'draft',
): Promise<Verdict<readonly RawDefinition[]>> {
  if (state === 'draft') return ok(await readDrafts(tx, programId))
  if (state === 0) return ok([])
  const release = await readRelease(tx, programId, state)
  return release === undefined
    ? refuse('not_found', `The programme has no release ${state}.`)
    : ok(release.definitions)
}
