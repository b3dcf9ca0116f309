import { Text, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { toLocalDigits } from '../../../ui/digits.ts'
import { useLocale, useText } from '../../../ui/locale.tsx'
import { type Measure, numberText, parseNumber } from './numbers.ts'

interface NumberFieldProps {
  id?: string
  label: ReactNode
  description?: ReactNode
  /** Undefined: nothing; NaN: what was typed is no number. */
  value: number | undefined
  onChange: (value: number | undefined) => void
  measure: Measure
  /** ISO 4217, where the measure is money. */
  currency: string | null
  isRequired?: boolean
  error?: ReactNode
  placeholder?: string
  ariaLabel?: string
  width?: number | string
}

/** A whole number as people write it, in any digits, with its unit behind it. */
export function NumberField(props: NumberFieldProps) {
  const { value, measure, currency, onChange, isRequired = false, width } = props
  const t = useText()
  const { locale } = useLocale()
  const [typed, setTyped] = useState({ text: toLocalDigits(numberText(value, measure), locale), value })
  // Somebody else changed it: a template, a choice, or undoing.
  const isStale = !Object.is(typed.value, value)
  const text = isStale ? toLocalDigits(numberText(value, measure), locale) : typed.text
  function type(next: string): void {
    const parsed = parseNumber(next, measure.scale)
    setTyped({ text: next, value: parsed })
    onChange(parsed)
  }
  const unit = measure.unit === 'money' ? currency : measure.unit && t(`unit.${measure.unit}`)
  return (
    <TextInput
      id={props.id}
      label={props.label}
      description={props.description}
      aria-label={props.ariaLabel}
      required={isRequired}
      inputMode={measure.scale > 0 ? 'decimal' : 'numeric'}
      dir="ltr"
      autoComplete="off"
      maxLength={24}
      w={width}
      value={text}
      placeholder={props.placeholder}
      error={props.error ?? (Number.isNaN(value) ? t('form.fault.number') : undefined)}
      rightSection={
        unit ? (
          <Text size="sm" c="dimmed" px={6} className="num">
            {unit}
          </Text>
        ) : null
      }
      rightSectionWidth={unit ? 30 + 8 * unit.length : 0}
      rightSectionPointerEvents="none"
      onChange={(event) => type(event.currentTarget.value)}
    />
  )
}
