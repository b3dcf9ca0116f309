import type { Comparison, FactKey, SectionKey, SentenceKey, WordKey } from './clause.ts'

/** Questions that members ask. */
export const questionKeys = [
  'earn',
  'wait',
  'expire',
  'return',
  'tiers',
  'cards',
  'give',
  'leave',
  'contact',
] as const
export type QuestionKey = (typeof questionKeys)[number]

/** Everything that one language needs. `{name}` in a text is where the part of that name stands. */
export interface Words {
  direction: 'ltr' | 'rtl'
  /** For numbers, money and dates. */
  locale: string
  title: string
  version: string
  questions: string
  sections: Readonly<Record<SectionKey, string>>
  sentences: Readonly<Record<SentenceKey, string>>
  words: Readonly<Record<WordKey, string>>
  faq: Readonly<Record<QuestionKey, string>>
  /** Of the day, both ends as hours. */
  hours: string
  quoted: string
  facts: Readonly<Record<FactKey, string>>
  comparisons: Readonly<Record<Comparison, string>>
  oneOf: string
  has: string
  holds: string
  not: string
  some: string
  every: string
  quote: string
}
