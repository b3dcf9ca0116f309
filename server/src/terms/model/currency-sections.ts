import type { CauseSpec, CurrencySpec } from '@perennial/contract'
import type { CurrencyInForce } from '../../programs/index.ts'
import { type Clause, clause, type Paragraph, type Value } from './clause.ts'
import { type Asks, expiryClauses, pendingClauses } from './common-clauses.ts'
import { amountOf, spanOf, textOf, unitOf } from './values.ts'

/** What each currency is, from when it can be used, when it ends, and what a return takes. */
export function currencyParagraphs(asks: Asks): Paragraph[] {
  return paragraphs(asks, ({ key, spec }) => [
    natureOf(asks, key, spec),
    ...(spec.kind === 'status' ? [] : useClauses(spec)),
  ])
}

function paragraphs(
  { release }: Asks,
  clausesOf: (currency: CurrencyInForce) => readonly Clause[],
): Paragraph[] {
  return [...release.currencies.values()].flatMap((currency) => {
    const clauses = clausesOf(currency)
    const about = `currency/${currency.key}`
    return clauses.length === 0 ? [] : [{ about, heading: currency.spec.name, clauses }]
  })
}

function natureOf({ release }: Asks, key: string, spec: CurrencySpec): Clause {
  const unit = unitOf(release, key)
  if (spec.money === undefined) return clause(`currency-${spec.kind}`, { unit })
  // One unit is one minor unit; at its scale it is shown as money is.
  const one: Value = { kind: 'money', minor: 1, money: spec.money }
  return clause(`currency-${spec.kind}`, { unit, one, amount: amountOf(release, key, 1) })
}

function useClauses(spec: CurrencySpec): Clause[] {
  const warned = [...spec.warnDays].sort((a, b) => b - a).map((days) => spanOf({ days }))
  return [
    ...(spec.pending === undefined ? [clause('pending-none')] : pendingClauses(spec.pending)),
    ...(spec.expiry === undefined ? [clause('expiry-never')] : expiryClauses(spec.expiry)),
    ...(warned.length === 0
      ? []
      : [clause('warned', { spans: { kind: 'list', values: warned, join: 'and' } })]),
    clause(`debt-${spec.debt}`),
    ...(spec.expiry === undefined
      ? []
      : spec.restoredDays === 0
        ? [clause('restored-not')]
        : [clause('restored', { span: spanOf({ days: spec.restoredDays }) })]),
  ]
}

/** What can be exchanged for what. */
export function exchangeParagraphs(asks: Asks): Paragraph[] {
  const { release } = asks
  return paragraphs(asks, ({ key, spec }) =>
    spec.exchange.map(({ to, give, get }) =>
      clause('exchange', { give: amountOf(release, key, give), get: amountOf(release, to, get) }),
    ),
  )
}

/** What members may give to each other. */
export function transferParagraphs(asks: Asks): Paragraph[] {
  const { release } = asks
  return paragraphs(asks, ({ key, spec: { transfer } }) =>
    transfer === undefined
      ? []
      : [
          clause('transfer', {
            unit: unitOf(release, key),
            maximum: amountOf(release, key, transfer.maximum),
            monthly: amountOf(release, key, transfer.monthly),
          }),
          ...(transfer.coolDownHours === 0
            ? []
            : [
                clause('transfer-cool-down', {
                  span: { kind: 'span', unit: 'hour', value: transfer.coolDownHours },
                }),
              ]),
        ],
  )
}

/** What households may keep together. */
export function householdParagraphs(asks: Asks): Paragraph[] {
  const { release } = asks
  return paragraphs(asks, ({ key, spec: { transfer } }) =>
    transfer?.pool === true
      ? [
          clause('household', {
            unit: unitOf(release, key),
            maximum: amountOf(release, key, transfer.maximum),
          }),
        ]
      : [],
  )
}

/** Gift cards are of stored value. */
export function giftCardParagraphs(asks: Asks): Paragraph[] {
  return paragraphs(asks, ({ spec }) =>
    spec.kind === 'stored-value' ? [clause('gift-card', { name: textOf(spec.name) })] : [],
  )
}

/** What members may give value to. */
export function donationParagraphs({ release }: Asks): Paragraph[] {
  const causes = release.specs.get('cause') as ReadonlyMap<string, CauseSpec> | undefined
  return [...(causes ?? [])].map(([key, { name, description = '' }]) => ({
    about: `cause/${key}`,
    heading: name,
    clauses: [
      description === ''
        ? clause('donation', { cause: textOf(name) })
        : clause('donation-described', { cause: textOf(name), description: textOf(description) }),
    ],
  }))
}
