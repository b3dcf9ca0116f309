import type { ActivityInput, ActivityReply } from '@perennial/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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
  program = await house.createProgram('gaming', {
    definitions: [
      {
        kind: 'settings',
        key: 'program',
        spec: { name: 'Gaming', timeZone: 'Europe/London', currency: 'GBP', enrolOnFirstOrder: true },
      },
      {
        kind: 'currency',
        key: 'points',
        spec: { name: 'Points', unit: { one: 'point', other: 'points' }, debt: 'unlimited' },
      },
      rule('base', { award: { kind: 'per-money', points: 1, perMinor: 100 } }),
      rule('per-order', {
        award: { kind: 'per-order', points: 20 },
        when: 'order.net >= 5.0',
        caps: [{ times: 1, per: 'day' }],
      }),
      rule('gold', {
        award: { kind: 'multiplier', factor: '2', of: ['base'] },
        audience: { tiers: ['gold'] },
      }),
      rule('promotion', {
        on: 'tier.reached',
        award: { kind: 'fixed', points: 300 },
        caps: [{ times: 1, per: 'lifetime' }],
      }),
      {
        kind: 'tier-ladder',
        key: 'spend',
        spec: {
          name: 'Spend',
          metric: 'spend',
          window: 'rolling-12-months',
          tiers: [
            { key: 'friend', name: 'Friend', threshold: 0 },
            { key: 'gold', name: 'Gold', threshold: 10_000 },
          ],
        },
      },
    ],
  })
})
afterAll(async () => {
  expect(await house.verify(program)).toEqual([])
  const { differences } = await replayProgram(house, { programId: program.programId })
  expect(differences).toEqual([])
  await house.close()
})

async function send(input: ActivityInput): Promise<ActivityReply> {
  const [verdict] = await house.pipeline.submit(program, [input])
  const reply = answerOf(verdict)
  if (typeof reply === 'string') throw new Error(reply)
  return reply
}

function buy(sourceId: string, price: string, externalId: string): Promise<ActivityReply> {
  return send(orderOf(sourceId, [['A', '1', price]], { member: { externalId } }))
}

function giveBack(order: string): Promise<ActivityReply> {
  return send({
    type: 'order.returned',
    source: 'test',
    sourceId: `${order}-back`,
    occurredAt: '2026-03-03T10:00:00Z',
    return: { order },
  })
}

function balanceOf(reply: ActivityReply): number {
  const [points] = reply.balances
  return (points?.available ?? 0) - (points?.debt ?? 0)
}

// F-15
describe('gaming the programme', () => {
  test('a tier that was bought and given back is gone, and so is what it multiplied', async () => {
    const gold = await buy('tier-1', '100.00', 'climber')
    expect(gold.tiers[0]?.tier).toBe('gold')
    const doubled = await buy('tier-2', '50.00', 'climber')
    expect(doubled.effects).toContainEqual({ kind: 'points', currency: 'points', amount: 50, rule: 'gold' })
    const fallen = await giveBack('tier-1')
    expect(fallen.tiers[0]?.tier).toBe('friend')
    const plain = await buy('tier-3', '10.00', 'climber')
    // The bonus of the day is free again, because the order that had it went back.
    expect(plain.effects.map((effect) => effect.rule)).toEqual(['base', 'per-order'])
  })

  test('buying, climbing and giving back in rounds gains the promotion once and nothing more', async () => {
    const balances: number[] = []
    for (let round = 0; round < 5; round += 1) {
      await buy(`round-${round}`, '150.00', 'looper')
      balances.push(balanceOf(await giveBack(`round-${round}`)))
    }
    expect(balances).toEqual([300, 300, 300, 300, 300])
  })

  test('splitting an order multiplies no bonus of the order', async () => {
    const whole = await buy('whole', '40.00', 'whole')
    for (let part = 0; part < 8; part += 1) await buy(`part-${part}`, '5.00', 'splitter')
    const peek = await house.pipeline.dryRun(program, [
      orderOf('peek', [['A', '1', '0.01']], { member: { externalId: 'splitter' } }),
    ])
    const split = answerOf(peek[0])
    expect(typeof split === 'string' ? split : balanceOf(split)).toBe(balanceOf(whole))
  })

  test('giving back the order that had the bonus of the day frees it once, not twice', async () => {
    await buy('day-1', '5.00', 'swapper')
    await buy('day-2', '5.00', 'swapper')
    await giveBack('day-1')
    const last = await buy('day-3', '5.00', 'swapper')
    // Two orders of 5 stand, and one bonus of 20.
    expect(balanceOf(last)).toBe(30)
    await giveBack('day-2')
    expect(balanceOf(await giveBack('day-3'))).toBe(0)
  })
})
