import { exponentOf } from '../../ui/exponents.ts'
import { type Formatter, minorToDecimal } from '../../ui/format.ts'
import type { MessageId } from '../../ui/locale.tsx'
import { type FieldWords, plainPath } from '../field-words.ts'

export interface Words {
  t: (id: MessageId) => string
  /** Of the kind that was changed. */
  names: Pick<FieldWords, 'label' | 'value'>
  format: Formatter
  currency: string | null
  /** What a tier ladder counts: thresholds of a spend ladder are money. */
  metric: string | undefined
}

/** A value as people write it: amounts as money, numbers in the digits of the language, choices by their name. */
export function valueText(path: string, value: unknown, words: Words): string {
  const field = plainPath(path)
  if (typeof value === 'boolean') return words.t(value ? 'value.yes' : 'value.no')
  if (typeof value === 'number') return numberText(field, value, words)
  if (typeof value === 'string') return stringText(field, value, words)
  if (Array.isArray(value)) return listText(field, value, words)
  if (typeof value === 'object' && value !== null) return recordText(field, value, words)
  return String(value)
}

function listText(field: string, list: readonly unknown[], words: Words): string {
  const separator = list.some((each) => typeof each === 'object') ? '\n' : words.t('value.separator')
  return list.map((each) => valueText(field, each, words)).join(separator)
}

function recordText(field: string, record: object, words: Words): string {
  return Object.entries(record)
    .map(([name, value]) => {
      const path = field === '' ? name : `${field}.${name}`
      return `${words.names.label(path)}: ${valueText(path, value, words)}`
    })
    .join(' · ')
}

function numberText(field: string, value: number, words: Words): string {
  const { format, currency, metric } = words
  if (!currency) return format.number(value)
  // Ten-thousandths of the minor unit: a point is often worth less than a penny.
  if (field === 'valuePerPointE4') {
    return format.price(minorToDecimal(value, exponentOf(currency) + 4), currency)
  }
  // Other shares are hundredths of a per cent.
  if (/E4$/.test(field)) return format.percent(value / 10_000, 2)
  const isMoney = /minor$/i.test(field) || (field === 'tiers.threshold' && metric === 'spend')
  return isMoney ? format.money(value, currency) : format.number(value)
}

function stringText(field: string, value: string, words: Words): string {
  if (/^\d{4}-\d{2}-\d{2}T/.test(value)) return words.format.dateTime(value)
  return words.names.value(field, value)
}
