import { TextInput } from '@mantine/core'
import type { Spec } from '../../../data/json-schema.ts'
import { useText } from '../../../ui/locale.tsx'
import { fieldId, useForm } from './form-state.tsx'

/** A spec with one field set, or without it. */
export function withField(spec: Spec, name: string, value: unknown): Spec {
  const { [name]: _, ...rest } = spec
  return value === undefined ? rest : { ...spec, [name]: value }
}

/** The name that every definition has, as the editors made by hand begin with it. */
export function NameField({ spec, onChange }: { spec: Spec; onChange: (name: string) => void }) {
  const t = useText()
  const { faults } = useForm()
  return (
    <TextInput
      id={fieldId('name')}
      label={t('field.name')}
      required
      dir="auto"
      autoComplete="off"
      maxLength={120}
      value={String(spec.name ?? '')}
      error={faults.get('name')}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
