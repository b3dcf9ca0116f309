import type { DefinitionKind } from '@perennial/contract'
import { createContext, type ReactNode, useContext } from 'react'
import type { JsonSchema, Spec } from '../../../data/json-schema.ts'
import { useFieldWords } from '../../field-words.ts'

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

/** The id of the element that edits a path, so that a list of faults can lead to it. */
export function fieldId(path: string): string {
  return `field-${path.replaceAll(/[^A-Za-z0-9]+/g, '-')}`
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
