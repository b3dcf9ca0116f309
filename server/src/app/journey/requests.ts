import type { z } from 'zod'
import { RefusalError } from '../../kernel/verdict.ts'
import type { actions, Step } from './story.ts'

/** What the runner sends for a step. */
export interface Request {
  method: 'GET' | 'POST' | 'PATCH'
  /** Below the programme. */
  path: string
  body?: unknown
}

/** What earlier steps have left behind. */
export interface Told {
  /** The money of the programme. */
  currency: string
  /** When the step happens. */
  at: string
  /** Counts from 1. */
  number: number
  who: string | undefined
  /** Ids that the server gave, by the label of the story. */
  ids: ReadonlyMap<string, string>
  /** Attributes of people, as they were last sent. */
  attributes: ReadonlyMap<string, Record<string, unknown>>
}

type Of<Name extends keyof typeof actions> = z.output<(typeof actions)[Name]>

/** Refuses `journey_invalid` where the story names what it never made. */
export function requestOf(step: Step, told: Told): Request | undefined {
  const { order, quote, activity } = step
  if (step.join !== undefined) return post('/members', newcomer(step.join, told))
  if (step.change !== undefined)
    return { method: 'PATCH', path: memberPath(told), body: changed(step.change, told) }
  if (order !== undefined) return post('/activities?explain=true', orderOf(order, told))
  if (quote !== undefined) return post('/activities?explain=true&dryRun=true', orderOf(quote, told))
  if (step.return !== undefined) return post('/activities?explain=true', returnOf(step.return, told))
  if (step.cancel !== undefined)
    return post('/activities?explain=true', {
      ...base(told, 'order.cancelled'),
      return: { order: step.cancel.order },
    })
  if (step.fulfil !== undefined)
    return post('/activities', { ...base(told, 'order.fulfilled'), fulfilment: { order: step.fulfil.order } })
  if (activity !== undefined)
    return post('/activities?explain=true', { ...base(told, activity.type), ...activity })
  return walletRequest(step, told)
}

function walletRequest(step: Step, told: Told): Request | undefined {
  const { spend, giveBack, hold, capture, cancelHold, topUp, exchange, gift, donate } = step
  const member = memberPath(told)
  if (spend !== undefined)
    return post(`${member}/spends`, {
      parts: partsOf(spend.of),
      ...(spend.for === undefined ? {} : { reference: spend.for }),
    })
  if (giveBack !== undefined)
    return post(`${member}/spends/${idOf(told, giveBack.spend)}/returns`, {
      ...some(giveBack.of),
      reason: 'given back',
    })
  if (hold !== undefined)
    return post(`${member}/holds`, {
      parts: partsOf(hold.of),
      ...(hold.minutes === undefined ? {} : { ttlSeconds: hold.minutes * 60 }),
    })
  if (capture !== undefined)
    return post(`${member}/holds/${idOf(told, capture.hold)}/capture`, some(capture.of))
  if (cancelHold !== undefined) return post(`${member}/holds/${idOf(told, cancelHold.hold)}/cancel`, {})
  if (step.adjust !== undefined) return post(`${member}/adjustments`, step.adjust)
  if (topUp !== undefined) return post(`${member}/top-ups`, topUp)
  if (exchange !== undefined) return post(`${member}/exchanges`, exchange)
  if (gift !== undefined) return post(`${member}/transfers`, { ...gift, to: { externalId: gift.to } })
  if (donate !== undefined) return post(`${member}/donations`, donate)
  return undefined
}

function post(path: string, body: unknown): Request {
  return { method: 'POST', path, body }
}

/** The path of the person of a step. */
export function memberPath(told: Pick<Told, 'who'>): string {
  return `/members/externalId:${personOf(told)}`
}

function personOf(told: Pick<Told, 'who'>): string {
  if (told.who !== undefined) return told.who
  throw unclear('The step does not say who: give `who` here or in a step before.')
}

function unclear(detail: string): RefusalError {
  return new RefusalError({ code: 'journey_invalid', detail })
}

function idOf(told: Told, label: string): string {
  const id = told.ids.get(label)
  if (id === undefined) throw unclear(`No step before has the id "${label}".`)
  return id
}

function base(told: Told, type: string) {
  return {
    type,
    source: 'journey',
    sourceId: `step-${told.number}`,
    occurredAt: told.at,
    member: { externalId: personOf(told) },
  }
}

function newcomer(join: Of<'join'>, told: Told): unknown {
  return { externalId: personOf(told), ...join, enrolledAt: told.at }
}

function changed(change: Of<'change'>, told: Told): unknown {
  return { attributes: { ...told.attributes.get(personOf(told)), ...change.attributes } }
}

function orderOf(order: Of<'order'>, told: Told): unknown {
  const { id, channel, store, items, shippingMinor, discountMinor } = order
  return {
    ...base(told, 'order.placed'),
    ...(id === undefined ? {} : { sourceId: id }),
    channel,
    store,
    order: {
      currency: told.currency,
      lines: items.map(({ sku, category, price, quantity, amountMinor, data }, index) => ({
        lineId: String(index + 1),
        sku: sku ?? category ?? 'goods',
        category,
        quantity,
        unitPrice: price,
        amountMinor,
        data,
      })),
      shippingMinor,
      discountMinor,
    },
  }
}

function returnOf(back: Of<'return'>, told: Told): unknown {
  const lines = back.items?.map(({ line, sku, quantity }) => ({
    lineId: line === undefined ? undefined : String(line),
    sku,
    quantity,
  }))
  return { ...base(told, 'order.returned'), return: { order: back.order, lines } }
}

function partsOf(of: Record<string, number>): { currency: string; amount: number }[] {
  return Object.entries(of).map(([currency, amount]) => ({ currency, amount }))
}

function some(of: Record<string, number> | undefined): object {
  return of === undefined ? {} : { parts: partsOf(of) }
}
