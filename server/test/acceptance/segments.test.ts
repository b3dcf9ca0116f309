import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { foldHistory, followHistory, verifyHistory } from '../../src/activity/index.ts'
import { insertActivityDays } from '../../src/activity/store.ts'
import { allFacts } from '../../src/app/compose.ts'
import { newUuid, uuidOf } from '../../src/kernel/ids.ts'
import { orThrow } from '../../src/kernel/verdict.ts'
import { compileExpression, type Program, type Release } from '../../src/programs/index.ts'
import { countFitting } from '../../src/segments/count-fitting.ts'
import { fits, loadFacts } from '../../src/segments/explain-membership.ts'
import { segmentQuery } from '../../src/segments/model/query.ts'
import { segmentExpressions } from '../../src/segments/model/segment.ts'
import { previewSegment } from '../../src/segments/preview-segment.ts'
import { refreshSegments, type SegmentParts } from '../../src/segments/refresh-segments.ts'
import { shopWith } from '../../src/segments/sample.ts'
import { readSegmentsOf, readStates, selectFitting } from '../../src/segments/store.ts'
import { countAmong, planCounting } from '../../src/segments/store-counting.ts'
import { followTiers, lookAtTiers } from '../../src/tiers/look-at-tiers.ts'
import { answerOf, type Harness, openHarness, orderOf } from '../harness.ts'
import { conditions } from './segment-conditions.ts'

let harness: Harness
let parts: SegmentParts
beforeAll(async () => {
  harness = await openHarness()
  parts = { ...harness, sources: allFacts }
})
afterAll(() => harness.close())

const now = Date.parse('2026-06-01T12:00:00Z')
let count = 0

function open(
  segments: Parameters<typeof shopWith>[0],
  rules: Parameters<typeof shopWith>[1] = {},
): Promise<Program> {
  return harness.createProgram(`shop${++count}`, { definitions: shopWith(segments, rules) })
}

function order(
  member: string,
  sourceId: string,
  [price, occurredAt = '2026-05-02T10:00:00Z']: [string, string?],
) {
  return orderOf(sourceId, [['tea', '1', price]], {
    currency: 'EUR',
    member: { externalId: member },
    occurredAt,
  })
}

function giveBack(member: string, sourceId: string, of: string) {
  return {
    type: 'order.returned',
    source: 'test',
    sourceId,
    occurredAt: '2026-05-20T10:00:00Z',
    member: { externalId: member },
    return: { order: of },
  }
}

async function submit(program: Program, ...inputs: Parameters<Harness['pipeline']['submit']>[1][number][]) {
  const answers = await harness.pipeline.submit(program, inputs)
  return answers.map((answer) => {
    const told = answerOf(answer)
    if (typeof told === 'string') throw new Error(told)
    return told
  })
}

function refresh(program: Program, at = now): Promise<void> {
  return refreshSegments(parts, program, { now: at, all: true })
}

async function sizes(program: Program): Promise<Record<string, number>> {
  const { programId } = program
  const states = await harness.database.read({ programId }, (tx) => readStates(tx, programId))
  return Object.fromEntries(states.map(({ segment, members }) => [segment, members]))
}

/** Activities about segments, oldest first. */
async function told(program: Program): Promise<string[]> {
  const { programId } = program
  const rows = await harness.database.read({ programId }, (tx) =>
    tx.query<{ type: string; body: { data: { segment: string } } }>(
      "select type, body from activity where program_id = $1 and type like 'segment.%' order by owner_id, seq",
      [programId],
    ),
  )
  return rows.map(({ type, body }) => `${type} ${body.data.segment}`)
}

describe('what publishing refuses', () => {
  test.each<[spec: Record<string, unknown>, code: string, field: string]>([
    [{}, 'definition_invalid', 'when'],
    [{ mode: 'fixed', when: 'true' }, 'definition_invalid', 'when'],
    [{ when: 'member.nobody == "x"' }, 'rule_invalid', 'when'],
    [{ when: 'history.spend > 10.001' }, 'rule_invalid', 'when'],
    [{ when: 'size(member.attributes) > 1' }, 'rule_invalid', 'when'],
    [{ when: 'order.net > 1.0' }, 'rule_invalid', 'when'],
  ])('%j', async (spec, code, field) => {
    const created = await harness.programs.createProgram({
      organizationId: harness.organizationId,
      key: `refused${++count}`,
      actor: 'test',
      template: { name: 'Refused', definitions: shopWith({ odd: spec }) },
    })
    expect(created).toMatchObject({ ok: false, refusal: { code: 'release_invalid' } })
    const errors = created.ok ? [] : created.refusal.extra?.errors
    expect(errors).toMatchObject([{ field: `segment/odd.${field}` }])
    expect(code).toBeDefined()
  })
})

