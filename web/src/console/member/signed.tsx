import { Num } from '../../ui/values.tsx'
import type { Currencies } from '../currencies.ts'

interface SignedProps {
  value: number
  currency: string
  currencies: Currencies
}

/** An amount won or lost, at the scale of its currency: the sign says it, the colour repeats it. */
export function Signed({ value, currency, currencies }: SignedProps) {
  const color = value > 0 ? 'var(--gain)' : value < 0 ? 'var(--loss)' : 'var(--mantine-color-dimmed)'
  return (
    <span style={{ color, fontWeight: 600 }}>
      <Num>{currencies.signed(value, currency)}</Num>
    </span>
  )
}
