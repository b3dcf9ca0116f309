import type { ActivityInput } from '@perennial/contract'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { replayProgram } from '../../src/activity/index.ts'
import type { Program, RawDefinition } from '../../src/programs/index.ts'
import { answerOf, type Harness, openHarness, orderOf } from '../harness.ts'
import { differencesOf, tryLive } from './back-test-house.ts'

let house: Harness
let program: Program

function rule(key: string, spec: Record<string, unknown>): RawDefinition {
  return { kind: 'earning-rule', key, spec: { name: key, currency: 'points', ...spec } }
}

function counter(key: string, spec: Record<string, unknown>): RawDefinition {
  return { kind: 'counter', key, spec: { name: key, ...spec } }
}

function points(amount: number) {
  return { kind: 'fixed', points: amount }
}

beforeAll(async () => {
  house = await openHarness()
  program = await house.createProgram('counters', {
    definitions: [
      {
        kind: 'settings',
        key: 'program',
        spec: { name: 'Counters', timeZone: 'Asia/Tehran', currency: 'GBP', enrolOnFirstOrder: true },
      },
      { kind: 'currency', key: 'points', spec: { name: 'Points', unit: { one: 'point', other: 'points' } } },
      counter('visits', { on: ['place.visited'], add: { kind: 'one' }, per: 'month', milestones: [3, 5] }),
      counter('orders', { on: ['order.placed'], add: { kind: 'one' } }),
      counter('tins', {
        on: ['order.placed'],
        add: { kind: 'items' },
        lines: 'line.sku == "TIN"',
        milestones: [6, 12],
      }),
      counter('spend', { on: ['order.placed'], add: { kind: 'amount' }, per: 'year' }),
      counter('big', { on: ['order.placed'], add: { kind: 'one' }, when: 'order.net >= 20.0' }),
      counter('stamps', {
        on: ['item.collected'],
        add: { kind: 'distinct', value: 'activity.data.item' },
        when: 'activity.data.collection == "countries"',
        milestones: [3],
      }),
      counter('kinds', {
        on: ['order.placed'],
        add: { kind: 'distinct', value: 'line.category' },
        lines: 'line.amount >= 2.0',
        when: 'order.currency == "GBP"',
        milestones: [3, 4],
      }),
      counter('products', {
        on: ['order.placed'],
        add: { kind: 'distinct', value: 'line.sku' },
        per: 'month',
      }),
      rule('three-kinds', { award: points(70), when: 'counters.kinds < 3 && countersAfter.kinds >= 3' }),
      rule('every-second', {
        on: 'place.visited',
        award: points(10),
        when: 'countersAfter.visits % 2 == 0',
      }),
      rule('after-three', { on: 'place.visited', award: points(1), when: 'counters.visits >= 3' }),
      rule('six-tins', { award: points(40), when: 'counters.tins < 6 && countersAfter.tins >= 6' }),
      rule('complete', {
        on: 'item.collected',
        award: points(500),
        when: 'counters.stamps == 2 && countersAfter.stamps == 3',
      }),
      rule('milestone', {
        on: 'milestone.reached',
        award: { kind: 'expression', expression: 'int(activity.data.value) * 100' },
        when: 'activity.data.counter == "tins" || activity.data.counter == "visits"',
      }),
    ],
  })
  for (const externalId of ['anna', 'ben', 'carl', 'dora'])
    await house.pipeline.enrol(program, { externalId })
})
afterAll(async () => {
  expect(await house.verify(program)).toEqual([])
  const { differences } = await replayProgram(house, { programId: program.programId })
  expect(differences).toEqual([])
  const { programId } = program
  expect(await differencesOf(house, programId, await tryLive(house, programId))).toEqual([])
  await house.close()
})

let sent = 0
function visited(externalId: string, occurredAt = '2026-03-02T10:00:00Z'): ActivityInput {
  sent += 1
  const sourceId = `visit-${sent}`
  return { type: 'place.visited', source: 'app', sourceId, occurredAt, member: { externalId } }
}

