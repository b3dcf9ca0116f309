import { instantText } from '../kernel/instants.ts'
import type { FactType } from './fact-type.ts'
import { moneyText } from './numbers.ts'
import { durationText } from './time-functions.ts'

const textMax = 60

function shortened(text: string): string {
  return text.length <= textMax ? text : `${text.slice(0, textMax - 1)}…`
}

/** A run-time value as the author of a rule would write it: money in major units, texts in quotes. */
export function valueText(value: unknown, type: FactType, moneyExponent: number): string {
  if (type.kind === 'money' && typeof value === 'number') return moneyText(value, moneyExponent)
  if (type.kind === 'timestamp' && typeof value === 'number') return instantText(value)
  if (type.kind === 'duration' && typeof value === 'number') return durationText(value)
  if (type.kind === 'list' || type.kind === 'map' || type.kind === 'object')
    return factText(value, type, moneyExponent)
  return shortened(JSON.stringify(value) ?? String(value))
}

/** A list of scalars by its first elements; of anything larger only how much there is. */
export function factText(value: unknown, type: FactType, moneyExponent: number): string {
  if (type.kind === 'list' && Array.isArray(value)) {
    const { of } = type
    const flat = of.kind !== 'object' && of.kind !== 'map' && of.kind !== 'list'
    if (!flat || value.length > 5) return `a list of ${value.length}`
    return shortened(`[${value.map((item) => valueText(item, of, moneyExponent)).join(', ')}]`)
  }
  if (type.kind === 'map' && typeof value === 'object' && value !== null)
    return `a map of ${Object.keys(value).length}`
  return type.kind === 'object' ? `some ${type.name}` : String(value)
}
