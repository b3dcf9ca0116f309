import { useFormat, useText } from '../ui/locale.tsx'

interface UnitName {
  one: string
  other: string
}

interface Unit {
  /** The name for more than one, such as "points". */
  many: string
  /** "1 point", "120 points": the number in the digits of the language. */
  amount(points: number): string
}

/**
 * What the programme calls its points. The plain English "points" is said in the reader's language; a name that the
 * shop invented stays as it is.
 */
export function useUnit(name: UnitName | null | undefined): Unit {
  const t = useText()
  const format = useFormat()
  const own = name && name.other.toLowerCase() !== 'points' ? name : undefined
  return {
    many: own ? own.other : t('unit.points'),
    amount(points) {
      const shown = format.number(points)
      if (!own) return t('unit.amount', { count: points, shown })
      return t('unit.own', { shown, unit: Math.abs(points) === 1 ? own.one : own.other })
    },
  }
}
