import type { ActivityInput, ActivityReply } from '@perennial/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { replayProgram } from '../../src/activity/index.ts'
import { composeProduct, type Product } from '../../src/app/compose.ts'
import type { Verdict } from '../../src/kernel/verdict.ts'
import { openDatabase } from '../../src/platform/database.ts'
import type { Program } from '../../src/programs/index.ts'
import { type Harness, openHarness, orderOf } from '../harness.ts'

const budget = 1000
const claims = 5000
const householdMost = 70
const storeMost = 333

let house: Harness
let program: Program
/** More processes' worth of the product: pools, caches and lanes of their own over the same database. */
const others: (Product & { close(): Promise<void> })[] = []

function another(): Product & { close(): Promise<void> } {
  const database = openDatabase({ url: house.testDatabase.appUrl, connectionsMax: 3 })
  const hot = openDatabase({ url: house.testDatabase.appUrl, connectionsMax: 4, hot: true })
  const product = composeProduct({ database, hot, lanes: 2, batchMax: 60 })
  return {
    ...product,
    close: async () => {
      await product.pipeline.close()
      await Promise.all([database.close(), hot.close()])
    },
  }
}

function rule(key: string, spec: Record<string, unknown>) {
  return { kind: 'earning-rule', key, spec: { name: key, currency: 'points', ...spec } }
}

beforeAll(async () => {
  house = await openHarness({ lanes: 2 })
  others.push(another(), another())
  program = await house.createProgram('limits', {
    definitions: [
      {
        kind: 'settings',
        key: 'program',
        spec: {
          name: 'Limits',
          timeZone: 'Europe/London',
          currency: 'GBP',
          enrolOnFirstOrder: true,
          activityTypes: { 'campaign.claimed': { name: 'Claimed', fields: {} } },
        },
      },
      { kind: 'currency', key: 'points', spec: { name: 'Points', unit: { one: 'point', other: 'points' } } },
      rule('claim', {
        on: 'campaign.claimed',
        award: { kind: 'fixed', points: 7 },
        budget: { times: budget },
      }),
      rule('welcome', {
        on: 'member.enrolled',
        award: { kind: 'fixed', points: 5 },
        budget: { points: 500 },
      }),
      rule('family', {
        award: { kind: 'fixed', points: 3 },
        caps: [{ of: 'household', points: householdMost, per: 'month' }],
      }),
      rule('opening', {
        award: { kind: 'fixed', points: 2 },
        stores: { include: ['north'] },
        caps: [{ of: 'store', points: storeMost, per: 'lifetime' }],
      }),
    ],
  })
}, 120_000)

afterAll(async () => {
  await Promise.all(others.map((other) => other.close()))
  await house.close()
})

/** Sends inputs through all processes at once. */
async function everywhere(inputs: readonly ActivityInput[]): Promise<Verdict<ActivityReply>[]> {
  const pipelines = [house.pipeline, ...others.map((other) => other.pipeline)]
  const shares = pipelines.map((_, turn) => inputs.filter((__, index) => index % pipelines.length === turn))
  const answers = await Promise.all(
    pipelines.map((pipeline, index) => pipeline.submit(program, shares[index] ?? [])),
  )
  return answers.flat()
}

function given(verdicts: readonly Verdict<ActivityReply>[], rule: string): number[] {
  return verdicts.flatMap((verdict) => {
    if (!verdict.ok) throw new Error(verdict.refusal.detail)
    const { effects } = verdict.value
    return effects.filter((effect) => effect.rule === rule).map((effect) => effect.amount ?? 0)
  })
}

async function used(prefix: string): Promise<number[]> {
  const rows = await house.database.read({ programId: program.programId }, (tx) =>
    tx.query<{ used: number }>(
      'select used from budget_use where program_id = $1 and key like $2 order by key',
      [program.programId, `${prefix}%`],
    ),
  )
  return rows.map((row) => row.used)
}

