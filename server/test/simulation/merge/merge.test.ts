import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { foldHistory, replayProgram, verifyHistory } from '../../../src/activity/index.ts'
import { carryAlong } from '../../../src/app/carry-along.ts'
import { uuidOf } from '../../../src/kernel/ids.ts'
import type { Program } from '../../../src/programs/index.ts'
import { deliverTransfers } from '../../../src/wallet/index.ts'
import { activity } from '../../acceptance/wallet-members.ts'
import { command, walletDefinitions } from '../../acceptance/wallet-shop.ts'
import { type ApiHouse, openApiHouse } from '../../api-house.ts'

/**
 * Random lives of members who buy, give back, are merged and parted again, with stamp cards, counters and tiers that
 * give something. A model that only adds up says what whoever stands for a group must have.
 */

const long = process.env.PERENNIAL_LONG === '1'
const seed = Number(process.env.PERENNIAL_SEED ?? Date.now() % 1_000_000_007)
const size = 5
const tiers = [
  { key: 'base', threshold: 0, points: 0 },
  { key: 'silver', threshold: 1_000, points: 10 },
  { key: 'gold', threshold: 2_500, points: 100 },
] as const

let house: ApiHouse
let program: Program

beforeAll(async () => {
  house = await openApiHouse()
  program = await house.createProgram('wallet', {
    definitions: [
      ...walletDefinitions({ bonus: {}, stars: {} }),
      {
        kind: 'stamp-card',
        key: 'coffee',
        spec: {
          name: 'Coffee',
          stamps: { kind: 'per-item' },
          size,
          reward: { currency: 'stars', amount: 1 },
        },
      },
      {
        kind: 'counter',
        key: 'cups',
        spec: { name: 'Cups', on: ['order.placed'], add: { kind: 'items' }, milestones: [4, 9, 15] },
      },
      {
        kind: 'tier-ladder',
        key: 'status',
        spec: {
          name: 'Status',
          metric: 'spend',
          window: 'lifetime',
          tiers: tiers.map(({ key, threshold, points }) => ({
            key,
            name: key,
            threshold,
            ...(points === 0 ? {} : { entry: { currency: 'bonus', points } }),
          })),
        },
      },
    ],
  })
})

afterAll(async () => {
  await house.close()
})

type Operation =
  | { do: 'buy'; member: number; cups: number }
  | { do: 'return'; pick: number; cups: number }
  | { do: 'merge'; member: number; into: number }
  | { do: 'part'; member: number }
  | { do: 'look' }

const members = 3
const someone = fc.nat(members - 1)
const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ do: fc.constant('buy'), member: someone, cups: fc.integer({ min: 1, max: 6 }) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('return'),
      pick: fc.nat(99),
      cups: fc.integer({ min: 1, max: 4 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('merge'), member: someone, into: someone }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('part'), member: someone }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('look') }) },
) as fc.Arbitrary<Operation>

/** The history follows the returns of both members when they are parted already: who stood for them is counted anew. */
const partedBeforeTold: Operation[] = [
  { do: 'buy', member: 1, cups: 5 },
  { do: 'merge', member: 1, into: 0 },
  { do: 'look' },
  { do: 'return', pick: 0, cups: 2 },
  { do: 'part', member: 1 },
  { do: 'return', pick: 0, cups: 2 },
]

/** A member in the model: whom they were merged into, and their orders. */
interface Person {
  id: string
  into: number | undefined
  orders: { sourceId: string; left: number }[]
}

interface Life {
  people: Person[]
}

function rootOf(life: Life, member: number): number {
  const into = life.people[member]?.into
  return into === undefined ? member : rootOf(life, into)
}

/** Cups that were kept by everybody who leads to a member. */
function cupsOf(life: Life, root: number): number {
  return life.people.reduce(
    (sum, person, index) => sum + (rootOf(life, index) === root ? cupsIn(person) : 0),
    0,
  )
}

function cupsIn({ orders }: Person): number {
  return orders.reduce((sum, order) => sum + order.left, 0)
}

/** A cup costs 2.00. */
const cupMinor = 200

function entries(cups: number): number {
  return tiers.reduce((sum, { threshold, points }) => sum + (cups * cupMinor >= threshold ? points : 0), 0)
}

async function act(life: Life, each: Operation): Promise<void> {
  if (each.do === 'look') return look(life)
  if (each.do === 'return') return giveBack(life, each)
  const person = life.people[each.member] as Person
  if (each.do === 'buy') {
    const sourceId = randomUUID()
    const lines = [{ lineId: '1', sku: 'cup', quantity: String(each.cups), unitPrice: '2.00' }]
    const order = { currency: 'GBP', lines }
    const bought = await activity(house, {
      type: 'order.placed',
      sourceId,
      member: { externalId: person.id },
      order,
    })
    expect(bought.status).toBe(201)
    life.people[rootOf(life, each.member)]?.orders.push({ sourceId, left: each.cups })
  } else if (each.do === 'merge') {
    const body = { into: { externalId: life.people[each.into]?.id }, reason: 'same' }
    const merged = await command(house, `members/externalId:${person.id}/merge`, { body })
    const into = rootOf(life, each.into)
    const mayBe = person.into === undefined && into !== each.member
    expect(merged.status).toBe(mayBe ? 200 : 409)
    if (mayBe) person.into = into
  } else {
    const parted = await command(house, `members/externalId:${person.id}/unmerge`, {
      body: { reason: 'two' },
    })
    const mayBe = person.into !== undefined && life.people[person.into]?.into === undefined
    expect(parted.status).toBe(mayBe ? 200 : 409)
    if (mayBe) person.into = undefined
  }
}