function collected(externalId: string, item: string, collection = 'countries'): ActivityInput {
  return { ...visited(externalId), type: 'item.collected', data: { item, collection } }
}

function tins(sourceId: string, quantity: number, externalId: string): ActivityInput {
  return orderOf(
    sourceId,
    [
      ['TIN', String(quantity), '2.00'],
      ['TEA', '1', '5.00'],
    ],
    { member: { externalId } },
  )
}

function gaveBack(sourceId: string, order: string, quantity?: number): ActivityInput {
  const lines = quantity === undefined ? {} : { lines: [{ sku: 'TIN', quantity: String(quantity) }] }
  return {
    type: 'order.returned',
    source: 'test',
    sourceId,
    occurredAt: '2026-03-05T10:00:00Z',
    return: { order, ...lines },
  }
}

/** Points by rule of each; what it emitted by type. */
async function told(inputs: readonly ActivityInput[]): Promise<Record<string, number>[]> {
  return (await house.pipeline.submit(program, inputs)).map((verdict) => {
    const reply = answerOf(verdict)
    if (typeof reply === 'string') throw new Error(reply)
    return Object.fromEntries(
      reply.effects.map((effect) => [effect.rule ?? effect.type ?? '', effect.amount ?? 1]),
    )
  })
}

/** An order with lines `[sku, category, quantity]`, each piece for 2.00. */
function basket(
  sourceId: string,
  lines: readonly (readonly [string, string, number])[],
  more: Partial<ActivityInput> = {},
): ActivityInput {
  const input = orderOf(
    sourceId,
    lines.map(([sku, , quantity]) => [sku, String(quantity), '2.00'] as const),
    more,
  )
  const placed = input.order?.lines ?? []
  const withKinds = placed.map((line, index) => ({ ...line, category: lines[index]?.[1] ?? '' }))
  return { ...input, order: { currency: 'GBP', lines: withKinds } }
}

function lineBack(sourceId: string, order: string, [lineId, quantity]: [string, number]): ActivityInput {
  return {
    type: 'order.returned',
    source: 'test',
    sourceId,
    occurredAt: '2026-03-05T10:00:00Z',
    return: { order, lines: [{ lineId, quantity: String(quantity) }] },
  }
}

async function available(externalId: string): Promise<number> {
  const [verdict] = await house.pipeline.dryRun(program, [visited(externalId, '2026-12-31T10:00:00Z')])
  const reply = answerOf(verdict)
  return typeof reply === 'string' ? Number.NaN : (reply.balances[0]?.available ?? 0)
}

async function counts(externalId: string): Promise<Record<string, number>> {
  const rows = await house.database.read({ programId: program.programId }, (tx) =>
    tx.query<{ key: string; value: number }>(
      `select c.key, sum(c.value)::bigint as value from counter c
        join member_identifier i on i.program_id = c.program_id and i.member_id = c.owner_id
        where c.program_id = $1 and i.value = $2 and c.value > 0 group by c.key order by c.key`,
      [program.programId, externalId],
    ),
  )
  return Object.fromEntries(rows.map((row) => [row.key, row.value]))
}

