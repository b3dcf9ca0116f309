import { NativeSelect } from '@mantine/core'
import type { JsonSchema } from '../../../data/json-schema.ts'
import { useFieldWords } from '../../field-words.ts'
import { fieldId, useForm } from '../form/form-state.tsx'

interface EnumSelectProps {
  path: string
  /** Of the whole definition. */
  schema: JsonSchema
  value: unknown
  onChange: (value: string) => void
}

/** A choice inside a sentence: its label is for those who hear it. */
export function EnumSelect({ path, schema, value, onChange }: EnumSelectProps) {
  const { kind } = useForm()
  const words = useFieldWords(kind)
  return (
    <NativeSelect
      id={fieldId(path)}
      aria-label={words.label(path)}
      value={String(value ?? '')}
      data={(schema.properties?.[path]?.enum ?? []).map((each) => ({
        value: String(each),
        label: words.value(path, String(each)),
      }))}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
