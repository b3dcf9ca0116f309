import type { TermsDocument } from '@perennial/contract'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allKinds } from '../../src/app/compose.ts'
import { divideRounded, type Rounding } from '../../src/kernel/rounding.ts'
import { orThrow } from '../../src/kernel/verdict.ts'
import type { Program } from '../../src/programs/index.ts'
import { acceptTerms } from '../../src/terms/accept-terms.ts'
import { termsOf } from '../../src/terms/keep-terms.ts'
import { currentTerms } from '../../src/terms/read-terms.ts'
import { readAcceptances } from '../../src/terms/store.ts'
import { answerOf, type Harness, openHarness, orderOf } from '../harness.ts'

let house: Harness

beforeAll(async () => {
  house = await openHarness()
})
afterAll(() => house.close())

const settings = { name: 'Shop', timeZone: 'Europe/London', currency: 'GBP', enrolOnFirstOrder: true }
const points = { name: 'Points', unit: { one: 'point', other: 'points' } }
let count = 0

function programOf(rules: Record<string, object>, more: object = {}): Promise<Program> {
  count += 1
  return house.createProgram(`terms-${count}`, {
    definitions: [
      { kind: 'settings', key: 'program', spec: { ...settings, ...more } },
      { kind: 'currency', key: 'points', spec: points },
      ...Object.entries(rules).map(([key, spec]) => ({
        kind: 'earning-rule',
        key,
        spec: { name: key, currency: 'points', ...spec },
      })),
    ],
  })
}

async function documentsOf({ programId }: Program): Promise<Record<string, TermsDocument>> {
  return termsOf(orThrow(await house.programs.currentRelease(programId)), allKinds)
}

const award = fc.oneof(
  fc.record({
    kind: fc.constant('per-money'),
    points: fc.integer({ min: 1, max: 50 }),
    perMinor: fc.integer({ min: 1, max: 700 }),
  }),
  fc.record({ kind: fc.constant('per-item'), points: fc.integer({ min: 1, max: 50 }) }),
  fc.record({ kind: fc.constant('per-order'), points: fc.integer({ min: 1, max: 500 }) }),
)
const rule = fc.record(
  {
    award,
    rounding: fc.constantFrom('floor', 'ceiling', 'half-up', 'half-even'),
    minimumBasketMinor: fc.integer({ min: 0, max: 6000 }),
    products: fc.oneof(
      fc.record({ include: fc.subarray(['A', 'B', 'C'], { minLength: 1 }) }),
      fc.record({ exclude: fc.subarray(['A', 'B', 'C'], { minLength: 1 }) }),
    ),
    when: fc
      .tuple(fc.constantFrom('>=', '<', '>', '<='), fc.integer({ min: 0, max: 60 }))
      .map(([operator, pounds]) => `order.net ${operator} ${pounds}.00`),
    cap: fc.record({
      points: fc.integer({ min: 1, max: 300 }),
      per: fc.constantFrom('order', 'day', 'lifetime'),
    }),
    budget: fc.record({ points: fc.integer({ min: 1, max: 300 }) }),
    schedule: fc.record({ weekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 3 }) }),
    paused: fc.boolean(),
  },
  { requiredKeys: ['award'] },
)
const basket = fc.array(
  fc.tuple(fc.constantFrom('A', 'B', 'C'), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3000 })),
  { minLength: 1, maxLength: 4 },
)
type Basket = [sku: string, quantity: number, price: number][]

type Fact = Record<string, unknown>
type Clauses = Map<string, Record<string, Fact>>

const compare: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '>=': (a, b) => a >= b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '<': (a, b) => a < b,
}

/** What somebody who has only the clauses of one rule works out for a first order on a Monday. */
function workedOut(clauses: Clauses, lines: Basket): number {
  const whole = lines.reduce((sum, [, quantity, price]) => sum + quantity * price, 0)
  const only = clauses.get('products-only')?.names?.texts as string[] | undefined
  const not = clauses.get('products-not')?.names?.texts as string[] | undefined
  const counting = lines.filter(([sku]) => only?.includes(sku) !== false && not?.includes(sku) !== true)
  const money = counting.reduce((sum, [, quantity, price]) => sum + quantity * price, 0)
  const items = counting.reduce((sum, [, quantity]) => sum + quantity, 0)
  const minimum = (clauses.get('basket-minimum')?.money?.minor ?? 0) as number
  const days = clauses.get('weekdays')?.days?.days as number[] | undefined
  const condition = clauses.get('only-if')?.condition?.condition as
    | { operator: string; value: { minor: number } }
    | undefined
  if (whole < minimum || days?.includes(1) === false || counting.length === 0) return 0
  if (condition !== undefined && compare[condition.operator]?.(whole, condition.value.minor) !== true)
    return 0
  const limits = [...clauses].flatMap(([say, facts]) =>
    say.startsWith('cap-points') || say === 'budget-points' ? [facts.most?.amount as number] : [],
  )
  return Math.min(awarded(clauses, { money, items }), ...limits)
}

