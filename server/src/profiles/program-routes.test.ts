import type { ActivityInput, LedgerReport, Overview, VerifyReport } from '@perennial/contract'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Harness, openHarness, orderOf } from '../../test/harness.ts'
import { dayOf, dayStart, dayText } from '../kernel/instants.ts'
import { ok } from '../kernel/verdict.ts'
import { testClock } from '../platform/clock.ts'
import { openDatabase } from '../platform/database.ts'
import { buildHttp, type Caller } from '../platform/http/index.ts'
import { silentLog } from '../platform/log.ts'
import { openMetrics } from '../platform/metrics.ts'
import { openProgram, type Program, type RawDefinition } from '../programs/index.ts'
import { programRoutes } from './program-routes.ts'
import { proofRoutes } from './proof-routes.ts'

let harness: Harness
let app: FastifyInstance

const zone = 'America/New_York'
const dayMs = 86_400_000
const clock = testClock(Date.now())
const today = dayOf(clock.now(), zone)

/** Noon, so that no change of clocks moves it to another day. */
function ago(days: number): number {
  return dayStart(today - days, zone) + dayMs / 2
}

function dayAgo(days: number): string {
  return dayText(today - days)
}

/** Two points a dollar, each worth a quarter of a cent; a currency that allows no debt beside it. */
const definitions: RawDefinition[] = [
  {
    kind: 'settings',
    key: 'program',
    spec: { name: 'Records', timeZone: zone, currency: 'USD', enrolOnFirstOrder: true },
  },
  ...['points', 'stamps'].flatMap((key): RawDefinition[] => [
    {
      kind: 'currency',
      key,
      spec: {
        name: key,
        unit: { one: key.slice(0, -1), other: key },
        valuePerPointE4: 2500,
        expiry: { kind: 'rolling', months: 3 },
        debt: key === 'points' ? 'unlimited' : 'within-balance',
      },
    },
    {
      kind: 'earning-rule',
      key: `base-${key}`,
      spec: { name: key, currency: key, award: { kind: 'per-money', points: 2, perMinor: 100 } },
    },
  ]),
  {
    kind: 'tier-ladder',
    key: 'spend',
    spec: {
      name: 'Spend',
      metric: 'spend',
      window: 'rolling-12-months',
      tiers: [
        { key: 'listener', name: 'Listener', threshold: 0 },
        { key: 'collector', name: 'Collector', threshold: 5000 },
      ],
    },
  },
]

function order(member: string, id: string, sale: { dollars: string; at: number }): ActivityInput {
  return orderOf(id, [['disc', '1', sale.dollars]], {
    currency: 'USD',
    member: { externalId: member },
    occurredAt: new Date(sale.at).toISOString(),
  })
}

function back(id: string, at: number): ActivityInput {
  const occurredAt = new Date(at).toISOString()
  return {
    type: 'order.returned',
    source: 'test',
    sourceId: `${id}-r`,
    occurredAt,
    return: { order: id },
  }
}

async function record(program: Program, activities: readonly ActivityInput[]): Promise<void> {
  for (const activity of activities) {
    const [verdict] = await harness.pipeline.submit(program, [activity])
    expect(verdict).toMatchObject({ ok: true, value: { status: 'recorded' } })
  }
}

beforeAll(async () => {
  harness = await openHarness()
  app = await buildHttp({
    log: silentLog,
    metrics: openMetrics(),
    authorize: () =>
      ok({
        organizationId: harness.organizationId,
        actor: 'key:test',
        credentialId: 'key:test',
        programKey: null,
        scopes: ['read'],
      }),
    ready: async () => ({ ready: true, checks: {} }),
  })
  const findProgram = (who: Caller, key: string) => openProgram(harness.programs, who, key)
  programRoutes(app, { ...harness, clock, findProgram })
  proofRoutes(app, { ...harness, log: silentLog, findProgram })
  const live = await harness.createProgram('live', { definitions })
  await record(live, [
    order('ann', 'a1', { dollars: '41.25', at: ago(200) }),
    order('bob', 'b1', { dollars: '10.50', at: ago(60) }),
    order('ann', 'a2', { dollars: '30.00', at: ago(45) }),
    order('cat', 'c1', { dollars: '8.00', at: ago(40) }),
    back('a2', ago(20)),
    // What this one earned has expired, so giving it back leaves a debt in one currency and is written off in the other.
    back('a1', ago(19)),
    order('ann', 'a3', { dollars: '12.75', at: ago(3) }),
  ])
  const old = await harness.createProgram('old', { definitions })
  const then = Date.parse('2011-12-09T17:00:00Z')
  await record(old, [
    order('dan', 'd1', { dollars: '60.00', at: then - 300 * dayMs }),
    order('eve', 'e1', { dollars: '60.00', at: then - 20 * dayMs }),
    order('eve', 'e2', { dollars: '1.00', at: then }),
  ])
  await harness.createProgram('empty', { definitions })
})

