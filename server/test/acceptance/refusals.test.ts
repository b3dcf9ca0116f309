import { createHash } from 'node:crypto'
import { type ActivityInput, type ActivityReply, activityInput } from '@perennial/contract'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ensureOrganization } from '../../src/access/index.ts'
import { perPound, returnOf, sampleDefinitions } from '../../src/activity/sample.ts'
import { orThrow } from '../../src/kernel/verdict.ts'
import type { Program } from '../../src/programs/index.ts'
import { answerOf, type Harness, openHarness, orderOf } from '../harness.ts'

let house: Harness
let program: Program
const max = Number.MAX_SAFE_INTEGER

beforeAll(async () => {
  house = await openHarness({ lanes: 1 })
  const definitions = sampleDefinitions(
    {
      money: { award: { kind: 'per-money', points: 100, perMinor: 1 } },
      scarce: { award: { kind: 'fixed', points: 5 }, budget: { points: 1_000, per: 'day' } },
    },
    {
      settings: {
        activityTypes: { 'check-in': { name: 'Check-in', fields: { level: 'number' }, required: ['level'] } },
      },
    },
  )
  program = await house.createProgram('refusals', { definitions })
})
afterAll(() => house.close())

async function submit(...inputs: ActivityInput[]) {
  return (await house.pipeline.submit(program, inputs)).map(answerOf)
}

function recorded(answer: ActivityReply | string | undefined): ActivityReply {
  if (typeof answer !== 'object') throw new Error(`refused: ${answer}`)
  return answer
}

/** A fingerprint of every row of every table, as the superuser sees them. */
async function everything(): Promise<Map<string, string>> {
  const admin = new pg.Client({ connectionString: house.testDatabase.adminUrl })
  await admin.connect()
  try {
    const tables = await admin.query<{ name: string }>(
      "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1",
    )
    const found = new Map<string, string>()
    for (const { name } of tables.rows) {
      const rows = await admin.query<{ row: string }>(
        `select t::text || t.ctid::text as row from ${name} t order by 1`,
      )
      found.set(
        name,
        createHash('sha256')
          .update(rows.rows.map((each) => each.row).join('\n'))
          .digest('hex'),
      )
    }
    return found
  } finally {
    await admin.end()
  }
}

function amountOrder(sourceId: string, amountMinor: number, member = 'somebody'): ActivityInput {
  const input = orderOf(sourceId, [['A', '1', '1.00']], { member: { externalId: member } })
  const [line] = input.order?.lines ?? []
  return { ...input, order: { currency: 'GBP', lines: line === undefined ? [] : [{ ...line, amountMinor }] } }
}

