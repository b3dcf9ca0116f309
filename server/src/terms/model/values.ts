import { moneyExponent, scaledDigits } from '../../kernel/money.ts'
import type { Release } from '../../programs/index.ts'
import { activityWords, type Value } from './clause.ts'

/** Units of a currency; one that the release does not have is named by its key. */
export function amountOf(release: Release, currency: string, amount: number): Value {
  const spec = release.currencies.get(currency)?.spec
  const { one, other } = spec?.unit ?? { one: currency, other: currency }
  return { kind: 'amount', amount, currency, one, other, scale: spec?.scale ?? 0 }
}

/** The name of many units of a currency. */
export function unitOf(release: Release, currency: string): Value {
  return textOf(release.currencies.get(currency)?.spec.unit.other ?? currency)
}

export function moneyOf(release: Release, minor: number): Value {
  return { kind: 'money', minor, money: release.settings.currency }
}

export function numberOf(value: number | string): Value {
  return { kind: 'number', value: String(value) }
}

export function textOf(text: string): Value {
  return { kind: 'text', text }
}

export function textsOf(texts: readonly string[], join: 'and' | 'or' = 'or'): Value {
  return { kind: 'texts', texts, join }
}

export function spanOf(span: { days?: number | undefined; months?: number | undefined }): Value {
  return span.months === undefined
    ? { kind: 'span', unit: 'day', value: span.days ?? 0 }
    : { kind: 'span', unit: 'month', value: span.months }
}

/** A type of activity: in words of the language, or by the name that the business gave it. */
export function activityOf(release: Release, type: string): Value {
  const known = activityWords.find((each) => each === type)
  if (known !== undefined) return { kind: 'word', word: `activity-${known}` }
  return textOf(release.settings.activityTypes[type]?.name ?? type)
}

/** An amount in minor units as digits with a point. */
export function moneyDigits(minor: number, money: string): string {
  return scaledDigits(minor, moneyExponent(money))
}
