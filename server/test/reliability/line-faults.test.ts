import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from './app-process.ts'
import { type ChaosHouse, openChaosHouse } from './chaos-house.ts'
import type { Meddling } from './chaos-proxy.ts'
import { type Answer, faultsOf, openShop, seedOfRun } from './shop.ts'

const long = process.env.PERENNIAL_LONG === '1'
const patienceMs = 120_000
const answerLimitMs = 2_000
const acquireLimitMs = 5_000
const marginMs = 3_000
/** The long form waits as long as a black hole of half a minute. */
const faultMs = long ? 30_000 : 3_000
const rounds = long ? 20 : 4

let house: ChaosHouse
/** What each member's page says: every one another answer, so that a stale one is seen. */
const pages = new Map<string, unknown>()

beforeAll(async () => {
  house = await openChaosHouse(answerLimitMs)
  await house.createProgram('truth')
  const shop = openShop({ url: () => house.url, key: house.key, program: 'truth', seed: seedOfRun })
  await until('some orders', patienceMs, () => shop.acknowledged() > 60)
  await shop.finish()
  for (let member = 0; member < 7; member += 1) {
    const path = `/v1/programs/truth/members/externalId:customer-${member}`
    const page = await house.get(path)
    expect(page?.status, JSON.stringify(page?.body)).toBe(200)
    pages.set(path, told(page))
  }
  expect(new Set([...pages.values()].map((page) => JSON.stringify(page))).size).toBe(7)
}, patienceMs)

afterAll(() => house.close())

/** A page without the moment that it was read at. */
function told(answer: Answer | undefined): unknown {
  return { ...(answer?.body as object), at: undefined }
}

/** Asks for every page at once. Each answer is that page, or says when to come again; and it is there in time. */
async function askAll(allowed: 'refusals' | 'only answers'): Promise<number> {
  const from = performance.now()
  let refusals = 0
  const asked = [...pages].map(async ([path, page]) => {
    const answer = await house.get(path)
    if (answer?.status === 503 && allowed === 'refusals') {
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
      expect(answer.body).toMatchObject({ code: 'overloaded' })
      refusals += 1
    } else
      expect({ path, status: answer?.status, body: told(answer) }).toEqual({ path, status: 200, body: page })
  })
  await Promise.all(asked)
  expect(performance.now() - from).toBeLessThan(acquireLimitMs + answerLimitMs + marginMs)
  return refusals
}

test.each<Meddling | 'black hole'>(['black hole', 'trickle', 'reset', 'half-close', 'half-close-up'])(
  'D-05: %s: requests fail in time, the pool gives the connection up, and no query reads a stale reply',
  async (fault) => {
    const { proxy } = house
    const program = fault.replaceAll(/\W/g, '-')
    await house.createProgram(program)
    // At work while it happens: 4 customers who repeat until they are told that it counted.
    const shop = openShop({ url: () => house.url, key: house.key, program, seed: seedOfRun, customers: 4 })
    await until('the first orders', patienceMs, () => shop.acknowledged() > 4)
    const before = shop.acknowledged()
    const endAt = performance.now() + faultMs
    if (fault === 'black hole') proxy.blackHole()
    else proxy.meddle(fault)
    let refusals = 0
    do {
      refusals += await askAll('refusals')
      expect((await house.get('/healthz'))?.status).toBe(200)
    } while (performance.now() < endAt)
    proxy.heal()
    await house.ready(200, acquireLimitMs + answerLimitMs)
    expect(refusals, `${shop.acknowledged() - before} orders`).toBeGreaterThan(0)
    await until(
      'the spoilt lines to be given up',
      2 * answerLimitMs + marginMs,
      () => proxy.meddledLines() === 0,
    )
    for (let round = 0; round < rounds; round += 1) await askAll('only answers')
    await until('orders again', patienceMs, () => shop.acknowledged() > before + 4)
    await shop.finish()
    const seed = `PERENNIAL_SEED=${seedOfRun}`
    expect(
      [...shop.answers.keys()].filter((kind) => !/^(20[01]|503 retry-after \d+)$/.test(kind)),
      seed,
    ).toEqual([])
    expect(await faultsOf(house.database.adminUrl, { program, shop }), seed).toEqual([])
  },
  patienceMs + 4 * faultMs,
)