describe('a counter', () => {
  test('is read before and with the activity, in a batch and across batches, and begins anew', async () => {
    const month = await told([1, 2, 3, 4, 5].map(() => visited('anna')))
    expect(month).toEqual([
      {},
      { 'every-second': 10 },
      { 'milestone.reached': 1 },
      { 'every-second': 10, 'after-three': 1 },
      { 'milestone.reached': 1, 'after-three': 1 },
    ])
    // April begins in Tehran while it is still March in London.
    expect(await told([visited('anna', '2026-03-31T20:31:00Z')])).toEqual([{}])
    expect(await told([visited('anna', '2026-03-31T20:29:00Z')])).toEqual([
      { 'every-second': 10, 'after-three': 1 },
    ])
  })

  test('of items is net of returns, and a rule that reads it with the order un-reaches', async () => {
    expect(await told([tins('t1', 4, 'ben')])).toEqual([{}])
    expect(await told([tins('t2', 2, 'ben')])).toEqual([{ 'six-tins': 40, 'milestone.reached': 1 }])
    expect(await counts('ben')).toMatchObject({ 'count:tins': 6, 'count:orders': 2, 'count:spend': 2200 })
    expect(await told([gaveBack('t2-1', 't2', 1)])).toEqual([{ 'six-tins': -40 }])
    expect(await counts('ben')).toMatchObject({ 'count:tins': 5, 'count:orders': 2, 'count:spend': 2000 })
    expect(await told([gaveBack('t2-2', 't2')])).toEqual([{}])
    expect(await counts('ben')).toMatchObject({ 'count:tins': 4, 'count:orders': 1, 'count:spend': 1300 })
  })

  // F-15: buying and giving back again and again reaches no milestone twice.
  test('tells a milestone once, however often it is reached', async () => {
    const before = await available('ben')
    for (let round = 0; round < 3; round += 1) {
      const [reply] = await told([tins(`round-${round}`, 2, 'ben')])
      expect(reply).toEqual({ 'six-tins': 40 })
      await told([gaveBack(`round-${round}-back`, `round-${round}`)])
    }
    expect(await available('ben')).toBe(before)
    const [reply] = await told([tins('at-last', 9, 'ben')])
    expect(reply).toEqual({ 'six-tins': 40, 'milestone.reached': 1 })
    expect(await available('ben')).toBe(before + 40 + 1200)
  })

  test('of distinct values counts each once, and a set is complete once', async () => {
    const items = ['France', 'Spain', 'France', 'Iran', 'Spain', 'Italy']
    expect(await told(items.map((item) => collected('carl', item)))).toEqual([
      {},
      {},
      {},
      { complete: 500, 'milestone.reached': 1 },
      {},
      {},
    ])
    await told([collected('carl', 'Oslo', 'towns')])
    expect(await counts('carl')).toEqual({
      'value:stamps:France': 2,
      'value:stamps:Iran': 1,
      'value:stamps:Italy': 1,
      'value:stamps:Spain': 2,
      'peak:stamps': 3,
    })
  })
})

