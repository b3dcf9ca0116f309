import type { ActivityInput } from '@perennial/contract'
import { newUuid } from '../../kernel/ids.ts'
import { type Instant, instantText, parseInstant } from '../../kernel/instants.ts'
import { wholeOrder } from '../model/basket.ts'
import { derivedSource } from '../model/decide.ts'
import { isReturn } from '../model/intake.ts'
import type { KeptMatch } from '../model/kept.ts'
import {
  leftAfter,
  type Matched,
  matchLatestFirst,
  matchNamedOrder,
  type ReturnableOrder,
} from '../model/returns.ts'
import type { StoredActivity } from '../store.ts'
import { type HappenedIn, happenedOf } from './load-history.ts'
import { createHistory, type History } from './model/history.ts'

/**
 * The history of activities that were never recorded, such as the orders of a file. Given in the order of their times; each
 * counts as recorded when it happened, a member who buys enrols with their first one, and returns are matched as at the till.
 */
export function gatherHistory(
  inputs: Iterable<ActivityInput>,
  terms: Pick<HappenedIn, 'moneyExponent' | 'wholeOrders'>,
): History {
  const builder = createHistory()
  // Whoever only gives back never bought anything that is known.
  for (const own of byMember(inputs).values())
    if (own.some((each) => each.order !== undefined))
      builder.addOwner(newUuid(), happenedOf(storedOf(own), { ...terms, builder }))
  return builder.finish()
}

function byMember(inputs: Iterable<ActivityInput>): ReadonlyMap<string, ActivityInput[]> {
  const members = new Map<string, ActivityInput[]>()
  for (const input of inputs) {
    const named = JSON.stringify(input.member ?? {})
    const own = members.get(named)
    if (own === undefined) members.set(named, [input])
    else own.push(input)
  }
  return members
}

function storedOf(inputs: readonly ActivityInput[]): StoredActivity[] {
  const [first] = inputs
  const stored: StoredActivity[] = []
  const orders: ReturnableOrder[] = []
  if (first !== undefined && first.type !== 'member.enrolled')
    stored.push(activityFrom({ ...enrolment, occurredAt: first.occurredAt }, stored.length))
  for (const input of inputs) {
    const activity = activityFrom(input, stored.length)
    if (input.order !== undefined) orders.push(returnableFrom(activity))
    if (isReturn(input.type)) activity.decision.m = matchesFrom(orders, activity)
    stored.push(activity)
  }
  return stored
}

const enrolment: Omit<ActivityInput, 'occurredAt'> = {
  type: 'member.enrolled',
  source: derivedSource,
  sourceId: 'enrolment',
}

type Fresh = StoredActivity & { decision: { m?: readonly KeptMatch[] } }

function activityFrom(input: ActivityInput, seq: number): Fresh {
  const occurredAt: Instant = parseInstant(input.occurredAt) ?? 0
  return {
    activityId: newUuid(),
    ownerId: '',
    seq,
    release: 0,
    occurredAt,
    postedAt: occurredAt,
    type: input.type,
    input: { ...input, occurredAt: instantText(occurredAt) },
    decision: { b: [] },
  }
}

function returnableFrom({ activityId, input, occurredAt, seq }: StoredActivity): ReturnableOrder {
  const { order } = input
  if (order === undefined) throw new Error('Broken invariant: an order has its lines')
  return { activityId, sourceId: input.sourceId, occurredAt, seq, order, left: wholeOrder(order) }
}

/** What a return takes; nothing where it does not fit its order. */
function matchesFrom(orders: ReturnableOrder[], { input, occurredAt }: StoredActivity): KeptMatch[] {
  const matched = matchedFrom(orders, { input, occurredAt })
  for (const [index, order] of orders.entries()) {
    const own = matched.matches.filter((match) => match.orderId === order.activityId)
    if (own.length > 0) orders[index] = { ...order, left: leftAfter(order, own, 0) }
  }
  return matched.matches.map(({ orderId, lineIndex, quantity }) => [orderId, '', lineIndex, '', '', quantity])
}

function matchedFrom(
  orders: readonly ReturnableOrder[],
  { input, occurredAt }: Pick<StoredActivity, 'input' | 'occurredAt'>,
): Matched {
  const named = input.return
  const nothing: Matched = { matches: [], unmatched: [] }
  if (named === undefined) return nothing
  if (named.order === undefined) return matchLatestFirst(orders, named, occurredAt)
  const target = orders.find((each) => each.sourceId === named.order)
  const verdict = target && matchNamedOrder(target, named)
  return verdict?.ok === true ? verdict.value : nothing
}
