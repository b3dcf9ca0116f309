import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { until } from './app-process.ts'
import { type ChaosHouse, openChaosHouse } from './chaos-house.ts'
import { type Answer, call, faultsOf, openShop, seedOfRun, withAdmin } from './shop.ts'

const long = process.env.PERENNIAL_LONG === '1'
const patienceMs = 120_000
const answerLimitMs = 20_000
const outageMs = long ? 60_000 : 4_000
const busyMs = long ? 30_000 : 4_000
const acquireLimitMs = 5_000
const marginMs = 1_500
const growthLimitBytes = 50 * 1024 * 1024
const recoveryLimitMs = 10_000
/** The product's pools: 10, and 2 more than lanes; the lanes are at most 4. */
const connectionsMax = 16

let house: ChaosHouse

beforeAll(async () => {
  house = await openChaosHouse(answerLimitMs)
  await house.createProgram('shop')
}, patienceMs)

afterAll(() => house.close())

/** Bytes that the product's process holds in memory. */
function residentBytes(): number {
  const status = readFileSync(`/proc/${house.app.pid}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024
}

test(
  'D-07: the database is away while 50 clients write: 503 and when to come again, no growth, and back in time',
  async () => {
    const { proxy } = house
    const shop = openShop({
      url: () => house.url,
      key: house.key,
      program: 'shop',
      seed: seedOfRun,
      customers: 50,
    })
    // Warm: what a busy process needs for itself is not growth.
    await until('a warm process', patienceMs, () => shop.acknowledged() > (long ? 10_000 : 1_500))
    await proxy.down()
    await house.ready(503, 5_000)
    let peak = 0
    const before = residentBytes()
    const refusedBefore = shop.answers.get('503 retry-after 2') ?? 0
    for (const endAt = performance.now() + outageMs; performance.now() < endAt; ) {
      peak = Math.max(peak, residentBytes())
      expect((await house.get('/healthz'))?.status).toBe(200)
      await pause(100)
    }
    const refused = (shop.answers.get('503 retry-after 2') ?? 0) - refusedBefore
    const [acknowledged, opened] = [shop.acknowledged(), proxy.opened()]
    await proxy.up()
    const backAt = performance.now()
    await until('the next acknowledged order', recoveryLimitMs, () => shop.acknowledged() > acknowledged)
    const tookMs = Math.round(performance.now() - backAt)
    await until('full work', patienceMs, () => shop.acknowledged() > acknowledged + 200)
    const told = `PERENNIAL_SEED=${seedOfRun}: ${refused} refused, ${peak - before} bytes more, back after ${tookMs} ms`
    // What waited comes back through the pools: nobody opens lines of his own, and none is opened twice.
    expect(proxy.opened() - opened, told).toBeLessThanOrEqual(2 * connectionsMax)
    await shop.finish()
    expect(peak - before, told).toBeLessThan(growthLimitBytes)
    expect(refused, told).toBeGreaterThan(50)
    expect(
      [...shop.answers.keys()].filter((kind) => !/^(20[01]|503 retry-after \d+)$/.test(kind)),
      told,
    ).toEqual([])
    expect(await faultsOf(house.database.adminUrl, { program: 'shop', shop }), told).toEqual([])
  },
  2 * patienceMs + 2 * outageMs,
)

describe('D-08: every connection is busy', () => {
  interface Timed {
    answer: Answer | undefined
    tookMs: number
  }

  async function timed(asked: Promise<Answer | undefined>): Promise<Timed> {
    const from = performance.now()
    return { answer: await asked, tookMs: performance.now() - from }
  }

  function expectRefused({ answer, tookMs }: Timed, limitMs: number): void {
    expect(answer?.status, JSON.stringify(answer?.body)).toBe(503)
    expect(Number(answer?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(tookMs).toBeLessThan(limitMs)
  }

  test(
    'who finds no connection is told so within 5 s, and the process is alive all the time',
    async () => {
      const members = `/v1/programs/shop/members?limit=5`
      const before = await house.get(members)
      expect(before?.status).toBe(200)
      const { held, excess } = await withAdmin(house.database.adminUrl, async (admin) => {
        await admin.query('begin; lock table member in access exclusive mode')
        const holding = Array.from({ length: 10 }, () => timed(house.get(members)))
        await until('all connections to wait', patienceMs, async () => {
          const found = await admin.query(
            `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
          )
          // The statistics of one transaction are a snapshot unless they are cleared.
          await admin.query('select pg_stat_clear_snapshot()')
          return found.rows.length >= 10
        })
        const asked: Promise<Timed>[] = []
        for (const endAt = performance.now() + busyMs; performance.now() < endAt; ) {
          asked.push(...Array.from({ length: 20 }, () => timed(house.get(members))))
          const alive = await timed(call(`${house.url}/healthz`))
          expect(alive.answer?.status).toBe(200)
          expect(alive.tookMs).toBeLessThan(1_000)
          await pause(250)
        }
        const later = await Promise.all(asked)
        return { held: await Promise.all(holding), excess: later }
      })
      // Who holds a connection is told when the lock is not given; who waits for one, when there is none; and some of
      // these got one that a holder gave back, and waited for the lock with it.
      for (const each of held) expectRefused(each, 10_000 + marginMs)
      for (const each of excess) expectRefused(each, acquireLimitMs + 10_000 + marginMs)
      const early = excess.filter((each) => each.tookMs < acquireLimitMs + marginMs)
      expect(early.length).toBeGreaterThan(excess.length / 2)
      await house.ready(200, 10_000)
      for (let times = 0; times < 20; times += 1)
        expect((await house.get(members))?.body).toEqual(before?.body)
    },
    patienceMs + 2 * busyMs,
  )
})
