import path from 'node:path'
import type { ActivityInput, BackTestResult } from '@perennial/contract'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { askBackTest } from '../../src/activity/back-test/ask-back-test.ts'
import type { BackTestParts } from '../../src/activity/back-test/back-test.ts'
import type { HistoryPart, TryPart } from '../../src/activity/index.ts'
import { perPound, returnOf, sampleDefinitions } from '../../src/activity/sample.ts'
import { allKinds } from '../../src/app/compose.ts'
import { historyProcesses } from '../../src/app/history-processes.ts'
import { orThrow } from '../../src/kernel/verdict.ts'
import {
  buildRelease,
  definitionsOf,
  listTemplates,
  type Program,
  type RawDefinition,
  readTemplate,
  templatesFolder,
} from '../../src/programs/index.ts'
import { type Harness, openHarness, orderOf } from '../harness.ts'

let harness: Harness

beforeAll(async () => {
  harness = await openHarness({ lanes: 4 })
})
afterAll(() => harness.close())

/** What connections of processes are called. */
const ofParts = 'history'

/** Back-tests in so many processes, or in this one; what was opened, and how it may be changed. */
function inProcesses(most: number, change: (part: HistoryPart) => HistoryPart = (part) => part) {
  const url = `${harness.testDatabase.appUrl}?application_name=${ofParts}`
  const processes = { ...historyProcesses(url), most, activitiesEach: 1 }
  const opened: HistoryPart[] = []
  const open = () => {
    const part = change(processes.open())
    opened.push(part)
    return part
  }
  const parts: BackTestParts & Harness = {
    ...harness,
    processes: most === 0 ? undefined : { ...processes, open },
  }
  return { opened, parts }
}

/** A report without what hangs on the clock. */
function numbersOf(result: BackTestResult): object {
  const { readMs: _read, decideMs: _decide, ordersPerSecond: _speed, ...numbers } = result
  return numbers
}

async function report(program: Program, most: number, ask: object = {}): Promise<object> {
  const { parts, opened } = inProcesses(most)
  const firstReward = { currency: 'points', points: 500 }
  const asked = { release: 'draft' as const, firstReward, ...ask }
  const result = orThrow(await askBackTest(parts, program, asked))
  expect(opened).toHaveLength(most)
  return numbersOf(result)
}

/** How many connections processes have to the database of this file. */
async function connections(): Promise<number> {
  const rows = await harness.database.read('none', (tx) =>
    tx.query<{ count: number }>(
      'select count(*) as count from pg_stat_activity where datname = current_database() and application_name = $1',
      [ofParts],
    ),
  )
  return rows[0]?.count ?? 0
}

async function submit(program: Program, inputs: readonly ActivityInput[]): Promise<void> {
  for (const input of inputs) orThrow((await harness.pipeline.submit(program, [input]))[0] as never)
}

/** Some months of 25 members: orders of several values and channels, with returns between them. */
function months(prefix: string, count: number): ActivityInput[] {
  const happened: ActivityInput[] = []
  for (let index = 0; index < count; index += 1) {
    const member = { externalId: `m${(index * 7) % 25}` }
    const occurredAt = new Date(Date.UTC(2026, 1, 1 + Math.floor(index / 2), 9 + (index % 9))).toISOString()
    const lines = [
      ['A', String(1 + (index % 4)), `${5 + ((index * 13) % 90)}.50`],
      ['B', '1', '3.20'],
    ] as const
    happened.push(orderOf(`${prefix}${index}`, lines, { member, occurredAt, channel: 'web' }))
    if (index % 5 === 4)
      happened.push({
        ...returnOf(`${prefix}r${index}`, `${prefix}${index - 3}`, [{ lineId: '1', quantity: '1' }]),
        occurredAt,
      })
  }
  return happened
}

const points = {
  valuePerPointE4: 5000,
  expiry: { kind: 'rolling', months: 3 },
  pending: { kind: 'delay', days: 3 },
}
const card = {
  name: 'Card',
  stamps: { kind: 'per-item' },
  size: 5,
  reward: { currency: 'stars', amount: 4 },
}
const rules = {
  base: perPound,
  stars: { currency: 'stars', award: { kind: 'fixed', points: 1 } },
  capped: { award: { kind: 'fixed', points: 60 }, cap: { points: 100, per: 'month' } },
  gold: { award: { kind: 'multiplier', factor: '2', of: ['base'] }, when: 'member.tier == "gold"' },
  rich: { award: { kind: 'fixed', points: 5 }, when: 'balances.points >= 1000' },
  loyal: { award: { kind: 'fixed', points: 3 }, when: 'member.orders >= 2' },
  big: { award: { kind: 'fixed', points: 9 }, when: 'history.spend >= 300.0' },
  up: { on: 'tier.reached', award: { kind: 'fixed', points: 40 } },
}

function definitions(own: typeof rules | object): RawDefinition[] {
  const unit = { one: 'star', other: 'stars' }
  return [
    ...sampleDefinitions(own as typeof rules, { points }),
    { kind: 'currency', key: 'stars', spec: { name: 'Stars', unit, valuePerPointE4: 333 } },
    { kind: 'stamp-card', key: 'card', spec: card },
  ]
}

