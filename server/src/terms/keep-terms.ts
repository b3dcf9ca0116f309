import type { TermsDocument } from '@perennial/contract'
import { canonicalJson } from '../kernel/canonical.ts'
import { invariant } from '../kernel/verdict.ts'
import type { Writer } from '../platform/database.ts'
import type { AnyKind, Release } from '../programs/index.ts'
import { makeDocument } from './model/make-document.ts'
import { makeSections } from './model/make-sections.ts'
import { languages } from './model/words.ts'
import { insertVersion, readLatestVersion, type TermsVersion } from './store.ts'

/** The terms of a release in every language. */
export function termsOf(release: Release, kinds: readonly AnyKind[]): Record<string, TermsDocument> {
  const sections = makeSections(release, kinds)
  const { name } = release.settings
  return Object.fromEntries(languages.map((language) => [language, makeDocument(sections, name, language)]))
}

/**
 * The edition that tells of a release: the last one where its text is the same, else the next one, which is kept. A
 * language that the last one was not written in makes no edition by itself.
 */
export async function keepTerms(
  tx: Writer,
  ask: { release: Release; since: Date; kinds: readonly AnyKind[] },
): Promise<TermsVersion> {
  const { release, since, kinds } = ask
  const documents = termsOf(release, kinds)
  const latest = await readLatestVersion(tx, release.programId)
  if (latest !== undefined && isSame(latest, documents)) return latest
  const version = { version: (latest?.version ?? 0) + 1, release: release.number, since, documents }
  if (await insertVersion(tx, release.programId, version)) return version
  // Somebody else kept it in this moment, by the same release or by the one that came after it.
  const kept = await readLatestVersion(tx, release.programId)
  invariant(kept !== undefined, 'a version that somebody kept is there')
  return kept
}

/** Whether every language that an edition was written in still says the same. */
export function isSame(
  { documents }: Pick<TermsVersion, 'documents'>,
  fresh: Readonly<Record<string, TermsDocument>>,
): boolean {
  return Object.entries(documents).every(
    ([language, document]) => canonicalJson(document) === canonicalJson(fresh[language] ?? null),
  )
}
