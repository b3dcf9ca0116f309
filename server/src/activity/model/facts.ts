import type { Books } from '../../ledger/index.ts'
import type { Release } from '../../programs/index.ts'
import type { Facts } from '../stage.ts'

/** First names whose facts come from outside the activity, and so must be kept with it. */
const keptNames = ['member', 'balances'] as const

/** Fields that the release's expressions name, by first name; `all` when one is read in a way that names no field. */
export type FactsNamed = ReadonlyMap<string, ReadonlySet<string> | 'all'>

const namedByRelease = new WeakMap<Release, FactsNamed>()

/**
 * Which outside facts the expressions of a release can read. Found in their texts rather than in their trees: naming a
 * field too many keeps a fact too many, which costs bytes and is never wrong.
 */
export function factsNamed(release: Release): FactsNamed {
  let named = namedByRelease.get(release)
  if (named === undefined) {
    const texts = [...release.specs.values()].flatMap((specs) =>
      [...specs.values()].map((spec) => JSON.stringify(spec)),
    )
    named = new Map(keptNames.flatMap((name) => fieldsIn(texts, name)))
    namedByRelease.set(release, named)
  }
  return named
}

function fieldsIn(texts: readonly string[], name: string): [string, ReadonlySet<string> | 'all'][] {
  const fields = new Set<string>()
  for (const text of texts) {
    for (const match of text.matchAll(new RegExp(`\\b${name}\\b(?:\\.([A-Za-z_][A-Za-z0-9_]*))?`, 'g'))) {
      if (match[1] === undefined) return [[name, 'all']]
      fields.add(match[1])
    }
  }
  return fields.size === 0 ? [] : [[name, fields]]
}

/** The part of the facts that the release can read: what is kept with an activity. */
export function keepNamed(facts: Facts, named: FactsNamed): Facts {
  const kept: Record<string, Record<string, unknown>> = {}
  for (const [name, fields] of named) {
    const all = facts[name]
    if (all === undefined) continue
    kept[name] =
      fields === 'all'
        ? { ...all }
        : Object.fromEntries(Object.entries(all).filter(([field]) => fields.has(field)))
  }
  return kept
}

/** Spendable points by currency key. */
export function balanceFacts(books: Books, release: Release): Readonly<Record<string, unknown>> {
  const balances: Record<string, number> = {}
  for (const [code, each] of books.currencies) {
    const currency = release.currencyByCode.get(code)
    if (currency !== undefined) balances[currency.key] = each.available
  }
  return balances
}
