import type { ActivityReply, BetaAudience, DefinitionKind } from '@perennial/contract'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPipeline, replayProgram } from '../../src/activity/index.ts'
import { uuidOf } from '../../src/kernel/ids.ts'
import { orThrow } from '../../src/kernel/verdict.ts'
import { openDatabase } from '../../src/platform/database.ts'
import type { Program } from '../../src/programs/index.ts'
import { propose } from '../../src/programs/propose.ts'
import { publishProposal, startBeta } from '../../src/programs/publish-proposal.ts'
import { withdrawProposal } from '../../src/programs/review-proposal.ts'
import { keepList } from '../../src/segments/keep-list.ts'
import { answerOf, type Harness, openHarness, orderOf } from '../harness.ts'

let house: Harness

beforeAll(async () => {
  house = await openHarness()
})
afterAll(() => house.close())

const settings = { name: 'Shop', timeZone: 'Europe/London', currency: 'GBP', enrolOnFirstOrder: true }

function rule(points: number) {
  return { name: 'Base', currency: 'points', award: { kind: 'per-money', points, perMinor: 100 } }
}

function definitions(points: number) {
  return [
    { kind: 'settings', key: 'program', spec: settings },
    {
      kind: 'currency',
      key: 'points',
      spec: {
        name: 'Points',
        unit: { one: 'point', other: 'points' },
        expiry: { kind: 'rolling', days: 90 },
      },
    },
    { kind: 'earning-rule', key: 'base', spec: rule(points) },
    { kind: 'segment', key: 'pilots', spec: { name: 'Pilots', mode: 'fixed' } },
  ]
}

let count = 0
function freshProgram(points = 1): Promise<Program> {
  count += 1
  return house.createProgram(`releases-${count}`, { definitions: definitions(points) })
}

async function draft({ programId }: Program, place: `${DefinitionKind}/${string}`, spec: unknown) {
  const [kind, key] = place.split('/') as [DefinitionKind, string]
  const present = await house.programs.getDefinition(programId, kind, key)
  const ifRevision = present.ok ? { ifRevision: present.value.revision } : {}
  orThrow(await house.programs.putDefinition({ programId, kind, key, spec, actor: 'ann', ...ifRevision }))
}

const ann = { actor: 'ann', credentialId: 'ann' }

async function proposeNow({ programId }: Program): Promise<number> {
  const ask = { programId, note: 'try', ...ann }
  return orThrow(await house.programs.change(programId, (tx, kinds) => propose(tx, kinds, ask))).number
}

async function beginBeta(
  program: Program,
  audience: BetaAudience,
): Promise<{ number: number; release: number }> {
  const { programId } = program
  const number = await proposeNow(program)
  const ask = { programId, number, audience, ...ann }
  const { betaRelease } = orThrow(
    await house.programs.change(programId, (tx, kinds) => startBeta(tx, kinds, ask)),
  )
  house.programs.refresh(programId)
  return { number, release: betaRelease ?? 0 }
}

async function endBeta(program: Program, number: number, how: 'publish' | 'withdraw') {
  const { programId } = program
  const ask = { programId, number, now: Date.now(), ...ann }
  orThrow(
    await house.programs.change(programId, (tx, kinds) =>
      how === 'publish' ? publishProposal(tx, kinds, ask) : withdrawProposal(tx, ask),
    ),
  )
  house.programs.refresh(programId)
}

/** Puts a member on the list of the pilots, or takes one off. */
async function pilots({ programId }: Program, member: string | null, entered: boolean) {
  const release = orThrow(await house.programs.currentRelease(programId))
  const move = { release, segment: 'pilots', ownerId: uuidOf('mem', member ?? '') ?? '', entered }
  orThrow(await house.database.write({ programId }, (tx) => keepList(tx, { ...move, now: Date.now() })))
}

function returnOf(order: string) {
  return {
    type: 'order.returned',
    source: 'test',
    sourceId: `back-${order}`,
    occurredAt: '2026-03-03T10:00:00Z',
    return: { order, lines: [{ sku: 'A', quantity: '1' }] },
  }
}

async function buy(program: Program, order: string, who: string): Promise<ActivityReply> {
  const input = orderOf(order, [['A', '1', '10.00']], { member: { externalId: who } })
  return answerOf((await house.pipeline.submit(program, [input]))[0]) as ActivityReply
}

function earned(reply: ActivityReply): number {
  return reply.effects.reduce((sum, effect) => sum + (effect.kind === 'points' ? (effect.amount ?? 0) : 0), 0)
}

async function expectSound(program: Program) {
  expect(await house.verify(program)).toEqual([])
  const replayed = await replayProgram(house, { programId: program.programId })
  expect(replayed.differences).toEqual([])
}

