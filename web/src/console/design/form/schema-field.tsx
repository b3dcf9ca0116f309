import { NativeSelect, Switch, Textarea, TextInput } from '@mantine/core'
import { isRecordSchema } from '../../../data/json-schema.ts'
import { useText } from '../../../ui/locale.tsx'
import { plainPath } from '../../field-words.ts'
import { ConditionField } from './condition-field.tsx'
import { type SchemaFieldProps, useField, useForm } from './form-state.tsx'
import { InstantField } from './instant-field.tsx'
import { ListField } from './list-field.tsx'
import { NumberField } from './number-field.tsx'
import { measureOf, numberText } from './numbers.ts'
import { ObjectField } from './object-field.tsx'
import { RecordField } from './record-field.tsx'
import { UnionField } from './union-field.tsx'

/** Texts that are expressions in CEL, by the name of their field. */
const expressions = /(^|\.)(when|lines|expression|value)$/
const longText = 200

/** The field that a schema asks for. */
export function SchemaField(props: SchemaFieldProps) {
  const { schema } = props
  if (schema.oneOf !== undefined || schema.anyOf !== undefined) return <UnionField {...props} />
  if (isRecordSchema(schema)) return <RecordField {...props} />
  if (schema.type === 'object') return <ObjectField {...props} />
  if (schema.type === 'array') return <ListField {...props} />
  if (schema.type === 'boolean') return <FlagField {...props} />
  if (schema.enum !== undefined) return <ChoiceField {...props} />
  if (schema.type === 'integer' || schema.type === 'number') return <WholeField {...props} />
  return <WordsField {...props} />
}

function FlagField(props: SchemaFieldProps) {
  const { common } = useField(props)
  const { required: _, ...rest } = common
  const isOn = (props.value ?? props.schema.default ?? false) === true
  return (
    <Switch
      {...rest}
      checked={isOn}
      onChange={(event) => props.onChange(event.currentTarget.checked)}
      styles={{ body: { alignItems: 'flex-start' } }}
    />
  )
}

function ChoiceField(props: SchemaFieldProps) {
  const { path, schema, value, onChange, isRequired } = props
  const { common, words } = useField(props)
  const t = useText()
  const choices = (schema.enum ?? []).map((each) => ({
    value: String(each),
    label: words.value(path, String(each)),
  }))
  const canBeEmpty = !isRequired && schema.default === undefined
  return (
    <NativeSelect
      {...common}
      data={canBeEmpty ? [{ value: '', label: t('form.none') }, ...choices] : choices}
      value={String(value ?? schema.default ?? '')}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  )
}

function WholeField(props: SchemaFieldProps) {
  const { path, schema, value, onChange } = props
  const { currency, spec } = useForm()
  const { common } = useField(props)
  const t = useText()
  const { id, label, description, error, required } = common
  // The thresholds of a ladder are money when it counts money.
  const isSpend = plainPath(path) === 'tiers.threshold' && spec.metric === 'spend'
  const measure = measureOf(isSpend ? 'thresholdMinor' : path, currency)
  const standard = typeof schema.default === 'number' ? schema.default : undefined
  return (
    <NumberField
      id={id}
      label={label}
      description={description}
      error={error}
      isRequired={required}
      measure={measure}
      currency={currency}
      value={value as number | undefined}
      {...(standard === undefined
        ? {}
        : { placeholder: t('form.default', { value: numberText(standard, measure) }) })}
      onChange={onChange}
    />
  )
}

function WordsField(props: SchemaFieldProps) {
  const { path, schema, value, onChange, isRequired } = props
  const { optionsOf } = useForm()
  const { common } = useField(props)
  const t = useText()
  const text = typeof value === 'string' ? value : ''
  const set = (next: string) => onChange(next === '' && !isRequired ? undefined : next)
  const options = optionsOf(plainPath(path))
  if (schema.format === 'date-time' || schema.format === 'date') {
    const { id, label, description, error } = common
    return (
      <InstantField
        {...{ id, label, description, error, isRequired, onChange }}
        isDay={schema.format === 'date'}
        value={text || undefined}
      />
    )
  }
  if (options !== undefined) {
    const standard = typeof schema.default === 'string' ? schema.default : ''
    const shown = text || standard
    const known = options.some((each) => each.value === shown)
    const empty = { value: '', label: t('form.none') }
    return (
      <NativeSelect
        {...common}
        data={[
          ...(isRequired || standard !== '' ? [] : [empty]),
          ...options,
          ...(known || shown === '' ? [] : [{ value: shown, label: shown }]),
          ...(isRequired && shown === '' ? [empty] : []),
        ]}
        value={shown}
        onChange={(event) => set(event.currentTarget.value)}
      />
    )
  }
  if (expressions.test(plainPath(path)) && (schema.maxLength ?? 0) > 1_000)
    return <ConditionField {...props} />
  const isLong = (schema.maxLength ?? 0) > longText
  const shared = { ...common, value: text, maxLength: schema.maxLength, dir: 'auto' as const }
  return isLong ? (
    <Textarea {...shared} autosize minRows={2} onChange={(event) => set(event.currentTarget.value)} />
  ) : (
    <TextInput
      {...shared}
      autoComplete="off"
      placeholder={typeof schema.default === 'string' ? schema.default : undefined}
      onChange={(event) => set(event.currentTarget.value)}
    />
  )
}
