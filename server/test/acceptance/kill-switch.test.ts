import type { ActivityReply } from '@perennial/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { replayProgram } from '../../src/activity/index.ts'
import { composeProduct } from '../../src/app/compose.ts'
import { openDatabase } from '../../src/platform/database.ts'
import type { Program } from '../../src/programs/index.ts'
import { type Answer, type ApiHouse, giftware, openApiHouse } from '../api-house.ts'
import { orderOf } from '../harness.ts'

let house: ApiHouse
let program: Program

const at = '/v1/programs/giftware'

beforeAll(async () => {
  house = await openApiHouse()
  program = await giftware(house, 'giftware')
})
afterAll(async () => {
  const { differences } = await replayProgram(house, { programId: program.programId })
  expect(differences).toEqual([])
  expect(house.violations).toEqual([])
  expect(await house.verify(program)).toEqual([])
  await house.close()
})

function turn(verb: 'pause' | 'resume', more: { rule?: string; key?: string | null; path?: string } = {}) {
  const path = `${more.path ?? at}/earning-rules/${more.rule ?? 'base'}/${verb}`
  return house.ask({ method: 'POST', path, ...(more.key === undefined ? {} : { key: more.key }) })
}

function told({ status, body }: Answer): string {
  return `${status} ${(body as { code?: string }).code ?? ''}`.trim()
}

function order(sourceId: string) {
  return orderOf(sourceId, [['A', '1', '10.00']], { member: { externalId: 'buyer' } })
}

async function record(body: unknown, query = ''): Promise<Answer> {
  return house.ask({ method: 'POST', path: `${at}/activities${query}`, body })
}

describe('the switch of a rule', () => {
  test('is for those who manage the programme, and for nobody else', async () => {
    const reader = await house.newKey({ scopes: ['read', 'write'] })
    const limited = await house.newKey({ program: 'another' })
    expect(told(await turn('pause', { key: null }))).toBe('401 credential_missing')
    expect(told(await turn('pause', { key: reader }))).toBe('403 forbidden')
    expect(told(await turn('pause', { key: limited }))).toBe('404 not_found')
    expect(told(await turn('pause', { key: house.rivalKey }))).toBe('404 not_found')
    expect(told(await turn('pause', { rule: 'none' }))).toBe('404 not_found')
    expect(told(await turn('pause', { path: '/v1/programs/nowhere' }))).toBe('404 not_found')
    await house.ask({ method: 'POST', path: '/v1/programs', body: { key: 'empty' } })
    expect(told(await turn('pause', { path: '/v1/programs/empty' }))).toBe('409 program_unpublished')
  })

  test('publishes that rule alone, changes its draft alike, and leaves all other drafts waiting', async () => {
    const place = `${at}/definitions/currency/points`
    const draft = await house.ask({ path: place })
    const spec = { ...(draft.body as unknown as { spec: object }).spec, name: 'Renamed and not published' }
    const put = await house.ask({
      method: 'PUT',
      path: place,
      body: { spec },
      headers: { 'if-match': draft.headers.get('etag') ?? '' },
    })
    expect(put.status).toBe(200)
    const paused = await turn('pause')
    expect(paused.body).toEqual({ rule: 'base', paused: true, release: 2 })
    expect((await turn('pause')).body).toEqual({ rule: 'base', paused: true, release: 2 })
    const { body } = await house.ask({ path: `${at}/releases/2` })
    expect(body).toMatchObject({
      note: 'Paused base',
      changes: [
        {
          kind: 'earning-rule',
          key: 'base',
          change: 'changed',
          fields: [{ path: 'paused', before: false, after: true }],
        },
      ],
    })
    const rule = await house.ask({ path: `${at}/definitions/earning-rule/base` })
    expect(rule.body).toMatchObject({ spec: { paused: true } })
    const reply = await record(order('while-paused'), '?explain=true')
    expect(reply.body).toMatchObject({ release: 2, effects: [] })
    expect((await turn('resume')).body).toEqual({ rule: 'base', paused: false, release: 3 })
    expect((await record(order('resumed'))).body).toMatchObject({ release: 3, effects: [{ amount: 100 }] })
  })

  // F-18
  test('lets nothing through two seconds later, in any process, whatever waits in the queues', async () => {
    const database = openDatabase({ url: house.testDatabase.appUrl, connectionsMax: 3 })
    const hot = openDatabase({ url: house.testDatabase.appUrl, connectionsMax: 3, hot: true })
    const other = composeProduct({ database, hot, lanes: 1, batchMax: 5 })
    const claims: { sentMs: number; endMs: number; reply: ActivityReply }[] = []
    let stopped = false
    async function load(pipeline: typeof other.pipeline, name: string): Promise<void> {
      for (let round = 0; !stopped; round += 1) {
        const sentMs = performance.now()
        const inputs = Array.from({ length: 60 }, (_, index) => order(`${name}-${round}-${index}`))
        for (const verdict of await pipeline.submit(program, inputs)) {
          if (!verdict.ok) throw new Error(verdict.refusal.detail)
          claims.push({ sentMs, endMs: performance.now(), reply: verdict.value })
        }
      }
    }
    const running = [load(house.pipeline, 'one'), load(other.pipeline, 'two')]
    await new Promise((resolve) => setTimeout(resolve, 700))
    expect((await turn('pause')).status).toBe(200)
    const pausedMs = performance.now()
    await new Promise((resolve) => setTimeout(resolve, 3_500))
    stopped = true
    await Promise.all(running)
    await other.pipeline.close()
    await Promise.all([database.close(), hot.close()])
    const before = claims.filter(({ endMs }) => endMs < pausedMs)
    expect(before.some(({ reply }) => reply.effects.length > 0)).toBe(true)
    const late = claims.filter(({ sentMs }) => sentMs > pausedMs + 2_000)
    expect(late.length).toBeGreaterThan(0)
    expect(late.filter(({ reply }) => reply.effects.length > 0)).toEqual([])
    await turn('resume')
  }, 60_000)
})

