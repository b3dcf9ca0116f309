import type { ActivityInput, ActivityReply, ItemOutcome } from '@perennial/contract'

/** One line as it is typed. */
export interface BasketLine {
  id: number
  sku: string
  category: string
  /** Decimal text. */
  quantity: string
  /** Of one, in minor units; undefined while it is empty, NaN while it is no number. */
  priceMinor: number | undefined
}

export interface Basket {
  lines: readonly BasketLine[]
  store: string
  channel: string
  /** Empty: now. */
  at: string
  /** Empty: somebody who joins with this purchase. */
  member: string
}

export function firstBasket(): Basket {
  return { lines: [lineOf(0)], store: '', channel: '', at: '', member: '' }
}

/** A line with something in it: a bench that answers at once explains itself. */
export function lineOf(id: number): BasketLine {
  return { id, sku: `ITEM-${id + 1}`, category: '', quantity: '1', priceMinor: 2_000 }
}

/** Whether a line can be sold. */
export function isWhole(line: BasketLine): boolean {
  return (
    line.sku.trim() !== '' &&
    /^\d{1,6}(\.\d{1,6})?$/.test(line.quantity) &&
    line.priceMinor !== undefined &&
    Number.isSafeInteger(line.priceMinor)
  )
}

interface Moment {
  /** ISO 4217 currency of the order. */
  currency: string
  /** Digits after the point of that currency. */
  scale: number
  now: string
  /** Names this try: nothing may be known under it. */
  name: string
}

/** What happens on the bench: a newcomer joins first, then the order comes. */
export function activitiesOf(basket: Basket, moment: Moment): ActivityInput[] {
  const { currency, scale, now, name } = moment
  const occurredAt = basket.at === '' ? now : basket.at
  const member = basket.member === '' ? { externalId: name } : { id: basket.member }
  const base = { source: 'console', sourceId: name, occurredAt, member }
  const place = {
    ...(basket.store === '' ? {} : { store: basket.store }),
    ...(basket.channel.trim() === '' ? {} : { channel: basket.channel.trim() }),
  }
  const order: ActivityInput = {
    ...base,
    ...place,
    type: 'order.placed',
    order: {
      currency,
      lines: basket.lines.filter(isWhole).map((line) => ({
        lineId: String(line.id + 1),
        sku: line.sku.trim(),
        quantity: line.quantity,
        unitPrice: decimalOf(line.priceMinor ?? 0, scale),
        ...(line.category.trim() === '' ? {} : { category: line.category.trim() }),
      })),
    },
  }
  return basket.member === '' ? [{ ...base, type: 'member.enrolled' }, order] : [order]
}

function decimalOf(amountMinor: number, scale: number): string {
  const digits = String(Math.abs(amountMinor)).padStart(scale + 1, '0')
  const sign = amountMinor < 0 ? '-' : ''
  return scale === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

/** What one release answers to the basket. */
export interface Trial {
  /** What was refused, when something was. */
  problem: NonNullable<ItemOutcome['problem']> | undefined
  /** Each thing that happened, with its reply. */
  replies: { input: ActivityInput; reply: ActivityReply }[]
}

export function trialOf(inputs: readonly ActivityInput[], outcomes: readonly ItemOutcome[]): Trial {
  return {
    problem: outcomes.find((each) => each.problem !== undefined)?.problem,
    replies: inputs.flatMap((input, index) => {
      const reply = outcomes[index]?.reply
      return reply === undefined ? [] : [{ input, reply }]
    }),
  }
}

/** What a trial gives, by currency, in the order in which it came. */
export function givenBy(trial: Trial): { currency: string; amount: number }[] {
  const sums = new Map<string, number>()
  for (const effect of trial.replies.flatMap(({ reply }) => reply.effects)) {
    if (effect.kind !== 'points' || effect.currency === undefined) continue
    sums.set(effect.currency, (sums.get(effect.currency) ?? 0) + (effect.amount ?? 0))
  }
  return [...sums].map(([currency, amount]) => ({ currency, amount }))
}

/** Tiers that the trial moves somebody to. */
export function movesOf(trial: Trial): { ladder: string; to: string | null }[] {
  return trial.replies.flatMap(({ reply }) =>
    reply.effects.flatMap((effect) =>
      effect.kind === 'tier' && effect.ladder !== undefined
        ? [{ ladder: effect.ladder, to: effect.to ?? null }]
        : [],
    ),
  )
}