test('members enter and leave by what they do, and every move is an activity that rules may answer', async () => {
  const program = await open(
    { big: { when: 'history.spend >= 100.0' }, calm: { when: 'history.orders == 0' } },
    {
      welcome: {
        currency: 'points',
        on: 'segment.entered',
        award: { kind: 'fixed', points: 7 },
        when: 'activity.data.segment == "big"',
      },
      inside: {
        currency: 'points',
        on: 'order.placed',
        award: { kind: 'fixed', points: 1000 },
        when: '"big" in member.segments',
      },
    },
  )
  await submit(program, order('ann', 'a1', ['60.00']), order('bea', 'b1', ['120.00']))
  await refresh(program)
  // The first evaluation fills the segments without telling.
  expect([await sizes(program), await told(program)]).toEqual([{ big: 1, calm: 0 }, []])
  const [second] = await submit(program, order('ann', 'a2', ['50.00']))
  expect(second?.effects).toMatchObject([{ kind: 'points', amount: 50 }])
  await refresh(program)
  await refresh(program)
  expect([await sizes(program), await told(program)]).toEqual([{ big: 2, calm: 0 }, ['segment.entered big']])
  const [third] = await submit(program, order('ann', 'a3', ['10.00']))
  expect(third?.balances).toMatchObject([{ available: 60 + 50 + 7 + 10 + 1000 }])
  await submit(program, giveBack('ann', 'r1', 'a1'))
  await refresh(program)
  expect(await told(program)).toEqual(['segment.entered big', 'segment.left big'])
  await submit(program, giveBack('ann', 'r2', 'a2'), giveBack('ann', 'r3', 'a3'))
  await refresh(program)
  expect(await sizes(program)).toEqual({ big: 1, calm: 1 })
  expect(await harness.verify(program)).toEqual([])
})

test('a segment that is taken out of the release is empty', async () => {
  const program = await open({ all: { when: 'true' } })
  await submit(program, order('ann', 'a1', ['60.00']))
  await refresh(program)
  expect(await sizes(program)).toEqual({ all: 1 })
  const { programId } = program
  const draft = orThrow(await harness.programs.getDefinition(programId, 'segment', 'all'))
  orThrow(
    await harness.programs.deleteDefinition({
      programId,
      kind: 'segment',
      key: 'all',
      actor: 'test',
      ifRevision: draft.revision,
    }),
  )
  orThrow(await harness.programs.publishRelease({ programId, note: '', actor: 'test' }))
  await refresh(program)
  expect(await sizes(program)).toEqual({})
})

test('many orders are counted by the job: a preview says how far it is, and segments wait', async () => {
  const program = await open({ buyers: { when: 'history.orders >= 1' } })
  const { programId } = program
  await submit(program, order('ann', 'a1', ['10.00']), order('bea', 'b1', ['5.00']))
  const many = { day: 20_000, metric: 'orders', amount: 50_000 }
  await harness.database.write({ programId }, (tx) =>
    insertActivityDays(tx, { programId, slice: newUuid(), rows: [many] }),
  )
  const preview = async () =>
    orThrow(await previewSegment(parts, { programId, when: 'history.orders >= 1', now }))
  const counted = { of: 2, estimated: false, margin: 0 }
  const building = { done: 0, of: 50_002 }
  expect(await preview()).toEqual({ ...counted, members: 0, sample: [], building })
  await refresh(program)
  expect(await sizes(program)).toEqual({})
  await followHistory(harness, programId)
  const found = await preview()
  expect({ ...found, sample: found.sample.length }).toEqual({
    ...counted,
    members: 2,
    sample: 2,
    building: null,
  })
  await refresh(program)
  expect(await sizes(program)).toEqual({ buyers: 2 })
})

