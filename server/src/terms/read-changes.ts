import type { TermsChanges, TermsDocument } from '@perennial/contract'
import { instantText } from '../kernel/instants.ts'
import { ok, type Verdict } from '../kernel/verdict.ts'
import { type AnyKind, buildRelease, type Release, readAnnounced } from '../programs/index.ts'
import { makeDocument } from './model/make-document.ts'
import { makeSections } from './model/make-sections.ts'
import type { Language } from './model/words.ts'
import type { TermsParts } from './read-terms.ts'

type Change = TermsChanges['changes'][number]

/** What was announced and is not in force yet, with the sentences that change. Refuses `program_unpublished`. */
export async function readChanges(
  parts: TermsParts,
  programId: number,
  language: Language,
): Promise<Verdict<Change[]>> {
  const { database, programs, kinds } = parts
  const current = await programs.currentRelease(programId)
  if (!current.ok) return current
  const announced = await database.read({ programId }, (tx) => readAnnounced(tx, programId))
  const before = documentOf(current.value, kinds, language)
  return ok(
    announced.map((proposal) => ({
      proposal: proposal.number,
      announcedAt: instantText(proposal.announcedAt?.getTime() ?? 0),
      takesEffectAt: instantText(proposal.publishAt?.getTime() ?? 0),
      worse: proposal.worse ?? [],
      paragraphs: differences(before, afterOf(current.value, kinds, { proposal, language })),
    })),
  )
}

function documentOf(release: Release, kinds: readonly AnyKind[], language: Language): TermsDocument {
  return makeDocument(makeSections(release, kinds), release.settings.name, language)
}

/** The terms by what was proposed; undefined where this version no longer takes it. */
function afterOf(
  current: Release,
  kinds: readonly AnyKind[],
  of: { proposal: Awaited<ReturnType<typeof readAnnounced>>[number]; language: Language },
): TermsDocument | undefined {
  const codes = new Map([...current.currencies.values()].map(({ key, code }) => [key, code]))
  const { definitions } = of.proposal
  const built = buildRelease({ programId: current.programId, number: 0, kinds, definitions, codes })
  return built.ok ? documentOf(built.release, kinds, of.language) : undefined
}

function differences(before: TermsDocument, after: TermsDocument | undefined): Change['paragraphs'] {
  if (after === undefined) return []
  const [old, fresh] = [paragraphsOf(before), paragraphsOf(after)]
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((place) => {
    const [was, is] = [old.get(place), fresh.get(place)]
    const [textsBefore, textsAfter] = [textsOf(was), textsOf(is)]
    if (textsBefore.join('\n') === textsAfter.join('\n')) return []
    const { about, heading } = is ?? was ?? { about: '', heading: '' }
    return [{ about, heading, before: textsBefore, after: textsAfter }]
  })
}

type Paragraph = TermsDocument['sections'][number]['paragraphs'][number]

function paragraphsOf({ sections }: TermsDocument): Map<string, Paragraph> {
  return new Map(
    sections.flatMap(({ section, paragraphs }) =>
      paragraphs.map((each): [string, Paragraph] => [`${section} ${each.about}`, each]),
    ),
  )
}

function textsOf(paragraph: Paragraph | undefined): string[] {
  return paragraph?.clauses.map(({ text }) => text) ?? []
}
