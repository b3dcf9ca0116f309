import { randomBytes, randomUUID } from 'node:crypto'
import { RefusalError } from '../../kernel/verdict.ts'
import type { Client, Told } from '../client.ts'

/** The throw-away programme, as its clients know it. */
export interface Shop {
  key: string
  /** Enrols somebody by an order that earns so many points; the path of the member. */
  newMember(points: number): Promise<string>
  spend(member: string, amount: number, key?: string): Promise<Told>
  give(from: string, to: string, more: { amount: number; key: string }): Promise<Told>
  /** An order of a member: one point for every minor unit. */
  order(externalId: string, sourceId: string, points: number): Promise<Told>
  /** What a member can spend. */
  available(member: string): Promise<number>
  /** What the server finds wrong with the books. */
  verify(): Promise<string[]>
  /** Lets nothing be written to it any more. */
  shut(): Promise<boolean>
}

const limit = 1_000_000_000

function definitions(): { kind: string; key: string; spec: unknown }[] {
  return [
    {
      kind: 'settings',
      key: 'program',
      spec: { name: 'Jackhammer', timeZone: 'Etc/UTC', currency: 'EUR', enrolOnFirstOrder: true },
    },
    {
      kind: 'currency',
      key: 'points',
      spec: {
        name: 'Points',
        unit: { one: 'point', other: 'points' },
        transfer: { maximum: limit, monthly: limit, coolDownHours: 0 },
      },
    },
    {
      kind: 'earning-rule',
      key: 'base',
      spec: { name: 'Base', currency: 'points', award: { kind: 'per-money', points: 1, perMinor: 1 } },
    },
  ]
}

/** Makes and publishes a programme that nobody else uses. Throws the refusal of the server. */
export async function openShop(client: Client): Promise<Shop> {
  const key = `jackhammer-${randomBytes(4).toString('hex')}`
  must(await client.ask('POST', '/v1/programs', { body: { key, name: 'Jackhammer' } }))
  const program = `/v1/programs/${key}`
  for (const each of definitions())
    must(
      await client.ask('PUT', `${program}/definitions/${each.kind}/${each.key}`, {
        body: { spec: each.spec },
      }),
    )
  must(await client.ask('POST', `${program}/releases`, { body: { note: 'Jackhammer' } }))

  const order: Shop['order'] = (externalId, sourceId, points) =>
    client.ask('POST', `${program}/activities`, { body: orderOf(externalId, sourceId, points) })
  return {
    key,
    order,
    newMember: async (points) => {
      const externalId = randomUUID()
      must(await order(externalId, externalId, points))
      return `externalId:${externalId}`
    },
    spend: (member, amount, idempotencyKey) =>
      client.ask('POST', `${program}/members/${member}/spends`, {
        body: { parts: [{ currency: 'points', amount }] },
        ...(idempotencyKey === undefined ? {} : { key: idempotencyKey }),
      }),
    give: (from, to, { amount, key: idempotencyKey }) =>
      client.ask('POST', `${program}/members/${from}/transfers`, {
        body: { currency: 'points', amount, to: { externalId: to.slice('externalId:'.length) } },
        key: idempotencyKey,
      }),
    available: async (member) => {
      const { body } = must(await client.ask('GET', `${program}/members/${member}`))
      const balances = (body.balances ?? []) as { currency: string; available: number }[]
      return balances.find((each) => each.currency === 'points')?.available ?? 0
    },
    verify: () => verify(client, program),
    shut: async () => {
      const reason = 'A jackhammer has been at work here; it is kept for its books alone'
      return (await client.ask('POST', `${program}/read-only`, { body: { reason } })).status < 300
    },
  }
}

function orderOf(externalId: string, sourceId: string, points: number): unknown {
  const line = { lineId: '1', sku: 'A', quantity: '1', unitPrice: (points / 100).toFixed(2) }
  return {
    type: 'order.placed',
    source: 'jackhammer',
    sourceId,
    // The same bytes each time: an order's key and its body belong together.
    occurredAt: '2026-01-02T10:00:00Z',
    member: { externalId },
    order: { currency: 'EUR', lines: [line] },
  }
}

async function verify(client: Client, program: string): Promise<string[]> {
  const { body } = must(await client.ask('POST', `${program}/verify`))
  const { breaks } = body as { breaks?: unknown[] }
  return breaks === undefined
    ? ['the verification told no result']
    : breaks.map((each) => JSON.stringify(each))
}

function must(told: Told): Told {
  if (told.status < 300) return told
  const { code, detail } = told.body as { code?: string; detail?: string }
  throw new RefusalError({
    code: (code ?? 'internal') as RefusalError['refusal']['code'],
    detail: `The server answered ${told.status}: ${detail ?? told.text.slice(0, 200)}`,
  })
}
