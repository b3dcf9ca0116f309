import {
  builtInActivityTypes,
  type SettingsSpec,
  standardActivityTypes,
  type TierLadderSpec,
} from '@perennial/contract'
import type { Choice, CompileContext, FactHints } from '../programs/index.ts'

const labels: Readonly<Record<string, string>> = {
  activity: 'What happened',
  'activity.type': 'Kind of activity',
  'activity.source': 'Where it was reported from',
  'activity.occurredAt': 'When it happened',
  member: 'The member',
  'member.tags': 'Tags',
  'member.segments': 'Segments',
  'member.tier': 'Tier (first ladder)',
  'member.tiers': 'Tier by ladder',
  'member.attributes': 'What is known of the member',
  'member.enrolledAt': 'Member since',
  'member.orders': 'Orders before this one',
  history: 'Orders before, as far as they were kept',
  'history.orders': 'How many',
  'history.spend': 'Their sum',
  'history.firstOrderAt': 'First order',
  'history.lastOrderAt': 'Last order',
  'history.daysSinceLastOrder': 'Days since the last order',
  balances: 'Balances',
  counters: 'Counted before this activity',
  countersAfter: 'Counted with this activity',
  order: 'The order',
  'order.net': 'Sum of the lines, after discounts',
  'order.total': 'Total with shipping and tax',
  'order.lineCount': 'Number of lines',
  'order.itemCount': 'Number of pieces',
  items: 'Lines of the order',
  'items.sku': 'Product',
  'items.unitPrice': 'Price of one piece',
  line: 'The line',
  'line.sku': 'Product',
  'line.unitPrice': 'Price of one piece',
}

/** Names of the facts of rules, and all that those can be of which a programme knows it. */
export function ruleHints(context: CompileContext, on?: string | undefined): FactHints {
  const { currencies, stores, specs, settings } = context
  const segments = namedIn(specs, 'segment')
  const counters = namedIn(specs, 'counter')
  const ladders = laddersIn(specs)
  const closed: Readonly<Record<string, readonly Choice[] | undefined>> = {
    'activity.type': typesOf(settings),
    // A programme that lists no stores lets any be named.
    'activity.store': stores.size === 0 ? undefined : namedOf(stores),
    'member.segments': segments,
    'member.tier': ladders && (ladders[0]?.tiers ?? []),
    'member.tiers': ladders?.map(({ key, name }) => ({ value: key, label: name })),
    ...Object.fromEntries((ladders ?? []).map(({ key, tiers }) => [`member.tiers.${key}`, tiers])),
    balances: [...currencies.values()].map(({ key, spec }) => ({ value: key, label: spec.name })),
    counters,
    countersAfter: counters,
    'order.currency': [{ value: settings.currency, label: settings.currency }],
    ...derivedData(on, { specs, segments, counters, ladders }),
  }
  const paths = new Set([...Object.keys(labels), ...Object.keys(closed)])
  return Object.fromEntries(
    [...paths].map((path) => {
      const [label, choices] = [labels[path], closed[path]]
      return [
        path,
        { ...(label === undefined ? {} : { label }), ...(choices === undefined ? {} : { choices }) },
      ]
    }),
  )
}

type Specs = CompileContext['specs']

interface Ladder {
  key: string
  name: string
  tiers: readonly Choice[]
}

/** What the activities that the programme itself emits can say. */
function derivedData(
  on: string | undefined,
  known: Record<'segments' | 'counters', readonly Choice[] | undefined> & {
    ladders: readonly Ladder[] | undefined
    specs: Specs
  },
): Readonly<Record<string, readonly Choice[] | undefined>> {
  const { specs, segments, counters, ladders } = known
  switch (on) {
    case 'tier.reached':
      return {
        'activity.data.ladder': ladders?.map(({ key, name }) => ({ value: key, label: name })),
        'activity.data.tier': ladders?.flatMap(({ tiers }) => tiers),
      }
    case 'segment.entered':
    case 'segment.left':
      return { 'activity.data.segment': segments }
    case 'milestone.reached':
      return { 'activity.data.counter': counters }
    case 'card.completed':
      return { 'activity.data.card': namedIn(specs, 'stamp-card') }
    default:
      return {}
  }
}

/** The definitions of a kind; undefined where the kinds at hand are without it. */
function namedIn(specs: Specs, kind: 'counter' | 'segment' | 'stamp-card'): readonly Choice[] | undefined {
  const known = specs.get(kind) as ReadonlyMap<string, { name: string }> | undefined
  return known && namedOf(known)
}

function namedOf(known: ReadonlyMap<string, { name: string }>): readonly Choice[] {
  return [...known].map(([value, { name }]) => ({ value, label: name }))
}

function laddersIn(specs: Specs): readonly Ladder[] | undefined {
  const known = specs.get('tier-ladder') as ReadonlyMap<string, TierLadderSpec> | undefined
  return (
    known &&
    [...known].map(([key, { name, tiers }]) => ({
      key,
      name,
      tiers: tiers.map((tier) => ({ value: tier.key, label: tier.name })),
    }))
  )
}

function typesOf({ activityTypes }: SettingsSpec): readonly Choice[] {
  const standard = standardActivityTypes.map(({ key, name }) => ({ value: key, label: name }))
  const named = new Set(standard.map(({ value }) => value))
  const others = [...builtInActivityTypes, ...Object.keys(activityTypes)].filter((type) => !named.has(type))
  return [...new Set(others)].map((type): Choice => ({ value: type, label: type })).concat(standard)
}