afterAll(async () => {
  await app.close()
  await harness.close()
})

async function get<Body>(url: string): Promise<{ status: number; body: Body }> {
  const reply = await app.inject(`/v1/programs/${url}`)
  return { status: reply.statusCode, body: reply.json() as Body }
}

async function verify(key: string): Promise<VerifyReport> {
  const reply = await app.inject({ method: 'POST', url: `/v1/programs/${key}/verify` })
  expect(reply.statusCode).toBe(200)
  return reply.json() as VerifyReport
}

async function programOf(key: string): Promise<Program> {
  const listed = await harness.programs.listPrograms(harness.organizationId)
  const found = listed.find(({ program }) => program.key === key)
  if (found === undefined) throw new Error(`no programme ${key}`)
  return found.program
}

/** Sums of the journal itself, by day and two accounts. */
async function journalSums(key: string) {
  const { programId } = await programOf(key)
  return harness.database.read({ programId }, (tx) =>
    tx.query<{ day: string; currency: number; debit: number; credit: number; amount: number }>(
      `select (effective_at at time zone '${zone}')::date::text as day, currency, debit, credit, sum(amount) as amount
       from journal group by 1, 2, 3, 4`,
    ),
  )
}

describe('refusals', () => {
  test('days that do not exist or lie the wrong way round, and programmes that are not there', async () => {
    for (const page of ['overview', 'reports/ledger']) {
      for (const query of [
        'from=2026-02-30',
        'to=2026-13-01',
        'from=1404-01-01',
        'from=2026-03-02&to=2026-03-01',
        'from=1900-01-01&to=2300-01-01',
        'from=yesterday',
        'since=2026-01-01',
      ])
        expect(await get(`live/${page}?${query}`)).toMatchObject({
          status: 422,
          body: { code: 'query_invalid' },
        })
      expect(await get(`nowhere/${page}`)).toMatchObject({ status: 404, body: { code: 'not_found' } })
    }
    const reply = await app.inject({ method: 'POST', url: '/v1/programs/nowhere/verify' })
    expect(reply.statusCode).toBe(404)
  })
})

describe('an overview', () => {
  test('equals the sums of the journal and of the activities', async () => {
    const { body } = await get<Overview>(`live/overview?from=${dayAgo(300)}&to=${dayAgo(0)}`)
    const sums = (await journalSums('live')).filter((row) => row.currency === 1)
    const earned = (day?: string) =>
      sums
        .filter((row) => day === undefined || row.day === day)
        .reduce(
          (sum, row) => sum + (row.debit === 1 ? row.amount : 0) - (row.credit === 1 ? row.amount : 0),
          0,
        )
    expect(body).toMatchObject({
      name: 'Records',
      members: 3,
      active: 1,
      orders: 5,
      spent: 0,
      issued: earned(),
    })
    for (const day of body.days) expect(day.issued).toBe(earned(day.day))
    const held = (row: { debit: number; credit: number; amount: number }) =>
      (row.credit >= 2 && row.credit <= 5 ? row.amount : 0) -
      (row.debit >= 2 && row.debit <= 5 ? row.amount : 0)
    let liability = 0
    for (const day of body.days) {
      liability += sums.filter((row) => row.day === day.day).reduce((sum, row) => sum + held(row), 0)
      expect(day.liability).toBe(liability)
    }
    expect(body.liabilityPoints).toBe(liability)
    expect(body.days.reduce((sum, day) => sum + day.orders, 0)).toBe(5)
    expect(body.days.reduce((sum, day) => sum + day.enrolled, 0)).toBe(3)
    expect(body.unit).toEqual({ one: 'point', other: 'points' })
  })

  test('begins where the programme does, and tells members and tiers at its end', async () => {
    const { body: whole } = await get<Overview>(`live/overview?from=2000-01-01&to=${dayAgo(0)}`)
    expect(whole.days[0]).toMatchObject({ day: dayAgo(200), enrolled: 1, orders: 1 })
    expect(whole.days).toHaveLength(201)
    const { body: early } = await get<Overview>(`live/overview?from=${dayAgo(210)}&to=${dayAgo(50)}`)
    expect(early).toMatchObject({ members: 2, orders: 2 })
    const { body: old } = await get<Overview>('old/overview?to=2011-11-30')
    expect(old.tiers).toEqual([
      {
        ladder: 'spend',
        name: 'Spend',
        tiers: [
          { tier: 'listener', name: 'Listener', members: 0 },
          { tier: 'collector', name: 'Collector', members: 2 },
        ],
      },
    ])
  })

  test('of a history leads up to its last day, of a living programme to today', async () => {
    const { body: old } = await get<Overview>('old/overview')
    expect(old.days).toHaveLength(90)
    expect(old.days.at(-1)).toMatchObject({ day: '2011-12-09', orders: 1 })
    expect(old).toMatchObject({ members: 2, active: 1, orders: 2 })
    const { body: live } = await get<Overview>('live/overview')
    expect([live.days[0]?.day, live.days.at(-1)?.day]).toEqual([dayAgo(89), dayAgo(0)])
  })

  test('of an empty programme is all zeros', async () => {
    const { body } = await get<Overview>('empty/overview')
    expect(body).toMatchObject({ members: 0, active: 0, orders: 0, issued: 0, liabilityMinor: 0 })
    expect(body.tiers[0]?.tiers.map((tier) => tier.members)).toEqual([0, 0])
  })
})

