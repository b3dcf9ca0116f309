import type { TermsDocument } from '@perennial/contract'
import type { Clause, Section, SentenceKey } from './clause.ts'
import { filled, say } from './say.ts'
import { type Language, wordsOf } from './words.ts'
import { type QuestionKey, questionKeys } from './words-form.ts'

/** The terms in one language: every sentence with what is exact about it, and the questions that they answer. */
export function makeDocument(
  sections: readonly Section[],
  program: string,
  language: Language,
): TermsDocument {
  const words = wordsOf(language)
  return {
    language,
    direction: words.direction,
    title: filled(words.title, { program }),
    sections: sections.map(({ section, paragraphs }) => ({
      section,
      heading: words.sections[section],
      paragraphs: paragraphs.map(({ about, heading, clauses }) => ({
        about,
        heading,
        clauses: clauses.map((clause) => ({
          say: clause.say,
          facts: clause.facts as Record<string, Record<string, unknown>>,
          text: say(clause, words),
        })),
      })),
    })),
    faq: questionKeys.flatMap((question) => {
      const answer = answerOf(question, sections, (clause) => say(clause, words))
      return answer.length === 0 ? [] : [{ question: words.faq[question], answer }]
    }),
  }
}

/** Which sentences answer a question, by how they begin. */
const answers: Readonly<Record<QuestionKey, readonly string[]>> = {
  earn: ['award-'],
  wait: ['pending-'],
  expire: ['expiry-', 'warned'],
  return: ['debt-', 'tier-return', 'restored'],
  tiers: ['ladder-', 'tier-entry', 'tier-threshold', 'tier-one-step', 'tier-grace', 'tier-no-grace'],
  cards: ['card-'],
  give: ['transfer', 'household', 'donation'],
  leave: ['closing'],
  contact: ['contact-'],
}

function answerOf(
  question: QuestionKey,
  sections: readonly Section[],
  told: (clause: Clause) => string,
): string[] {
  const isAnswer = (sentence: SentenceKey) => answers[question].some((start) => sentence.startsWith(start))
  return sections.flatMap(({ paragraphs }) =>
    paragraphs.flatMap(({ heading, clauses }) => {
      const found = clauses.filter((clause) => isAnswer(clause.say)).map(told)
      if (found.length === 0) return []
      return [heading === '' ? found.join(' ') : `${heading}: ${found.join(' ')}`]
    }),
  )
}