describe('a beta', () => {
  test('decides for its members alone, names its release, and ends without a trace in what was decided', async () => {
    const program = await freshProgram(1)
    const first = { in: await buy(program, 'o-1', 'ann'), out: await buy(program, 'o-2', 'bob') }
    await draft(program, 'earning-rule/base', rule(5))
    const { number, release } = await beginBeta(program, { members: [first.in.member ?? ''] })
    const during = { in: await buy(program, 'o-3', 'ann'), out: await buy(program, 'o-4', 'bob') }
    expect([earned(during.in), during.in.release]).toEqual([50, release])
    expect([earned(during.out), during.out.release]).toEqual([10, 1])
    const inputs = ['ann', 'bob', 'cy'].map((who, index) =>
      orderOf(`dry-${index}`, [['A', '1', '10.00']], { member: { externalId: who } }),
    )
    const dry = (await house.pipeline.dryRun(program, inputs)).map((each) => answerOf(each) as ActivityReply)
    expect(dry.map((each) => [earned(each), each.release])).toEqual([
      [50, release],
      [10, 1],
      [10, 1],
    ])
    await endBeta(program, number, 'withdraw')
    expect(earned(await buy(program, 'o-5', 'ann'))).toBe(10)
    expect(await buy(program, 'o-3', 'ann')).toEqual({ ...during.in, replayed: true })
    const returned = answerOf((await house.pipeline.submit(program, [returnOf('o-3')]))[0])
    expect(earned(returned as ActivityReply)).toBe(-50)
    await expectSound(program)
  })

  test('is for everyone once it is published', async () => {
    const program = await freshProgram(1)
    const { member } = await buy(program, 'o-1', 'ann')
    await draft(program, 'earning-rule/base', rule(5))
    const { number } = await beginBeta(program, { members: [member ?? ''] })
    await endBeta(program, number, 'publish')
    const both = [await buy(program, 'o-2', 'ann'), await buy(program, 'o-3', 'bob')]
    expect(both.map((each) => [earned(each), each.release])).toEqual([
      [50, 3],
      [50, 3],
    ])
    await expectSound(program)
  })

  test('of a share keeps each member on one side, and newcomers join by their id once they are members', async () => {
    const program = await freshProgram(1)
    await draft(program, 'earning-rule/base', rule(5))
    const { release } = await beginBeta(program, { percent: 50 })
    const people = Array.from({ length: 40 }, (_, index) => `m${index}`)
    const first = await Promise.all(people.map((who) => buy(program, `first-${who}`, who)))
    expect(new Set(first.map((each) => each.release))).toEqual(new Set([1]))
    const second = await Promise.all(people.map((who) => buy(program, `second-${who}`, who)))
    const third = await Promise.all(people.map((who) => buy(program, `third-${who}`, who)))
    expect(third.map((each) => each.release)).toEqual(second.map((each) => each.release))
    for (const each of second) expect(earned(each)).toBe(each.release === release ? 50 : 10)
    const inside = second.filter((each) => each.release === release).length
    expect(inside).toBeGreaterThan(8)
    expect(inside).toBeLessThan(32)
    await expectSound(program)
    const segmentsOf = () => Promise.reject(new Error('nobody needs to know the segments'))
    const unasked = createPipeline({ ...house, segmentsOf })
    const inputs = people.map((who) =>
      orderOf(`dry-${who}`, [['A', '1', '10.00']], { member: { externalId: who } }),
    )
    const dry = (await unasked.dryRun(program, inputs)).map((each) => answerOf(each) as ActivityReply)
    expect(dry.map((each) => each.release)).toEqual(second.map((each) => each.release))
    await unasked.close()
  })

  test('of segments follows who is in them, and what was decided keeps its release', async () => {
    const program = await freshProgram(1)
    const { member } = await buy(program, 'o-1', 'ann')
    await buy(program, 'o-2', 'bob')
    await draft(program, 'earning-rule/base', rule(5))
    const { number, release } = await beginBeta(program, { segments: ['pilots'] })
    expect((await buy(program, 'o-3', 'ann')).release).toBe(1)
    await pilots(program, member, true)
    const during = [await buy(program, 'o-4', 'ann'), await buy(program, 'o-5', 'bob')]
    expect(during.map((each) => [earned(each), each.release])).toEqual([
      [50, release],
      [10, 1],
    ])
    await pilots(program, member, false)
    const after = await buy(program, 'o-6', 'ann')
    expect([earned(after), after.release]).toEqual([10, 1])
    expect(await buy(program, 'o-4', 'ann')).toEqual({ ...during[0], replayed: true })
    for (const [order, points] of [
      ['o-4', -50],
      ['o-6', -10],
    ] as const) {
      const [returned] = await house.pipeline.submit(program, [returnOf(order)])
      expect(earned(answerOf(returned) as ActivityReply)).toBe(points)
    }
    await expectSound(program)
    await endBeta(program, number, 'withdraw')
    await expectSound(program)
  })
})

