import type { DefinitionKind } from '@perennial/contract'
import { createContext, type ReactNode, useContext } from 'react'
import type { JsonSchema, Spec } from '../../../data/json-schema.ts'
import { useLocale, useTextOr } from '../../../ui/locale.tsx'

/** What can be chosen for a field that names something else of the programme. */
export interface Option {
  value: string
  label: string
}

export interface SchemaFieldProps {
  path: string
  schema: JsonSchema
  value: unknown
  /** Undefined leaves the field out. */
  onChange: (value: unknown) => void
  isRequired: boolean
}

interface FormState {
  kind: DefinitionKind
  spec: Spec
  /** What is wrong, by the path of the field. */
  faults: ReadonlyMap<string, string>
  /** ISO 4217 currency of the programme's orders. */
  currency: string | null
  /** What a field at a path can name; undefined for a field of its own words. */
  optionsOf: (path: string) => Option[] | undefined
  /** The field that a schema asks for: fields hold fields. */
  Field: (props: SchemaFieldProps) => ReactNode
}

const FormContext = createContext<FormState>({
  kind: 'settings',
  spec: {},
  faults: new Map(),
  currency: null,
  optionsOf: () => undefined,
  Field: () => null,
})

export function FormProvider({ state, children }: { state: FormState; children: ReactNode }) {
  return <FormContext.Provider value={state}>{children}</FormContext.Provider>
}

export function useForm(): FormState {
  return useContext(FormContext)
}

/** A path without the places in its lists. */
export function plainPath(path: string): string {
  return path.replace(/\[\d+\]/g, '')
}

/** The id of the element that edits a path, so that a list of faults can lead to it. */
export function fieldId(path: string): string {
  return `field-${path.replaceAll(/[^A-Za-z0-9]+/g, '-')}`
}

export interface FieldWords {
  label: (path: string) => string
  /** What it means, in a sentence; undefined where the label says all. */
  help: (path: string, described?: string) => string | undefined
  /** A choice by its name. */
  value: (path: string, value: string) => string
}

/** Names and sentences of fields: those of the kind first, then those that several kinds share. */
export function useFieldWords(kind: DefinitionKind): FieldWords {
  const textOr = useTextOr()
  const { locale } = useLocale()
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

/** Label, help, fault and id, the same for every sort of field. */
export function useField({ path, schema, isRequired }: SchemaFieldProps) {
  const { kind, faults } = useForm()
  const words = useFieldWords(kind)
  return {
    words,
    common: {
      id: fieldId(path),
      label: words.label(path),
      description: words.help(path, schema.description),
      error: faults.get(path),
      required: isRequired,
    },
  }
}

/** `minimumMonths` as "Minimum months": better than nothing for a field that the catalogue does not know yet. */
function wordsOf(name: string): string {
  const words = name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').replaceAll(/[-_]/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase()
}
