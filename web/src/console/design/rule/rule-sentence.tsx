import { Input, NativeSelect, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import {
  alternativesOf,
  chosenIndex,
  inAlternative,
  isObject,
  type JsonSchema,
  type Spec,
} from '../../../data/json-schema.ts'
import { toAsciiDigits } from '../../../ui/digits.ts'
import { Sentence, useText } from '../../../ui/locale.tsx'
import { useFieldWords } from '../../field-words.ts'
import { fieldId, useForm } from '../form/form-state.tsx'
import { NumberField } from '../form/number-field.tsx'
import { measureOf } from '../form/numbers.ts'
import styles from './rule.module.css'

interface SentenceProps {
  schema: JsonSchema
  spec: Spec
  set: (name: string, value: unknown) => void
}

/** What a rule does, as a sentence whose words are its fields. */
export function RuleSentence({ schema, spec, set }: SentenceProps) {
  const t = useText()
  const { kind, faults, Field } = useForm()
  const words = useFieldWords(kind)
  const choices = schema.properties?.award ?? {}
  const award: Spec = isObject(spec.award) ? spec.award : {}
  const chosen = chosenIndex(choices, award)
  const kinds = alternativesOf(choices).map((each) => String(each.properties?.kind?.const ?? ''))
  const awardKind = kinds[chosen] ?? ''
  const parts = useParts({ spec, set, award })
  const wrong = [...faults].filter(([path]) => /^(award|on|currency)\b/.test(path))
  return (
    <div>
      <div className={styles.sentence}>
        <Sentence
          id={`rule.sentence.${awardKind}`}
          parts={{
            ...parts,
            kind: (
              <NativeSelect
                id={fieldId('award')}
                aria-label={words.label('award')}
                value={String(chosen)}
                data={kinds.map((each, index) => ({
                  value: String(index),
                  label: words.value('award.kind', each),
                }))}
                onChange={(event) =>
                  set('award', inAlternative(choices, award, Number(event.currentTarget.value)))
                }
              />
            ),
          }}
        />
      </div>
      {'expression' in (alternativesOf(choices)[chosen]?.properties ?? {}) && (
        <Field
          path="award.expression"
          schema={{ type: 'string', maxLength: 4096 }}
          value={award.expression}
          isRequired
          onChange={(expression) => set('award', { ...award, expression })}
        />
      )}
      {awardKind === 'multiplier' && (
        <Field
          path="award.of"
          schema={{ type: 'array', items: { type: 'string' } }}
          value={award.of}
          isRequired={false}
          onChange={(of) => set('award', withOf(award, of))}
        />
      )}
      {wrong.length > 0 && (
        <Input.Error mt="xs">
          {wrong.map(([path, message]) => `${words.label(path)}: ${message}`).join(t('value.separator'))}
        </Input.Error>
      )}
    </div>
  )
}

function withOf(award: Spec, of: unknown): Spec {
  const { of: _, ...rest } = award
  return of === undefined ? rest : { ...rest, of }
}

/** The fields that stand in the sentence. */
function useParts(rule: { spec: Spec; set: SentenceProps['set']; award: Spec }): Record<string, ReactNode> {
  const { spec, set, award } = rule
  const { kind, currency, faults } = useForm()
  const words = useFieldWords(kind)
  const number = (name: string, width: number) => (
    <NumberField
      id={fieldId(`award.${name}`)}
      label={undefined}
      ariaLabel={words.label(`award.${name}`)}
      width={width}
      measure={measureOf(name, currency)}
      currency={currency}
      value={award[name] as number | undefined}
      error={faults.has(`award.${name}`)}
      onChange={(value) => set('award', { ...award, [name]: value })}
    />
  )
  return {
    on: <Choice path="on" value={String(spec.on ?? 'order.placed')} onChange={(on) => set('on', on)} />,
    currency: (
      <Choice
        path="currency"
        value={String(spec.currency ?? '')}
        onChange={(next) => set('currency', next)}
      />
    ),
    points: number('points', 110),
    amount: number('perMinor', 140),
    factor: (
      <TextInput
        id={fieldId('award.factor')}
        aria-label={words.label('award.factor')}
        w={90}
        dir="ltr"
        inputMode="decimal"
        autoComplete="off"
        value={String(award.factor ?? '')}
        error={faults.has('award.factor')}
        onChange={(event) => set('award', { ...award, factor: toAsciiDigits(event.currentTarget.value) })}
      />
    ),
  }
}

function Choice(props: { path: string; value: string; onChange: (value: string) => void }) {
  const { path, value, onChange } = props
  const t = useText()
  const { kind, optionsOf, faults } = useForm()
  const words = useFieldWords(kind)
  const options = optionsOf(path) ?? []
  const isListed = options.some((each) => each.value === value)
  return (
    <NativeSelect
      id={fieldId(path)}
      aria-label={words.label(path)}
      value={value}
      data={isListed ? options : [{ value, label: value === '' ? t('form.choose') : value }, ...options]}
      error={faults.has(path)}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
