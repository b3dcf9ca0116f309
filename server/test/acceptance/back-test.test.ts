import type { ActivityInput, BackTestDetail } from '@perennial/contract'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { askBackTest } from '../../src/activity/back-test/ask-back-test.ts'
import { perPound, returnOf, sampleDefinitions } from '../../src/activity/sample.ts'
import { orThrow } from '../../src/kernel/verdict.ts'
import type { Program } from '../../src/programs/index.ts'
import { type ApiHouse, openApiHouse } from '../api-house.ts'
import { orderOf } from '../harness.ts'
import { differencesOf, tryLive } from './back-test-house.ts'

const rules = {
  base: perPound,
  capped: { award: { kind: 'fixed', points: 60 }, cap: { points: 100, per: 'month' } },
  shared: { award: { kind: 'fixed', points: 70 }, budget: { points: 1000, per: 'lifetime' } },
  gold: { award: { kind: 'multiplier', factor: '2', of: ['base'] }, when: 'member.tier == "gold"' },
  rich: { award: { kind: 'fixed', points: 5 }, when: 'balances.points >= 1000' },
  vip: { award: { kind: 'fixed', points: 9 }, when: '"vip" in member.attributes' },
  loyal: { award: { kind: 'fixed', points: 3 }, when: 'member.orders >= 2' },
  welcome: { on: 'member.enrolled', award: { kind: 'fixed', points: 100 } },
  up: { on: 'tier.reached', award: { kind: 'fixed', points: 40 } },
}
const points = {
  valuePerPointE4: 5000,
  expiry: { kind: 'rolling', months: 12 },
  pending: { kind: 'delay', days: 3 },
}

let house: ApiHouse
let program: Program

/** A year of a small shop: 40 members, orders, returns, a few spends. */
function yearOf(prefix: string): ActivityInput[] {
  const happened: ActivityInput[] = []
  for (let index = 0; index < 320; index += 1) {
    const member = { externalId: `m${(index * 7) % 40}` }
    const at = Date.UTC(2026, 0, 1 + index, 9 + (index % 9))
    const occurredAt = new Date(at).toISOString()
    const price = `${5 + ((index * 13) % 90)}.50`
    happened.push(
      orderOf(
        `${prefix}-${index}`,
        [
          ['A', '2', price],
          ['B', '1', '3.20'],
        ],
        { member, occurredAt },
      ),
    )
    if (index % 6 === 5)
      happened.push({
        ...returnOf(`${prefix}-r${index}`, `${prefix}-${index - 3}`, [{ lineId: '1', quantity: '1' }]),
        occurredAt,
      })
  }
  return happened.filter(({ occurredAt }) => Date.parse(occurredAt) < Date.now())
}

beforeAll(async () => {
  house = await openApiHouse()
  program = await house.createProgram('shop', { definitions: sampleDefinitions(rules, { points }) })
  for (const input of yearOf('o')) orThrow((await house.pipeline.submit(program, [input]))[0] as never)
})
afterAll(() => house.close())

const path = '/v1/programs/shop/backtests'

/** How many rows the programme has of all that a back-test could write. */
async function rowsNow(): Promise<unknown> {
  const counts = ['activity', 'journal', 'balance', 'counter', 'budget_use', 'back_test'].map(
    (table) => `(select count(*) from ${table} where program_id = $1) as ${table}`,
  )
  const { programId } = program
  return house.database.read({ programId }, (tx) => tx.query(`select ${counts.join(', ')}`, [programId]))
}

async function detailOf(id: string): Promise<BackTestDetail> {
  return (await house.ask({ path: `${path}/${id}` })).body as unknown as BackTestDetail
}

