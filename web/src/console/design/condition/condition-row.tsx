import { ActionIcon, MultiSelect, NativeSelect, TagsInput, TextInput } from '@mantine/core'
import type { ConditionModel } from '@perennial/contract'
import { IconTrash } from '@tabler/icons-react'
import { toAsciiDigits } from '../../../ui/digits.ts'
import { useFormat, useText, useTextOr } from '../../../ui/locale.tsx'
import { InstantField } from '../form/instant-field.tsx'
import styles from './builder.module.css'
import { type Fact, type Row, type Way, waysOf } from './condition-rows.ts'
import { FixedPart } from './fixed-part.tsx'

interface ConditionRowProps {
  number: number
  facts: readonly Fact[]
  part: { row: Row } | { fixed: ConditionModel }
  change: (row: Row) => void
  remove: () => void
}

/** One part of a condition. */
export function ConditionRow({ number, facts, part, change, remove }: ConditionRowProps) {
  const t = useText()
  const format = useFormat()
  const shown = format.number(number)
  return (
    <fieldset className={styles.row} aria-label={t('condition.row', { number: shown })}>
      {'fixed' in part ? (
        <FixedPart model={part.fixed} />
      ) : (
        <Fields row={part.row} facts={facts} change={change} />
      )}
      <ActionIcon
        variant="subtle"
        color="red"
        size="lg"
        aria-label={t('condition.remove', { number: shown })}
        onClick={remove}
      >
        <IconTrash size={18} />
      </ActionIcon>
    </fieldset>
  )
}

interface FieldsProps {
  row: Row
  facts: readonly Fact[]
  change: (row: Row) => void
}

function Fields({ row, facts, change }: FieldsProps) {
  const t = useText()
  const fact = facts.find((each) => each.path === row.fact)
  const ways = fact === undefined ? [row.way] : waysOf(fact.type)
  function choose(path: string): void {
    const next = facts.find((each) => each.path === path)
    if (next !== undefined) change({ fact: path, way: waysOf(next.type)[0] ?? 'eq', values: [''] })
  }
  return (
    <>
      <NativeSelect
        aria-label={t('condition.fact')}
        className={styles.fact}
        value={row.fact}
        data={useFactOptions(facts, fact === undefined ? row.fact : undefined)}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      <NativeSelect
        aria-label={t('condition.way')}
        value={row.way}
        data={ways.map((way) => ({ value: way, label: t(`condition.way.${way}`) }))}
        onChange={(event) => change(inWay(row, event.currentTarget.value as Way))}
      />
      <ValueField row={row} fact={fact} change={(values) => change({ ...row, values })} />
    </>
  )
}

/** What was compared stays, as far as the new way can take it. */
function inWay(row: Row, way: Way): Row {
  if (way === 'in') return { ...row, way, values: row.values.filter((value) => value !== '') }
  if (way === 'known' || way === 'is' || way === 'is-not') return { ...row, way, values: [] }
  const isTimeLike = (each: Way) => each === 'before' || each === 'since'
  const isKept = isTimeLike(way) === isTimeLike(row.way)
  return { ...row, way, values: [isKept ? (row.values[0] ?? '') : ''] }
}

function useFactOptions(facts: readonly Fact[], unknown: string | undefined) {
  const textOr = useTextOr()
  const groups = [...new Set(facts.map((fact) => fact.group))]
  const options = groups.map((group) => {
    const inside = facts.filter((fact) => fact.group === group)
    const root = inside[0]?.path.split(/[.[]/)[0] ?? ''
    return {
      group: textOr(`fact.${root}`, group),
      items: inside.map((fact) => ({
        value: fact.path,
        label: textOr(`fact.${fact.path}`, fact.label),
      })),
    }
  })
  return unknown === undefined ? options : [{ value: unknown, label: unknown }, ...options]
}

interface ValueFieldProps {
  row: Row
  fact: Fact | undefined
  change: (values: readonly string[]) => void
}

function ValueField({ row, fact, change }: ValueFieldProps) {
  const t = useText()
  const { way, values } = row
  const [value = ''] = values
  const label = t('condition.value')
  const choices = fact?.choices ?? []
  if (way === 'known' || way === 'is' || way === 'is-not') return <span />
  if (way === 'in')
    return choices.length > 0 ? (
      <MultiSelect aria-label={label} data={[...choices]} value={[...values]} onChange={change} />
    ) : (
      <TagsInput
        aria-label={label}
        acceptValueOnBlur
        placeholder={t('form.tags')}
        value={[...values]}
        onChange={change}
      />
    )
  if (way === 'before' || way === 'since')
    return (
      <InstantField
        id={`time-${row.fact}`}
        label=""
        description={undefined}
        value={value || undefined}
        isRequired
        error={undefined}
        onChange={(next) => change([next ?? ''])}
      />
    )
  if (choices.length > 0) {
    const isListed = value === '' || choices.some((choice) => choice.value === value)
    return (
      <NativeSelect
        aria-label={label}
        value={value}
        data={[
          { value: '', label: t('form.choose') },
          ...choices,
          ...(isListed ? [] : [{ value, label: value }]),
        ]}
        onChange={(event) => change([event.currentTarget.value])}
      />
    )
  }
  const isText = fact?.type === 'text' || fact?.type === 'list' || fact?.type === 'map'
  const isDays = way === 'older' || way === 'within'
  return (
    <TextInput
      aria-label={label}
      dir={isText ? 'auto' : 'ltr'}
      inputMode={isText ? 'text' : 'decimal'}
      autoComplete="off"
      value={value}
      rightSection={isDays ? t('unit.days') : null}
      rightSectionWidth={isDays ? 60 : 0}
      onChange={(event) => {
        const typed = event.currentTarget.value
        change([isText ? typed : toAsciiDigits(typed)])
      }}
    />
  )
}
