import { Button, Fieldset, Group, Input, Stack } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { blankOf, isObject, type JsonSchema, type Spec } from '../../../data/json-schema.ts'
import { useText } from '../../../ui/locale.tsx'
import { AbsentPart } from './absent-part.tsx'
import { below } from './faults.ts'
import styles from './form.module.css'
import { type SchemaFieldProps, useField, useForm } from './form-state.tsx'

/** Fields that belong together; one that may be left out is added and taken out as a whole. */
export function ObjectField(props: SchemaFieldProps) {
  const { path, schema, value, onChange, isRequired } = props
  const t = useText()
  const { common } = useField(props)
  if (!isObject(value)) return <AbsentPart common={common} onAdd={() => onChange(blankOf(schema))} />
  return (
    <Fieldset legend={common.label} id={common.id} className={styles.group}>
      {common.description && <Input.Description mb="xs">{common.description}</Input.Description>}
      {common.error && <Input.Error mb="xs">{common.error}</Input.Error>}
      <ObjectFields path={path} schema={schema} value={value} onChange={onChange} />
      {!isRequired && (
        <Group justify="flex-end" mt="sm">
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
    </Fieldset>
  )
}

interface ObjectFieldsProps {
  path: string
  schema: JsonSchema
  value: Spec
  onChange: (value: Spec) => void
  /** Fields that something else edits. */
  without?: readonly string[]
}

/** The fields of an object, one below the other. */
export function ObjectFields({ path, schema, value, onChange, without = [] }: ObjectFieldsProps) {
  const { Field } = useForm()
  const names = Object.keys(schema.properties ?? {}).filter(
    (name) => !without.includes(name) && schema.properties?.[name]?.const === undefined,
  )
  return (
    <Stack gap="md">
      {names.map((name) => (
        <Field
          key={name}
          path={below(path, name)}
          schema={schema.properties?.[name] ?? {}}
          value={value[name]}
          isRequired={schema.required?.includes(name) ?? false}
          onChange={(next) => onChange(withField(value, name, next))}
        />
      ))}
    </Stack>
  )
}

/** What stands inside a frame of its own already: no second one around it. */
export function Nested(props: Omit<SchemaFieldProps, 'isRequired'>) {
  const { path, schema, value, onChange } = props
  const { Field } = useForm()
  if (schema.properties !== undefined && isObject(value))
    return <ObjectFields path={path} schema={schema} value={value} onChange={onChange} />
  return <Field {...props} isRequired />
}

/** The same with one field set, or left out when it is undefined. */
function withField(value: Spec, name: string, next: unknown): Spec {
  if (next !== undefined) return { ...value, [name]: next }
  const { [name]: _, ...rest } = value
  return rest
}
