import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allFacts } from '../../src/app/compose.ts'
import { uuidOf } from '../../src/kernel/ids.ts'
import { dayOf, dayText } from '../../src/kernel/instants.ts'
import { orThrow } from '../../src/kernel/verdict.ts'
import { trimOutbox } from '../../src/platform/outbox.ts'
import { compileExpression, type Program } from '../../src/programs/index.ts'
import { fits, loadFacts } from '../../src/segments/explain-membership.ts'
import { segmentQuery } from '../../src/segments/model/query.ts'
import { segmentExpressions } from '../../src/segments/model/segment.ts'
import { selectFitting } from '../../src/segments/store.ts'
import { carryTiers, rebuildTiers, tierConsumer } from '../../src/tiers/index.ts'
import { keepsTiers, lookAtTiers } from '../../src/tiers/look-at-tiers.ts'
import { type ApiHouse, openApiHouse } from '../api-house.ts'
import { activity, enrolWith, idOf, referenceTo } from './wallet-members.ts'
import { command, walletDefinitions } from './wallet-shop.ts'

const dayMs = 86_400_000
const zone = 'Europe/London'

let house: ApiHouse
let program: Program
/** When is looked: it only goes on, while activities happen at any time around it. */
let now = Date.now()

const ladder = {
  name: 'Status',
  metric: 'spend',
  window: 'rolling-12-months',
  tiers: [
    { key: 'base', name: 'Base', threshold: 0 },
    { key: 'silver', name: 'Silver', threshold: 2_000 },
    { key: 'gold', name: 'Gold', threshold: 5_000 },
  ],
}
const visits = {
  name: 'Visits',
  metric: 'orders',
  window: 'calendar-year',
  graceDays: 20,
  tiers: [{ key: 'often', name: 'Often', threshold: 2 }],
}

beforeAll(async () => {
  house = await openApiHouse()
  const definitions = walletDefinitions().map((each) =>
    each.kind === 'settings'
      ? { ...each, spec: { ...(each.spec as object), acceptFutureHours: 8760 } }
      : each,
  )
  program = await house.createProgram('wallet', {
    definitions: [
      ...definitions,
      { kind: 'tier-ladder', key: 'status', spec: ladder },
      { kind: 'tier-ladder', key: 'visits', spec: visits },
    ],
  })
})

afterAll(async () => {
  expect(await house.verify(program)).toEqual([])
  await house.close()
})

let found = 0
const conditions = [
  'member.tier == "silver"',
  'member.tier == "gold"',
  'member.tiers.visits == "often"',
  '!(member.tier in ["silver", "gold"])',
]

/** Looks, and holds what SQL reads then to what the evaluator says of every member. */
async function check(members: readonly string[], why: string): Promise<void> {
  const { programId } = program
  const release = orThrow(await house.programs.currentRelease(programId))
  expect(await lookAtTiers(house, { release, now })).toBeUndefined()
  const owners: string[] = []
  for (const member of members) owners.push(uuidOf('mem', await idOf(house, member)) ?? '')
  const ruleOf = (when: string) => {
    const place = { field: 'when', context: release }
    return orThrow(compileExpression<boolean>(segmentExpressions(allFacts).when, when, place))
  }
  const queryOf = (when: string) =>
    orThrow(segmentQuery(ruleOf(when), { sources: allFacts, context: release, programId, now }))
  await house.database.read({ programId }, async (tx) => {
    const active = await selectFitting(tx, queryOf('true'), owners)
    for (const when of conditions) {
      const rule = ruleOf(when)
      const bySql = await selectFitting(tx, queryOf(when), owners)
      const facts = await loadFacts(tx, allFacts, { release, reads: rule.reads, owners, now })
      const byEvaluator = owners.filter((owner) => active.has(owner) && fits(rule, facts.get(owner) ?? {}))
      expect([...bySql].sort(), `${when} after ${why}`).toEqual([...new Set(byEvaluator)].sort())
      found += bySql.size
    }
  })
}

async function publish(key: string, spec: Readonly<Record<string, unknown>>): Promise<void> {
  const { programId } = program
  const { revision } = orThrow(await house.programs.getDefinition(programId, 'tier-ladder', key))
  const put = { programId, kind: 'tier-ladder', key, spec, actor: 'test', ifRevision: revision } as const
  orThrow(await house.programs.putDefinition(put))
  const published = await house.programs.publishRelease({ programId, note: '', actor: 'test' })
  // The same ladder again changes nothing.
  if (!published.ok) expect(published.refusal.code).toBe('release_unchanged')
}

async function rebuild(): Promise<void> {
  const { programId } = program
  const release = orThrow(await house.programs.currentRelease(programId))
  await rebuildTiers(house.database, { programId, release })
}

