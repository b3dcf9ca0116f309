import {
  ActionIcon,
  Button,
  Checkbox,
  Fieldset,
  Group,
  Input,
  MultiSelect,
  Stack,
  TagsInput,
} from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { blankOf, type JsonSchema } from '../../../data/json-schema.ts'
import { weekdayNames } from '../../../ui/calendar.ts'
import { toAsciiDigits } from '../../../ui/digits.ts'
import { useFormat, useLocale, useText } from '../../../ui/locale.tsx'
import { plainPath } from '../../field-words.ts'
import { below } from './faults.ts'
import styles from './form.module.css'
import { type SchemaFieldProps, useField, useForm } from './form-state.tsx'
import { Nested } from './object-field.tsx'

/** Several of the same: words and numbers as labels, things of the programme by name, everything else one by one. */
export function ListField(props: SchemaFieldProps) {
  const { optionsOf } = useForm()
  const item = props.schema.items ?? {}
  const plain = plainPath(props.path)
  if (plain.endsWith('weekdays')) return <WeekdaysField {...props} />
  if (item.enum !== undefined) return <ChoicesField {...props} item={item} />
  if (optionsOf(plain) !== undefined && item.type === 'string') return <NamesField {...props} />
  if (item.type === 'string' || item.type === 'integer') return <TagsField {...props} item={item} />
  return <ItemsField {...props} item={item} />
}

type ItemProps = SchemaFieldProps & { item: JsonSchema }

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** An empty list that may be left out says nothing, so it is left out. */
function orNothing(list: readonly unknown[], isRequired: boolean): readonly unknown[] | undefined {
  return list.length === 0 && !isRequired ? undefined : list
}

function TagsField(props: ItemProps) {
  const { value, onChange, item, isRequired } = props
  const { common } = useField(props)
  const t = useText()
  const isNumber = item.type === 'integer'
  const tags = listOf(value).map(String)
  function change(next: string[]): void {
    const read = isNumber
      ? next.map((each) => Number(toAsciiDigits(each))).filter((each) => Number.isSafeInteger(each))
      : next
    onChange(orNothing(read, isRequired))
  }
  return (
    <TagsInput
      {...common}
      value={tags}
      acceptValueOnBlur
      placeholder={t('form.tags')}
      clearButtonProps={{ 'aria-label': t('form.clear', { label: common.label }) }}
      onChange={change}
    />
  )
}

function NamesField(props: SchemaFieldProps) {
  const { path, value, onChange, isRequired } = props
  const { optionsOf } = useForm()
  const { common } = useField(props)
  const t = useText()
  const chosen = listOf(value).map(String)
  const options = optionsOf(plainPath(path)) ?? []
  const unknown = chosen.filter((each) => !options.some((option) => option.value === each))
  return (
    <MultiSelect
      {...common}
      data={[...options, ...unknown.map((each) => ({ value: each, label: each }))]}
      value={chosen}
      placeholder={chosen.length === 0 ? t('form.choose') : ''}
      nothingFoundMessage={t('form.choose.none')}
      searchable
      onChange={(next) => onChange(orNothing(next, isRequired))}
    />
  )
}

function ChoicesField(props: ItemProps) {
  const { path, value, onChange, item, isRequired } = props
  const { common, words } = useField(props)
  return (
    <Checkbox.Group
      {...common}
      value={listOf(value).map(String)}
      onChange={(next) => onChange(orNothing(next, isRequired))}
    >
      <Group mt={6} gap="md">
        {(item.enum ?? []).map((each) => (
          <Checkbox key={each} value={String(each)} label={words.value(path, String(each))} />
        ))}
      </Group>
    </Checkbox.Group>
  )
}

/** ISO weekdays in the order of the reader's week. */
function WeekdaysField(props: SchemaFieldProps) {
  const { value, onChange } = props
  const { locale } = useLocale()
  const { common } = useField(props)
  const first = locale === 'fa' ? 6 : 1
  const days = weekdayNames(locale).map((name, index) => ({
    iso: ((first - 1 + index) % 7) + 1,
    name: name.long,
  }))
  return (
    <Checkbox.Group
      {...common}
      value={listOf(value).map(String)}
      onChange={(next) => onChange(orNothing(next.map(Number).sort(), false))}
    >
      <Group mt={6} gap="md">
        {days.map((each) => (
          <Checkbox key={each.iso} value={String(each.iso)} label={each.name} />
        ))}
      </Group>
    </Checkbox.Group>
  )
}

function ItemsField(props: ItemProps) {
  const { path, value, onChange, item, isRequired, schema } = props
  const t = useText()
  const format = useFormat()
  const { common } = useField(props)
  const list = listOf(value)
  const rows = list.map((each, index) => ({ each, index, place: below(path, index) }))
  const change = (next: readonly unknown[]) => onChange(orNothing(next, isRequired))
  return (
    <Fieldset legend={common.label} id={common.id} className={styles.group}>
      {common.description && <Input.Description mb="xs">{common.description}</Input.Description>}
      {common.error && <Input.Error mb="xs">{common.error}</Input.Error>}
      <Stack gap="md">
        {rows.map(({ each, index, place }) => (
          <div key={place} className={styles.item}>
            <Group justify="space-between" wrap="nowrap" mb="xs">
              <span className={styles.place}>
                {t('change.place', { name: common.label, number: format.number(index + 1) })}
              </span>
              <ItemActions index={index} list={list} change={change} />
            </Group>
            <Nested
              path={place}
              schema={item}
              value={each}
              onChange={(next) => change(list.map((other, at) => (at === index ? next : other)))}
            />
          </div>
        ))}
        {list.length < (schema.maxItems ?? Number.POSITIVE_INFINITY) && (
          <Group>
            <Button
              variant="default"
              size="compact-md"
              leftSection={<IconPlus size={16} aria-hidden />}
              onClick={() => change([...list, blankOf(item)])}
            >
              {t('form.add.one')}
            </Button>
          </Group>
        )}
      </Stack>
    </Fieldset>
  )
}

interface ItemActionsProps {
  index: number
  list: readonly unknown[]
  change: (list: readonly unknown[]) => void
}

/** Up, down and away: dragging is not asked of anybody. */
function ItemActions({ index, list, change }: ItemActionsProps) {
  const t = useText()
  const format = useFormat()
  const number = format.number(index + 1)
  function move(to: number): void {
    const next = [...list]
    const [taken] = next.splice(index, 1)
    next.splice(to, 0, taken)
    change(next)
  }
  return (
    <Group gap={4} wrap="nowrap">
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('form.up', { number })}
        disabled={index === 0}
        onClick={() => move(index - 1)}
      >
        <IconArrowUp size={16} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('form.down', { number })}
        disabled={index === list.length - 1}
        onClick={() => move(index + 1)}
      >
        <IconArrowDown size={16} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="red"
        aria-label={t('form.remove.place', { number })}
        onClick={() => change(list.filter((_, at) => at !== index))}
      >
        <IconTrash size={16} />
      </ActionIcon>
    </Group>
  )
}
