import type { ActivityInput, Order, WalletCommand } from '@perennial/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { replayProgram } from '../../src/activity/index.ts'
import { uuidOf } from '../../src/kernel/ids.ts'
import { orThrow } from '../../src/kernel/verdict.ts'
import type { Program } from '../../src/programs/index.ts'
import { answerOf, type Harness, openHarness } from '../harness.ts'
import { codeOf, give, spend } from '../reliability/wallet-house.ts'
import { walletDefinitions } from './wallet-shop.ts'

const dayMs = 86_400_000

let house: Harness
const made: Program[] = []

beforeAll(async () => {
  house = await openHarness()
})
afterAll(async () => {
  for (const program of made) {
    expect(await house.verify(program)).toEqual([])
    expect((await replayProgram(house, { programId: program.programId })).differences).toEqual([])
  }
  await house.close()
})

async function programOf(
  points: Record<string, unknown>,
  rules: Record<string, unknown>[] = [],
): Promise<Program> {
  const key = `cells-${made.length}`
  const definitions = [
    ...walletDefinitions({ points }),
    ...rules.map((spec, index) => ({
      kind: 'earning-rule',
      key: `rule-${index}`,
      spec: { name: 'Rule', ...spec },
    })),
  ]
  const program = await house.createProgram(key, { definitions })
  made.push(program)
  return program
}

/** The programme so many days later. */
function later(program: Program, days: number): Program {
  return { ...program, clockOffsetSeconds: (days * dayMs) / 1000 }
}

interface Sums {
  available: number
  pending: number
  debt: number
  lifetimeEarned: number
}

async function submit(program: Program, input: ActivityInput): Promise<Sums | string> {
  const [verdict] = await house.pipeline.submit(program, [input])
  const answer = answerOf(verdict)
  if (typeof answer === 'string') return answer
  const points = answer.balances.find((each) => each.currency === 'points')
  const { available = 0, pending = 0, debt = 0, lifetimeEarned = 0 } = points ?? {}
  return { available, pending, debt, lifetimeEarned }
}

let facts = 0

/** An order of today. One point for each penny. */
function orderOf(
  program: Program,
  member: string,
  order: Partial<Order> & { pence?: number },
): ActivityInput {
  facts += 1
  const { pence = 0, ...rest } = order
  const line = { lineId: '1', sku: 'A', quantity: '1', unitPrice: (pence / 100).toFixed(2) }
  return {
    type: 'order.placed',
    source: 'till',
    sourceId: `order-${facts}`,
    occurredAt: new Date(Date.now() + program.clockOffsetSeconds * 1000 - 1_000).toISOString(),
    member: { externalId: member },
    order: { currency: 'GBP', lines: [line], ...rest },
  }
}

function returnOf(program: Program, order: ActivityInput, source = 'till'): ActivityInput {
  facts += 1
  const { sourceId, occurredAt } = orderOf(program, '', {})
  const lines = [{ lineId: '1', quantity: '1' }]
  return {
    type: 'order.returned',
    source,
    sourceId: `return-${sourceId}`,
    occurredAt,
    return: { order: order.sourceId, orderSource: 'till', lines },
  }
}

async function command(program: Program, member: string, what: WalletCommand) {
  const [found] = await house.pipeline.dryRun(program, [orderOf(program, member, { pence: 1 })])
  const owner = uuidOf('mem', orThrow(found as NonNullable<typeof found>).member ?? '') as string
  return give(house, program, { owner, command: what })
}

const policies = [
  ['unlimited', { available: 0, pending: 0, debt: 100, lifetimeEarned: 0 }],
  ['within-balance', { available: 0, pending: 0, debt: 0, lifetimeEarned: 0 }],
  ['only-pending', { available: 0, pending: 0, debt: 0, lifetimeEarned: 0 }],
] as const

describe('F-23 earn, spend, return the order', () => {
  test.each(policies)('under %s', async (debt, expected) => {
    const program = await programOf({ debt })
    const order = orderOf(program, 'ann', { pence: 100 })
    await submit(program, order)
    expect(codeOf(await command(program, 'ann', spend(100)))).toBe('ok')
    expect(await submit(program, returnOf(program, order))).toEqual(expected)
    const next = await submit(program, orderOf(program, 'ann', { pence: 130 }))
    expect(next, 'what is earned next pays it first').toMatchObject({
      available: 130 - expected.debt,
      debt: 0,
    })
  })
})

describe('F-25 the same order given back twice', () => {
  test('by two tills at once, and by the shop and the till: once', async () => {
    const program = await programOf({})
    const order = orderOf(program, 'ann', { pence: 100 })
    await submit(program, order)
    const answers = await Promise.all(
      ['till', 'till', 'shop'].map((source) => submit(program, returnOf(program, order, source))),
    )
    expect(answers.filter((each) => each === 'return_exceeds_order')).toHaveLength(2)
    expect(await submit(program, orderOf(program, 'ann', { pence: 1 }))).toMatchObject({
      available: 1,
      debt: 0,
    })
  })
})

