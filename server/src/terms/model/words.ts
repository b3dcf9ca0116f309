import { wordsEn } from './words-en.ts'
import { wordsFa } from './words-fa.ts'
import type { Words } from './words-form.ts'

/** Languages in which terms can be told. */
export const languages = ['en', 'fa'] as const
export type Language = (typeof languages)[number]

const words: Readonly<Record<Language, Words>> = { en: wordsEn, fa: wordsFa }

export function wordsOf(language: Language): Words {
  return words[language]
}