function awarded(clauses: Clauses, { money, items }: { money: number; items: number }): number {
  const perMoney = clauses.get('award-per-money')
  if (perMoney !== undefined) {
    const rounding = String(perMoney.rounding?.word).replace('rounded-', '') as Rounding
    const [points, per] = [perMoney.points?.amount as number, perMoney.money?.minor as number]
    return Number(divideRounded(BigInt(money) * BigInt(points), BigInt(per), rounding))
  }
  const perItem = clauses.get('award-per-item')?.points?.amount as number | undefined
  if (perItem !== undefined) return perItem * items
  return (clauses.get('award-per-order')?.points?.amount ?? 0) as number
}

test('whoever reads the clauses works out what is decided, for random rules and baskets', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(rule, { minLength: 1, maxLength: 3 }), basket, async (rules, lines) => {
      const program = await programOf(Object.fromEntries(rules.map((spec, index) => [`r${index}`, spec])))
      const { en } = await documentsOf(program)
      const paragraphs = en?.sections.find((each) => each.section === 'earning')?.paragraphs ?? []
      const expected = paragraphs.map(({ clauses }) =>
        workedOut(new Map(clauses.map((each) => [each.say, each.facts])), lines as Basket),
      )
      const order = orderOf(
        'o',
        lines.map(([sku, quantity, price]) => [sku, String(quantity), (price / 100).toFixed(2)] as const),
        { occurredAt: '2026-03-02T10:00:00Z' },
      )
      const reply = answerOf((await house.pipeline.dryRun(program, [order]))[0])
      const earned =
        typeof reply === 'string'
          ? Number.NaN
          : reply.effects.reduce((sum, each) => sum + (each.kind === 'points' ? (each.amount ?? 0) : 0), 0)
      expect(earned).toBe(expected.reduce((sum, each) => sum + each, 0))
      for (const { clauses } of paragraphs)
        for (const { text } of clauses) expect(text).not.toMatch(/[{}]|undefined|NaN/)
    }),
    { numRuns: 40 },
  )
}, 180_000)

describe('a version', () => {
  test('comes only with a text that changed, and stays as it was', async () => {
    const program = await programOf({ base: { award: { kind: 'per-money', points: 10, perMinor: 100 } } })
    const { programId } = program
    const parts = { ...house, kinds: allKinds }
    const first = orThrow(await currentTerms(parts, programId))
    expect(first).toMatchObject({ version: 1, release: 1 })
    const put = async (kind: 'store' | 'earning-rule', key: string, spec: object) => {
      const present = await house.programs.getDefinition(programId, kind, key)
      const revision = present.ok ? { ifRevision: present.value.revision } : {}
      orThrow(await house.programs.putDefinition({ programId, kind, key, spec, actor: 'a', ...revision }))
      orThrow(await house.programs.publishRelease({ programId, note: '', actor: 'a' }))
    }
    await put('store', 'soho', { name: 'Soho' })
    expect(orThrow(await currentTerms(parts, programId))).toEqual(first)
    const base = { name: 'base', currency: 'points', award: { kind: 'per-money', points: 5, perMinor: 100 } }
    await put('earning-rule', 'base', base)
    const many = await Promise.all([1, 2, 3].map(() => currentTerms(parts, programId)))
    expect(many.map((each) => orThrow(each).version)).toEqual([2, 2, 2])
    orThrow(await house.programs.rollBack({ programId, number: 1, note: '', actor: 'a' }))
    const again = orThrow(await currentTerms(parts, programId))
    expect([again.version, again.documents]).toEqual([3, first.documents])
  })

  test('is accepted once, by members who are there, and only when it was shown', async () => {
    const program = await programOf({ base: { award: { kind: 'per-order', points: 1 } } })
    const { programId } = program
    const reply = answerOf((await house.pipeline.submit(program, [orderOf('o', [['A', '1', '1.00']])]))[0])
    const memberId = (typeof reply === 'string' ? '' : (reply.member ?? '')).replace('mem_', '')
    const accept = (version: number, source: string) =>
      house.database.write({ programId }, (tx) =>
        acceptTerms(tx, { programId, memberId, version, source, actor: 'till' }),
      )
    expect(await accept(1, 'web')).toMatchObject({ refusal: { code: 'not_found' } })
    orThrow(await currentTerms({ ...house, kinds: allKinds }, programId))
    expect(await accept(1, 'web')).toMatchObject({ value: { isNew: true, acceptance: { source: 'web' } } })
    expect(await accept(1, 'app')).toMatchObject({ value: { isNew: false, acceptance: { source: 'web' } } })
    const kept = await house.database.read({ programId }, (tx) => readAcceptances(tx, programId, memberId))
    expect(kept).toHaveLength(1)
    for (const statement of ['delete from terms_acceptance', 'update terms_version set release = 9'])
      await expect(house.database.write({ programId }, (tx) => tx.execute(statement))).rejects.toThrow(
        'permission denied',
      )
  })
})
