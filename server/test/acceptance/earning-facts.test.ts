import type { ActivityInput } from '@perennial/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { replayProgram } from '../../src/activity/index.ts'
import type { Program, RawDefinition } from '../../src/programs/index.ts'
import { answerOf, type Harness, openHarness, orderOf } from '../harness.ts'

let house: Harness
let program: Program

function rule(key: string, spec: Record<string, unknown>): RawDefinition {
  return { kind: 'earning-rule', key, spec: { name: key, currency: 'points', ...spec } }
}

beforeAll(async () => {
  house = await openHarness()
  program = await house.createProgram('facts', {
    definitions: [
      {
        kind: 'settings',
        key: 'program',
        spec: { name: 'Facts', timeZone: 'Europe/London', currency: 'GBP', enrolOnFirstOrder: true },
      },
      { kind: 'currency', key: 'points', spec: { name: 'Points', unit: { one: 'point', other: 'points' } } },
      rule('first', { award: { kind: 'fixed', points: 100 }, when: 'history.orders == 0' }),
      rule('back', { award: { kind: 'fixed', points: 40 }, when: 'history.daysSinceLastOrder >= 60' }),
      rule('big', { award: { kind: 'fixed', points: 7 }, when: 'history.spend >= 30.0' }),
      rule('vip', {
        award: { kind: 'fixed', points: 3 },
        audience: { tags: { include: ['vip'] } },
        when: '"vip" in member.tags',
      }),
    ],
  })
})
afterAll(() => house.close())

/** Points by rule of each of these activities, sent one after the other or in one batch. */
async function earned(inputs: readonly ActivityInput[]): Promise<Record<string, number>[]> {
  const verdicts = await house.pipeline.submit(program, inputs)
  return verdicts.map((verdict) => {
    const reply = answerOf(verdict)
    if (typeof reply === 'string') throw new Error(reply)
    return Object.fromEntries(reply.effects.map((effect) => [effect.rule ?? '', effect.amount ?? 0]))
  })
}

function bought(sourceId: string, price: string, at: { by: string; on: string }): ActivityInput {
  const occurredAt = `${at.on}T10:00:00Z`
  return orderOf(sourceId, [['A', '1', price]], { occurredAt, member: { externalId: at.by } })
}

function gaveBack(sourceId: string, order: string, occurredAt: string): ActivityInput {
  return { type: 'order.returned', source: 'test', sourceId, occurredAt, return: { order } }
}

async function replays(): Promise<void> {
  const { differences } = await replayProgram(house, { programId: program.programId })
  expect(differences).toEqual([])
}

test('history is what is left of the orders before, within a batch and across batches', async () => {
  expect(
    await earned([
      bought('a1', '20.00', { by: 'anna', on: '2026-01-10' }),
      bought('a2', '10.00', { by: 'anna', on: '2026-01-20' }),
      bought('a3', '1.00', { by: 'anna', on: '2026-01-21' }),
    ]),
  ).toEqual([{ first: 100 }, {}, { big: 7 }])
  expect(await earned([bought('a4', '1.00', { by: 'anna', on: '2026-03-22' })])).toEqual([
    { back: 40, big: 7 },
  ])
  await replays()
})

test('an order that was given back whole never was, for the orders after it', async () => {
  await earned([bought('b1', '40.00', { by: 'ben', on: '2026-01-10' })])
  await earned([gaveBack('b1-back', 'b1', '2026-01-11T10:00:00Z')])
  expect(await earned([bought('b2', '40.00', { by: 'ben', on: '2026-05-10' })])).toEqual([{ first: 100 }])
  // The order that came after keeps what it knew when it was decided.
  expect(await earned([gaveBack('b2-back', 'b2', '2026-05-11T10:00:00Z')])).toEqual([{ first: -100 }])
  await replays()
})

test('tags are texts of an attribute, whatever a client made of it', async () => {
  for (const [name, tags] of [
    ['carl', ['vip', 'early']],
    ['dora', 'vip'],
    ['erik', ['early']],
    ['fay', undefined],
  ] as const) {
    const attributes = tags === undefined ? {} : { tags: tags as string | string[] }
    await house.pipeline.enrol(program, { externalId: name, attributes })
  }
  const given = await earned(
    ['carl', 'dora', 'erik', 'fay'].map((name) =>
      bought(`${name}-1`, '1.00', { by: name, on: '2026-02-01' }),
    ),
  )
  expect(given.map((each) => each.vip)).toEqual([3, 3, undefined, undefined])
  await replays()
  expect(await house.verify(program)).toEqual([])
})
