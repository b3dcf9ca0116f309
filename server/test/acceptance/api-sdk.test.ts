import type { ActivityInput } from '@perennial/contract'
import { createPerennial, PerennialError } from '@perennial/sdk'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Program } from '../../src/programs/index.ts'
import { type ApiHouse, giftware, openApiHouse } from '../api-house.ts'
import { orderOf } from '../harness.ts'

let house: ApiHouse
let program: Program

beforeAll(async () => {
  house = await openApiHouse()
  program = await giftware(house, 'giftware')
})
afterAll(async () => {
  expect(house.violations).toEqual([])
  expect(await house.verify(program)).toEqual([])
  await house.close()
})

type Fetch = typeof globalThis.fetch

function client(more: { fetch?: Fetch; apiKey?: string; retries?: number } = {}) {
  return createPerennial({ baseUrl: house.origin, apiKey: house.key, retryDelayMs: 1, ...more })
}

/** A network that delivers every request and loses the reply of those that `isLost` picks, by their number. */
function lossy(isLost: (number: number) => boolean): { fetch: Fetch; sent: Headers[] } {
  const sent: Headers[] = []
  return {
    sent,
    fetch: async (input, init) => {
      const number = sent.length
      sent.push(new Headers(input instanceof Request ? input.headers : init?.headers))
      const reply = await fetch(input, init)
      if (!isLost(number)) return reply
      await reply.arrayBuffer()
      throw new TypeError('fetch failed: the connection was cut')
    },
  }
}

function orders(name: string, count: number): ActivityInput[] {
  return Array.from({ length: count }, (_, at) =>
    orderOf(`${name}-${at}`, [['A', '1', '1.00']], { member: { externalId: name } }),
  )
}

async function refusalOf(call: Promise<unknown>): Promise<PerennialError> {
  const error = await call.then(
    () => undefined,
    (cause: unknown) => cause,
  )
  expect(error).toBeInstanceOf(PerennialError)
  return error as PerennialError
}

async function pointsOf(member: string): Promise<number> {
  const found = await client().program('giftware').members.get(`externalId:${member}`)
  return found.balances[0]?.available ?? 0
}

describe('refusals', () => {
  test('tell code, status, sentence, request id and fields', async () => {
    const [input] = orders('refused', 1)
    const wrong = { ...input, balance: 5 } as unknown as ActivityInput
    const error = await refusalOf(client().program('giftware').activities.record(wrong))
    expect(error).toMatchObject({
      code: 'body_invalid',
      status: 422,
      errors: [{ field: 'balance', message: 'Unknown field' }],
    })
    expect(error.requestId).toMatch(/^req_[0-9a-f]{32}$/)
    expect(error.message).toContain('body_invalid')
  })

  test.each([
    ['no key', {}, 'credential_missing', 401],
    ['another programme', { program: 'nowhere' }, 'not_found', 404],
    ['a programme that climbs out of its place', { program: '..' }, 'not_found', 404],
    ['a programme with a slash', { program: 'a/../giftware' }, 'not_found', 404],
  ])('%s', async (what, { program: key = 'giftware' }: { program?: string }, code, status) => {
    const at = client(what === 'no key' ? { apiKey: '' } : {}).program(key)
    const error = await refusalOf(at.members.list())
    expect([error.code, error.status]).toEqual([code, status])
    const stream = at.activities.stream(orders('refused', 3))
    expect((await refusalOf(stream.next())).status).toBe(status)
  })

  test('a server that is not there: unreachable, after the retries', async () => {
    const away = createPerennial({ baseUrl: 'http://127.0.0.1:1', retries: 2, retryDelayMs: 1 })
    expect(await refusalOf(away.programs.list())).toMatchObject({ code: 'unreachable', status: 0 })
    const stream = away.program('giftware').activities.stream(orders('refused', 1))
    expect(await refusalOf(stream.next())).toMatchObject({ code: 'unreachable' })
  })
})