async function draft(program: Program, key: string, spec: object): Promise<void> {
  const { programId } = program
  const drafts = await harness.programs.listDefinitions(programId, 'earning-rule')
  const ifRevision = drafts.find((each) => each.key === key)?.revision
  const put = { programId, kind: 'earning-rule' as const, key, actor: 'test', spec }
  orThrow(
    await harness.programs.putDefinition({ ...put, ...(ifRevision === undefined ? {} : { ifRevision }) }),
  )
}

describe('a back-test in processes', () => {
  let program: Program

  beforeAll(async () => {
    program = await harness.createProgram('year', { definitions: definitions(rules) })
    await submit(program, months('a', 120))
    // Some of what happened was decided by another release.
    await draft(program, 'base', {
      name: 'base',
      currency: 'points',
      award: { kind: 'per-money', points: 7, perMinor: 100 },
    })
    const published = { programId: program.programId, note: 'Seven', actor: 'test' }
    orThrow(await harness.programs.publishRelease(published))
    await submit(program, months('b', 80))
    const when = 'member.enrolledAt > timestamp("2026-01-01T00:00:00Z")'
    const named = { award: { kind: 'fixed', points: 1 }, when }
    await draft(program, 'named', { name: 'named', currency: 'points', ...named })
  }, 120_000)

  it.each([
    ['the drafts against the release in force', {}],
    ['an old release in a window', { release: 1, from: '2026-03-01', to: '2026-04-15' }],
  ])(
    'comes to the same by one and by several: %s',
    async (_what, ask) => {
      const alone = await report(program, 0, ask)
      expect(await report(program, 1, ask)).toEqual(alone)
      expect(await report(program, 3, ask)).toEqual(alone)
      expect(alone).toMatchObject({ activities: expect.any(Number), tested: { currencies: [{}, {}] } })
    },
    60_000,
  )

  it('stops in the middle when it is told to, and leaves no connection behind', async () => {
    const stop = new AbortController()
    const { parts, opened } = inProcesses(2)
    let during: Promise<number> | undefined
    const running = askBackTest(parts, program, {
      release: 1,
      compareWith: 2,
      signal: stop.signal,
      onProgress: ({ phase }) => {
        if (phase === 'reading') during ??= connections()
        else stop.abort(new Error('stopped'))
      },
    })
    await expect(running).rejects.toThrow('stopped')
    expect(opened).toHaveLength(2)
    expect(await during).toBeGreaterThan(0)
    await vi.waitFor(async () => expect(await connections()).toBe(0))
  }, 60_000)

  it('fails with what went wrong in one of them, and ends the others', async () => {
    const isAt = { second: false }
    const { parts } = inProcesses(2, (part) => {
      const isSecond = isAt.second
      isAt.second = true
      const lost = (ask: TryPart) => ({ ...ask, release: { ...ask.release, number: 99 } })
      return isSecond ? { ...part, try: (ask, onDone) => part.try(lost(ask), onDone) } : part
    })
    await expect(askBackTest(parts, program, { release: 1 })).rejects.toThrow('no release 99')
    await vi.waitFor(async () => expect(await connections()).toBe(0))
  }, 60_000)
})

describe('what members share', () => {
  it.each([
    ['a budget', { budget: { points: 700, per: 'lifetime' } }],
    ['a cap of a household', { caps: [{ of: 'household', points: 100, per: 'month' }] }],
    ['a cap of a store', { caps: [{ of: 'store', times: 30, per: 'month' }] }],
  ])(
    '%s is followed by one process',
    async (what, limit) => {
      const shared = { award: { kind: 'fixed', points: 70 }, ...limit }
      const program = await harness.createProgram(`shares-${what.replaceAll(' ', '-')}`, {
        definitions: sampleDefinitions({ base: perPound, shared }),
      })
      await submit(program, months('s', 40))
      const alone = await report(program, 0)
      const { parts, opened } = inProcesses(3)
      const firstReward = { currency: 'points', points: 500 }
      const result = orThrow(await askBackTest(parts, program, { release: 'draft', firstReward }))
      expect(opened).toHaveLength(1)
      expect(numbersOf(result)).toEqual(alone)
    },
    60_000,
  )

  it('is found out where only a release of then has it', async () => {
    const shared = { award: { kind: 'fixed', points: 70 }, budget: { points: 700, per: 'lifetime' } }
    const program = await harness.createProgram('shared-then', {
      definitions: sampleDefinitions({ base: perPound, shared }),
    })
    await submit(program, months('s', 40))
    await draft(program, 'shared', {
      name: 'shared',
      currency: 'points',
      award: { kind: 'fixed', points: 70 },
    })
    const ask = { compareWith: null, from: '2026-02-10' }
    const alone = await report(program, 0, ask)
    expect(await report(program, 3, ask)).toEqual(alone)
  }, 60_000)
})

describe('what a release was compiled from', () => {
  it('compiles to the same again, in every template', async () => {
    const templates = await listTemplates(templatesFolder)
    expect(templates.length).toBeGreaterThan(3)
    for (const { key } of templates) {
      const { definitions } = orThrow(await readTemplate(path.join(templatesFolder, key)))
      const build = (own: readonly RawDefinition[]) => {
        const built = buildRelease({
          programId: 1,
          number: 0,
          kinds: allKinds,
          definitions: own,
          codes: new Map(),
        })
        if (!built.ok) throw new Error(built.errors[0]?.detail)
        return built.release
      }
      const release = build(definitions)
      const again = build(definitionsOf(release))
      expect(again.specs).toEqual(release.specs)
      expect(again.currencyByCode).toEqual(release.currencyByCode)
    }
  })
})