const who = fc.nat({ max: 4 })
const operation = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('order' as const),
      who,
      day: fc.oneof(fc.integer({ min: -500, max: 0 }), fc.integer({ min: 1, max: 300 })),
      pounds: fc.integer({ min: 1, max: 60 }),
      told: fc.constantFrom(1, 1, 2),
    }),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('return' as const), order: fc.nat() }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('grant' as const),
      who,
      days: fc.integer({ min: 0, max: 400 }),
      tier: fc.constantFrom('silver', 'gold'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('revoke' as const), grant: fc.nat() }) },
  {
    weight: 14,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), days: fc.integer({ min: 0, max: 200 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('publish' as const),
      window: fc.constantFrom('rolling-12-months', 'calendar-year', 'enrolment-year', 'lifetime'),
      graceDays: fc.constantFrom(0, 30),
      landing: fc.constantFrom('total', 'one-step'),
      silver: fc.constantFrom(1_000, 2_000, 4_000),
      rebuilt: fc.constantFrom('before', 'after'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('merge' as const), who, into: who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('unmerge' as const), who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('trim' as const) }) },
)
type Operation = typeof operation extends fc.Arbitrary<infer Each> ? Each : never

interface Told {
  members: readonly string[]
  orders: string[]
  grants: { member: string; id: string }[]
}

async function carryOut(op: Operation, { members, orders, grants }: Told): Promise<void> {
  const nameOf = (index: number) => members[index] ?? ''
  if (op.kind === 'wait') now += op.days * dayMs
  if (op.kind === 'order') {
    const sourceId = randomUUID()
    orders.push(sourceId)
    const occurredAt = new Date(Date.now() + op.day * dayMs - 60_000).toISOString()
    const lines = [{ lineId: '1', sku: 'a', quantity: '1', unitPrice: `${op.pounds}.00` }]
    const body = {
      type: 'order.placed',
      sourceId,
      occurredAt,
      member: referenceTo(nameOf(op.who)),
      order: { currency: 'GBP', lines },
    }
    for (let times = 0; times < op.told; times++)
      expect((await activity(house, body)).status).toBeLessThan(300)
  }
  if (op.kind === 'return' && orders.length > 0)
    await activity(house, { type: 'order.returned', return: { order: orders[op.order % orders.length] } })
  if (op.kind === 'grant') {
    const until = dayText(dayOf(Date.now(), zone) + op.days)
    const body = { ladder: 'status', tier: op.tier, until, reason: 'by hand' }
    const { status, body: reply } = await command(house, `members/${nameOf(op.who)}/tiers`, { body })
    if (status < 300) grants.push({ member: nameOf(op.who), id: String(reply.id ?? reply.activity) })
  }
  if (op.kind === 'revoke' && grants.length > 0) {
    const { member, id } = grants[op.grant % grants.length] ?? { member: '', id: '' }
    await command(house, `members/${member}/tiers/${id}/revoke`, { body: { reason: 'again' } })
  }
  if (op.kind === 'publish') {
    const { window, graceDays, landing } = op
    const tiers = ladder.tiers.map((tier) =>
      tier.key === 'silver' ? { ...tier, threshold: op.silver } : tier,
    )
    await publish('status', { ...ladder, window, graceDays, landing, tiers })
    // The job that makes totals anew comes before or after somebody looks.
    if (op.rebuilt === 'after') await check(members, 'a release')
    await rebuild()
  }
  if (op.kind === 'merge' && op.who !== op.into) {
    const body = { into: referenceTo(nameOf(op.into)), reason: 'same person' }
    await command(house, `members/${nameOf(op.who)}/merge`, { body })
    await carryTiers(house, { program })
  }
  if (op.kind === 'unmerge') {
    await command(house, `members/${nameOf(op.who)}/unmerge`, { body: { reason: 'not the same' } })
    await carryTiers(house, { program })
  }
  if (op.kind === 'trim') await trimOutbox(house.database, program.programId, [tierConsumer])
}

describe('looks at tiers', () => {
  test('nobody keeps pages of the outbox for them before somebody asks', async () => {
    expect(await keepsTiers(house.database, program.programId)).toBe(false)
    await check([], 'the first look')
    expect(await keepsTiers(house.database, program.programId)).toBe(true)
  })

  test('SQL reads what the evaluator says, whatever happens and however time passes', async () => {
    const runs = process.env.PERENNIAL_LONG === '1' ? 60 : 6
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(operation, fc.boolean()), { minLength: 25, maxLength: 40 }),
        async (operations) => {
          const members: string[] = []
          for (let index = 0; index < 5; index++) members.push(await enrolWith(house, 0))
          const told = { members, orders: [], grants: [] }
          for (const [each, isLooked] of operations) {
            await carryOut(each, told)
            if (isLooked) await check(members, JSON.stringify(each))
          }
          await check(members, 'all')
        },
      ),
      { numRuns: runs, endOnFailure: true },
    )
    expect(found).toBeGreaterThan(runs * 20)
  }, 900_000)
})