describe('D-04 replies that are lost', () => {
  test('an activity whose first two replies are lost has one effect', async () => {
    const network = lossy((number) => number < 2)
    const [input] = orders('lost-one', 1)
    const reply = await client(network)
      .program('giftware')
      .activities.record(input as ActivityInput)
    expect(network.sent).toHaveLength(3)
    expect(reply).toMatchObject({ status: 'recorded', replayed: true, balances: [{ available: 10 }] })
    expect(await pointsOf('lost-one')).toBe(10)
  })

  test('a batch whose reply is lost has one effect', async () => {
    const outcomes = await client(lossy((number) => number === 0))
      .program('giftware')
      .activities.batch(orders('lost-batch', 20))
    expect(outcomes.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200))
    expect(await pointsOf('lost-batch')).toBe(200)
  })

  test('an enrolment is sent again with the key of the first', async () => {
    const network = lossy((number) => number < 2)
    const body = { externalId: 'lost-member', name: 'Lost' }
    const member = await client(network).program('giftware').members.enrol(body)
    const keys = network.sent.map((headers) => headers.get('idempotency-key'))
    expect(keys).toHaveLength(3)
    expect(new Set(keys).size).toBe(1)
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/)
    const { members } = await client().program('giftware').members.list({ query: 'lost-member' })
    expect(members.map(({ id }) => id)).toEqual([member.id])
    await client(network).program('giftware').members.enrol({ externalId: 'lost-other' })
    expect(network.sent.at(-1)?.get('idempotency-key')).not.toBe(keys[0])
  })

  test('a key whose reply is lost is made once, without its secret', async () => {
    const made = await client(lossy((number) => number === 0)).keys.create({
      name: 'Lost key',
      scopes: ['read'],
    })
    expect(made.secret).toBe('')
    const keys = (await client().keys.list()).filter(({ name }) => name === 'Lost key')
    expect(keys.map(({ id }) => id)).toEqual([made.id])
    await client(lossy((number) => number === 0)).keys.revoke(made.id)
  })

  test('when all replies are lost it says so, and a later call finds what was done', async () => {
    const [input] = orders('lost-all', 1)
    const network = lossy(() => true)
    const call = client({ ...network, retries: 1 })
      .program('giftware')
      .activities.record(input as ActivityInput)
    expect((await refusalOf(call)).code).toBe('unreachable')
    expect(network.sent).toHaveLength(2)
    expect(
      await client()
        .program('giftware')
        .activities.record(input as ActivityInput),
    ).toMatchObject({
      replayed: true,
    })
  })

  test('a call that is aborted ends at once and is not repeated', async () => {
    const stop = new AbortController()
    const network = lossy(() => {
      stop.abort(new Error('enough'))
      return true
    })
    const call = client(network).programs.list({ signal: stop.signal })
    await expect(call).rejects.toThrow()
    expect(network.sent).toHaveLength(1)
  })
})