async function until(id: string, isSo: (detail: BackTestDetail) => boolean): Promise<BackTestDetail> {
  for (;;) {
    const detail = await detailOf(id)
    if (isSo(detail)) return detail
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

function ended(id: string): Promise<BackTestDetail> {
  return until(id, ({ state }) => state !== 'waiting' && state !== 'running')
}

/** The id of a back-test that was asked for. */
async function asked(body: object): Promise<string> {
  const answer = await house.ask({ method: 'POST', path, body })
  expect(answer.status).toBe(202)
  return (answer.body as unknown as BackTestDetail).id
}

async function ask(body: object): Promise<BackTestDetail> {
  return ended(await asked(body))
}

async function cancelled(id: string): Promise<BackTestDetail> {
  const answer = await house.ask({ method: 'POST', path: `${path}/${id}/cancel` })
  expect(answer.status).toBe(200)
  return answer.body as unknown as BackTestDetail
}

/** What promises came to. */
function outcomesOf(spy: { mock: { settledResults: readonly { value: unknown }[] } }): unknown[] {
  return spy.mock.settledResults.map(({ value }) => value)
}

describe('a back-test', () => {
  it.each([
    ['a day that is none', { from: '2026-02-30' }, 422, 'body_invalid'],
    ['a window that ends before it begins', { from: '2026-03-01', to: '2026-02-01' }, 422, 'body_invalid'],
    ['a release that is not there', { release: 99 }, 404, 'not_found'],
    ['a reward in no currency', { firstReward: { currency: 'gold', points: 5 } }, 422, 'body_invalid'],
  ])('refuses %s', async (_what, body, status, code) => {
    const answer = await house.ask({ method: 'POST', path, body })
    expect([answer.status, answer.body.code]).toEqual([status, code])
  })

  it('of the live release equals the ledger to the unit, with returns, caps, a budget and tiers', async () => {
    const live = await tryLive(house, program.programId)
    expect(await differencesOf(house, program.programId, live)).toEqual([])
    expect(live.tried.tally.rules.get('points/shared')).toMatchObject({ granted: 1000 })
    expect(live.tried.tally.refusals.size).toBe(0)
  })

  it('of the live release against itself changes nobody', async () => {
    const { result, state, problem } = await ask({
      release: 1,
      firstReward: { currency: 'points', points: 1000 },
    })
    expect([state, problem]).toEqual(['done', null])
    expect(result?.tested).toEqual(result?.compared)
    expect(result?.change).toMatchObject({ unit: 'money', winners: 0, losers: 0 })
    expect(result?.change?.deciles.reduce((sum, each) => sum + each.members, 0)).toBe(result?.members)
    expect(result?.tested.firstReward?.orders).toBeGreaterThan(0)
    expect(result?.leaned).toEqual([])
  })

  it('of a draft tells what changes, for whom, and which facts were not kept', async () => {
    const drafts = await house.programs.listDefinitions(program.programId, 'earning-rule')
    const base = drafts.find((each) => each.key === 'base')
    const spec = { ...(base?.spec as object), award: { kind: 'per-money', points: 20, perMinor: 100 } }
    const put = { programId: program.programId, kind: 'earning-rule' as const, actor: 'test' }
    orThrow(
      await house.programs.putDefinition({ ...put, key: 'base', spec, ifRevision: base?.revision as number }),
    )
    const named = {
      name: 'Named',
      currency: 'points',
      award: { kind: 'fixed', points: 1 },
      when: 'member.enrolledAt > timestamp("2026-01-01T00:00:00Z")',
    }
    orThrow(await house.programs.putDefinition({ ...put, key: 'named', spec: named }))
    const { result } = await ask({})
    expect(result?.tested.release).toBeNull()
    expect(result?.compared?.release).toBe(1)
    expect(result?.change).toMatchObject({ losers: 0, winners: 40 })
    expect(result?.leaned).toEqual([{ fact: 'member.enrolledAt', decisions: (result?.orders ?? 0) + 40 }])
  })

  it('of a draft that counts other money is refused, as publishing it is', async () => {
    const { programId } = program
    const put = { programId, kind: 'settings' as const, key: 'program', actor: 'test' }
    const [settings] = await house.programs.listDefinitions(programId, 'settings')
    const { revision, spec } = settings as { revision: number; spec: object }
    orThrow(
      await house.programs.putDefinition({
        ...put,
        spec: { ...spec, currency: 'JPY' },
        ifRevision: revision,
      }),
    )
    const answer = await house.ask({ method: 'POST', path, body: {} })
    expect([answer.status, answer.body.code]).toEqual([422, 'release_invalid'])
    expect(answer.text).toContain('settings/program.currency')
    expect((await ask({ release: 1 })).state).toBe('done')
    orThrow(await house.programs.putDefinition({ ...put, spec, ifRevision: revision + 1 }))
  })

  it('of a window decides what was before it by the releases of then', async () => {
    const { result } = await ask({ from: '2026-03-01', to: '2026-03-31', release: 1 })
    expect(result?.orders).toBe(31)
    expect(result?.tested.rules.find((each) => each.rule === 'shared')?.granted ?? 0).toBe(0)
  })

  it('is cancelled through the API in mid-run and while it waits, and what was cancelled can be asked for again', async () => {
    const draft = { compareWith: null }
    // Between reading what happened and deciding, a run asks for the releases of then: here it waits for them.
    const { release } = house.programs
    let goOn = () => {}
    const held = new Promise<void>((resolve) => {
      goOn = resolve
    })
    vi.spyOn(house.programs, 'release').mockImplementation((...of) => held.then(() => release(...of)))
    try {
      const running = await asked(draft)
      const waiting = await asked(draft)
      const also = await asked(draft)
      const seen = await until(running, ({ state, progress }) => state === 'running' && progress.done > 0)
      expect(seen).toMatchObject({ endedAt: null, result: null })
      expect(await detailOf(waiting)).toMatchObject({ state: 'waiting', progress: { done: 0 } })

      const stopped = { state: 'cancelled', endedAt: expect.any(String), result: null, problem: null }
      expect(await cancelled(waiting)).toMatchObject(stopped)
      const decided = house.stages.map((stage) => vi.spyOn(stage, 'decide'))
      const written = vi.spyOn(house.database, 'write')
      expect(await cancelled(running)).toMatchObject(stopped)
      // Its next sign of life tells it.
      await vi.waitFor(() => expect(outcomesOf(written)).toContain(false), { timeout: 60_000 })
      goOn()

      expect((await ended(also)).state).toBe('done')
      // Only that one has decided anything.
      const once = decided.map((spy) => spy.mock.calls.length)
      vi.restoreAllMocks()
      expect(await detailOf(running)).toMatchObject(stopped)
      expect(await detailOf(waiting)).toMatchObject(stopped)
      expect(await cancelled(also)).toMatchObject({ state: 'done', result: expect.anything() })

      const again = house.stages.map((stage) => vi.spyOn(stage, 'decide'))
      expect(await ended(await asked(draft))).toMatchObject({ state: 'done', problem: null })
      expect(again.map((spy) => spy.mock.calls.length)).toEqual(once)
    } finally {
      goOn()
      vi.restoreAllMocks()
    }
  })

  it('stops in the middle when it is told to, and leaves nothing behind', async () => {
    const before = await rowsNow()
    const stop = new AbortController()
    const deciding: number[] = []
    const running = askBackTest(house, program, {
      release: 1,
      compareWith: 1,
      signal: stop.signal,
      onProgress: ({ phase, done }) => {
        if (phase === 'deciding') deciding.push(done)
        if (phase === 'deciding') stop.abort(new Error('stopped'))
      },
    })
    await expect(running).rejects.toThrow('stopped')
    expect(deciding).toHaveLength(1)
    expect(await rowsNow()).toEqual(before)
  })

  it('is listed newest first, and belongs to its organisation', async () => {
    const { body } = await house.ask({ path })
    const { backTests } = body as unknown as { backTests: BackTestDetail[] }
    expect(backTests.length).toBeGreaterThan(3)
    const ids = backTests.map((each) => each.id)
    expect(ids).toEqual([...ids].sort().reverse())
    const [first] = ids
    for (const asked of [path, `${path}/${first}`])
      expect((await house.ask({ path: asked, key: house.rivalKey })).status).toBe(404)
    const reader = await house.newKey({ scopes: ['read'] })
    expect((await house.ask({ method: 'POST', path, key: reader, body: {} })).status).toBe(403)
  })

  it('answers as documented', () => {
    expect(house.violations).toEqual([])
  })
})
