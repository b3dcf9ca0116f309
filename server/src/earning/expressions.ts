import { lineFacts } from '../activity/index.ts'
import { ok, refuse, type Verdict } from '../kernel/verdict.ts'
import type { CompileContext, ExpressionPlace, FactHints } from '../programs/index.ts'
import type { CompiledRule } from '../rules/index.ts'
import { ruleFacts } from './facts.ts'

/** Orders of 2,000 lines are accepted, so rules may go over as many. */
const linesMax = 2000

function factsOf(...[{ settings }, on]: Parameters<ExpressionPlace['facts']>) {
  return ruleFacts(on ?? 'order.placed', settings)
}

/** The expressions of an earning rule, by the path of their field; `award.per-line` is the one that counts line by line. */
export const earningExpressions = {
  when: { result: 'bool', facts: factsOf, hints, listLengthMax: linesMax, accept: knowsCounters },
  lines: { result: 'bool', facts: () => lineFacts, hints, listLengthMax: linesMax },
  'award.per-line': { result: 'int', facts: () => lineFacts, hints, listLengthMax: linesMax },
  'award.expression': {
    result: 'int',
    facts: factsOf,
    hints,
    listLengthMax: linesMax,
    accept: knowsCounters,
  },
} as const satisfies Record<string, ExpressionPlace>

/** The expressions of a counter. What it counts with the activity in it would ask itself. */
export const counterExpressions = {
  when: {
    result: 'bool',
    facts: (...asked) => {
      const { countersAfter: _after, ...facts } = factsOf(...asked)
      return facts
    },
    hints,
    listLengthMax: linesMax,
    accept: knowsCounters,
  },
  lines: earningExpressions.lines,
  'add.value': {
    result: 'string',
    facts: (...asked) => {
      const { activity, items } = factsOf(...asked)
      return {
        ...(activity === undefined ? {} : { activity }),
        // What has items has lines.
        ...(items === undefined ? {} : lineFacts),
      }
    },
    hints,
  },
} as const satisfies Record<string, ExpressionPlace>

function knowsCounters({ reads }: CompiledRule<unknown>, { specs }: CompileContext): Verdict<undefined> {
  for (const path of reads) {
    const [name, ...rest] = path.split('.')
    const key = rest.join('.')
    if ((name === 'counters' || name === 'countersAfter') && key !== '' && !specs.get('counter')?.has(key))
      return refuse('definition_invalid', `The programme has no counter "${key}".`)
  }
  return ok(undefined)
}

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

function hints({
  currencies,
  stores,
  specs,
}: Parameters<NonNullable<ExpressionPlace['hints']>>[0]): FactHints {
  const told = Object.fromEntries(Object.entries(labels).map(([path, label]) => [path, { label }]))
  const counters = ([...(specs.get('counter') ?? [])] as [string, { name: string }][]).map(
    ([value, spec]) => ({ value, label: spec.name }),
  )
  const ladders = [...(specs.get('tier-ladder') ?? [])] as [string, { name: string; tiers: Tier[] }][]
  return {
    ...told,
    balances: {
      ...told.balances,
      choices: [...currencies.values()].map(({ key, spec }) => ({ value: key, label: spec.name })),
    },
    ...Object.fromEntries(
      ['counters', 'countersAfter'].map((path) => [path, { ...told[path], choices: counters }]),
    ),
    'activity.store': {
      label: 'Store',
      choices: [...stores].map(([value, spec]) => ({ value, label: spec.name })),
    },
    'member.tier': {
      ...told['member.tier'],
      choices: (ladders[0]?.[1].tiers ?? []).map(({ key, name }) => ({ value: key, label: name })),
    },
    'member.tiers': {
      ...told['member.tiers'],
      choices: ladders.map(([value, spec]) => ({ value, label: spec.name })),
    },
  }
}

interface Tier {
  key: string
  name: string
}