describe('a stream', () => {
  test('of 3,000 over a connection that is cut again and again: an outcome each, in order, one effect', async () => {
    let connections = 0
    const cutting: Fetch = async (input, init) => {
      connections += 1
      const reply = await fetch(input, init)
      if (connections > 4 || reply.body === null) return reply
      // Delivers some of the reply, cut in the middle of a line, and then breaks.
      let left = 40_000 + connections
      const cut = new TransformStream<Uint8Array, Uint8Array>({
        transform(part, controller) {
          controller.enqueue(part.subarray(0, left))
          left -= part.length
          if (left <= 0) controller.error(new TypeError('terminated'))
        },
      })
      return new Response(reply.body.pipeThrough(cut), { status: reply.status, headers: reply.headers })
    }
    let next = 0
    const items = orders('stream', 3_000)
    for await (const outcome of client({ fetch: cutting }).program('giftware').activities.stream(items)) {
      expect(outcome.index).toBe(next)
      expect([200, 201]).toContain(outcome.status)
      next += 1
    }
    expect(next).toBe(3_000)
    expect(connections).toBe(5)
    expect(await pointsOf('stream')).toBe(30_000)
  }, 60_000)

  test('answers while its source still waits', async () => {
    let wake: () => void = () => {}
    let answered = 0
    async function* source() {
      for (const item of orders('live', 4)) {
        yield item
        while (answered < Number(item.sourceId.slice(5)) + 1) {
          await new Promise<void>((resolve) => {
            wake = resolve
          })
        }
      }
    }
    for await (const outcome of client().program('giftware').activities.stream(source())) {
      expect(outcome.status).toBe(201)
      answered += 1
      wake()
    }
    expect(answered).toBe(4)
  })

  test('that is left early closes its source and its connection', async () => {
    let isClosed = false
    function* source() {
      try {
        for (let at = 0; ; at += 1)
          yield orderOf(`left-${at}`, [['A', '1', '1.00']], { member: { externalId: 'left' } })
      } finally {
        isClosed = true
      }
    }
    for await (const outcome of client().program('giftware').activities.stream(source())) {
      if (outcome.index === 10) break
    }
    expect(isClosed).toBe(true)
  })

  test('whose source fails throws what the source threw', async () => {
    // biome-ignore lint/correctness/useYield: it fails before its first item.
    async function* source(): AsyncGenerator<ActivityInput> {
      throw new RangeError('the till is empty')
    }
    const outcomes = client().program('giftware').activities.stream(source())
    await expect(outcomes.next()).rejects.toThrow('the till is empty')
  })

  test('of nothing is nothing', async () => {
    expect((await client().program('giftware').activities.stream([]).next()).done).toBe(true)
  })
})

describe('the rest of the API', () => {
  test('programmes, definitions, releases, members, activities, reports and proof', async () => {
    const perennial = client()
    const made = await perennial.programs.create({ key: 'tour', template: 'giftware' })
    expect(made).toMatchObject({ key: 'tour', release: 1 })
    expect((await perennial.programs.list()).map(({ key }) => key)).toContain('tour')
    const tour = perennial.program('tour')

    const rule = await tour.definitions.get('earning-rule', 'base')
    const spec = { ...rule.spec, name: 'Ten points' }
    const at = { kind: 'earning-rule', key: 'base' } as const
    const changed = await tour.definitions.put(at, { spec, revision: rule.revision })
    expect((await refusalOf(tour.definitions.put(at, { spec, revision: 99 }))).code).toBe('edit_conflict')
    expect((await tour.definitions.list({ kind: 'earning-rule' }))[0]?.revision).toBe(changed.revision)
    expect(await tour.releases.publish({ note: 'A name' })).toMatchObject({ number: 2, current: true })
    expect((await tour.releases.list({ limit: 1 })).releases).toHaveLength(1)
    expect(await tour.releases.get(1)).toMatchObject({ current: false })
    const store = { kind: 'store', key: 'bath' } as const
    const put = await tour.definitions.put(store, { spec: { name: 'Bath' } })
    await tour.definitions.remove(store, { revision: put.revision })

    const input = orderOf('t-1', [['A', '1', '10.00']], { member: { externalId: 'guest' } })
    expect(await tour.activities.record(input, { dryRun: true, explain: true })).toMatchObject({
      activity: null,
      explain: [{ granted: 100 }],
    })
    const { activity, member } = await tour.activities.record(input)
    expect(await tour.activities.get(activity ?? '', { explain: true })).toMatchObject({
      explain: [{ name: 'Ten points' }],
    })
    const { revision } = await tour.members.get(member ?? '')
    expect(await tour.members.update(member ?? '', { name: 'Guest', revision })).toMatchObject({
      name: 'Guest',
    })
    expect(await tour.members.get('externalId:guest', { at: '2020-01-01T00:00:00Z' })).toMatchObject({
      balances: [{ available: 0 }],
    })
    expect((await tour.members.journal(member ?? '')).rows).toHaveLength(1)
    expect((await tour.members.activities(member ?? '')).activities.length).toBeGreaterThan(0)
    const ledger = await tour.reports.ledger({ from: '2026-03-01', to: '2026-03-03' })
    expect(ledger.currencies[0]?.totals.issued).toBe(100)
    expect(await tour.reports.overview()).toMatchObject({ program: 'tour', members: 1 })
    expect(await tour.verify()).toMatchObject({ clean: true })
  })
})