async function giveBack(life: Life, each: Extract<Operation, { do: 'return' }>): Promise<void> {
  const all = life.people.flatMap((person) => person.orders)
  const order = all[each.pick % Math.max(1, all.length)]
  const cups = Math.min(order?.left ?? 0, each.cups)
  if (order === undefined || cups === 0) return
  const lines = [{ lineId: '1', quantity: String(cups) }]
  const back = await activity(house, {
    type: 'order.returned',
    return: { order: order.sourceId, lines },
  })
  expect(back.status).toBe(201)
  order.left -= cups
}

interface Page {
  id: string
  balances: { currency: string; available: number; debt: number }[]
  cards: { stamps: number; completed: number }[]
  tiers: { tier: string; total: number }[]
}

async function pageOf(person: Person): Promise<Page> {
  const { body } = await house.ask({ path: `/v1/programs/wallet/members/externalId:${person.id}` })
  return body as unknown as Page
}

function unitsOf(page: Page, currency: string): number {
  const balance = page.balances.find((each) => each.currency === currency)
  return (balance?.available ?? 0) - (balance?.debt ?? 0)
}

/** What the history for segments holds of a member. */
async function historyOf(member: string): Promise<{ orders: number; spend: number }> {
  const { programId } = program
  const rows = await house.database.read({ programId }, (tx) =>
    tx.query<{ orders: number; spend: number }>(
      'select orders, spend_minor as spend from member_history where program_id = $1 and owner_id = $2',
      [programId, uuidOf('mem', member)],
    ),
  )
  return rows[0] ?? { orders: 0, spend: 0 }
}

async function counted(member: string): Promise<number> {
  const { programId } = program
  const rows = await house.database.read({ programId }, (tx) =>
    tx.query<{ value: number }>(
      `select value from counter where program_id = $1 and owner_id = $2 and key = 'count:cups'`,
      [programId, uuidOf('mem', member)],
    ),
  )
  return rows[0]?.value ?? 0
}

/** Everybody who stands for a group has what the group has; rewards of cards add up to what was filled. */
async function look(life: Life): Promise<void> {
  await deliverTransfers(house, program)
  await carryAlong(house, { program })
  await deliverTransfers(house, program)
  await foldHistory(house, program.programId)
  let stars = 0
  let filled = 0
  let bonus = 0
  let due = 0
  for (const [index, person] of life.people.entries()) {
    if (person.into !== undefined) continue
    const cups = cupsOf(life, index)
    const page = await pageOf(person)
    const what = `${index} of ${life.people.map((each) => each.into)}`
    expect(page.cards[0], what).toMatchObject({ stamps: cups % size, completed: Math.floor(cups / size) })
    expect(page.tiers[0]?.total, what).toBe(cups * cupMinor)
    expect(await counted(page.id), what).toBe(cups)
    const orders = life.people.flatMap((other, place) =>
      rootOf(life, place) === index ? other.orders.filter((order) => order.left > 0) : [],
    )
    expect(await historyOf(page.id), what).toEqual({ orders: orders.length, spend: cups * cupMinor })
    stars += unitsOf(page, 'stars')
    filled += Math.floor(cups / size)
    bonus += unitsOf(page, 'bonus')
    due += entries(cups)
  }
  expect(stars).toBe(filled)
  // What each was given alone before stays with both.
  expect(bonus).toBeGreaterThanOrEqual(due)
}

/** Parted again, everybody together has what each of them reached alone. */
async function lookParted(life: Life): Promise<void> {
  for (let round = 0; round < members; round += 1) {
    for (let member = 0; member < members; member += 1) await act(life, { do: 'part', member })
  }
  await look(life)
  let bonus = 0
  for (const person of life.people) bonus += unitsOf(await pageOf(person), 'bonus')
  expect(bonus).toBe(life.people.reduce((sum, person) => sum + entries(cupsIn(person)), 0))
}

test(
  'whoever members were merged into has what all of them have, and each has their own again once parted',
  async () => {
    console.log(`merge simulation seed ${seed}`)
    const property = fc.asyncProperty(
      fc.array(operation, { minLength: 5, maxLength: 30, size: 'max' }),
      async (operations) => {
        const life: Life = { people: [] }
        for (let index = 0; index < members; index += 1) {
          const id = randomUUID()
          const enrolled = await house.ask({
            method: 'POST',
            path: '/v1/programs/wallet/members',
            body: { externalId: id },
          })
          expect(enrolled.status).toBe(201)
          life.people.push({ id, into: undefined, orders: [] })
        }
        for (const each of operations) await act(life, each)
        await look(life)
        await lookParted(life)
      },
    )
    await fc.assert(property, {
      examples: [[partedBeforeTold]],
      seed,
      numRuns: long ? 400 : 10,
      endOnFailure: true,
      interruptAfterTimeLimit: long ? 3_000_000 : 150_000,
    })
    expect(await house.verify(program)).toEqual([])
    const { programId } = program
    const history = { programId, programs: house.programs }
    expect(await house.database.read({ programId }, (tx) => verifyHistory(tx, history))).toBeUndefined()
    expect((await replayProgram(house, { programId: program.programId })).differences).toEqual([])
    expect(house.violations).toEqual([])
  },
  long ? 3_600_000 : 240_000,
)