test('histories follow orders and returns in any order of telling, and are what the orders add up to', async () => {
  const program = await open({ any: { when: 'history.orders >= 0' } })
  const { programId } = program
  const verify = () =>
    harness.database.read({ programId }, (tx) => verifyHistory(tx, { programId, programs: harness.programs }))
  const check = async () => {
    await foldHistory(harness, programId)
    return verify()
  }
  await submit(program, order('ann', 'a1', ['10.00']), order('ann', 'a2', ['20.00', '2026-04-01T10:00:00Z']))
  expect(await check()).toBeUndefined()
  await submit(program, giveBack('ann', 'r1', 'a2'), order('bea', 'b1', ['5.00']))
  expect(await check()).toBeUndefined()
  // A transaction of any database on the server holds back what is told: then the next fold brings the rest.
  const folded = async () => {
    await foldHistory(harness, programId)
    return harness.database.read({ programId }, (tx) =>
      tx.query(
        'select orders, spend_minor, first_order_at, last_order_at from member_history where program_id = $1 order by spend_minor',
        [programId],
      ),
    )
  }
  const may = new Date('2026-05-02T10:00:00Z')
  await expect.poll(folded, { timeout: 15_000 }).toEqual([
    { orders: 1, spend_minor: 500, first_order_at: may, last_order_at: may },
    { orders: 1, spend_minor: 1000, first_order_at: may, last_order_at: may },
  ])
  await harness.database.write({ programId }, (tx) =>
    tx.execute('update member_history set spend_minor = 501 where program_id = $1 and spend_minor = 500', [
      programId,
    ]),
  )
  expect(await verify()).toMatchObject({ name: 'member-history' })
  await harness.database.write({ programId }, (tx) =>
    tx.execute(
      `update member_history set spend_minor = 500, recent_spend = '{501}' where program_id = $1 and spend_minor = 501`,
      [programId],
    ),
  )
  expect(await verify()).toMatchObject({ name: 'member-history' })
})

const cities = ['Ulm', 'Bern', '', 'Ürzig', '12', '\u{1f600}']

/** Members with profiles, orders, returns and consents of every sort. */
async function populate(program: Program): Promise<string[]> {
  const { programId } = program
  const owners: string[] = []
  for (let index = 0; index < 40; index++) {
    const attributes: Record<string, string | number | boolean | (string | number | boolean)[]> = {}
    if (index % 3 !== 0) attributes.city = cities[index % cities.length] ?? ''
    if (index % 4 === 1) attributes.tags = ['vip', ...(index % 8 === 1 ? ['new'] : [])]
    if (index % 5 === 2) attributes.tags = 'vip'
    if (index % 9 === 4) attributes.tags = [1.5, true, 'vip', 1e21, `Name ${index}`]
    if (index % 9 === 7) attributes.tags = index
    if (index % 2 === 0) attributes.age = [30, 1.5, 1e21, 0.0000001, -2][index % 5] ?? 0
    if (index % 7 === 3) attributes.language = 'fa'
    if (index % 6 === 0) attributes.blocked = index % 4 === 0
    const enrolled = orThrow(
      await harness.pipeline.enrol(program, {
        externalId: `m${index}`,
        attributes,
        ...(index % 4 === 0 ? {} : { name: `Name ${index}` }),
        enrolledAt: new Date(now - index * 86_400_000 * 11).toISOString(),
      }),
    )
    const owner = uuidOf('mem', enrolled.member ?? '') ?? ''
    owners.push(owner)
    for (let place = 0; place < index % 4; place++) {
      const at = new Date(now - (index * 7 + place * 80) * 86_400_000).toISOString()
      await submit(program, order(`m${index}`, `o${index}-${place}`, [`${index * 3 + place}.00`, at]))
    }
    if (index % 8 === 3) await submit(program, giveBack(`m${index}`, `r${index}`, `o${index}-0`))
    await harness.database.write({ programId }, async (tx) => {
      for (const given of [index % 3 === 0, index % 2 === 0].slice(0, index % 3))
        await tx.execute(
          `insert into consent (program_id, channel, member_id, given_at, consent_id, given, source, wording, actor)
           values ($1, 'email', $2, now() - make_interval(mins => $3), gen_random_uuid(), $4, 'test', '1', 'test')`,
          [programId, owner, given ? 10 : 5, given],
        )
    })
  }
  return owners
}

const runs = process.env.PERENNIAL_LONG === '1' ? 3000 : 150

