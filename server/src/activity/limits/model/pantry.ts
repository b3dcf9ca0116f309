import { type Instant, parseInstant } from '../../../kernel/instants.ts'
import { activityTypeOf, type Release } from '../../../programs/index.ts'

/** What stories are made of: the words and numbers that the definitions themselves name, because rules turn on these. */
export interface Pantry {
  skus: readonly string[]
  categories: readonly string[]
  stores: readonly string[]
  channels: readonly string[]
  tags: readonly string[]
  segments: readonly string[]
  /** Amounts of money in minor units, ascending. */
  amounts: readonly number[]
  words: readonly string[]
  instants: readonly Instant[]
  /** Types besides orders that somebody may send, with the fields of their data. */
  types: readonly { type: string; fields: Readonly<Record<string, string>> }[]
}

interface Gathered {
  chosen: Map<string, Set<string>>
  words: Set<string>
  numbers: Set<number>
  instants: Set<Instant>
  types: Set<string>
}

const chosenNames = new Set(['products', 'categories', 'stores', 'channels', 'tags', 'segments'])
const wordsMax = 60
const orders = new Set([
  'order.placed',
  'order.returned',
  'order.cancelled',
  'order.fulfilled',
  'member.enrolled',
])

/** Gathers what the definitions of a release name. */
export function pantryOf(release: Release): Pantry {
  const gathered: Gathered = {
    chosen: new Map([...chosenNames].map((name) => [name, new Set<string>()])),
    words: new Set(),
    numbers: new Set(),
    instants: new Set(),
    types: new Set(Object.keys(release.settings.activityTypes)),
  }
  for (const specs of release.specs.values()) for (const spec of specs.values()) gather(gathered, spec, '')
  const words = [...gathered.words].slice(0, wordsMax)
  const of = (name: string) => [...(gathered.chosen.get(name) ?? [])].slice(0, wordsMax)
  return {
    skus: ['any', ...of('products'), ...words],
    categories: ['', ...of('categories'), ...words],
    stores: ['', ...of('stores'), ...release.stores.keys()],
    channels: ['', ...of('channels'), ...words.filter((word) => /^[a-z0-9-]+$/.test(word))],
    tags: of('tags'),
    segments: of('segments'),
    amounts: amountsFrom(gathered.numbers, release.moneyExponent),
    words: ['', ...words],
    instants: [...gathered.instants].slice(0, wordsMax),
    types: typesFrom(gathered.types, release),
  }
}

function gather(into: Gathered, value: unknown, name: string): void {
  if (typeof value === 'number') into.numbers.add(value)
  else if (typeof value === 'string') gatherText(into, value, name)
  else if (Array.isArray(value)) for (const each of value) gather(into, each, name)
  else if (value !== null && typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) {
      // What is included or excluded belongs to what is chosen from.
      const isChoice = key === 'include' || key === 'exclude'
      gather(into, inner, isChoice ? name : key)
    }
  }
}

function gatherText(into: Gathered, text: string, name: string): void {
  if (name === 'name' || name === 'description') return
  const chosen = into.chosen.get(name)
  if (chosen !== undefined) {
    chosen.add(text)
    return
  }
  if (name === 'on') {
    into.types.add(text)
    return
  }
  const instant = /^\d{4}-\d\d-\d\dT/.test(text) ? parseInstant(text) : undefined
  if (instant !== undefined) into.instants.add(instant)
  for (const [, word = ''] of text.matchAll(/"([^"\\]{0,60})"/g)) into.words.add(word)
  for (const [number] of text.replaceAll(/"[^"]*"/g, '').matchAll(/\b\d+(?:\.\d+)?\b/g))
    into.numbers.add(Number(number))
}

const amountMost = 100_000_000

/** A number may be an amount in minor units or in the unit of money; rules turn on it and on what lies beside it. */
function amountsFrom(numbers: ReadonlySet<number>, exponent: number): readonly number[] {
  const amounts = new Set<number>([1, 10 ** exponent, 25 * 10 ** exponent])
  for (const number of numbers) {
    for (const minor of [number, number * 10 ** exponent])
      for (const beside of [-1, 0, 1]) amounts.add(Math.round(minor) + beside)
  }
  return [...amounts].filter((each) => each > 0 && each <= amountMost).sort((a, b) => a - b)
}

function typesFrom(types: ReadonlySet<string>, release: Release): Pantry['types'] {
  return [...types].flatMap((type) => {
    const known = orders.has(type) ? undefined : activityTypeOf(type, release.settings)
    // What the programme itself emits cannot be sent by anybody.
    return known === undefined || known.isDerived ? [] : [{ type, fields: known.fields }]
  })
}
