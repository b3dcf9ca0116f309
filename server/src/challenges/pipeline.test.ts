import type { ActivityInput, ActivityReply } from '@perennial/contract'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerOf, type Harness, openHarness, orderOf } from '../../test/harness.ts'
import { replayProgram } from '../activity/index.ts'
import { dayOf, dayStart } from '../kernel/instants.ts'
import { orThrow } from '../kernel/verdict.ts'
import { getMember, identifierContext } from '../members/index.ts'
import type { Reader } from '../platform/database.ts'
import type { Program, RawDefinition } from '../programs/index.ts'
import { cardStandings } from './read-cards.ts'
import { sampleRelease } from './sample.ts'
import { challengesStage } from './stage.ts'

let house: Harness
let programs = 0
let orders = 0

beforeAll(async () => {
  house = await openHarness({ lanes: 1 })
})
afterAll(() => house.close())

const card = {
  name: 'Coffee card',
  categories: { exclude: ['food'] },
  stamps: { kind: 'per-item' },
  size: 5,
  expires: { days: 20 },
  perDay: 4,
  reward: { currency: 'coffees', amount: 1 },
}
const unit = { one: 'one', other: 'many' }
const definitions: readonly RawDefinition[] = [
  {
    kind: 'settings',
    key: 'program',
    spec: { name: 'Cafe', timeZone: 'Europe/London', currency: 'GBP', enrolOnFirstOrder: true },
  },
  {
    kind: 'currency',
    key: 'coffees',
    spec: { name: 'Free coffees', unit, expiry: { kind: 'rolling', months: 36 } },
  },
  { kind: 'currency', key: 'points', spec: { name: 'Points', unit } },
  { kind: 'stamp-card', key: 'coffee', spec: card },
  {
    kind: 'stamp-card',
    key: 'visits',
    spec: {
      ...card,
      name: 'Visits',
      size: 2,
      expires: undefined,
      stamps: { kind: 'per-order' },
      restarts: false,
    },
  },
  {
    kind: 'earning-rule',
    key: 'full',
    spec: {
      name: 'A full card',
      currency: 'points',
      on: 'card.completed',
      award: { kind: 'fixed', points: 50 },
      when: 'activity.data.card == "coffee" && activity.data.round <= 2',
    },
  },
].map((each) => ({ ...each, spec: JSON.parse(JSON.stringify(each.spec)) }))

async function openCafe(): Promise<Program> {
  programs += 1
  return house.createProgram(`cafe-${programs}`, { definitions })
}

async function submit(program: Program, ...inputs: ActivityInput[]): Promise<ActivityReply[]> {
  const answers = (await house.pipeline.submit(program, inputs)).map(answerOf)
  return answers.map((answer) => {
    if (typeof answer === 'string') throw new Error(`refused: ${answer}`)
    return answer
  })
}

const first = dayOf(Date.parse('2026-03-02T12:00:00Z'), 'Europe/London')

function bought(items: number, more: { after?: number; member?: string } = {}): ActivityInput {
  orders += 1
  const occurredAt = new Date(dayStart(first + (more.after ?? 0), 'Europe/London') + 36e6).toISOString()
  const member = { externalId: more.member ?? 'm1' }
  return orderOf(`o${orders}`, [['latte', String(items), '2.50']], { occurredAt, member })
}

function returned(order: ActivityInput, items: number): ActivityInput {
  orders += 1
  return {
    type: 'order.returned',
    source: 'test',
    sourceId: `r${orders}`,
    occurredAt: '2026-06-01T10:00:00Z',
    return: { order: order.sourceId, lines: [{ lineId: '1', quantity: String(items) }] },
  }
}

function held(reply: ActivityReply | undefined, currency: string): number | undefined {
  const balance = reply?.balances.find((each) => each.currency === currency)
  return balance && balance.available - balance.debt
}

/** Nothing differs from its replay, and everything proves itself. */
async function prove(program: Program): Promise<void> {
  const { programId } = program
  expect((await replayProgram(house, { programId })).differences).toEqual([])
  expect(await house.verify(program)).toEqual([])
}

