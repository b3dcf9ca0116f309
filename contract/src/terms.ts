import { z } from 'zod'
import { worseChange } from './releases.ts'
import { instant, memberId, text } from './values.ts'

/** One sentence: which one, what is exact about it (amounts, spans, limits), and how a language says it. */
const termsClause = z.strictObject({
  /** The same in every language, such as `award-per-money`. */
  say: z.string(),
  /** Its parts by name; each has a `kind`: `{"kind": "amount", "amount": 10, "currency": "points", ...}`. */
  facts: z.record(z.string(), z.record(z.string(), z.unknown())),
  text: z.string(),
})

const termsParagraph = z.strictObject({
  /** `kind/key` of the definition that it tells of; "" for what holds in every programme. */
  about: z.string(),
  heading: z.string(),
  clauses: z.array(termsClause),
})

/** Terms in one language. */
export const termsDocument = z.strictObject({
  language: z.string(),
  direction: z.enum(['ltr', 'rtl']),
  title: z.string(),
  sections: z.array(
    z.strictObject({ section: z.string(), heading: z.string(), paragraphs: z.array(termsParagraph) }),
  ),
  faq: z.array(z.strictObject({ question: z.string(), answer: z.array(z.string()) })),
})
export type TermsDocument = z.infer<typeof termsDocument>

export const termsView = z.strictObject({
  /** Counts from 1; a new one only when a text changed. */
  version: z.int(),
  /** The release that brought it. */
  release: z.int(),
  since: instant,
  current: z.boolean(),
  /** Languages that this version was written in. */
  languages: z.array(z.string()),
  terms: termsDocument,
})
export type TermsView = z.infer<typeof termsView>

export const termsVersionList = z.strictObject({
  /** Newest first. */
  versions: z.array(
    z.strictObject({ version: z.int(), release: z.int(), since: instant, languages: z.array(z.string()) }),
  ),
})

/** What will be worse for members, told before it is. */
export const termsChanges = z.strictObject({
  /** Earliest first. */
  changes: z.array(
    z.strictObject({
      proposal: z.int(),
      announcedAt: instant,
      /** When it takes effect, by the programme's clock. */
      takesEffectAt: instant,
      worse: z.array(worseChange),
      /** The sentences that change, by definition. */
      paragraphs: z.array(
        z.strictObject({
          about: z.string(),
          heading: z.string(),
          before: z.array(z.string()),
          after: z.array(z.string()),
        }),
      ),
    }),
  ),
})
export type TermsChanges = z.infer<typeof termsChanges>

export const termsAccept = z.strictObject({
  version: z.int().min(1).max(2_147_483_647),
  /** Where it was accepted, such as `web-shop`. */
  source: text(100).optional(),
})

export const termsAcceptance = z.strictObject({
  member: memberId,
  version: z.int(),
  acceptedAt: instant,
  source: z.string().nullable(),
})
export type TermsAcceptance = z.infer<typeof termsAcceptance>
