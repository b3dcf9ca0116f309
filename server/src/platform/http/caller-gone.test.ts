import { setTimeout as pause } from 'node:timers/promises'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { callerGone } from './caller-gone.ts'

let app: FastifyInstance
let origin: string
const signals: AbortSignal[] = []

beforeAll(async () => {
  app = Fastify()
  app.post('/answer/:afterMs', async (request, reply) => {
    const gone = callerGone(reply)
    signals.push(gone)
    await pause(Number((request.params as { afterMs: string }).afterMs), undefined, { signal: gone })
    return { done: true }
  })
  origin = await app.listen({ port: 0 })
})
afterAll(() => app.close())

function post(afterMs: number, signal?: AbortSignal): Promise<Response> {
  return fetch(`${origin}/answer/${afterMs}`, { method: 'POST', body: '{}', ...(signal && { signal }) })
}

test('who goes away before the answer is not worked for any longer', async () => {
  const gone = new AbortController()
  const answer = post(60_000, gone.signal)
  await expect.poll(() => signals.length).toBe(1)
  gone.abort()
  await expect(answer).rejects.toThrow()
  await expect.poll(() => signals[0]?.aborted).toBe(true)
  expect(signals[0]?.reason).toMatchObject({ refusal: { code: 'request_malformed' } })
})

test('who waits for the answer gets it, and is not gone afterwards', async () => {
  const answer = await post(20)
  expect(await answer.json()).toEqual({ done: true })
  await pause(50)
  expect(signals.at(-1)?.aborted).toBe(false)
})