describe('the report of the books', () => {
  test('has every day, and each day follows from the one before', async () => {
    const { body } = await get<LedgerReport>(`live/reports/ledger?from=${dayAgo(220)}&to=${dayAgo(0)}`)
    expect(body).toMatchObject({ program: 'live', moneyCurrency: 'USD' })
    for (const currency of body.currencies) {
      expect(currency.days).toHaveLength(221)
      let { opening: liability } = currency
      expect(liability).toBe(0)
      for (const day of currency.days) {
        liability +=
          day.issued +
          day.debtPaid +
          day.writtenOff -
          day.clawedBack -
          day.debtIncurred -
          day.spent -
          day.expired
        expect(day.liability).toBe(liability)
        const exact = day.liability / 4
        expect(day.liabilityMinor).toBe(Math.sign(exact) * Math.floor(Math.abs(exact) + 0.5))
      }
      expect(currency.totals).toMatchObject({
        liability,
        issued: currency.days.reduce((s, d) => s + d.issued, 0),
      })
    }
  })

  test('tells debts where they are allowed, and none where they are written off', async () => {
    const { body } = await get<LedgerReport>(`live/reports/ledger?from=${dayAgo(220)}&to=${dayAgo(0)}`)
    const [points, stamps] = body.currencies
    // 82 points of the first order had expired when it came back; 25 of the last order pay a part of that.
    expect(points?.totals).toMatchObject({ expired: 82, debtIncurred: 82, debtPaid: 25, clawedBack: 60 })
    expect(stamps?.totals).toMatchObject({
      expired: 82,
      debtIncurred: 82,
      writtenOff: 82,
      debtPaid: 0,
      clawedBack: 60,
    })
    expect(points?.totals.liability).toBe(21 + 16 - 82 + 25)
    expect(stamps?.totals.liability).toBe(21 + 16 + 25)
    expect(points?.totals.liabilityMinor).toBe(-5)
    expect(stamps?.totals.liabilityMinor).toBe(16)
  })

  test('opens with what was held before, and fills quiet days in', async () => {
    const { body } = await get<LedgerReport>(`live/reports/ledger?from=${dayAgo(30)}&to=${dayAgo(25)}`)
    for (const { opening, days } of body.currencies)
      expect(days.map((day) => [day.issued, day.liability])).toEqual(Array(6).fill([0, opening]))
    expect(body.currencies[0]?.opening).toBe(21 + 60 + 16)
  })
})

describe('verification', () => {
  test('of whole books is clean and says what was looked at', async () => {
    for (const key of ['live', 'old', 'empty'])
      expect(await verify(key)).toMatchObject({ clean: true, breaks: [] })
    // Seven were sent, three enrolled somebody, and one reached a tier.
    expect((await verify('live')).checked).toMatchObject({ activities: 11, 'natural keys': 11, balances: 6 })
  })

  test('names what was tampered with', async () => {
    const { programId } = await programOf('old')
    const owner = openDatabase({ url: harness.testDatabase.ownerUrl, connectionsMax: 1 })
    const tampered = [
      ['update balance set available = available + 1 where currency = 1', 'balance equals'],
      [`delete from activity where type = 'order.placed'`, 'each natural key with an owner'],
      [`update activity_day set amount = amount + 1 where metric = 'orders'`, 'daily counts'],
      [
        `insert into activity_key (program_id, source, source_id, type, body_hash, activity_id)
         values (${programId}, 's', 'x', 'order.returned', 'h', gen_random_uuid())`,
        'each natural key without an owner',
      ],
      ['update tier_state set total = total + 1', 'tier-total'],
    ] as const
    try {
      for (const [sql, check] of tampered) {
        await owner.write({ programId }, (tx) => tx.execute(sql))
        const report = await verify('old')
        expect(report.clean).toBe(false)
        expect(report.breaks.map((each) => each.check).join('\n')).toContain(check)
      }
    } finally {
      await owner.close()
    }
    expect((await verify('live')).clean).toBe(true)
  })
})