describe('a counter of distinct values of lines', () => {
  const member = { member: { externalId: 'dora' } }

  test('counts each value once, and gives it back with the last line that carries it', async () => {
    const first = [
      ['GREEN', 'tea', 1],
      ['BLACK', 'tea', 2],
      ['BEANS', 'coffee', 1],
      ['BAG', '', 1],
    ] as const
    expect(await told([basket('k1', first, member)])).toEqual([{}])
    expect(await counts('dora')).toMatchObject({ 'value:kinds:coffee': 1, 'value:kinds:tea': 1 })
    const second = [
      ['GREEN', 'tea', 1],
      ['CUP', 'cups', 1],
    ] as const
    expect(await told([basket('k2', second, member)])).toEqual([
      { 'three-kinds': 70, 'milestone.reached': 1 },
    ])
    expect(await told([lineBack('k1-1', 'k1', ['1', 1]), lineBack('k1-2', 'k1', ['2', 1])])).toEqual([{}, {}])
    expect(await counts('dora')).toMatchObject({ 'value:kinds:tea': 2 })
    await told([lineBack('k1-3', 'k1', ['2', 1])])
    expect(await counts('dora')).toMatchObject({ 'value:kinds:tea': 1 })
    // The cup was what made it three; the tea of the second order was there before.
    expect(await told([lineBack('k2-1', 'k2', ['1', 1])])).toEqual([{}])
    expect(await told([lineBack('k2-2', 'k2', ['2', 1])])).toEqual([{ 'three-kinds': -70 }])
    const left = await counts('dora')
    expect(Object.keys(left).filter((key) => key.startsWith('value:kinds'))).toEqual(['value:kinds:coffee'])
  })

  test('tells each milestone that one order reaches, once', async () => {
    const externalId = 'all-at-once'
    const kinds = ['a', 'b', 'c', 'd'].map((kind) => [kind, kind, 1] as const)
    const sent = await house.pipeline.submit(program, [
      basket('all', kinds, { member: { externalId } }),
      basket('again', kinds, { member: { externalId } }),
    ])
    const reached = sent.map((verdict) => {
      const reply = answerOf(verdict)
      return typeof reply === 'string'
        ? reply
        : reply.effects.filter((effect) => effect.kind === 'activity').length
    })
    expect(reached).toEqual([2, 0])
  })

  const kindsOfLine = ['', 'tea', 'coffee', 'cups', 'cake']
  const line = fc.tuple(
    fc.constantFrom('A', 'B', 'C', 'D'),
    fc.constantFrom(...kindsOfLine),
    fc.integer({ min: 1, max: 3 }),
  )
  const order = fc.record({
    lines: fc.array(line, { minLength: 1, maxLength: 4 }),
    backs: fc.array(fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 3 })), { maxLength: 4 }),
  })

  test('says after any orders and returns what is left of the lines', async () => {
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(order, { minLength: 1, maxLength: 5 }), async (orders) => {
        run += 1
        const externalId = `kinds-${run}`
        const of = { member: { externalId } }
        const left = orders.map(({ lines }) => lines.map(([, , quantity]) => quantity))
        for (const [index, { lines }] of orders.entries())
          await told([basket(`${externalId}/${index}`, lines, of)])
        for (const [index, { backs }] of orders.entries())
          for (const [turn, [place, quantity]] of backs.entries()) {
            const own = left[index] as number[]
            if (quantity > (own[place] ?? 0)) continue
            own[place] = (own[place] ?? 0) - quantity
            await told([
              lineBack(`${externalId}/${index}/${turn}`, `${externalId}/${index}`, [
                String(place + 1),
                quantity,
              ]),
            ])
          }
        const expected: Record<string, number> = {}
        for (const [index, { lines }] of orders.entries()) {
          const kept = lines.filter((_, place) => (left[index]?.[place] ?? 0) > 0)
          const kinds = new Set(kept.map(([, kind]) => kind).filter((kind) => kind !== ''))
          for (const kind of kinds)
            expected[`value:kinds:${kind}`] = (expected[`value:kinds:${kind}`] ?? 0) + 1
          for (const sku of new Set(kept.map(([sku]) => sku)))
            expected[`value:products:${sku}`] = (expected[`value:products:${sku}`] ?? 0) + 1
        }
        const counted = Object.entries(await counts(externalId)).filter(([key]) => key.startsWith('value:'))
        expect(Object.fromEntries(counted)).toEqual(expected)
      }),
      { numRuns: 15 },
    )
  }, 120_000)
})

// INV-8 for counters: whatever is bought and given back, in any order, they say what is left.
test('after any orders and returns counters say what is left of the orders', async () => {
  let run = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          quantity: fc.integer({ min: 1, max: 9 }),
          backs: fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 3 }),
          whole: fc.boolean(),
        }),
        { minLength: 1, maxLength: 5 },
      ),
      async (orders) => {
        run += 1
        const member = `random-${run}`
        const left = orders.map((order) => order.quantity)
        await told(orders.map((order, index) => tins(`${member}/${index}`, order.quantity, member)))
        for (const [index, order] of orders.entries()) {
          for (const [turn, back] of order.backs.entries()) {
            if (back > (left[index] ?? 0)) continue
            left[index] = (left[index] ?? 0) - back
            await told([gaveBack(`${member}/${index}/${turn}`, `${member}/${index}`, back)])
          }
          if (order.whole) await told([gaveBack(`${member}/${index}/whole`, `${member}/${index}`)])
        }
        const kept = left.filter((_, index) => orders[index]?.whole === false)
        const sums = await counts(member)
        expect(sums['count:tins'] ?? 0).toBe(kept.reduce((sum, each) => sum + each, 0))
        expect(sums['count:orders'] ?? 0).toBe(kept.length)
        expect(sums['count:spend'] ?? 0).toBe(kept.reduce((sum, each) => sum + each * 200 + 500, 0))
        expect(sums['count:big'] ?? 0).toBe(kept.filter((each) => each * 200 + 500 >= 2000).length)
      },
    ),
    { numRuns: 12 },
  )
}, 120_000)
