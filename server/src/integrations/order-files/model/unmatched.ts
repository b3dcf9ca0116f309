import { compareDecimals, type Decimal, decimalOf, decimalText } from '../../../kernel/decimal.ts'

/** A line of a return of which units were not found in earlier orders. */
export interface UnmatchedLine {
  /** File line. */
  line: number
  sku: string
  quantity: string
  /** Whether some of its units were found. */
  isPartly: boolean
}

interface Told {
  sku: string
  quantity: string
}

/**
 * Which file lines the unmatched units of a return belong to. Lines of one code take one after the other, so it is the
 * last ones of a code that find nothing left.
 */
export function unmatchedLines(
  asked: readonly { sku?: string | undefined; quantity: string }[],
  unmatched: readonly Told[],
  lines: readonly number[],
): UnmatchedLine[] {
  const waiting = Map.groupBy(unmatched, (each) => each.sku)
  const found: UnmatchedLine[] = []
  for (let index = asked.length - 1; index >= 0; index -= 1) {
    const line = asked[index]
    const told = waiting.get(line?.sku ?? '')?.pop()
    if (line === undefined || told === undefined) continue
    const isPartly = compareDecimals(decimalOf(told.quantity), decimalOf(line.quantity)) < 0
    found.push({ line: lines[index] ?? 0, sku: told.sku, quantity: told.quantity, isPartly })
  }
  return found.reverse()
}

/** Adds up quantities exactly. */
export function sumQuantities(a: string, b: string): string {
  const [first, second] = [decimalOf(a), decimalOf(b)]
  const scale = Math.max(first.scale, second.scale)
  const units = (value: Decimal) => value.units * 10n ** BigInt(scale - value.scale)
  return decimalText({ units: units(first) + units(second), scale })
}
