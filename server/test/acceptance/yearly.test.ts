import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { replayProgram } from '../../src/activity/index.ts'
import { tellYearly } from '../../src/earning/index.ts'
import { orThrow } from '../../src/kernel/verdict.ts'
import type { Program, RawDefinition } from '../../src/programs/index.ts'
import { type Harness, openHarness } from '../harness.ts'

let house: Harness
let program: Program

function definitions(rules: readonly RawDefinition[]): RawDefinition[] {
  return [
    {
      kind: 'settings',
      key: 'program',
      spec: { name: 'Yearly', timeZone: 'Europe/London', currency: 'GBP' },
    },
    { kind: 'currency', key: 'points', spec: { name: 'Points', unit: { one: 'point', other: 'points' } } },
    ...rules,
  ]
}

function rule(key: string, spec: Record<string, unknown>): RawDefinition {
  return { kind: 'earning-rule', key, spec: { name: key, currency: 'points', ...spec } }
}

const people = {
  london: { attributes: { birthday: '1990-05-14' }, enrolledAt: '2020-02-29T10:00:00Z' },
  tehran: { attributes: { birthday: '05-14', timeZone: 'Asia/Tehran' }, enrolledAt: '2021-01-01T10:00:00Z' },
  leap: { attributes: { birthday: '2000-02-29' }, enrolledAt: '2025-05-14T10:00:00Z' },
  never: { attributes: { birthday: 'soon' }, enrolledAt: '2025-11-01T10:00:00Z' },
}

beforeAll(async () => {
  house = await openHarness()
  program = await house.createProgram('yearly', {
    definitions: definitions([
      rule('birthday', { on: 'member.birthday', award: { kind: 'fixed', points: 100 } }),
      rule('anniversary', {
        on: 'member.anniversary',
        award: { kind: 'expression', expression: 'int(activity.data.years) * 10' },
      }),
    ]),
  })
  for (const [externalId, person] of Object.entries(people))
    orThrow(await house.pipeline.enrol(program, { externalId, ...person }))
})
afterAll(async () => {
  expect(await house.verify(program)).toEqual([])
  const { differences } = await replayProgram(house, { programId: program.programId })
  expect(differences).toEqual([])
  await house.close()
})

function runAt(text: string, of: Program = program): Promise<number> {
  return tellYearly(house, { program: of, now: Date.parse(text) })
}

async function yearlyOf(externalId: string): Promise<string[]> {
  const rows = await house.database.read({ programId: program.programId }, (tx) =>
    tx.query<{ type: string; at: Date; data: Record<string, number> }>(
      `select a.type, a.occurred_at as at, a.body->'data' as data from activity a
        join member_identifier i on i.program_id = a.program_id and i.member_id = a.owner_id
        where a.program_id = $1 and i.value = $2 and a.type in ('member.birthday', 'member.anniversary') order by a.seq`,
      [program.programId, externalId],
    ),
  )
  return rows.map((row) => `${row.type} ${row.at.toISOString()} ${JSON.stringify(row.data)}`)
}

describe('what comes round every year', () => {
  test('is told when the day begins where the member lives, once', async () => {
    // 14 May begins in Tehran while it is the evening of the 13th in London.
    expect(await runAt('2026-05-13T20:29:00Z')).toBe(0)
    expect(await runAt('2026-05-13T20:31:00Z')).toBe(1)
    expect(await yearlyOf('tehran')).toEqual(['member.birthday 2026-05-13T20:30:00.000Z {"year":2026}'])
    // London is an hour ahead of UTC; the one who joined on a 14 May is told as well.
    expect(await runAt('2026-05-13T23:01:00Z')).toBe(2)
    expect(await yearlyOf('london')).toEqual(['member.birthday 2026-05-13T23:00:00.000Z {"year":2026}'])
    expect(await yearlyOf('leap')).toEqual(['member.anniversary 2026-05-13T23:00:00.000Z {"years":1}'])
    for (const again of ['2026-05-13T23:02:00Z', '2026-05-14T12:00:00Z', '2026-05-16T12:00:00Z'])
      expect(await runAt(again)).toBe(0)
  })

  test('of 29 February is told on the 28th of a year without one', async () => {
    expect(await runAt('2026-02-28T12:00:00Z')).toBe(2)
    expect(await yearlyOf('leap')).toContain('member.birthday 2026-02-28T00:00:00.000Z {"year":2026}')
    expect(await yearlyOf('london')).toContain('member.anniversary 2026-02-28T00:00:00.000Z {"years":6}')
    expect(await runAt('2026-03-01T12:00:00Z')).toBe(0)
  })

  test('is made up for after an outage of some days, and by two workers at once only once', async () => {
    const [one, two] = await Promise.all([runAt('2025-05-16T12:00:00Z'), runAt('2025-05-16T12:00:00Z')])
    expect(one + two).toBe(2)
    expect(await yearlyOf('tehran')).toHaveLength(2)
  })

  test('is nobody’s who has closed the account, and a birthday that is none is no day', async () => {
    expect(await runAt('2026-11-01T12:00:00Z')).toBe(1)
    expect(await yearlyOf('never')).toEqual(['member.anniversary 2026-11-01T00:00:00.000Z {"years":1}'])
  })

  test('is not told where no definition listens', async () => {
    const silent = await house.createProgram('silent', { definitions: definitions([]) })
    orThrow(await house.pipeline.enrol(silent, { externalId: 'a', attributes: { birthday: '05-14' } }))
    expect(await runAt('2026-05-14T12:00:00Z', silent)).toBe(0)
  })

  test('earns by its rules', async () => {
    const rows = await house.database.read({ programId: program.programId }, (tx) =>
      tx.query<{ rule: string; points: number }>(
        'select rule, sum(amount)::bigint as points from journal where program_id = $1 group by rule order by rule',
        [program.programId],
      ),
    )
    // Anniversaries: 6 of london, 1 of leap, 1 of never; birthdays: 2 each of london and tehran, 1 of leap.
    expect(rows).toEqual([
      { rule: 'anniversary', points: 80 },
      { rule: 'birthday', points: 500 },
    ])
  })
})