describe('INV-10 a refusal leaves every table as it was, to the byte', () => {
  const who = { member: { externalId: 'somebody' } }
  const rows: [string, () => ActivityInput[], string[]][] = [
    [
      'an undeclared type',
      () => [orderOf('x1', [['A', '1', '1']], { type: 'moon.landed' })],
      ['activity_type_unknown'],
    ],
    [
      'another body under a known key',
      () => [orderOf('known', [['A', '9', '1.00']], who)],
      ['activity_conflict'],
    ],
    [
      'more than is left',
      () => [returnOf('x2', 'known', [{ lineId: '1', quantity: '99' }])],
      ['return_exceeds_order'],
    ],
    [
      'an unknown line',
      () => [returnOf('x3', 'known', [{ lineId: '7', quantity: '1' }])],
      ['return_line_unknown'],
    ],
    [
      'somebody else’s order',
      () => [
        { ...returnOf('x4', 'known', [{ lineId: '1', quantity: '1' }]), member: { externalId: 'else' } },
      ],
      ['activity_invalid'],
    ],
    [
      'an amount past 2^53 by a known member',
      () => [orderOf('x5', [['A', '999999999', '999999999999']], who)],
      ['limit_exceeded'],
    ],
    [
      'an amount past 2^53 by a newcomer',
      () => [orderOf('x6', [['A', '999999999', '999999999999']], { member: { externalId: 'newcomer' } })],
      ['limit_exceeded'],
    ],
    ['points past 2^53', () => [amountOrder('x7', max)], ['limit_exceeded']],
    [
      'a check-in without its field',
      () =>
        [{ ...orderOf('x8', []), type: 'check-in', order: undefined as never, data: {} }].map(
          ({ order: _, ...rest }) => rest,
        ),
      ['activity_invalid'],
    ],
    [
      'an enrolment of a member',
      () => [
        {
          type: 'member.enrolled',
          source: 'test',
          sourceId: 'x9',
          occurredAt: '2026-03-02T10:00:00Z',
          ...who,
        },
      ],
      ['identifier_taken'],
    ],
    [
      'a whole batch of such',
      () => [
        orderOf('x10', [['A', '999999999', '999999999999']], { member: { externalId: 'n2' } }),
        returnOf('x11', 'known', [{ lineId: '1', quantity: '99' }]),
        orderOf('known', [['A', '9', '1.00']], who),
      ],
      ['limit_exceeded', 'return_exceeds_order', 'activity_conflict'],
    ],
  ]

  beforeAll(async () => {
    await submit(
      orderOf('known', [['A', '2', '1.00']], who),
      orderOf('other', [['A', '1', '1.00']], { member: { externalId: 'else' } }),
    )
  })

  test.each(rows)('%s', async (_, inputs, codes) => {
    const before = await everything()
    expect(await submit(...inputs())).toEqual(codes)
    expect(await everything()).toEqual(before)
  })

  test('a dry run too', async () => {
    const before = await everything()
    const answers = await house.pipeline.dryRun(program, [
      orderOf('dry-1', [['A', '3', '7.00']], who),
      orderOf('dry-2', [['A', '3', '7.00']], { member: { externalId: 'nobody yet' } }),
    ])
    expect(answers.map((each) => each.ok)).toEqual([true, true])
    expect(await everything()).toEqual(before)
  })

  test('a corrected body may follow a refused one in the same batch, under the same key', async () => {
    const member = { externalId: 'corrects' }
    const answers = await submit(
      orderOf('corrected', [['A', '999999999', '999999999999']], { member }),
      orderOf('corrected', [['A', '1', '2.00']], { member }),
      returnOf('corrected-back', 'corrected', [{ lineId: '1', quantity: '1' }]),
    )
    expect(answers).toMatchObject(['limit_exceeded', { status: 'recorded' }, { status: 'recorded' }])
  })

  test('whoever was refused is nobody: what follows in the batch does not know them', async () => {
    const member = { externalId: 'never enrolled' }
    const checkIn = {
      type: 'check-in',
      source: 'test',
      sourceId: 'ghost',
      occurredAt: '2026-03-02T10:00:00Z',
      member,
      data: { level: 1 },
    }
    const answers = await submit(orderOf('ghost', [['A', '999999999', '999999999999']], { member }), checkIn)
    expect(answers).toEqual(['limit_exceeded', 'member_unknown'])
  })
})

describe('L-14 amounts', () => {
  const refused: unknown[] = [
    -1,
    2 ** 53,
    2 ** 63 - 1,
    2 ** 63,
    Number('1e400'),
    '1e3',
    '5',
    1.5,
    Number.NaN,
    null,
  ]
  test.each(refused.map((amount) => [amount]))('%s is no shipping amount', (shippingMinor) => {
    const input = orderOf('l14', [['A', '1', '1.00']])
    expect(activityInput.safeParse({ ...input, order: { ...input.order, shippingMinor } }).success).toBe(
      false,
    )
  })

  test.each([[0], [1], [2 ** 31], [2 ** 31 + 1], [max]])(
    '%d is one, and is recorded',
    async (shippingMinor) => {
      const input = orderOf(`l14-${shippingMinor}`, [['A', '1', '1.00']])
      const parsed = activityInput.parse({ ...input, order: { ...input.order, shippingMinor } })
      expect(recorded((await submit(parsed))[0]).status).toBe('recorded')
    },
  )

  test.each([['-1'], ['1e3'], ['1e400'], ['1,5'], ['٣'], ['1.1234567'], ['9'.repeat(10)], ['']])(
    '%j is no quantity',
    (quantity) => {
      expect(activityInput.safeParse(orderOf('l14', [['A', quantity, '1.00']])).success).toBe(false)
    },
  )

  test.each([
    [max, 'limit_exceeded'],
    [2 ** 46, 'recorded'],
    [2 ** 31, 'recorded'],
    [0, 'recorded'],
    [-5, 'recorded'],
  ])('a line of %d is %s', async (amountMinor, expected) => {
    const [answer] = await submit(amountOrder(`l14-line-${amountMinor}`, amountMinor, `l14-${amountMinor}`))
    expect(typeof answer === 'object' ? answer.status : answer).toBe(expected)
  })
})

