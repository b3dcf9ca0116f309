import type { Syntax } from './node.ts'
import { defaultLimits, parseSource } from './parse.ts'

const limits = { ...defaultLimits, sourceLengthMax: 20_000, depthMax: 200 }

/** Every part of an expression; none where it does not parse. */
function partsOf(expr: string): Syntax[] {
  const all: Syntax[] = []
  const walk = (part: Syntax): void => {
    all.push(part)
    for (const value of Object.values(part).flat()) {
      if (typeof value !== 'object' || value === null) continue
      if ('kind' in value) walk(value)
      else if ('key' in value && 'value' in value) [value.key, value.value].forEach(walk)
    }
  }
  try {
    walk(parseSource(expr, limits))
  } catch {
    return []
  }
  return all
}

/** What a literal says of its type: `string`, `list<int>`; undefined for anything that is computed. */
function literalType(part: Syntax): string | undefined {
  if (part.kind === 'int' || part.kind === 'decimal') return part.kind
  if (part.kind === 'constant') return part.value === null ? 'null' : typeof part.value
  if (part.kind === 'list') return `list<${part.items[0] && literalType(part.items[0])}>`
  if (part.kind === 'map') return 'map'
  return undefined
}

function differ(parts: readonly Syntax[]): boolean {
  return new Set(parts.map(literalType).filter((type) => type !== undefined)).size > 1
}

/** Whether values of two types share a list, a map, an equality or the answers of a condition. */
export function hasMixedLiteral(expr: string): boolean {
  return partsOf(expr).some((part) => {
    if (part.kind === 'list') return differ(part.items)
    if (part.kind === 'map') return differ(part.entries.map(({ value }) => value))
    if (part.kind === 'conditional') return differ([part.yes, part.no])
    return (
      part.kind === 'binary' &&
      (part.operator === '==' || part.operator === '!=') &&
      differ([part.left, part.right])
    )
  })
}

/** Whether a map is written with a key that is no text. */
export function hasOtherKeys(expr: string): boolean {
  return partsOf(expr).some(
    (part) =>
      part.kind === 'map' && part.entries.some(({ key }) => (literalType(key) ?? 'string') !== 'string'),
  )
}
