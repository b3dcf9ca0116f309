import { type Day, dayOf } from '../../kernel/instants.ts'
import type { Books } from '../../ledger/index.ts'
import type { Release } from '../../programs/index.ts'
import type { Activity, AnyStage, Facts } from '../stage.ts'
import { noPast, withOrder } from './past.ts'
import type { OwnerWork } from './work.ts'

/** First names whose facts come from outside the activity, and so must be kept with it. */
const outsideNames = new Set(['member', 'balances', 'history', 'counters', 'repeats'])
/** Those that are looked for in the texts of all definitions; the others cost too much to be loaded on suspicion. */
const textNames = ['member', 'balances'] as const

/** Fields that the release's expressions name, by first name; `all` when one is read in a way that names no field. */
export type FactsNamed = ReadonlyMap<string, ReadonlySet<string> | 'all'>

interface NamedBy {
  stages: readonly AnyStage[]
  named: FactsNamed
  /** Stages that tell something of it, by their place. */
  tellers: readonly number[]
  /** Stages that may decide something about activities of a type, by their place. */
  deciders: Map<string, readonly number[]>
  everybody: readonly number[]
}

const namedByRelease = new WeakMap<Release, NamedBy>()

/**
 * Which outside facts the decisions of a release can read: what its stages say, and what is found in the texts of
 * definitions rather than in their trees. Naming a field too many keeps a fact too many, which costs bytes and is never
 * wrong.
 */
export function factsNamed(release: Release, stages: readonly AnyStage[]): FactsNamed {
  return namedBy(release, stages).named
}

/** The stages whose facts the decisions of a release can read, by their place: nobody asks the others. */
export function tellersOf(release: Release, stages: readonly AnyStage[]): readonly number[] {
  return namedBy(release, stages).tellers
}

/** The stages that may decide anything about an activity under a release, by their place. */
export function decidersOf(
  release: Release,
  stages: readonly AnyStage[],
  { type, command }: Pick<Activity, 'type' | 'command'>,
): readonly number[] {
  const { deciders, everybody } = namedBy(release, stages)
  if (command !== undefined) return everybody
  let own = deciders.get(type)
  if (own === undefined) {
    own = everybody.filter((index) => stages[index]?.decides?.(release, type) !== false)
    deciders.set(type, own)
  }
  return own
}

function namedBy(release: Release, stages: readonly AnyStage[]): NamedBy {
  const known = namedByRelease.get(release)
  if (known?.stages === stages) return known
  // What segments read is looked up when they are evaluated, not when something happens.
  const texts = [...release.specs].flatMap(([kind, specs]) =>
    kind === 'segment' ? [] : [...specs.values()].map((spec) => JSON.stringify(spec, withoutProse)),
  )
  const named = new Map(textNames.flatMap((name) => fieldsIn(texts, name)))
  for (const path of stages.flatMap((stage) => stage.reads?.(release) ?? [])) addPath(named, path)
  const tells = ({ tells = [] }: AnyStage) =>
    tells.some((path) => (path.includes('.') ? isNamed(named, path) : named.has(path)))
  const tellers = [...stages.keys()].filter((index) => tells(stages[index] as AnyStage))
  const made = { stages, named, tellers, deciders: new Map(), everybody: [...stages.keys()] }
  namedByRelease.set(release, made)
  return made
}

/** An expression that reads a fact says more than one word: a dot, a bracket, a blank. */
const oneWord = /^[\w-]*$/

/** Names and descriptions hold no expression, and often the word "member"; so do keys, and whom a cap is of. */
function withoutProse(name: string, value: unknown): unknown {
  if (name === 'name' || name === 'description') return undefined
  return typeof value === 'string' && oneWord.test(value) ? undefined : value
}

function addPath(named: Map<string, ReadonlySet<string> | 'all'>, path: string): void {
  const [name = '', field] = path.split('.')
  if (!outsideNames.has(name)) return
  const fields = named.get(name) ?? new Set<string>()
  if (fields === 'all' || field === undefined) named.set(name, 'all')
  else named.set(name, new Set(fields).add(field))
}

/** Whether a fact is named, by its dotted path. */
export function isNamed(named: FactsNamed, path: string): boolean {
  const [name = '', field = ''] = path.split('.')
  const fields = named.get(name)
  return fields === 'all' || fields?.has(field) === true
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
    kept[name] = fields === 'all' ? { ...all } : onlyOf(all, fields)
  }
  return kept
}

function onlyOf(
  all: Readonly<Record<string, unknown>>,
  fields: ReadonlySet<string>,
): Record<string, unknown> {
  const kept: Record<string, unknown> = {}
  for (const field in all) if (fields.has(field)) kept[field] = all[field]
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

/** What is left of the orders that were decided before: of those at hand, and of the others by what they add up to. */
export function historyFacts(
  { orders, past = noPast }: Pick<OwnerWork, 'orders' | 'past'>,
  at: { day: Day; zone: string },
): Readonly<Record<string, unknown>> {
  let all = past
  for (const order of orders.values()) all = withOrder(all, order)
  const { orders: count, spend, firstAt, lastAt } = all
  if (lastAt === undefined) return { orders: 0, spend: 0 }
  const daysSinceLastOrder = at.day - dayOf(lastAt, at.zone)
  return { orders: count, spend, firstOrderAt: firstAt, lastOrderAt: lastAt, daysSinceLastOrder }
}