describe('L-15 near the largest number that is kept exactly', () => {
  test('a balance is refused before it passes 2^53, and nothing wraps', async () => {
    const rich = await house.createProgram('rich', {
      definitions: sampleDefinitions({ money: { award: { kind: 'per-money', points: 1, perMinor: 1 } } }),
    })
    const place = async (id: string, amount: number) =>
      answerOf((await house.pipeline.submit(rich, [amountOrder(id, amount, 'rich')]))[0])
    expect(await place('r1', max - 1)).toMatchObject({ balances: [{ available: max - 1 }] })
    expect(await place('r2', 2)).toBe('limit_exceeded')
    expect(await place('r3', 1)).toMatchObject({ balances: [{ available: max }] })
    expect(await place('r4', 1)).toBe('limit_exceeded')
    expect(await house.verify(rich)).toEqual([])
  })
})

describe('L-16 three items of 0.10 and a third more', () => {
  test.each([
    ['EUR', 30],
    ['IRR', 30],
    ['JPY', 0],
    ['KWD', 300],
  ])('in %s: base %d, and a third of it rounded down', async (currency, base) => {
    const definitions = sampleDefinitions(
      {
        money: { award: { kind: 'per-money', points: 1, perMinor: 1 } },
        third: { award: { kind: 'multiplier', factor: '1.33' } },
      },
      { settings: { currency } },
    )
    const shop = await house.createProgram(`l16-${currency.toLowerCase()}`, { definitions })
    const lines = [
      ['A', '1', '0.10'],
      ['B', '1', '0.10'],
      ['C', '1', '0.10'],
    ] as const
    const [verdict] = await house.pipeline.submit(shop, [orderOf('l16', lines, { currency })], {
      explain: true,
    })
    const reply = recorded(answerOf(verdict))
    expect(reply.balances[0]?.available ?? 0).toBe(base + Math.floor((base * 33) / 100))
    for (const each of reply.explain ?? [])
      expect((each.lines ?? []).reduce((sum, line) => sum + line.points, 0)).toBe(
        each.lines === undefined ? 0 : each.granted,
      )
  })
})

describe('L-04 A-11 the same keys and identifiers elsewhere', () => {
  test('in another programme and in another tenant’s programme of the same key are other activities of other members', async () => {
    const { organizationId } = await ensureOrganization(house.database, { key: 'rivals', name: 'Rivals' })
    const template = { name: 'refusals', definitions: sampleDefinitions({ money: perPound }) }
    const created = orThrow(
      await house.programs.createProgram({ organizationId, key: 'refusals', actor: 'test', template }),
    )
    const neighbour = await house.createProgram('neighbour', {
      definitions: sampleDefinitions({ money: perPound }),
    })
    const input = orderOf('same-everywhere', [['A', '1', '1.00']], { member: { externalId: 'same' } })
    const places = [program, neighbour, created.program]
    const answers = await Promise.all(
      places.map(async (place) => (await house.pipeline.submit(place, [input, input])).map(answerOf)),
    )
    for (const [first, second] of answers) {
      expect(first).toMatchObject({ status: 'recorded', replayed: false })
      expect(second).toEqual({ ...recorded(first), replayed: true })
    }
    expect(new Set(answers.map(([first]) => recorded(first).activity)).size).toBe(3)
    expect(new Set(answers.map(([first]) => recorded(first).member)).size).toBe(3)
    const foreign = recorded(answers[2]?.[0]).member as string
    expect(await submit(orderOf('foreign', [['A', '1', '1.00']], { member: { id: foreign } }))).toEqual([
      'member_unknown',
    ])
  })

  test('L-02 L-03 one key, fifty times at once and with another body', async () => {
    const input = orderOf('fifty', [['A', '1', '1.00']], { member: { externalId: 'fifty' } })
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => submit(index === 25 ? { ...input, channel: 'web' } : input)),
    )
    const flat = answers.flat()
    expect(flat.filter((each) => typeof each === 'object' && !each.replayed)).toHaveLength(1)
    expect(flat.filter((each) => each === 'activity_conflict')).toHaveLength(1)
    expect(new Set(flat.flatMap((each) => (typeof each === 'object' ? [each.activity] : []))).size).toBe(1)
  })
})
