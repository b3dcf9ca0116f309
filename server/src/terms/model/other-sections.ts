import type { StampCardSpec } from '@perennial/contract'
import { type Clause, clause, type Paragraph } from './clause.ts'
import type { Asks } from './common-clauses.ts'
import { activityOf, amountOf, numberOf, spanOf, textOf, textsOf } from './values.ts'

/** What stamps a card, how many make it full and what it gives then. */
export function cardParagraphs(asks: Asks): Paragraph[] {
  const kind = 'stamp-card'
  const cards = asks.release.specs.get(kind) as ReadonlyMap<string, StampCardSpec> | undefined
  return [...(cards ?? [])].map(([key, spec]) => ({
    about: `stamp-card/${key}`,
    heading: spec.name,
    clauses: [
      clause(`card-${spec.stamps.kind}`, {
        stamps: numberOf(spec.stamps.count),
        activity: activityOf(asks.release, spec.on),
      }),
      ...choiceOf('products', spec.products),
      ...choiceOf('categories', spec.categories),
      ...(spec.lines === undefined
        ? []
        : [clause('only-lines', { condition: asks.condition({ kind, key }, 'lines', spec.lines) })]),
      clause('card-full', {
        size: numberOf(spec.size),
        reward: amountOf(asks.release, spec.reward.currency, spec.reward.amount),
      }),
      clause(spec.restarts ? 'card-restarts' : 'card-once'),
      ...(spec.expires === undefined ? [] : [clause('card-expires', { span: spanOf(spec.expires) })]),
      ...(spec.perDay === undefined ? [] : [clause('card-per-day', { most: numberOf(spec.perDay) })]),
    ],
  }))
}

function choiceOf(what: 'products' | 'categories', choice: StampCardSpec['products']): Clause[] {
  const { include, exclude } = choice ?? {}
  return [
    ...(include === undefined ? [] : [clause(`${what}-only`, { names: textsOf(include) })]),
    ...(exclude === undefined ? [] : [clause(`${what}-not`, { names: textsOf(exclude) })]),
  ]
}

/** What holds in every programme. */
export function closingParagraphs(): Paragraph[] {
  return [{ about: '', heading: '', clauses: [clause('closing'), clause('frozen')] }]
}

/** How to reach the business, as its settings say. */
export function contactParagraphs({ release }: Asks): Paragraph[] {
  const { email, phone, website, address } = release.settings.contact ?? {}
  const clauses = Object.entries({ email, phone, website, address }).flatMap(([way, text]) =>
    text === undefined
      ? []
      : [clause(`contact-${way as 'email' | 'phone' | 'website' | 'address'}`, { [way]: textOf(text) })],
  )
  return clauses.length === 0 ? [] : [{ about: 'settings/program', heading: '', clauses }]
}
