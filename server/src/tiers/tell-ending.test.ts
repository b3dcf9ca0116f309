import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { eventsOf, type Harness, openHarness, orderOf } from '../../test/harness.ts'
import { dayOf, dayStart, dayText } from '../kernel/instants.ts'
import type { Program } from '../programs/index.ts'
import { tellEndingTiers } from './tell-ending.ts'

let house: Harness
let program: Program
let programs = 0
const zone = 'Europe/London'
const today = dayOf(Date.now(), zone)
const dayMs = 86_400_000

beforeEach(async () => {
  programs += 1
  const tier = (key: string, threshold: number) => ({ key, name: key, threshold })
  const ladder = {
    name: 'Spend',
    metric: 'spend',
    window: 'calendar-year',
    landing: 'one-step',
    noticeDays: 20,
    tiers: [tier('entry', 0), tier('silver', 5_000), tier('gold', 20_000)],
  }
  const settings = { name: 'Sample', timeZone: zone, currency: 'GBP', enrolOnFirstOrder: true }
  const definitions = [
    { kind: 'settings', key: 'program', spec: settings },
    { kind: 'tier-ladder', key: 'spend', spec: ladder },
  ]
  program = await house.createProgram(`ending-${programs}`, { definitions })
})

beforeAll(async () => {
  house = await openHarness({ lanes: 1 })
})
afterAll(() => house.close())

const year = Number(dayText(today).slice(0, 4))
const newYear = dayOf(Date.parse(`${year + 1}-01-01T12:00:00Z`), zone)

function told(day: number): Promise<number> {
  const now = dayStart(day, zone) + dayMs / 2
  return tellEndingTiers(house, { program, now })
}

async function events(): Promise<unknown[]> {
  const found = await eventsOf(house.database, program.programId)
  return found
    .filter((event) => event.type === 'tier.ending')
    .map(({ type, subject, detail }) => ({ type, subject, detail }))
}

test('who will lose a tier is told once of each loss, and nobody else is', async () => {
  await house.pipeline.submit(program, [
    orderOf('a', [['thing', '1', '250.00']], {
      occurredAt: `${year}-01-02T10:00:00Z`,
      member: { externalId: 'gold' },
    }),
    orderOf('b', [['thing', '1', '1.00']], {
      occurredAt: `${year}-01-02T10:00:00Z`,
      member: { externalId: 'entry' },
    }),
  ])
  expect(await told(newYear - 21)).toBe(0)
  expect(await told(newYear - 20)).toBe(1)
  expect(await told(newYear - 20)).toBe(0)
  expect(await told(newYear - 3)).toBe(0)
  // A year later the next step is due.
  expect(await told(newYear + 360)).toBe(1)
  expect(await events()).toEqual([
    { type: 'tier.ending', subject: 'spend', detail: { tier: 'gold', day: `${year + 1}-01-01` } },
    { type: 'tier.ending', subject: 'spend', detail: { tier: 'silver', day: `${year + 2}-01-01` } },
  ])
})

test('two schedulers at once tell everybody once', async () => {
  await house.pipeline.submit(program, [
    orderOf('c', [['thing', '1', '60.00']], {
      occurredAt: `${year}-01-03T10:00:00Z`,
      member: { externalId: 'two' },
    }),
  ])
  const counts = await Promise.all([told(newYear - 5), told(newYear - 5)])
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1)
})
