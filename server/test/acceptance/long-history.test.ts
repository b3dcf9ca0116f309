import { randomUUID } from 'node:crypto'
import type { ActivityInput } from '@perennial/contract'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { replayProgram } from '../../src/activity/index.ts'
import { newUuid, uuidOf } from '../../src/kernel/ids.ts'
import type { Program, RawDefinition } from '../../src/programs/index.ts'
import { answerOf, type Harness, openHarness, orderOf } from '../harness.ts'

let house: Harness
let program: Program

/** Each rule gives as many points as a fact says, so that the reply tells what was read. */
function rule(key: string, expression: string, when?: string): RawDefinition {
  const award = { kind: 'expression', expression }
  const spec = { name: key, currency: 'points', award, ...(when === undefined ? {} : { when }) }
  return { kind: 'earning-rule', key, spec }
}

beforeAll(async () => {
  house = await openHarness({ lanes: 1 })
  program = await house.createProgram('long', {
    definitions: [
      {
        kind: 'settings',
        key: 'program',
        spec: { name: 'Long', timeZone: 'UTC', currency: 'GBP', enrolOnFirstOrder: true },
      },
      { kind: 'currency', key: 'points', spec: { name: 'Points', unit: { one: 'point', other: 'points' } } },
      rule('orders', 'history.orders'),
      rule('placed', 'member.orders'),
      rule('rich', '1', 'history.spend >= 40.0'),
      rule('days', 'history.daysSinceLastOrder', 'has(history.daysSinceLastOrder)'),
    ],
  })
})
afterAll(() => house.close())

/** What somebody did: an order of so many pounds on a day, or giving back an earlier one whole. */
type Deed = { buys: number; day: number } | { back: number }

interface Bought {
  sourceId: string
  pounds: number
  day: number
  kept: boolean
}

const firstDay = Date.UTC(2026, 0, 1) / 86_400_000

function dayText(day: number): string {
  return new Date((firstDay + day) * 86_400_000 + 36e5).toISOString()
}

function expected(orders: readonly Bought[], day: number): Record<string, number> {
  const kept = orders.filter((order) => order.kept)
  const last = Math.max(...kept.map((order) => order.day))
  const told = {
    orders: kept.length,
    placed: orders.length,
    rich: kept.reduce((sum, order) => sum + order.pounds, 0) >= 40 ? 1 : 0,
    days: kept.length === 0 ? 0 : day - last,
  }
  return Object.fromEntries(Object.entries(told).filter(([, points]) => points > 0))
}

function inputOf(
  deed: Deed,
  { member, sourceId }: { member: string; sourceId: string },
  orders: Bought[],
): ActivityInput | undefined {
  if ('buys' in deed)
    return orderOf(sourceId, [['A', '1', `${deed.buys}.00`]], {
      occurredAt: dayText(deed.day),
      member: { externalId: member },
    })
  const order = orders[deed.back % Math.max(1, orders.length)]
  if (order === undefined || !order.kept) return undefined
  order.kept = false
  const base = { source: 'test', sourceId, occurredAt: dayText(320), type: 'order.returned' as const }
  return { ...base, return: { order: order.sourceId } }
}

async function live(deeds: readonly Deed[], batch: number): Promise<void> {
  const member = randomUUID()
  const orders: Bought[] = []
  const waiting: { input: ActivityInput; expected: Record<string, number> | undefined }[] = []
  const send = async () => {
    const verdicts = await house.pipeline.submit(
      program,
      waiting.map((each) => each.input),
    )
    for (const [index, verdict] of verdicts.entries()) {
      const reply = answerOf(verdict)
      if (typeof reply === 'string') throw new Error(reply)
      const told = Object.fromEntries(
        reply.effects.map((effect) => [effect.rule ?? '', effect.amount ?? 0] as const),
      )
      const wanted = waiting[index]?.expected
      if (wanted !== undefined) expect(told).toEqual(wanted)
    }
    waiting.length = 0
  }
  for (const [index, deed] of deeds.entries()) {
    const sourceId = `${member}/${index}`
    const input = inputOf(deed, { member, sourceId }, orders)
    if (input === undefined) continue
    const isOrder = 'buys' in deed
    waiting.push({ input, expected: isOrder ? expected(orders, deed.day) : undefined })
    if (isOrder) orders.push({ sourceId, pounds: deed.buys, day: deed.day, kept: true })
    if (waiting.length >= batch) await send()
  }
  await send()
}

const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ buys: fc.integer({ min: 1, max: 3 }), day: fc.nat(300) }) },
  { weight: 1, arbitrary: fc.record({ back: fc.nat(99) }) },
)

test('what rules read of a long history is what is left of all orders, however it is summed', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(deed, { minLength: 20, maxLength: 120, size: 'max' }),
      fc.integer({ min: 1, max: 40 }),
      live,
    ),
    { numRuns: process.env.PERENNIAL_LONG === '1' ? 300 : 8, endOnFailure: true },
  )
  const { differences } = await replayProgram(house, { programId: program.programId })
  expect(differences).toEqual([])
}, 120_000)

test('orders of somebody who was merged count for the other, until the merge ends', async () => {
  const [ann, bob] = [randomUUID(), randomUUID()]
  const buy = (member: string, number: number) =>
    orderOf(`${member}/${number}`, [['A', '1', '1.00']], {
      occurredAt: dayText(number),
      member: { externalId: member },
    })
  const submit = async (...inputs: ActivityInput[]) => {
    const replies = (await house.pipeline.submit(program, inputs)).map(answerOf)
    return replies.map((reply) => {
      if (typeof reply === 'string') throw new Error(reply)
      const points = new Map(reply.effects.map((effect) => [effect.rule, effect.amount]))
      return { member: uuidOf('mem', reply.member ?? '') as string, orders: points.get('orders') ?? 0 }
    })
  }
  const placed = await submit(...Array.from({ length: 30 }, (_, number) => buy(ann, number)))
  const [first] = await submit(buy(bob, 0))
  const source = placed[0]?.member as string
  const command = { verb: 'merge', transfer: newUuid(), actor: 'test', reason: 'same' } as const
  const merge = (into: string | null) =>
    house.pipeline.carryOut(program, [
      { ownerId: source, command: { ...command, into }, type: 'wallet.merge', sourceId: randomUUID() },
    ])
  await merge(first?.member as string)
  expect(await submit(buy(bob, 1))).toMatchObject([{ orders: 31 }])
  const back: ActivityInput = {
    type: 'order.returned',
    source: 'test',
    sourceId: randomUUID(),
    occurredAt: dayText(320),
    return: { order: `${ann}/3` },
  }
  await submit(back)
  expect(await submit(buy(bob, 2))).toMatchObject([{ orders: 31 }])
  await merge(null)
  expect(await submit(buy(bob, 3))).toMatchObject([{ orders: 3 }])
  expect(await submit(buy(ann, 40))).toMatchObject([{ orders: 29 }])
})
