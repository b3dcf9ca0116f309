import { afterAll, beforeAll, expect, test } from 'vitest'
import { replayProgram } from '../../src/activity/index.ts'
import { dayOf, dayText } from '../../src/kernel/instants.ts'
import { orThrow } from '../../src/kernel/verdict.ts'
import type { Program } from '../../src/programs/index.ts'
import { rebuildTiers } from '../../src/tiers/index.ts'
import { type ApiHouse, openApiHouse } from '../api-house.ts'
import { activity, enrolWith, order, referenceTo } from './wallet-members.ts'
import { command, walletDefinitions } from './wallet-shop.ts'

const dayMs = 86_400_000

let house: ApiHouse
let program: Program
let orders = 0

const ladder = {
  name: 'Status',
  metric: 'spend',
  window: 'lifetime',
  tiers: [
    { key: 'base', name: 'Base', threshold: 0 },
    { key: 'silver', name: 'Silver', threshold: 2_000 },
  ],
}

beforeAll(async () => {
  house = await openApiHouse()
  const status = { kind: 'tier-ladder', key: 'status', spec: ladder }
  program = await house.createProgram('wallet', { definitions: [...walletDefinitions(), status] })
})

afterAll(() => house.close())

/** Publishes the ladder with another window. */
async function publish(changed: Readonly<Record<string, unknown>>): Promise<void> {
  const { programId } = program
  const { revision } = orThrow(await house.programs.getDefinition(programId, 'tier-ladder', 'status'))
  const spec = { ...ladder, ...changed }
  const place = { programId, kind: 'tier-ladder', key: 'status' } as const
  orThrow(await house.programs.putDefinition({ ...place, spec, actor: 'test', ifRevision: revision }))
  orThrow(await house.programs.publishRelease({ programId, note: '', actor: 'test' }))
}

/** As the job does. */
async function rebuild(): Promise<number> {
  const { programId } = program
  const release = orThrow(await house.programs.currentRelease(programId))
  return rebuildTiers(house.database, { programId, release })
}

async function expectReplayed(): Promise<void> {
  const { differences } = await replayProgram(house, { programId: program.programId })
  expect(differences).toEqual([])
  expect(await house.verify(program)).toEqual([])
}

test('a return of an order from before another window tells the fall, and replay tells the same', async () => {
  const member = await enrolWith(house, 0)
  const bought = {
    type: 'order.placed',
    sourceId: 'bought before',
    occurredAt: new Date(Date.now() - 100 * dayMs).toISOString(),
    member: referenceTo(member),
    order: { currency: 'GBP', lines: [{ lineId: '1', sku: 'a', quantity: '1', unitPrice: '30.00' }] },
  }
  expect((await activity(house, bought)).status).toBe(201)
  await publish({ window: 'rolling-12-months' })
  expect(await rebuild()).toBe(1)
  const returned = await activity(house, { type: 'order.returned', return: { order: bought.sourceId } })
  expect(returned.body.effects).toContainEqual({
    kind: 'tier',
    ladder: 'status',
    from: 'silver',
    to: 'base',
    reason: 'fell',
  })
  await expectReplayed()
})

test('whoever holds a tier by a grant alone keeps it with the first order of a year of membership', async () => {
  await publish({ window: 'enrolment-year', graceDays: 30, landing: 'one-step' })
  await rebuild()
  const member = await enrolWith(house, 0)
  const body = {
    ladder: 'status',
    tier: 'silver',
    until: dayText(dayOf(Date.now(), 'Europe/London') + 20),
    reason: 'by hand',
  }
  expect((await command(house, `members/${member}/tiers`, { body })).status).toBeLessThan(300)
  const bought = await order(house, member, { points: 100 })
  expect(bought.body.tiers).toMatchObject([{ ladder: 'status', tier: 'silver' }])
  await expectReplayed()
})

/** An order of twelve pounds, so many days ago. */
function buyAgo(member: string, days: number) {
  orders += 1
  return activity(house, {
    type: 'order.placed',
    sourceId: `ago-${orders}`,
    occurredAt: new Date(Date.now() - days * dayMs).toISOString(),
    member: referenceTo(member),
    order: { currency: 'GBP', lines: [{ lineId: '1', sku: 'a', quantity: '1', unitPrice: '12.00' }] },
  })
}

test.each(['calendar-year', 'rolling-12-months', 'enrolment-year'])(
  'after another window (%s) decisions, pages and verify are right before any total was made anew',
  async (window) => {
    await publish({ window: 'lifetime', graceDays: 0, landing: 'total' })
    const member = await enrolWith(house, 0)
    await buyAgo(member, 500)
    expect((await buyAgo(member, 0)).body.tiers).toMatchObject([{ tier: 'silver', total: 2_400 }])
    await publish({ window, graceDays: 0, landing: 'total' })
    expect(await house.verify(program)).toEqual([])
    const standing = (await house.ask({ path: `/v1/programs/wallet/members/${member}` })).body.tiers
    expect(standing).toMatchObject([{ tier: 'base', total: 1_200 }])
    expect((await buyAgo(member, 0)).body.tiers).toMatchObject([{ tier: 'silver', total: 2_400 }])
    await rebuild()
    expect((await buyAgo(member, 0)).body.tiers).toMatchObject([{ tier: 'silver', total: 3_600 }])
    await expectReplayed()
  },
)
