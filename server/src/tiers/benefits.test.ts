import type { ActivityInput, ActivityReply, MemberView } from '@perennial/contract'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerOf, type Harness, openHarness, orderOf } from '../../test/harness.ts'
import { replayProgram } from '../activity/index.ts'
import { uuidOf } from '../kernel/ids.ts'
import { dayOf, dayStart, dayText } from '../kernel/instants.ts'
import { orThrow } from '../kernel/verdict.ts'
import type { Program, RawDefinition } from '../programs/index.ts'
import { tierGrants, tierStandings } from './read-tiers.ts'

let house: Harness
let programs = 0
let orders = 0

beforeAll(async () => {
  house = await openHarness({ lanes: 1 })
})
afterAll(() => house.close())

const zone = 'Europe/London'
const unit = { one: 'point', other: 'points' }
const today = dayOf(Date.now(), zone)

function definitionsOf(ladder: Readonly<Record<string, unknown>>): readonly RawDefinition[] {
  const gift = (points: number) => ({ entry: { currency: 'gifts', points } })
  return [
    {
      kind: 'settings',
      key: 'program',
      spec: { name: 'Club', timeZone: zone, currency: 'GBP', enrolOnFirstOrder: true },
    },
    { kind: 'currency', key: 'points', spec: { name: 'Points', unit } },
    { kind: 'currency', key: 'gifts', spec: { name: 'Gifts', unit } },
    {
      kind: 'earning-rule',
      key: 'base',
      spec: { name: 'Base', currency: 'points', award: { kind: 'per-money', points: 1, perMinor: 100 } },
    },
    {
      kind: 'tier-ladder',
      key: 'spend',
      spec: {
        name: 'Spend',
        metric: 'spend',
        window: 'rolling-12-months',
        tiers: [
          { key: 'entry', name: 'Entry', threshold: 0, ...gift(5) },
          { key: 'silver', name: 'Silver', threshold: 10_000, ...gift(20) },
          {
            key: 'gold',
            name: 'Gold',
            threshold: 20_000,
            ...gift(70),
            benefits: [
              'A card',
              { kind: 'multiplier', factor: '2', currency: 'points' },
              { kind: 'free-shipping' },
            ],
          },
        ],
        ...ladder,
      },
    },
  ]
}

async function openClub(ladder: Readonly<Record<string, unknown>> = {}): Promise<Program> {
  programs += 1
  return house.createProgram(`club-${programs}`, { definitions: definitionsOf(ladder) })
}

async function submit(program: Program, ...inputs: ActivityInput[]): Promise<ActivityReply[]> {
  return (await house.pipeline.submit(program, inputs)).map(answerOf).map((answer) => {
    if (typeof answer === 'string') throw new Error(`refused: ${answer}`)
    return answer
  })
}

function bought(pounds: number, daysAgo = 0): ActivityInput {
  orders += 1
  const occurredAt = new Date(Math.min(Date.now(), dayStart(today - daysAgo, zone) + 36e6)).toISOString()
  return orderOf(`o${orders}`, [['thing', String(pounds), '1.00']], {
    occurredAt,
    member: { externalId: 'm' },
  })
}

function returned(order: ActivityInput, pounds: number): ActivityInput {
  orders += 1
  return {
    type: 'order.returned',
    source: 'test',
    sourceId: `r${orders}`,
    occurredAt: new Date().toISOString(),
    return: { order: order.sourceId, lines: [{ lineId: '1', quantity: String(pounds) }] },
  }
}

function held(reply: ActivityReply | undefined, currency: string): number | undefined {
  const balance = reply?.balances.find((each) => each.currency === currency)
  return balance && balance.available - balance.debt
}

async function prove(program: Program): Promise<void> {
  expect((await replayProgram(house, { programId: program.programId })).differences).toEqual([])
  expect(await house.verify(program)).toEqual([])
}

/** Carries out a command of staff for the member of a reply. */
function carryOut(program: Program, reply: ActivityReply | undefined, command: object) {
  orders += 1
  const ownerId = uuidOf('mem', reply?.member ?? '') ?? ''
  const type = `wallet.${(command as { verb: string }).verb}`
  return house.pipeline.carryOut(program, [{ ownerId, command, type, sourceId: `c${orders}` } as never])
}

