import type { ActivityInput, ActivityReply } from '@perennial/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { applyParked, createPipeline, replayProgram, type Stage, stageOf } from '../../src/activity/index.ts'
import { composeProduct, type Product } from '../../src/app/compose.ts'
import { ok, type Verdict } from '../../src/kernel/verdict.ts'
import { type Database, openDatabase } from '../../src/platform/database.ts'
import type { Program } from '../../src/programs/index.ts'
import { type Harness, openHarness, orderOf } from '../harness.ts'

let house: Harness
let program: Program
/** A second process's worth of the product: pools, caches and lanes of its own over the same database. */
let other: Product & { close(): Promise<void> }

beforeAll(async () => {
  house = await openHarness({ lanes: 3 })
  program = await house.createProgram('giftware', { template: 'giftware' })
  const database = openDatabase({ url: house.testDatabase.appUrl, connectionsMax: 4 })
  const hot = openDatabase({ url: house.testDatabase.appUrl, connectionsMax: 5, hot: true })
  const product = composeProduct({ database, hot, lanes: 3, batchMax: 40 })
  other = {
    ...product,
    close: async () => {
      await product.pipeline.close()
      await Promise.all([database.close(), hot.close()])
    },
  }
})
afterAll(async () => {
  await other.close()
  await house.close()
})

async function both(first: readonly ActivityInput[], second: readonly ActivityInput[]) {
  return Promise.all([house.pipeline.submit(program, first), other.pipeline.submit(program, second)])
}

function recordedOnce(verdicts: readonly Verdict<ActivityReply>[]): ActivityReply[] {
  return verdicts.flatMap((each) =>
    each.ok && each.value.status === 'recorded' && !each.value.replayed ? [each.value] : [],
  )
}

async function clean(): Promise<void> {
  expect(await house.verify(program)).toEqual([])
  const { differences } = await replayProgram(house, { programId: program.programId })
  expect(differences).toEqual([])
}

function shuffled<T>(items: readonly T[], seed: number): T[] {
  let state = seed
  const random = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
  return items
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item)
}

describe('two processes on one database', () => {
  test('L-02 the same new keys of the same new members are recorded once, whoever is first', async () => {
    for (let round = 0; round < 4; round += 1) {
      const inputs = Array.from({ length: 120 }, (_, index) =>
        orderOf(`race-${round}-${index}`, [['A', '1', '1.00']], {
          member: { externalId: `racer-${round}-${index % 17}` },
        }),
      )
      const [first, second] = await both(shuffled(inputs, round), shuffled(inputs, round + 50))
      const all = [...first, ...second]
      expect(all.filter((each) => !each.ok)).toEqual([])
      expect(recordedOnce(all)).toHaveLength(120)
      const members = new Set(all.map((each) => (each.ok ? each.value.member : '')))
      expect(members.size).toBe(17)
    }
    await clean()
  })

  test('L-03 of two bodies under one key one is recorded and the other is a conflict', async () => {
    const one = Array.from({ length: 60 }, (_, index) =>
      orderOf(`rival-${index}`, [['A', '1', '1.00']], { member: { externalId: `r-${index % 7}` } }),
    )
    const two = one.map((input) => ({ ...input, channel: 'web' }))
    const [first, second] = await both(shuffled(one, 1), shuffled(two, 2))
    expect(recordedOnce([...first, ...second])).toHaveLength(60)
    const refused = [...first, ...second].flatMap((each) => (each.ok ? [] : [each.refusal.code]))
    expect(refused).toEqual(Array.from({ length: 60 }, () => 'activity_conflict'))
    await clean()
  })

  test('the same people under different identifiers and in different orders neither deadlock nor lose points', async () => {
    const people = 12
    for (let index = 0; index < people; index += 1) {
      const enrolled = await house.pipeline.enrol(program, {
        externalId: `p-${index}`,
        email: `p${index}@example.test`,
      })
      expect(enrolled.ok).toBe(true)
    }
    const by = (name: string, member: (index: number) => ActivityInput['member']) =>
      Array.from({ length: 300 }, (_, index) =>
        orderOf(`${name}-${index}`, [['A', '1', '1.00']], { member: member(index % people) }),
      )
    const one = by('by-id', (index) => ({ externalId: `p-${index}` }))
    const two = by('by-mail', (index) => ({ email: `p${index}@example.test` }))
    const [first, second] = await both(shuffled(one, 3), shuffled(two, 4))
    expect([...first, ...second].filter((each) => !each.ok)).toEqual([])
    const [last] = await house.pipeline.submit(program, [
      orderOf('by-id-last', [['A', '1', '1.00']], { member: { externalId: 'p-0' } }),
    ])
    expect(last).toMatchObject({ value: { balances: [{ available: 10 * (50 + 1) }] } })
    await clean()
  })

  test('L-12 returns race the orders that they give back and end at nothing', async () => {
    const orders = Array.from({ length: 60 }, (_, index) =>
      orderOf(
        `rr-${index}`,
        [
          ['A', '2', '3.33'],
          ['B', '1', '0.49'],
        ],
        { member: { externalId: `giver-${index % 9}` } },
      ),
    )
    const back = (sourceId: string, order: string, lines: { lineId: string; quantity: string }[]) => ({
      type: 'order.returned',
      source: 'test',
      sourceId,
      occurredAt: '2026-03-03T10:00:00Z',
      return: { order, lines },
    })
    const returns = orders.flatMap(({ sourceId }) => [
      back(`${sourceId}-a`, sourceId, [{ lineId: '1', quantity: '1' }]),
      back(`${sourceId}-b`, sourceId, [
        { lineId: '1', quantity: '1' },
        { lineId: '2', quantity: '1' },
      ]),
    ])
    const [first, second] = await both(shuffled(orders, 5), shuffled(returns, 6))
    expect([...first, ...second].filter((each) => !each.ok)).toEqual([])
    // Both processes sweep what waits at the same time.
    await Promise.all([applyParked(house, program), applyParked(other, program)])
    await Promise.all([applyParked(house, program), applyParked(other, program)])
    const ends = await house.pipeline.submit(program, returns)
    expect(ends.every((each) => each.ok && each.value.status === 'recorded' && each.value.replayed)).toBe(
      true,
    )
    for (let index = 0; index < 9; index += 1) {
      const member = { externalId: `giver-${index}` }
      const [end] = await house.pipeline.dryRun(program, [
        orderOf(`peek-${index}`, [['POST', '1', '1.00']], { member }),
      ])
      expect(end).toMatchObject({ value: { balances: [{ available: 0, debt: 0, lifetimeEarned: 0 }] } })
    }
    await clean()
  })

  test('a parked return that two processes apply at once is applied once', async () => {
    for (let round = 0; round < 12; round += 1) {
      const order = orderOf(`park-${round}`, [['A', '9', '1.00']], {
        member: { externalId: `parker-${round}` },
      })
      const early = {
        type: 'order.returned',
        source: 'test',
        sourceId: `early-${round}`,
        occurredAt: '2026-03-03T10:00:00Z',
        return: { order: order.sourceId, lines: [{ sku: 'A', quantity: '2' }] },
      }
      await house.pipeline.submit(program, [early])
      await house.pipeline.submit(program, [order])
      await Promise.all([applyParked(house, program), applyParked(other, program)])
      const [again] = await other.pipeline.submit(program, [early])
      expect(again).toMatchObject({
        value: { status: 'recorded', replayed: true, balances: [{ available: 70 }] },
      })
    }
    await clean()
  })
})

