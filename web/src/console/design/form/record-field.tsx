import { Button, CloseButton, Fieldset, Group, Input, Stack, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { blankOf, isObject, type JsonSchema } from '../../../data/json-schema.ts'
import { useText } from '../../../ui/locale.tsx'
import { below } from './faults.ts'
import styles from './form.module.css'
import { type SchemaFieldProps, useField } from './form-state.tsx'
import { Nested } from './object-field.tsx'

interface Row {
  id: number
  name: string
  value: unknown
}

/** Entries under names of one's own, such as texts by language. */
export function RecordField(props: SchemaFieldProps) {
  const { path, schema, value, onChange } = props
  const t = useText()
  const { common } = useField(props)
  const inner = schema.additionalProperties as JsonSchema
  // Two rows may have one name while it is being typed, which a record cannot say.
  const [rows, setRows] = useState<readonly Row[]>(() =>
    Object.entries(isObject(value) ? value : {}).map(([name, part], id) => ({ id, name, value: part })),
  )
  function change(next: readonly Row[]): void {
    setRows(next)
    const named = next.filter((row) => row.name !== '')
    onChange(named.length === 0 ? undefined : Object.fromEntries(named.map((row) => [row.name, row.value])))
  }
  function changeRow(id: number, part: Partial<Row>): void {
    change(rows.map((row) => (row.id === id ? { ...row, ...part } : row)))
  }
  return (
    <Fieldset legend={common.label} id={common.id} className={styles.group}>
      {common.description && <Input.Description mb="xs">{common.description}</Input.Description>}
      {common.error && <Input.Error mb="xs">{common.error}</Input.Error>}
      <Stack gap="md">
        {rows.map((row) => (
          <div key={row.id} className={styles.item}>
            <Group gap="xs" align="flex-end" wrap="nowrap">
              <TextInput
                label={t('form.key')}
                dir="auto"
                autoComplete="off"
                style={{ flexGrow: 1 }}
                value={row.name}
                onChange={(event) => changeRow(row.id, { name: event.currentTarget.value })}
              />
              <CloseButton
                size="lg"
                aria-label={t('form.remove', { label: row.name || t('form.key') })}
                onClick={() => change(rows.filter((each) => each.id !== row.id))}
              />
            </Group>
            <div className={styles.inner}>
              <Nested
                path={below(path, row.name || '?')}
                schema={inner}
                value={row.value}
                onChange={(next) => changeRow(row.id, { value: next })}
              />
            </div>
          </div>
        ))}
        <Group>
          <Button
            variant="default"
            size="compact-md"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => {
              const id = Math.max(-1, ...rows.map((row) => row.id)) + 1
              setRows([...rows, { id, name: '', value: blankOf(inner) }])
            }}
          >
            {t('form.add.one')}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  )
}