test('a release of an earlier version that names no segment of the programme decides, is stopped and comes back', async () => {
  const program = await freshProgram(1)
  const { programId } = program
  const forSome = (segment: string) => ({ ...rule(5), audience: { segments: { exclude: [segment] } } })
  await draft(program, 'earning-rule/base', forSome('pilots'))
  orThrow(await house.programs.publishRelease({ programId, note: '', actor: 'ann' }))
  const owner = openDatabase({ url: house.testDatabase.adminUrl, connectionsMax: 1 })
  await owner.write({ programId }, (tx) =>
    tx.execute(
      `update release set definitions = replace(definitions::text, '["pilots"]', '["gone"]')::jsonb
       where program_id = $1 and number = 2`,
      [programId],
    ),
  )
  await owner.close()
  const decided = await buy(program, 'o-1', 'ann')
  expect([earned(decided), decided.release]).toEqual([50, 2])
  await draft(program, 'earning-rule/base', forSome('gone'))
  expect(await house.programs.publishRelease({ programId, note: '', actor: 'ann' })).toMatchObject({
    refusal: {
      code: 'release_invalid',
      extra: { errors: [{ field: 'earning-rule/base.audience.segments.exclude[0]' }] },
    },
  })
  const stop = {
    programId,
    kind: 'earning-rule',
    key: 'base',
    field: 'paused',
    value: true,
    isStop: true,
  } as const
  expect(await house.programs.publishChange({ ...stop, note: '', actor: 'ann' })).toMatchObject({ value: 3 })
  const back = await house.programs.rollBack({ programId, number: 2, note: '', actor: 'ann' })
  expect(back).toMatchObject({ value: { number: 4 } })
  expect(earned(await buy(program, 'o-2', 'ann'))).toBe(50)
  await expectSound(program)
})

type Step =
  | { kind: 'publish'; points: number }
  | { kind: 'back'; to: number }
  | { kind: 'beta' | 'end' | 'buy' | 'enter' | 'leave' }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ kind: 'buy' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('publish' as const), points: fc.integer({ min: 1, max: 9 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('back' as const), to: fc.integer({ min: 1, max: 6 }) }),
  },
  { weight: 1, arbitrary: fc.constantFrom({ kind: 'beta' as const }, { kind: 'end' as const }) },
  { weight: 1, arbitrary: fc.constantFrom({ kind: 'enter' as const }, { kind: 'leave' as const }) },
)

test('publishing, betas and rolling back never change what was decided, in any order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const program = await freshProgram(1)
      const { programId } = program
      const replies: [string, string, ActivityReply][] = []
      let beta: number | undefined
      // Each beta says something new: what a roll back brought back cannot be proposed again.
      let betas = 0
      const buyNext = async () => {
        const [order, who] = [`o-${replies.length}`, `m${replies.length % 3}`]
        replies.push([order, who, await buy(program, order, who)])
      }
      await buyNext()
      for (const each of steps) {
        if (each.kind === 'buy') await buyNext()
        if (each.kind === 'publish' || each.kind === 'beta') {
          if (each.kind === 'beta') betas += 1
          const points = each.kind === 'publish' ? each.points : 10 + betas
          await draft(program, 'earning-rule/base', rule(points))
        }
        if (each.kind === 'publish')
          await house.programs.publishRelease({ programId, note: '', actor: 'ann' })
        if (each.kind === 'back') {
          const back = { programId, number: each.to, note: '', actor: 'ann' }
          if ((await house.programs.rollBack(back)).ok) beta = undefined
        }
        if (each.kind === 'beta' && beta === undefined)
          beta = (await beginBeta(program, betas % 2 === 0 ? { percent: 50 } : { segments: ['pilots'] }))
            .number
        if (each.kind === 'enter' || each.kind === 'leave')
          await pilots(program, replies[0]?.[2].member ?? null, each.kind === 'enter')
        if (each.kind === 'end' && beta !== undefined) {
          await endBeta(program, beta, replies.length % 2 === 0 ? 'publish' : 'withdraw')
          beta = undefined
        }
      }
      for (const [order, who, reply] of replies)
        expect(await buy(program, order, who)).toEqual({ ...reply, replayed: true })
      await expectSound(program)
    }),
    { numRuns: 12 },
  )
}, 120_000)