describe('stamp cards in the pipeline', () => {
  test('that fill each other end after eight steps, and the order is recorded', async () => {
    programs += 1
    const full = { name: 'Full cards', on: 'card.completed', stamps: { kind: 'per-activity' }, size: 1 }
    const program = await house.createProgram(`cafe-${programs}`, {
      definitions: [
        ...definitions,
        {
          kind: 'stamp-card',
          key: 'full',
          spec: { ...full, perDay: 50, reward: { currency: 'points', amount: 1 } },
        },
        {
          kind: 'earning-rule',
          key: 'luck',
          spec: {
            name: 'Luck',
            currency: 'coffees',
            on: 'card.completed',
            award: { kind: 'fixed', points: 1 },
            chance: { percent: 50 },
          },
        },
      ],
    })
    const [, reply] = await submit(program, bought(4), bought(1, { after: 1 }))
    // 50 by the rule; the coffee card and the visits are full, and each begins a chain of eight full cards.
    expect(held(reply, 'points')).toBe(66)
    await prove(program)
  })

  test('stamp, fill, give, tell, and take back', async () => {
    const program = await openCafe()
    const four = bought(4)
    const two = bought(2, { after: 1 })
    const dry = (await house.pipeline.dryRun(program, [four])).map(answerOf)[0]
    expect(dry).toMatchObject({
      status: 'dry-run',
      cards: [
        { card: 'coffee', stamps: 4 },
        { card: 'visits', stamps: 1 },
      ],
    })
    const [begun, full] = await submit(program, four, two)
    expect(begun?.cards).toEqual([
      {
        card: 'coffee',
        name: 'Coffee card',
        stamps: 4,
        size: 5,
        completed: 0,
        expiresAt: '2026-03-23T00:00:00.000Z',
      },
      { card: 'visits', name: 'Visits', stamps: 1, size: 2, completed: 0, expiresAt: null },
    ])
    expect(full?.effects).toEqual([
      { kind: 'card', card: 'coffee', stamps: 2, rounds: 1 },
      { kind: 'points', currency: 'coffees', amount: 1, rule: 'card:coffee' },
      { kind: 'card', card: 'visits', stamps: 1, rounds: 1 },
      { kind: 'points', currency: 'coffees', amount: 1, rule: 'card:visits' },
    ])
    expect(full?.cards).toMatchObject([
      { stamps: 1, completed: 1 },
      { stamps: 2, completed: 1 },
    ])
    // What rules give for a full card is posted with it.
    expect([held(full, 'coffees'), held(full, 'points')]).toEqual([2, 50])
    const [again] = await submit(program, two)
    expect(again).toEqual({ ...full, replayed: true })
    const back = await submit(program, returned(four, 1), returned(four, 1), returned(two, 2))
    expect(back.map((reply) => held(reply, 'coffees'))).toEqual([2, 1, 0])
    expect(back.at(-1)?.cards).toMatchObject([
      { stamps: 0, completed: 0 },
      { stamps: 1, completed: 0 },
    ])
    await prove(program)
  })

  test('are told on the member of any instant', async () => {
    const program = await openCafe()
    await submit(program, bought(4), bought(3, { after: 5 }))
    const { programId } = program
    const release = orThrow(await house.programs.currentRelease(programId))
    const told = await house.database.read({ programId }, async (tx) => {
      const context = identifierContext(release)
      const member = orThrow(await getMember(tx, { programId, member: 'externalId:m1', context }))
      const at = (after: number) => dayStart(first + after, 'Europe/London')
      return Promise.all(
        [-1, 3, 6, 27].map(async (after) => {
          const ask = { programId, release, ownerId: member.memberId, at: at(after) }
          const [coffee] = await cardStandings(tx, house.programs, ask)
          return [coffee?.stamps, coffee?.completed]
        }),
      )
    })
    expect(told).toEqual([
      [0, 0],
      [4, 0],
      [2, 1],
      [0, 1],
    ])
  })

  test('take an order of then back, when the programme has no card any more', async () => {
    const program = await openCafe()
    const { programId } = program
    const order = bought(4)
    await submit(program, order, bought(1, { after: 1 }))
    // The rule that names a card goes with it.
    for (const [kind, key] of [
      ['stamp-card', 'coffee'],
      ['stamp-card', 'visits'],
      ['earning-rule', 'full'],
    ] as const) {
      const { revision } = orThrow(await house.programs.getDefinition(programId, kind, key))
      const gone = { programId, kind, key, ifRevision: revision, actor: 'test' } as const
      orThrow(await house.programs.deleteDefinition(gone))
    }
    orThrow(await house.programs.publishRelease({ programId, note: 'No cards', actor: 'test' }))
    const [reply] = await submit(program, returned(order, 4))
    expect([held(reply, 'coffees'), reply?.cards]).toEqual([0, undefined])
    await prove(program)
  })

  test('end alike for orders and returns of several guests in any order, and as the replay of them', async () => {
    const steps = fc.array(
      fc.record({
        guest: fc.nat(1),
        items: fc.integer({ min: 1, max: 5 }),
        after: fc.nat(30),
        back: fc.nat(5),
      }),
      { minLength: 1, maxLength: 8 },
    )
    await fc.assert(
      fc.asyncProperty(steps, fc.boolean(), async (story, oneBatch) => {
        const program = await openCafe()
        const placed = story.map(({ guest, items, after }) => bought(items, { after, member: `g${guest}` }))
        const back = story.flatMap(({ items, back: wanted }, index) => {
          const order = placed[index]
          return order === undefined || wanted === 0 ? [] : [returned(order, Math.min(items, wanted))]
        })
        if (oneBatch) await submit(program, ...placed, ...back)
        else for (const each of [...placed, ...back]) await submit(program, each)
        const replies = await submit(
          program,
          ...[0, 1].map((guest) => bought(1, { after: 200, member: `g${guest}` })),
        )
        const left = story.map((each) => Math.max(0, each.items - each.back))
        for (const guest of [0, 1]) {
          const own = story
            .map((each, index) => ({ ...each, items: left[index] ?? 0 }))
            .filter((each) => each.guest === guest)
          const other = await openCafe()
          const direct = own.filter((each) => each.items > 0).map((each) => bought(each.items, each))
          const [last] = await submit(other, ...direct, bought(1, { after: 200 })).then((all) =>
            all.slice(-1),
          )
          expect(held(replies[guest], 'coffees')).toBe(held(last, 'coffees'))
          expect(replies[guest]?.cards).toEqual(last?.cards)
        }
        await prove(program)
      }),
      { numRuns: 8 },
    )
  }, 60_000)

  test('cost an ordinary batch of a programme without cards no statement', async () => {
    const stage = challengesStage({ programs: house.programs })
    const tx: Reader = { query: () => Promise.reject(new Error('a statement')) }
    const release = sampleRelease({})
    const batch = {
      programId: 1,
      release,
      owners: ['a'],
      days: new Map(),
      returning: new Set<string>(),
      reads: () => false,
      now: 0,
    }
    expect(await stage.load(tx, batch)).toEqual(new Map())
  })
})