describe('what a tier gives on being reached', () => {
  test('is given once: on joining, for each tier that is passed, and never again', async () => {
    const program = await openClub()
    const [small, big] = await submit(program, bought(1, 800), bought(250, 790))
    expect([held(small, 'gifts'), held(big, 'gifts')]).toEqual([5, 95])
    expect(big?.effects).toContainEqual({
      kind: 'points',
      currency: 'gifts',
      amount: 70,
      rule: 'tier:spend/gold',
    })
    // More than a year later everything has fallen; climbing again gives nothing.
    const [again] = await submit(program, bought(300))
    expect([held(again, 'gifts'), again?.tiers[0]?.tier]).toEqual([95, 'gold'])
    await prove(program)
  })

  // F-15: buy, reach the tier, give it back; again and again.
  test('goes back with the order that reached the tier, and comes again when it is reached again', async () => {
    const program = await openClub()
    for (let round = 0; round < 3; round += 1) {
      const order = bought(220, 3)
      const [up, down] = await submit(program, order, returned(order, 220))
      expect([held(up, 'gifts'), held(down, 'gifts'), down?.tiers[0]?.tier]).toEqual([95, 5, 'entry'])
    }
    await prove(program)
  })

  test('stays where an old order that did not matter comes back, whatever time took meanwhile', async () => {
    const program = await openClub()
    const old = bought(250, 700)
    const [, , reply] = await submit(program, old, bought(150, 100), returned(old, 10))
    expect(held(reply, 'gifts')).toBe(95)
    const [gone] = await submit(program, returned(old, 240))
    expect(held(gone, 'gifts')).toBe(25)
    await prove(program)
  })

  test('hangs on what is left alone, in whatever order things are bought and returned', async () => {
    const steps = fc.array(
      fc.record({ pounds: fc.integer({ min: 1, max: 250 }), daysAgo: fc.nat(900), back: fc.nat(250) }),
      { minLength: 1, maxLength: 5 },
    )
    const ladders = fc.record({
      window: fc.constantFrom('rolling-12-months', 'calendar-year', 'enrolment-year', 'lifetime'),
      landing: fc.constantFrom('total', 'one-step'),
      graceDays: fc.constantFrom(0, 30),
    })
    await fc.assert(
      fc.asyncProperty(steps, ladders, async (story, ladder) => {
        const program = await openClub(ladder)
        const placed = story.map(({ pounds, daysAgo }) => bought(pounds, daysAgo))
        const left = story.map(({ pounds, back }) => Math.max(0, pounds - back))
        const back = placed.flatMap((order, index) => {
          const pounds = (story[index]?.pounds ?? 0) - (left[index] ?? 0)
          return pounds === 0 ? [] : [returned(order, pounds)]
        })
        const joined: ActivityInput = {
          type: 'member.enrolled',
          source: 'test',
          sourceId: `j${orders}`,
          occurredAt: new Date(dayStart(today - 950, zone)).toISOString(),
          member: { externalId: 'm' },
        }
        await submit(program, joined)
        const replies = await submit(program, ...placed, ...back)
        const other = await openClub(ladder)
        await submit(other, joined)
        const direct = story.flatMap(({ daysAgo }, index) =>
          (left[index] ?? 0) === 0 ? [] : [bought(left[index] ?? 0, daysAgo)],
        )
        const expected = await submit(other, ...direct)
        const last = held(replies.at(-1), 'gifts')
        expect(last).toBe(expected.length === 0 ? 5 : held(expected.at(-1), 'gifts'))
        await prove(program)
      }),
      { numRuns: 10 },
    )
  }, 60_000)
})