describe('F-26 what comes back too late', () => {
  const expiry = { kind: 'rolling', days: 10 }
  test.each(policies)('an order whose points have ended, under %s', async (debt, expected) => {
    const program = await programOf({ debt, expiry })
    const order = orderOf(program, 'ann', { pence: 100 })
    await submit(program, order)
    const after = later(program, 20)
    expect(await submit(after, returnOf(after, order))).toEqual(expected)
  })

  test.each([
    ['lives on for the days of the currency', 30, { available: 60 }],
    ['ends at once without such days', 0, { available: 0 }],
  ])('a spend whose lot has ended %s', async (_what, restoredDays, expected) => {
    const program = await programOf({ expiry, restoredDays })
    await submit(program, orderOf(program, 'ann', { pence: 60 }))
    const spent = orThrow(await command(program, 'ann', spend(60)))
    const after = later(program, 20)
    const back = {
      verb: 'spend-return' as const,
      spend: uuidOf('act', spent.activity ?? '') as string,
      reason: 'late',
    }
    const told = orThrow(await command(after, 'ann', back))
    expect(told.balances.find((each) => each.currency === 'points')).toMatchObject(expected)
    expect(codeOf(await command(after, 'ann', back))).toBe('spend_exceeded')
    const gone = orThrow(await command(later(program, 52), 'ann', { verb: 'compact', currency: 'points' }))
    expect(gone.balances.find((each) => each.currency === 'points')).toMatchObject({ available: 0, debt: 0 })
  })

  test('a currency that somebody may hold cannot leave; after its rule has, orders and spends still come back', async () => {
    const star = { currency: 'stars', award: { kind: 'per-order', points: 40 } }
    const program = await programOf({}, [star])
    const { programId } = program
    const [order, other] = [orderOf(program, 'ann', { pence: 10 }), orderOf(program, 'ann', { pence: 10 })]
    for (const each of [order, other]) await submit(program, each)
    const stars = { verb: 'spend' as const, parts: [{ currency: 'stars', amount: 30 }] }
    const spent = orThrow(await command(program, 'ann', stars))
    const remove = async (kind: 'earning-rule' | 'currency', key: string) => {
      const draft = orThrow(await house.programs.getDefinition(programId, kind, key))
      const asked = { programId, kind, key, ifRevision: draft.revision, actor: 'test' }
      orThrow(await house.programs.deleteDefinition(asked))
      return draft
    }
    const publish = () => house.programs.publishRelease({ programId, note: 'without stars', actor: 'test' })
    await remove('earning-rule', 'rule-0')
    const { spec } = await remove('currency', 'stars')
    expect(codeOf(await publish())).toBe('release_invalid')
    orThrow(
      await house.programs.putDefinition({ programId, kind: 'currency', key: 'stars', spec, actor: 'test' }),
    )
    orThrow(await publish())
    const starsLeft = async () => {
      const rows = await house.database.read({ programId }, (tx) =>
        tx.query<{ available: number; debt: number }>(
          `select available, debt from balance join program_currency using (program_id, currency) where key = 'stars' and available + debt > 0`,
        ),
      )
      return rows.map(({ available, debt }) => available - debt)
    }
    expect(await starsLeft()).toEqual([50])
    const back = {
      verb: 'spend-return' as const,
      spend: uuidOf('act', spent.activity ?? '') as string,
      reason: 'late',
    }
    expect(codeOf(await command(program, 'ann', back))).toBe('ok')
    expect(await starsLeft()).toEqual([80])
    await submit(program, returnOf(program, order))
    expect(await starsLeft()).toEqual([40])
  })
})

describe('F-31 what an order earns on', () => {
  const line = (pence: number, more: Record<string, unknown> = {}) => ({
    lineId: `l${pence}${JSON.stringify(more).length}`,
    sku: 'A',
    quantity: '1',
    unitPrice: (pence / 100).toFixed(2),
    ...more,
  })
  const perPenny = { currency: 'points', award: { kind: 'per-money', points: 1, perMinor: 1 } }
  test.each<[what: string, rule: Record<string, unknown>, order: Partial<Order>, earned: number]>([
    ['all of it by default, tax included', {}, { lines: [line(120, { taxMinor: 20 })] }, 120],
    ['without the tax where the rule says so', { tax: false }, { lines: [line(120, { taxMinor: 20 })] }, 100],
    ['not on shipping by default', {}, { lines: [line(100)], shippingMinor: 50 }, 100],
    [
      'on shipping where the rule says so',
      { shipping: true },
      { lines: [line(100)], shippingMinor: 50 },
      150,
    ],
    [
      'not on tips and gift cards where the rule leaves them out',
      { categories: { exclude: ['tip', 'gift-card'] } },
      { lines: [line(100), line(30, { category: 'tip' }), line(500, { category: 'gift-card' })] },
      100,
    ],
    ['never on a negative line', {}, { lines: [line(100), line(-40)] }, 100],
    ['nothing on an order of negative lines alone', {}, { lines: [line(-40)] }, 0],
    ['nothing on an order that a discount made free', {}, { lines: [line(100)], discountMinor: 100 }, 0],
    ['nothing on a line that is free', {}, { lines: [line(100, { amountMinor: 0 })] }, 0],
  ])('%s', async (_what, rule, order, earned) => {
    const program = await programOf({}, [])
    const draft = orThrow(await house.programs.getDefinition(program.programId, 'earning-rule', 'base'))
    const spec = { name: 'Base', ...perPenny, ...rule }
    const put = {
      programId: program.programId,
      kind: 'earning-rule' as const,
      key: 'base',
      spec,
      actor: 'test',
    }
    orThrow(await house.programs.putDefinition({ ...put, ifRevision: draft.revision }))
    const published = await house.programs.publishRelease({
      programId: program.programId,
      note: 'rule',
      actor: 'test',
    })
    expect(published.ok || published.refusal.code === 'release_unchanged').toBe(true)
    const told = await submit(program, orderOf(program, 'ann', order))
    expect(told).toMatchObject({ available: earned, debt: 0, lifetimeEarned: earned })
  })
})
