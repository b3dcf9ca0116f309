import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/database.ts'
import type { StageEffect } from '../activity/index.ts'
import { newUuid } from '../kernel/ids.ts'
import { addMonths, dayStart } from '../kernel/instants.ts'
import { type Database, openDatabase, type Reader } from '../platform/database.ts'
import type { Release } from '../programs/index.ts'
import type { Ladder } from './model/ladder.ts'
import { type DayAmount, totalAt, windowOf } from './model/window.ts'
import { rebuildTiers, tierMix, tierStandings, verifyTiers } from './read-tiers.ts'
import { dayNamed, historyOf, naiveLevel, sampleRelease } from './sample.ts'
import { tiersStage } from './stage.ts'

const stage = tiersStage()
let server: TestDatabase
let database: Database
let programs = 0

beforeAll(async () => {
  server = await createTestDatabase()
  database = openDatabase({ url: server.appUrl, connectionsMax: 2 })
})

afterAll(async () => {
  await database.close()
  await server.drop()
})

interface Count extends DayAmount {
  owner: number
  /** A tier given by hand on the day, for so many more. */
  grant?: { tier: string; days: number } | undefined
}

/** On which day owners joined. */
const anchors = ['2020-02-29', '2022-11-30', '2023-01-01', '2021-07-15'].map(dayNamed)

/** Loads, folds and writes one batch as the pipeline does. */
async function post(
  at: { programId: number; release: Release; owners: readonly string[] },
  batch: readonly Count[],
  watch: (sql: string) => void = () => {},
): Promise<void> {
  const { programId, release } = at
  const days = new Map<string, { from: number; to: number }>()
  for (const { owner, day } of batch) {
    const id = at.owners[owner] ?? ''
    const span = days.get(id) ?? { from: day, to: day }
    days.set(id, { from: Math.min(span.from, day), to: Math.max(span.to, day) })
  }
  const owners = [...days.keys()].sort()
  await database.write({ programId }, async (tx) => {
    const reader: Reader = {
      query: (sql, params) => {
        watch(sql)
        return tx.query(sql, params)
      },
    }
    const returning = new Set<string>()
    const asked = { programId, release, owners, days, returning, reads: () => false, now: 0 }
    const states = new Map(await stage.load(reader, asked))
    const effects: { ownerId: string; effect: StageEffect }[] = []
    for (const { owner, day, amount, grant } of batch) {
      const ownerId = at.owners[owner] ?? ''
      const apply = (effect: StageEffect) => {
        states.set(ownerId, stage.evolve(states.get(ownerId) ?? stage.initial(), effect, release))
        effects.push({ ownerId, effect })
      }
      const known = states.get(ownerId)?.get('status')?.memory
      const memory = { ...known, anchor: anchors[owner] ?? 0 }
      const given = grant && { id: newUuid(), tier: grant.tier, from: day, until: day + grant.days }
      const grants = given === undefined ? {} : { grants: [...(known?.grants ?? []), given] }
      apply({ kind: 'tier-memory', ladder: 'status', day, memory: { ...memory, ...grants } })
      apply({ kind: 'tier-count', ladder: 'status', day, amount })
    }
    await stage.write(tx, { programId, release, now: 0, states, effects })
  })
}

function place(spec: Readonly<Record<string, unknown>>, owners: number) {
  programs += 1
  const release = sampleRelease({ status: spec }, 'Asia/Tehran')
  return { programId: programs, release, owners: Array.from({ length: owners }, () => newUuid()) }
}

const first = dayNamed('2024-01-01')
const counts = fc.array(
  fc.record({
    owner: fc.nat(3),
    day: fc.integer({ min: first, max: first + 800 }),
    amount: fc.integer({ min: -60, max: 160 }),
    grant: fc.option(fc.record({ tier: fc.constantFrom('silver', 'gold', 'gone'), days: fc.nat(400) }), {
      freq: 6,
      nil: undefined,
    }),
  }),
  { maxLength: 8 },
)
const scenario = fc.record({
  spec: fc.record({
    window: fc.constantFrom('rolling-12-months', 'calendar-year', 'enrolment-year', 'lifetime'),
    graceDays: fc.constantFrom(0, 0, 40),
    landing: fc.constantFrom('total', 'one-step'),
  }),
  batches: fc.array(counts, { maxLength: 4 }),
  at: fc.integer({ min: first, max: first + 1300 }),
})