describe('a multiplier of a tier', () => {
  test('takes part in earning while the tier is held, says so, and goes back with its order', async () => {
    const program = await openClub()
    const order = bought(10, 1)
    const [first] = await submit(program, bought(250, 10))
    const [dry] = await house.pipeline.dryRun(program, [order], { explain: true } as never)
    expect(dry?.ok === true && dry.value.explain).toMatchObject([
      { rule: 'base', granted: 10 },
      { rule: 'tier:spend/gold', name: 'Gold: times 2', granted: 10, applied: true },
    ])
    const [second, back] = await submit(program, order, returned(order, 4))
    expect([held(first, 'points'), held(second, 'points'), held(back, 'points')]).toEqual([250, 270, 262])
    await prove(program)
  })
})

describe('a tier given by hand', () => {
  const reason = 'status of another house'
  const until = dayText(today + 30)

  test.each([
    ['an unknown ladder', { ladder: 'none', tier: 'gold', until }, 'ladder'],
    ['an unknown tier', { ladder: 'spend', tier: 'none', until }, 'tier'],
    ['an end that has passed', { ladder: 'spend', tier: 'gold', until: dayText(today - 1) }, 'until'],
    ['no real day', { ladder: 'spend', tier: 'gold', until: '2026-02-30' }, 'until'],
  ])('is refused for %s', async (_name, ask, field) => {
    const program = await openClub()
    const [reply] = await submit(program, bought(1))
    const [refused] = await carryOut(program, reply, { verb: 'grant-tier', actor: 'staff', reason, ...ask })
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'body_invalid', field } })
    const [none] = await carryOut(program, reply, {
      verb: 'revoke-tier',
      grant: uuidOf('act', reply?.activity ?? ''),
      actor: 'staff',
      reason,
    })
    expect(none).toMatchObject({ ok: false, refusal: { code: 'not_found' } })
  })

  test('is held until its end, counts for rules, gives nothing for being reached, and can be taken back', async () => {
    const program = await openClub()
    const { programId } = program
    const [reply] = await submit(program, bought(1, 2))
    const ask = { verb: 'grant-tier', ladder: 'spend', tier: 'gold', until, reason, actor: 'staff' }
    const [granted] = await carryOut(program, reply, ask)
    expect(granted?.ok === true && granted.value).toMatchObject({
      effects: [{ kind: 'tier', from: 'entry', to: 'gold', reason: 'by-hand' }],
      tiers: [{ tier: 'gold', total: 100 }],
    })
    const [earned] = await submit(program, bought(10))
    expect([held(earned, 'points'), held(earned, 'gifts')]).toEqual([21, 5])
    const ownerId = uuidOf('mem', reply?.member ?? '') ?? ''
    const release = orThrow(await house.programs.currentRelease(programId))
    const look = (day: number) =>
      house.database.read({ programId }, async (tx) => {
        const at = dayStart(day, zone) + 1000
        const [standing] =
          (await tierStandings(tx, { programId, release, owners: [ownerId], at })).get(ownerId) ?? []
        return standing
      })
    expect(await look(today + 30)).toMatchObject({ tier: 'gold' })
    expect(await look(today + 31)).toMatchObject({ tier: 'entry' })
    expect(await look(today - 1)).toMatchObject({ tier: 'entry' })
    expect((await look(today))?.projected).toMatchObject({ tier: 'entry', keep: { missing: 20_000 - 1_100 } })
    const [grant] = await house.database.read({ programId }, (tx) => tierGrants(tx, { programId, ownerId }))
    expect(grant).toMatchObject({ ladder: 'spend', tier: 'gold', until, revoked: null } satisfies Partial<
      MemberView['grants'][number]
    >)
    // Reaching it all the same gives what it gives.
    const [reached] = await submit(program, bought(300))
    expect(held(reached, 'gifts')).toBe(95)
    const revoke = { verb: 'revoke-tier', grant: uuidOf('act', grant?.grant ?? ''), reason, actor: 'staff' }
    expect((await carryOut(program, reply, revoke))[0]?.ok).toBe(true)
    expect((await carryOut(program, reply, revoke))[0]?.ok).toBe(true)
    const after = await house.database.read({ programId }, (tx) => tierGrants(tx, { programId, ownerId }))
    expect(after[0]?.revoked).toBe(dayText(today))
    await prove(program)
  })
})
