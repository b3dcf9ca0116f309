import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Harness, openHarness } from '../../../test/harness.ts'
import { verifyProgram } from '../../profiles/index.ts'
import type { Program } from '../../programs/index.ts'
import { fillDemoShop } from './fill-demo-shop.ts'
import { memberStory } from './member-story.ts'

const now = Date.parse('2026-06-15T12:00:00Z')

let harness: Harness

beforeAll(async () => {
  harness = await openHarness()
})

afterAll(async () => {
  await harness.close()
})

function demoProgram(key: string): Promise<Program> {
  return harness.createProgram(key, { template: 'demo-shop' })
}

/** All value of a programme by customer, and how much of everything there is. */
async function stateOf({ programId }: Program): Promise<unknown> {
  return harness.database.read({ programId }, async (tx) => ({
    balances: await tx.query(
      `select i.value, b.available, b.pending, b.debt, b.lifetime_earned
       from balance b join member_identifier i on i.member_id = b.owner_id and i.kind = 'externalId' order by i.value`,
    ),
    rows: await tx.query(
      `select type, count(*) as rows, count(distinct owner_id) as owners from activity group by type order by type`,
    ),
    journal: await tx.query(
      `select reason, coalesce(rule, '') as rule, count(*) as rows, sum(amount) as points from journal
       group by 1, 2 order by 1, 2`,
    ),
  }))
}

describe('a story', () => {
  test('is the same for the same seed, and another for another seed or customer', () => {
    const tell = (seed: number, index: number) => JSON.stringify(memberStory({ seed, index, now }))
    expect(tell(7, 3)).toBe(tell(7, 3))
    expect(tell(7, 3)).not.toBe(tell(8, 3))
    expect(tell(7, 3)).not.toBe(tell(7, 4))
  })

  test('of the whole shop is lively: seasons, returns, cancellations, people of many languages', () => {
    const stories = Array.from({ length: 400 }, (_, index) => memberStory({ seed: 1, index, now }))
    const types = Map.groupBy(
      stories.flat().flatMap((event) => (event.kind === 'activity' ? [event.activity] : [])),
      (activity) => activity.type,
    )
    const count = (type: string) => types.get(type)?.length ?? 0
    const orders = count('order.placed')
    expect(orders).toBeGreaterThan(5000)
    expect(orders).toBeLessThan(7000)
    expect(count('order.returned') / orders).toBeCloseTo(0.07, 1.7)
    expect(count('order.cancelled')).toBeGreaterThan(30)
    expect(count('review.written')).toBeGreaterThan(100)
    const inMonth = (month: string) =>
      (types.get('order.placed') ?? []).filter((order) => order.occurredAt.startsWith(month)).length
    expect(inMonth('2025-12')).toBeGreaterThan(1.5 * inMonth('2026-01'))
    const names = stories.flatMap(([first]) => (first?.kind === 'enrol' ? [first.member.name ?? ''] : []))
    for (const script of ['Latin', 'Arabic', 'Thai', 'Cyrillic', 'Greek', 'Han'])
      expect(names.some((name) => new RegExp(`\\p{Script=${script}}`, 'u').test(name))).toBe(true)
    for (const event of stories.flat()) expect(event.at).toBeLessThanOrEqual(now)
    for (const [first] of stories)
      if (first?.kind === 'enrol')
        expect(first.member.email).toMatch(/@(?:example\.(?:com|net|org)|\w+\.example)$/)
  })
})

describe('filling', () => {
  const fill = (
    program: Program,
    more: { signal?: AbortSignal; onProgress?: (share: number) => void } = {},
  ) =>
    fillDemoShop({
      pipeline: harness.pipeline,
      program,
      now,
      seed: 5,
      members: 14,
      ...(more.signal === undefined ? {} : { signal: more.signal }),
      onProgress: ({ done, total }) => more.onProgress?.(done / total),
    })

  test('tells everything, refuses nothing, works every rule, and the books prove themselves', async () => {
    const program = await demoProgram('whole')
    const filled = await fill(program)
    expect(filled.refusals).toEqual([])
    expect(filled.done).toBe(filled.total)
    const report = await verifyProgram(harness, program.programId)
    expect(report.breaks).toEqual([])
    expect(report.checked.activities).toBeGreaterThan(filled.total)
    const decisions = await harness.database.read(program, (tx) =>
      tx.query<{ text: string }>('select distinct coalesce(decision::text, short) as text from activity'),
    )
    const rules = ['base', 'double-coffee', 'review', 'weekend-mornings', 'welcome']
    const idle = rules.filter((rule) => !decisions.some(({ text }) => text.includes(`${rule}"`)))
    expect(idle).toEqual([])
    const reasons = await harness.database.read(program, (tx) =>
      tx.query<{ reason: string }>('select distinct reason from journal'),
    )
    expect(reasons.map((row) => row.reason)).toEqual(
      expect.arrayContaining(['earn', 'spend', 'clawback', 'activation', 'expiry']),
    )
  }, 120_000)

  test('gives the same shop when it was stopped and taken up, and repeats nothing', async () => {
    const whole = await demoProgram('again')
    await fill(whole)
    const stopped = await demoProgram('stopped')
    const abort = new AbortController()
    const onProgress = (share: number) => {
      if (share > 0.5) abort.abort()
    }
    const part = await fill(stopped, { signal: abort.signal, onProgress })
    expect(part.done).toBeLessThan(part.total)
    expect(await fill(stopped)).toEqual({ done: part.total, total: part.total, refusals: [] })
    const state = await stateOf(stopped)
    expect(state).toEqual(await stateOf(whole))
    await fill(stopped)
    expect(await stateOf(stopped)).toEqual(state)
  }, 120_000)
})