// L-21
describe('a rule that changes between quote and commit', () => {
  test('refuses the commit, records nothing, and says what it would earn now', async () => {
    const quote = await record(order('quoted'), '?dryRun=true')
    const { release } = quote.body as unknown as ActivityReply
    expect(quote.body).toMatchObject({ status: 'dry-run', effects: [{ amount: 100 }] })
    await turn('pause')
    const stale = await record(order('quoted'), `?ifRelease=${release}`)
    expect(told(stale)).toBe('409 quote_stale')
    const now = (stale.body as unknown as { quote: ActivityReply }).quote
    expect(now).toMatchObject({ status: 'dry-run', activity: null, effects: [], release: (release ?? 0) + 1 })
    const rows = await house.database.read({ programId: program.programId }, (tx) =>
      tx.query("select 1 from activity_key where program_id = $1 and source_id = 'quoted'", [
        program.programId,
      ]),
    )
    expect(rows).toEqual([])
    const committed = await record(order('quoted'), `?ifRelease=${now.release}`)
    expect(committed.status).toBe(201)
    expect(committed.body).toMatchObject({ release: now.release, effects: [] })
    await turn('resume')
  })

  test('keeps the promise of what was recorded before the change: a repeat gets the first reply', async () => {
    const { release } = (await record(order('kept'), '?dryRun=true')).body as unknown as ActivityReply
    const first = await record(order('kept'), `?ifRelease=${release}`)
    expect(first.status).toBe(201)
    await turn('pause')
    const again = await record(order('kept'), `?ifRelease=${release}`)
    expect(again.body).toEqual({ ...first.body, replayed: true })
    expect(told(await record({ ...order('kept'), channel: 'web' }, `?ifRelease=${release}`))).toBe(
      '409 activity_conflict',
    )
    await turn('resume')
  })

  test('does not enrol whom the refused order brought', async () => {
    const { release } = (await record(order('peek'), '?dryRun=true')).body as unknown as ActivityReply
    const newcomer = orderOf('newcomer', [['A', '1', '10.00']], { member: { externalId: 'nobody-yet' } })
    const stale = await record(newcomer, `?ifRelease=${(release ?? 0) - 1}`)
    expect(told(stale)).toBe('409 quote_stale')
    expect(told(await house.ask({ path: `${at}/members/externalId:nobody-yet` }))).toBe('404 not_found')
  })

  test.each(['0', '1.5', 'abc', '99999999999'])('ifRelease=%s is no release', async (text) => {
    expect(told(await record(order('bad'), `?ifRelease=${text}`))).toBe('422 query_invalid')
  })
})
