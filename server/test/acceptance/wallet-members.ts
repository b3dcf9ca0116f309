import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { ApiHouse } from '../api-house.ts'

/** A balance as a member's page tells it. */
export interface ToldBalance {
  currency: string
  available: number
  pending: number
  held: number
  debt: number
}

/** A member with points of one order of the programme `wallet` (none: enrolled only); the address. */
export async function enrolWith(house: ApiHouse, points: number): Promise<string> {
  const externalId = randomUUID()
  if (points === 0) {
    const enrolled = await house.ask({
      method: 'POST',
      path: '/v1/programs/wallet/members',
      body: { externalId },
    })
    expect(enrolled.status).toBe(201)
  } else {
    const reply = await order(house, `externalId:${externalId}`, { points: points })
    expect(reply.status).toBe(201)
  }
  return `externalId:${externalId}`
}

/** An order that earns so many points. */
export function order(
  house: ApiHouse,
  member: string,
  { points, sourceId = randomUUID() }: { points: number; sourceId?: string },
) {
  return activity(house, {
    type: 'order.placed',
    sourceId,
    member: referenceTo(member),
    order: {
      currency: 'GBP',
      lines: [{ lineId: '1', sku: 'a', quantity: '1', unitPrice: (points / 100).toFixed(2) }],
    },
  })
}

/** Sends an activity of a minute ago. */
export function activity(house: ApiHouse, body: Readonly<Record<string, unknown>>) {
  return house.ask({
    method: 'POST',
    path: '/v1/programs/wallet/activities',
    body: {
      source: 'test',
      sourceId: randomUUID(),
      occurredAt: new Date(Date.now() - 60_000).toISOString(),
      ...body,
    },
  })
}

/** `externalId:1` as a body names it. */
export function referenceTo(address: string): Record<string, string> {
  if (address.startsWith('mem_')) return { id: address }
  const cut = address.indexOf(':')
  return { [address.slice(0, cut)]: address.slice(cut + 1) }
}

export async function allBalances(house: ApiHouse, member: string): Promise<ToldBalance[]> {
  const reply = await house.ask({ path: `/v1/programs/wallet/members/${member}` })
  return reply.body.balances as unknown as ToldBalance[]
}

export async function balanceOf(
  house: ApiHouse,
  member: string,
  currency = 'points',
): Promise<ToldBalance | undefined> {
  return (await allBalances(house, member)).find((each) => each.currency === currency)
}

/** The public id of a member. */
export async function idOf(house: ApiHouse, member: string): Promise<string> {
  const { body } = await house.ask({ path: `/v1/programs/wallet/members/${member}` })
  return body.id as unknown as string
}
