import { connect } from 'node:net'
import { itemOutcome } from '@perennial/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Program } from '../../src/programs/index.ts'
import { type ApiHouse, giftware, openApiHouse } from '../api-house.ts'
import { orderOf } from '../harness.ts'

let house: ApiHouse
let program: Program

const path = '/v1/programs/giftware/activities:stream'

beforeAll(async () => {
  house = await openApiHouse()
  program = await giftware(house, 'giftware')
})
afterAll(async () => {
  expect(await house.verify(program)).toEqual([])
  await house.close()
})

function line(name: string, at: number): string {
  const member = { externalId: `${name}-${at % 50}` }
  return `${JSON.stringify(orderOf(`${name}-${at}`, [['A', '1', '1.00']], { member }))}\n`
}

/** Sends lines as the server takes them; yields outcomes as they come. */
async function* stream(lines: Iterable<string> | AsyncIterable<string>): AsyncGenerator<unknown> {
  const encoder = new TextEncoder()
  const source = Symbol.asyncIterator in lines ? lines[Symbol.asyncIterator]() : lines[Symbol.iterator]()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await source.next()
      if (done === true) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
  })
  const reply = await fetch(`${house.origin}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${house.key}`, 'content-type': 'application/x-ndjson' },
    body,
    duplex: 'half',
  } as RequestInit)
  expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'application/x-ndjson'])
  let rest = ''
  for await (const part of (reply.body as ReadableStream<Uint8Array>).pipeThrough(
    new TextDecoderStream() as never,
  ) as unknown as AsyncIterable<string>) {
    const parts = (rest + part).split('\n')
    rest = parts.pop() ?? ''
    for (const one of parts) yield JSON.parse(one)
  }
  expect(rest).toBe('')
}

/** Orders recorded for the fifty members of a name. */
async function recorded(name: string): Promise<number> {
  const found = await house.ask({ path: `/v1/programs/giftware/members?query=${name}-&limit=200` })
  const { members } = found.body as unknown as { members: { balances: { available: number }[] }[] }
  // Every order is a pound, which is ten points.
  return members.reduce((sum, { balances }) => sum + (balances[0]?.available ?? 0) / 10, 0)
}

describe('a stream', () => {
  test('of 10,000 lines: an outcome each, in order, in bounded memory', async () => {
    const count = 10_000
    function* lines() {
      for (let at = 0; at < count; at += 1) yield line('long', at)
    }
    const before = process.memoryUsage().rss
    let next = 0
    for await (const outcome of stream(lines())) {
      const told = itemOutcome.parse(outcome)
      expect([told.index, told.status]).toEqual([next, 201])
      next += 1
    }
    expect(next).toBe(count)
    expect(process.memoryUsage().rss - before).toBeLessThan(300_000_000)
    const answer = await house.ask({ path: '/v1/programs/giftware/members/externalId:long-7' })
    expect(answer.body).toMatchObject({ balances: [{ available: 2_000 }] })
  }, 120_000)

  test('answers while it is sent: each line waits for the outcome of the one before', async () => {
    let answered = 0
    let wake: () => void = () => {}
    async function* lines() {
      for (let at = 0; at < 5; at += 1) {
        yield line('talk', at)
        while (answered <= at) {
          await new Promise<void>((resolve) => {
            wake = resolve
          })
        }
      }
    }
    for await (const outcome of stream(lines())) {
      expect(outcome).toMatchObject({ index: answered, status: 201 })
      answered += 1
      wake()
    }
    expect(answered).toBe(5)
  })

  test('goes on after lines that are none, and says which', async () => {
    const bad = [
      line('bad', 0),
      'nonsense\n',
      '{"type":"order.placed"}\n',
      '\n',
      `{"a":"${'x'.repeat(1_100_000)}"}\n`,
      line('bad', 1).replace('order.placed', 'moon.landed'),
      line('bad', 2).replace('{', '{"balance":5,'),
      line('bad', 3).trimEnd(),
    ]
    const outcomes: string[] = []
    for await (const outcome of stream(bad)) {
      const { index, status, problem } = itemOutcome.parse(outcome)
      outcomes.push(`${index} ${status} ${problem?.code ?? ''}`.trim())
    }
    expect(outcomes).toEqual([
      '0 201',
      '1 400 body_malformed',
      '2 422 body_invalid',
      '3 413 body_too_large',
      '4 422 activity_type_unknown',
      '5 422 body_invalid',
      '6 201',
    ])
  })

  test('of nothing is answered with nothing', async () => {
    for await (const outcome of stream([])) expect(outcome).toBe('nothing')
  })

  test('whose client goes away: what was taken is recorded once, and a repeat completes it', async () => {
    await new Promise<void>((resolve) => {
      const socket = connect(Number(new URL(house.origin).port), '127.0.0.1', () => {
        socket.write(
          `POST ${path} HTTP/1.1\r\nhost: a\r\nauthorization: Bearer ${house.key}\r\n` +
            'content-type: application/x-ndjson\r\ntransfer-encoding: chunked\r\n\r\n',
        )
        const text = Array.from({ length: 300 }, (_, at) => line('gone', at)).join('')
        socket.write(`${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`)
      })
      // Cut as soon as the first outcomes are on their way, with lines still unanswered.
      socket.once('data', () => socket.destroy())
      socket.once('close', () => resolve())
      socket.on('error', () => {})
    })
    let fresh = 0
    let index = 0
    for await (const outcome of stream(Array.from({ length: 300 }, (_, at) => line('gone', at)))) {
      const told = itemOutcome.parse(outcome)
      expect(told.index).toBe(index)
      index += 1
      if (told.status === 201) fresh += 1
    }
    expect(index).toBe(300)
    expect(fresh).toBeLessThan(300)
    expect(await recorded('gone')).toBe(300)
    // The server is well: nothing of the broken stream is left in its way.
    expect((await house.ask({ path: '/readyz', key: null })).status).toBe(200)
  })

  test('without a credential is refused before it is read', async () => {
    const reply = await fetch(`${house.origin}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson' },
      body: line('none', 0),
    })
    expect(reply.status).toBe(401)
    expect(await recorded('none')).toBe(0)
  })
})
