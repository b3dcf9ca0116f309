import type { ActivityInput } from '@perennial/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadHistory } from '../../src/activity/back-test/load-history.ts'
import type { Tried } from '../../src/activity/back-test/model/report.ts'
import { readMembersNow, releasesOf } from '../../src/activity/back-test/read-known.ts'
import { tryToEnd } from '../../src/activity/back-test/try-to-end.ts'
import { perPound, returnOf, sampleDefinitions } from '../../src/activity/sample.ts'
import { allFacts } from '../../src/app/compose.ts'
import { orThrow } from '../../src/kernel/verdict.ts'
import type { Program, RawDefinition } from '../../src/programs/index.ts'
import { refreshSegments } from '../../src/segments/refresh-segments.ts'
import { type Harness, openHarness, orderOf } from '../harness.ts'
import { differencesOf } from './back-test-house.ts'

const lanes = 4
let harness: Harness

beforeAll(async () => {
  harness = await openHarness({ lanes })
})
afterAll(() => harness.close())

function order(index: number, more: { members?: number; price?: string } = {}): ActivityInput {
  const member = { externalId: `m${index % (more.members ?? 30)}` }
  const occurredAt = new Date(Date.UTC(2026, 2, 1 + (index % 60), 9)).toISOString()
  const price = more.price ?? `${10 + ((index * 13) % 60)}.50`
  return orderOf(`o${index}`, [['A', '2', price]], { member, occurredAt })
}

function open(key: string, definitions: readonly RawDefinition[]): Promise<Program> {
  return harness.createProgram(key, { definitions: [...definitions] })
}

async function submit(program: Program, inputs: readonly ActivityInput[]): Promise<void> {
  for (const verdict of await harness.pipeline.submit(program, inputs)) orThrow(verdict)
}

async function tryLive({ programId }: Program): Promise<{ owners: readonly string[]; tried: Tried }> {
  const release = orThrow(await harness.programs.release(programId, 1))
  const now = Date.now()
  const { history } = await loadHistory(harness.database, {
    programId,
    moneyExponent: release.moneyExponent,
    until: now,
    wholeOrders: false,
    activitiesMax: Number.POSITIVE_INFINITY,
  })
  const releases = await releasesOf(harness, programId, history)
  const membersNow = await readMembersNow(harness, { programId, now, releases: [release], history })
  const known = { stages: harness.stages, history, release, releases, endsAt: now, membersNow }
  const tried = await tryToEnd({ ...known, window: { from: -100_000, to: 100_000 } })
  return { owners: history.owners, tried }
}

describe('a back-test of the live release equals the ledger', () => {
  it('where several lanes shared a budget', async () => {
    const shared = { award: { kind: 'fixed', points: 70 }, budget: { points: 9_000, per: 'lifetime' } }
    const program = await open('lanes', sampleDefinitions({ base: perPound, shared }))
    const orders = Array.from({ length: 400 }, (_, index) => order(index))
    for (let from = 0; from < orders.length; from += 40)
      await Promise.all(orders.slice(from, from + 40).map((each) => submit(program, [each])))
    const live = await tryLive(program)
    expect(live.tried.tally.rules.get('points/shared')?.granted).toBe(9_000)
    expect(await differencesOf(harness, program.programId, live)).toEqual([])
  })

  it('with stamp cards, of which some come back', async () => {
    const card = {
      name: 'Card',
      stamps: { kind: 'per-item' },
      size: 5,
      reward: { currency: 'points', amount: 40 },
    }
    const program = await open('cards', [
      ...sampleDefinitions({ base: perPound }),
      { kind: 'stamp-card', key: 'card', spec: card },
    ])
    const orders = Array.from({ length: 120 }, (_, index) => order(index, { members: 10 }))
    const back = [3, 17, 40, 77].map((index) => ({
      ...returnOf(`r${index}`, `o${index}`, [{ lineId: '1', quantity: index % 2 === 0 ? '1' : '2' }]),
      occurredAt: new Date(Date.UTC(2026, 4, 5)).toISOString(),
    }))
    await submit(program, orders)
    await submit(program, back)
    const live = await tryLive(program)
    expect(live.tried.tally.rules.get('points/card:card')?.granted).toBeGreaterThan(1_000)
    expect(await differencesOf(harness, program.programId, live)).toEqual([])
  })

  it('for members of segments, as they were then', async () => {
    const segment = { name: 'Spenders', when: 'history.spend >= 300.0' }
    const big = { award: { kind: 'fixed', points: 33 }, audience: { segments: { include: ['spenders'] } } }
    const program = await open('segments', [
      ...sampleDefinitions({ base: perPound, big }),
      { kind: 'segment', key: 'spenders', spec: segment },
    ])
    const price = (index: number) => (index % 3 === 0 ? '80' : '5')
    const placed = (from: number, until: number) =>
      Array.from({ length: until - from }, (_, at) =>
        order(from + at, { members: 9, price: price(from + at) }),
      )
    await submit(program, placed(0, 30))
    await refreshSegments({ ...harness, sources: allFacts }, program, { now: Date.now(), all: true })
    await submit(program, placed(30, 60))
    const live = await tryLive(program)
    expect(live.tried.tally.rules.get('points/big')?.granted).toBe(33 * 10)
    expect(live.tried.tally.leanedOn.size).toBe(0)
    expect(await differencesOf(harness, program.programId, live)).toEqual([])
  })

  it('where chance gives some of what orders and full cards earn', async () => {
    const one = { kind: 'fixed', points: 1_000 }
    const lucky = { award: one, chance: { percent: 40 }, caps: [{ points: 9_000, per: 'lifetime' }] }
    const luckyCard = { on: 'card.completed', award: one, chance: { percent: 40 } }
    const card = {
      name: 'Card',
      stamps: { kind: 'per-item' },
      size: 4,
      reward: { currency: 'points', amount: 1 },
    }
    const program = await open('chance', [
      ...sampleDefinitions({ base: perPound, lucky, 'lucky-card': luckyCard }),
      { kind: 'stamp-card', key: 'card', spec: card },
    ])
    await submit(
      program,
      Array.from({ length: 90 }, (_, index) => order(index)),
    )
    const live = await tryLive(program)
    for (const rule of ['points/lucky', 'points/lucky-card'])
      expect(live.tried.tally.rules.get(rule)?.granted).toBeGreaterThan(4_000)
    // A cap of a member is no fact about members.
    expect(live.tried.tally.leanedOn.size).toBe(0)
    expect(await differencesOf(harness, program.programId, live)).toEqual([])
  })
})