test('the members that SQL finds are those of whom the evaluator says so', async () => {
  const program = await open({ any: { when: 'history.orders >= 0' } })
  const owners = await populate(program)
  const { programId } = program
  const release: Release = orThrow(await harness.programs.currentRelease(programId))
  for (const source of allFacts) await source.prepare?.(harness, { release, now })
  let found = 0
  await fc.assert(
    fc.asyncProperty(conditions(2), async (when) => {
      const rule = orThrow(
        compileExpression<boolean>(segmentExpressions(allFacts).when, when, {
          field: 'when',
          context: release,
        }),
      )
      const query = orThrow(segmentQuery(rule, { sources: allFacts, context: release, programId, now }))
      await harness.database.read({ programId }, async (tx) => {
        const bySql = await selectFitting(tx, query, owners)
        const facts = await loadFacts(tx, allFacts, { release, reads: rule.reads, owners, now })
        const byEvaluator = owners.filter((owner) => fits(rule, facts.get(owner) ?? {}))
        expect([...bySql].sort(), when).toEqual(byEvaluator.sort())
        found += bySql.size
      })
      // A preview asks in other forms: of some members one by one, of all at once or in parts.
      const among = await harness.database.read({ programId }, async (tx) =>
        countAmong(tx, await planCounting(tx, query), { ids: owners, few: owners.length }),
      )
      for (const looking of [{}, { chosenMin: 0 }]) {
        const ask = { samples: 3, ...looking }
        const counted = await harness.database.read({ programId }, (tx) => countFitting(tx, query, ask))
        const fitting = new Set(
          await harness.database.read({ programId }, (tx) => selectFitting(tx, query, owners)),
        )
        expect(among.some.toSorted(), when).toEqual([...fitting].toSorted())
        expect(among.members, when).toBe(fitting.size)
        const size = { members: fitting.size, of: owners.length, sampled: Math.min(3, fitting.size) }
        const { sample, ...numbers } = counted
        expect({ ...numbers, sampled: sample.length }, when).toEqual({ ...size, estimated: false, margin: 0 })
        expect(
          sample.every(({ ownerId }) => fitting.has(ownerId)),
          when,
        ).toBe(true)
      }
    }),
    { numRuns: runs },
  )
  expect(found).toBeGreaterThan(runs * 2)
}, 600_000)

test('a tier that ended by time alone is not read any more', async () => {
  const program = await open({ gold: { when: 'member.tier == "gold"' } })
  await submit(program, order('ann', 'a1', ['130.00', '2026-05-02T10:00:00Z']), order('bea', 'b1', ['10.00']))
  await refresh(program)
  expect(await sizes(program)).toEqual({ gold: 1 })
  await refresh(program, Date.parse('2027-04-30T12:00:00Z'))
  expect(await sizes(program)).toEqual({ gold: 1 })
  await refresh(program, Date.parse('2027-05-10T12:00:00Z'))
  expect(await sizes(program)).toEqual({ gold: 0 })
})

test('many tiers are looked at by the job: whoever asks is told how far it is', async () => {
  const program = await open({ all: { when: 'true' } })
  const { programId } = program
  await submit(program, order('ann', 'a1', ['130.00', '2026-05-02T10:00:00Z']))
  await harness.database.write({ programId }, (tx) =>
    tx.execute(
      `insert into tier_state (program_id, owner_id, ladder, bucket, day, total)
       select program_id, gen_random_uuid(), ladder, bucket, day, total from tier_state
       cross join generate_series(1, 2500) where program_id = $1`,
      [programId],
    ),
  )
  const release = orThrow(await harness.programs.currentRelease(programId))
  const look = (pagesMax: number) => lookAtTiers(harness, { release, now, pagesMax })
  await followTiers(harness, { programId, now })
  expect(await look(1)).toEqual({ done: 1000, of: 2501 })
  expect(await look(1)).toEqual({ done: 2000, of: 2501 })
  await followTiers(harness, { programId, now })
  expect(await look(1)).toBeUndefined()
})

test('segments of another programme are not there', async () => {
  const program = await open({ all: { when: 'true' } })
  const other = await open({ all: { when: 'true' } })
  const [reply] = await submit(program, order('ann', 'a1', ['60.00']))
  await refresh(program)
  await refresh(other)
  expect([await sizes(program), await sizes(other)]).toEqual([{ all: 1 }, { all: 0 }])
  const owner = uuidOf('mem', reply?.member ?? '') ?? ''
  const seen = await harness.database.read({ programId: other.programId }, (tx) =>
    readSegmentsOf(tx, program.programId, [owner]),
  )
  expect(seen.size).toBe(0)
})