async function clean(): Promise<void> {
  expect(await house.verify(program)).toEqual([])
  const { differences } = await replayProgram(house, { programId: program.programId })
  expect(differences).toEqual([])
}

describe('three processes on one database', () => {
  // F-17
  test('a budget of 1,000 uses gives exactly 1,000 of 5,000 claims at once', async () => {
    const members = Array.from({ length: 50 }, (_, index) => ({ externalId: `claimer-${index}` }))
    for (const member of members) await house.pipeline.enrol(program, member)
    const inputs = Array.from({ length: claims }, (_, index) => ({
      type: 'campaign.claimed',
      source: 'test',
      sourceId: `claim-${index}`,
      occurredAt: '2026-03-02T10:00:00Z',
      member: members[index % members.length] as (typeof members)[number],
    }))
    const verdicts = await everywhere(inputs)
    const points = given(verdicts, 'claim')
    expect(points).toHaveLength(claims)
    expect(points.filter((amount) => amount === 7)).toHaveLength(budget)
    expect(points.filter((amount) => amount === 0)).toHaveLength(claims - budget)
    const refused = verdicts.flatMap((verdict) =>
      verdict.ok ? verdict.value.effects.filter((effect) => effect.amount === 0) : [],
    )
    expect(new Set(refused.map((effect) => effect.reason))).toEqual(new Set(['budget']))
    expect(await used('uses:claim')).toEqual([budget])
    await clean()
  }, 240_000)

  test('a budget of enrolments that orders bring about gives exactly what it has', async () => {
    const before = (await used('budget:welcome'))[0] ?? 0
    const inputs = Array.from({ length: 90 }, (_, index) =>
      orderOf(`first-${index}`, [['A', '1', '1.00']], { member: { externalId: `newcomer-${index}` } }),
    )
    await everywhere(inputs)
    expect(before).toBe(250)
    expect(await used('budget:welcome')).toEqual([500])
    const [sum] = await house.database.read({ programId: program.programId }, (tx) =>
      tx.query<{ points: number }>(
        "select sum(amount)::bigint as points from journal where program_id = $1 and rule = 'welcome'",
        [program.programId],
      ),
    )
    expect(sum?.points).toBe(500)
    await clean()
  }, 120_000)

  test('members of one household and buyers in one store share what is theirs, exactly', async () => {
    const family = Array.from({ length: 6 }, (_, index) => ({ externalId: `claimer-${index}` }))
    const ids = await house.database.read({ programId: program.programId }, (tx) =>
      tx.query<{ id: string }>(
        `select m.member_id as id from member m join member_identifier i using (program_id, member_id)
          where m.program_id = $1 and i.value = any($2)`,
        [program.programId, family.map((member) => member.externalId)],
      ),
    )
    const pool = '00000000-0000-4000-8000-00000000aaaa'
    await house.database.write({ programId: program.programId }, async (tx) => {
      for (const [index, { id }] of ids.entries()) {
        await tx.execute(
          'insert into pool_member (program_id, pool_id, member_id, role) values ($1, $2, $3, $4)',
          [program.programId, pool, id, index === 0 ? 'head' : 'adult'],
        )
      }
    })
    const inputs = Array.from({ length: 240 }, (_, index) =>
      orderOf(`home-${index}`, [['A', '1', '1.00']], {
        member: family[index % family.length] as (typeof family)[number],
        store: 'north',
      }),
    )
    const verdicts = await everywhere(inputs)
    const sum = (rule: string) => given(verdicts, rule).reduce((total, amount) => total + amount, 0)
    expect(sum('family')).toBe(householdMost)
    expect(sum('opening')).toBe(storeMost)
    expect(await used(`cap:family:household:month:${pool}`)).toEqual([householdMost])
    expect(await used('cap:opening:store:lifetime:north')).toEqual([storeMost])
    await clean()
  }, 120_000)
})
