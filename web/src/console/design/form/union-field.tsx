import { Button, Fieldset, Group, Input, NativeSelect, Stack } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import {
  alternativesOf,
  blankOf,
  chosenIndex,
  discriminatorOf,
  inAlternative,
  type JsonSchema,
} from '../../../data/json-schema.ts'
import { useText } from '../../../ui/locale.tsx'
import type { FieldWords } from '../../field-words.ts'
import { AbsentPart } from './absent-part.tsx'
import { below } from './faults.ts'
import styles from './form.module.css'
import { type SchemaFieldProps, useField } from './form-state.tsx'
import { Nested } from './object-field.tsx'

/** One of several forms: which one, and then its fields. */
export function UnionField(props: SchemaFieldProps) {
  const { path, schema, value, onChange, isRequired } = props
  const t = useText()
  const { common, words } = useField(props)
  const alternatives = alternativesOf(schema)
  if (value === undefined) return <AbsentPart common={common} onAdd={() => onChange(blankOf(schema))} />
  const index = chosenIndex(schema, value)
  const chosen = alternatives[index] ?? {}
  return (
    <Fieldset legend={common.label} id={common.id} className={styles.group}>
      {common.description && <Input.Description mb="xs">{common.description}</Input.Description>}
      {common.error && <Input.Error mb="xs">{common.error}</Input.Error>}
      <Stack gap="md">
        <NativeSelect
          aria-label={common.label}
          data={alternatives.map((each, place) => ({
            value: String(place),
            label: nameOf(each, { path, schema, words }) ?? t(formName(each)),
          }))}
          value={String(index)}
          onChange={(event) => onChange(inAlternative(schema, value, Number(event.currentTarget.value)))}
        />
        <Nested path={path} schema={chosen} value={value} onChange={onChange} />
        {!isRequired && (
          <Group justify="flex-end">
            <Button
              variant="subtle"
              color="red"
              size="compact-sm"
              leftSection={<IconTrash size={14} aria-hidden />}
              onClick={() => onChange(undefined)}
            >
              {t('form.remove', { label: common.label })}
            </Button>
          </Group>
        )}
      </Stack>
    </Fieldset>
  )
}

function nameOf(
  alternative: JsonSchema,
  of: { path: string; schema: JsonSchema; words: FieldWords },
): string | undefined {
  const name = discriminatorOf(of.schema)
  const constant = name === undefined ? undefined : alternative.properties?.[name]?.const
  return typeof constant === 'string' && name !== undefined
    ? of.words.value(below(of.path, name), constant)
    : undefined
}

function formName(schema: JsonSchema): 'form.one' | 'form.several' | 'form.text' {
  if (schema.type === 'array') return 'form.several'
  return schema.type === 'string' ? 'form.text' : 'form.one'
}
