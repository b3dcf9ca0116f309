import type { CurrencySpec } from '@perennial/contract'
import { useQueries } from '@tanstack/react-query'
import { definitionQuery } from '../data/queries.ts'
import { exponentOf } from '../ui/exponents.ts'
import { useFormat, useText } from '../ui/locale.tsx'
import { scaledText } from '../ui/scaled.ts'
import { useProgram } from './program.tsx'

export interface Currencies {
  /** What the programme calls it; its key until that is known. */
  name(currency: string): string
  spec(currency: string): CurrencySpec | undefined
  /** An amount in the digits of the language, with the digits after the point that the currency has. */
  amount(value: number, currency: string): string
  /** The same with its sign; zero has none. */
  signed(value: number, currency: string): string
  /** Digits after the point in which its amounts are typed. */
  scale(currency: string): number
}

/** Names and amounts of currencies, each at its own scale. The plain name "Points" is said in the reader's language. */
export function useCurrencies(keys: readonly string[]): Currencies {
  const t = useText()
  const format = useFormat()
  const program = useProgram()
  const found = useQueries({
    queries: keys.map((key) => definitionQuery<CurrencySpec>(program.key, { kind: 'currency', key })),
  })
  const specs = new Map(keys.map((key, place) => [key, found[place]?.data]))
  function scale(currency: string): number {
    const spec = specs.get(currency)
    return spec?.money ? exponentOf(spec.money) : (spec?.scale ?? 0)
  }
  function amount(value: number, currency: string): string {
    const money = specs.get(currency)?.money
    if (money) return format.money(value, money)
    return format.decimal(scaledText(value, scale(currency)), scale(currency))
  }
  return {
    name(currency) {
      const name = specs.get(currency)?.name ?? currency
      return name.toLowerCase() === 'points' ? t('currency.points') : name
    },
    spec: (currency) => specs.get(currency),
    amount,
    scale,
    signed: (value, currency) => (value > 0 ? `+${amount(value, currency)}` : amount(value, currency)),
  }
}