describe('tiers in the database', () => {
  it('agree with the definition: batches, standings, the whole mix, and verification', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async ({ spec, batches, at }) => {
        const shop = place(spec, 4)
        for (const batch of batches) if (batch.length > 0) await post(shop, batch)
        const { programId, release, owners } = shop
        const all = batches.flat()
        const [ladder] = release.of<Ladder>('tier-ladder') as [Ladder]
        const instant = dayStart(at, release.timeZone)
        const read = await database.read({ programId }, async (tx) => ({
          standings: await tierStandings(tx, { programId, release, owners, at: instant }),
          mix: await tierMix(tx, { programId, release, at: instant, members: owners.length }),
          broken: await verifyTiers(tx, { programId, release }),
        }))
        const expected = [0, 0, 0]
        for (const [owner, id] of owners.entries()) {
          const days = all.filter((each) => each.owner === owner)
          const grants = days.flatMap(({ grant, day }) =>
            grant === undefined ? [] : [{ id: '', tier: grant.tier, from: day, until: day + grant.days }],
          )
          const memory = { anchor: anchors[owner] ?? 0, grants }
          const level = naiveLevel(ladder, historyOf(days, memory), at)
          expected[level] = (expected[level] ?? 0) + 1
          const [standing] = read.standings.get(id) ?? []
          expect(standing).toMatchObject({
            tier: ladder.spec.tiers[level]?.key,
            total: totalAt(windowOf(ladder, memory.anchor), days, at),
          })
        }
        expect(read.mix[0]?.tiers.map((tier) => tier.members)).toEqual(expected)
        expect(read.broken).toBeUndefined()
      }),
      { numRuns: 40 },
    )
  }, 60_000)

  it('are loaded without their days where the day is the same, and with those that fall out where it moved', async () => {
    const shop = place({}, 1)
    const day = first + 500
    await post(shop, [
      { owner: 0, day: day - 365, amount: 120 },
      { owner: 0, day, amount: 100 },
    ])
    const seen: string[] = []
    const watch = (sql: string) => seen.push(/tier_day/.test(sql) ? 'days' : 'state')
    await post(shop, [{ owner: 0, day, amount: 10 }], watch)
    expect(seen.splice(0)).toEqual(['state'])
    await post(shop, [{ owner: 0, day: day + 3, amount: 10 }], watch)
    expect(seen).toEqual(['state', 'days'])
    const { programId, release, owners } = shop
    const at = dayStart(day + 3, release.timeZone)
    const standings = await database.read({ programId }, (tx) =>
      tierStandings(tx, { programId, release, owners, at }),
    )
    expect(standings.get(owners[0] ?? '')).toMatchObject([{ total: 120, tier: 'silver' }])
  })

  it('name the first total that does not follow from the days', async () => {
    const shop = place({}, 2)
    await post(shop, [
      { owner: 0, day: first, amount: 50 },
      { owner: 1, day: first, amount: 70 },
    ])
    const { programId, release, owners } = shop
    const [broken = ''] = [...owners].sort()
    await database.write({ programId }, (tx) =>
      tx.execute('update tier_state set total = total + 1 where program_id = $1 and owner_id = $2', [
        programId,
        broken,
      ]),
    )
    const verify = () => database.read({ programId }, (tx) => verifyTiers(tx, { programId, release }))
    expect(await verify()).toMatchObject({
      name: 'tier-total',
      ownerId: broken,
      detail: expect.stringMatching(/^The ladder status holds (51|71), but the days add up to (50|70)\.$/),
    })
    expect(await rebuildTiers(database, { programId, release })).toBe(0)
  })

  it('are of no use for another window until they are rebuilt', async () => {
    const shop = place({ window: 'lifetime' }, 1)
    await post(shop, [
      { owner: 0, day: first, amount: 50 },
      { owner: 0, day: first + 500, amount: 70 },
    ])
    const { programId } = shop
    const release = sampleRelease({ status: { window: 'calendar-year' } }, 'Asia/Tehran')
    const verify = () => database.read({ programId }, (tx) => verifyTiers(tx, { programId, release }))
    const total = () =>
      database.read({ programId }, (tx) =>
        tx.query('select total, counted_over as over from tier_state where program_id = $1', [programId]),
      )
    expect(await verify()).toBeUndefined()
    expect(await total()).toEqual([{ total: 120, over: 4 }])
    expect(await rebuildTiers(database, { programId, release })).toBe(1)
    expect(await rebuildTiers(database, { programId, release })).toBe(0)
    expect(await verify()).toBeUndefined()
    expect(await total()).toEqual([{ total: 70, over: 1 }])
  })

  it.each(['2023-02-28', '2024-02-28', '2024-02-29', '2024-03-01'])(
    'leave the window alike around %s',
    async (text) => {
      const shop = place({ graceDays: 1 }, 1)
      const { programId, release, owners } = shop
      const [ladder] = release.of<Ladder>('tier-ladder') as [Ladder]
      const [start, end] = [dayNamed(text), addMonths(dayNamed(text), 12)]
      await post(shop, [{ owner: 0, day: start, amount: 150 }])
      for (let day = end - 1; day <= end + 4; day += 1) {
        const at = dayStart(day, release.timeZone)
        const [mix] = await database.read({ programId }, (tx) =>
          tierMix(tx, { programId, release, at, members: owners.length }),
        )
        const level = naiveLevel(ladder, historyOf([{ day: start, amount: 150 }]), day)
        expect(mix?.tiers[level]).toMatchObject({ members: 1 })
        await post(shop, [{ owner: 0, day, amount: 0 }])
        expect(
          await database.read({ programId }, (tx) => verifyTiers(tx, { programId, release })),
        ).toBeUndefined()
      }
    },
  )

  it('show nothing of another programme', async () => {
    const shop = place({}, 1)
    await post(shop, [{ owner: 0, day: first, amount: 500 }])
    const { programId, release, owners } = shop
    const at = dayStart(first, release.timeZone)
    const other = await database.read({ programId: programId + 1000 }, (tx) =>
      tierStandings(tx, { programId, release, owners, at }),
    )
    expect(other.get(owners[0] ?? '')).toMatchObject([{ total: 0, tier: 'entry' }])
  })
})
