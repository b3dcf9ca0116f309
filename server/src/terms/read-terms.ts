import type { TermsDocument, TermsView } from '@perennial/contract'
import { instantText } from '../kernel/instants.ts'
import { invariant, ok, orThrow, refuse, type Verdict } from '../kernel/verdict.ts'
import type { Database } from '../platform/database.ts'
import type { AnyKind, Programs } from '../programs/index.ts'
import { isSame, keepTerms, termsOf } from './keep-terms.ts'
import type { Language } from './model/words.ts'
import { readLatestVersion, readVersion, type TermsVersion } from './store.ts'

export interface TermsParts {
  database: Database
  programs: Pick<Programs, 'currentRelease' | 'getRelease' | 'writable'>
  /** All kinds of definitions, whose expressions the terms put into words. */
  kinds: readonly AnyKind[]
}

/**
 * The edition that tells of the release in force; a text that was not shown before is kept first, so that whoever saw it
 * can accept it. Refuses `program_unpublished`, and `program_read_only` where it would have to be kept.
 */
export async function currentTerms(parts: TermsParts, programId: number): Promise<Verdict<TermsVersion>> {
  const { database, programs, kinds } = parts
  const release = await programs.currentRelease(programId)
  if (!release.ok) return release
  const latest = await database.read({ programId }, (tx) => readLatestVersion(tx, programId))
  if (latest !== undefined && isSame(latest, termsOf(release.value, kinds))) return ok(latest)
  const writable = await programs.writable(programId)
  if (!writable.ok) return writable
  const { release: row } = orThrow(await programs.getRelease(programId, release.value.number))
  const asked = { release: release.value, since: row.effectiveAt, kinds }
  return ok(await database.write({ programId }, (tx) => keepTerms(tx, asked)))
}

/** An edition by its number. Refuses `not_found`. */
export async function termsVersion(
  parts: TermsParts,
  programId: number,
  version: number,
): Promise<Verdict<TermsVersion>> {
  const found = await parts.database.read({ programId }, (tx) => readVersion(tx, programId, version))
  return found === undefined ? refuse('not_found', `The terms have no version ${version}.`) : ok(found)
}

/** An edition in a language; in English where it was not written in that one. */
export function documentIn({ documents }: TermsVersion, language: Language): TermsDocument {
  const document = documents[language] ?? documents.en
  invariant(document !== undefined, 'every edition was written in English')
  return document
}

export function viewOfTerms(
  version: TermsVersion,
  ask: { language: Language; isCurrent: boolean },
): TermsView {
  return {
    version: version.version,
    release: version.release,
    since: instantText(version.since.getTime()),
    current: ask.isCurrent,
    languages: Object.keys(version.documents).sort(),
    terms: documentIn(version, ask.language),
  }
}