describe('one poisonous item', () => {
  const poison = (): Stage<null> => ({
    name: 'poison',
    load: () => Promise.resolve(new Map()),
    initial: () => null,
    evolve: (state) => state,
    decide: ({ activity }) => {
      if (activity.channel === 'bug') throw new Error('Broken invariant: on purpose')
      const amount = activity.channel === 'poison' ? -1_000_000 : 1
      const effects =
        amount > 0
          ? []
          : [{ kind: 'count' as const, of: 'budget' as const, key: 'poison', period: 0, amount }]
      return ok({ effects, record: undefined, told: [], verdicts: [] })
    },
    write: async (tx, { effects }) => {
      if (effects.some(({ effect }) => effect.kind === 'count' && effect.key === 'poison'))
        await tx.execute(
          "insert into budget_use (program_id, key, period, used) values (perennial_program(), 'poison', 0, -1)",
        )
    },
  })

  async function poisoned(channel: string, database: Database) {
    const parts = {
      database,
      programs: house.programs,
      stages: [...house.stages, stageOf(poison())],
      segmentsOf: () => Promise.resolve(new Map()),
      lanes: 1,
    }
    const pipeline = createPipeline(parts)
    const inputs = Array.from({ length: 40 }, (_, index) =>
      orderOf(`${channel}-${index}`, [['A', '1', '1.00']], {
        member: { externalId: `${channel}-${index}` },
        ...(index === 23 ? { channel } : {}),
      }),
    )
    const outcomes = await Promise.all(
      inputs.map((input) =>
        pipeline.submit(program, [input]).then(
          ([verdict]) => verdict?.ok === true,
          (error: unknown) => String(error),
        ),
      ),
    )
    await pipeline.close()
    return outcomes
  }

  test.each(['poison', 'bug'])('by %s fails alone, and its batch is recorded', async (channel) => {
    const database = openDatabase({ url: house.testDatabase.appUrl, connectionsMax: 2, hot: true })
    const outcomes = await poisoned(channel, database)
    await database.close()
    expect(outcomes.filter((outcome) => outcome === true)).toHaveLength(39)
    expect(outcomes[23]).toMatch(channel === 'bug' ? /on purpose/ : /violates check constraint/)
    const [retried] = await house.pipeline.submit(program, [
      orderOf(`${channel}-23`, [['A', '1', '1.00']], { member: { externalId: `${channel}-23` } }),
    ])
    expect(retried).toMatchObject({ ok: true, value: { replayed: false } })
    expect(await house.verify(program)).toEqual([])
  })
})
