import { Textarea } from '@mantine/core'
import { type SchemaFieldProps, useField } from './form-state.tsx'

/** An expression in CEL, as text. */
export function ConditionField(props: SchemaFieldProps) {
  const { value, onChange, isRequired } = props
  const { common } = useField(props)
  return (
    <Textarea
      {...common}
      value={typeof value === 'string' ? value : ''}
      dir="ltr"
      autosize
      minRows={2}
      maxLength={4096}
      spellCheck={false}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      onChange={(event) => {
        const next = event.currentTarget.value
        onChange(next === '' && !isRequired ? undefined : next)
      }}
    />
  )
}
