import type { DefinitionKind } from '@perennial/contract'
import type { Locale } from '../ui/format.ts'
import { useLocale, useTextOr } from '../ui/locale.tsx'

/** Names and sentences of the fields of a kind of definitions. */
export interface FieldWords {
  /** The name; that of the last part, or at least its words, where the catalogue does not know the path. */
  label: (path: string) => string
  /** What it means, in a sentence; undefined where the label says all. */
  help: (path: string, described?: string) => string | undefined
  /** A choice by its name. */
  value: (path: string, value: string) => string
}

/** A path without the places in its lists. */
export function plainPath(path: string): string {
  return path.replace(/\[\d+\]/g, '')
}

export function useFieldWords(kind: DefinitionKind): FieldWords {
  const textOr = useTextOr()
  const { locale } = useLocale()
  return fieldWordsOf(kind, { textOr, locale })
}

/** Words of the kind first, then those that several kinds share. */
export function fieldWordsOf(
  kind: DefinitionKind,
  { textOr, locale }: { textOr: (id: string, fallback: string) => string; locale: Locale },
): FieldWords {
  function find(group: string, path: string): string {
    return textOr(`${group}.${kind}.${path}`, textOr(`${group}.${path}`, ''))
  }
  return {
    label: (path) => {
      const plain = plainPath(path)
      const last = plain.split('.').at(-1) ?? plain
      return find('field', plain) || textOr(`field.${last}`, '') || wordsOf(last)
    },
    // What the API says about a field is English, and only helps who reads it.
    help: (path, described) =>
      find('help', plainPath(path)) || (locale === 'en' ? described : undefined) || undefined,
    value: (path, value) => {
      const plain = plainPath(path)
      const last = plain.split('.').slice(-2).join('.')
      if (/(^|\.)icon$/.test(plain)) return textOr(`picture.${value}`, value)
      return find('value', `${plain}.${value}`) || textOr(`value.${last}.${value}`, '') || value
    },
  }
}

/** `minimumMonths` as "Minimum months": better than nothing for a field that the catalogue does not know yet. */
function wordsOf(name: string): string {
  const words = name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').replaceAll(/[-_]/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase()
}
