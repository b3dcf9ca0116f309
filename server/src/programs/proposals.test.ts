import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type HouseProgram,
  openProgramHouse,
  type ProgramHouse,
  points,
  settings,
} from '../../test/program-house.ts'
import { orThrow } from '../kernel/verdict.ts'
import { approveProposal } from './approve-proposal.ts'
import { propose } from './propose.ts'
import { publishDue } from './publish-due.ts'
import { publishProposal, publishScheduled, startBeta } from './publish-proposal.ts'
import { comment, rejectProposal, withdrawProposal } from './review-proposal.ts'
import { type Proposal, readComments } from './store-proposals.ts'

let house: ProgramHouse

beforeAll(async () => {
  house = await openProgramHouse()
})
afterAll(() => house.close())

const fourEyes = { ...settings, publishing: { fourEyes: true, noticeDays: 0 } }
const now = Date.parse('2026-06-01T12:00:00Z')

/** A programme with release 1 and a proposal of ann's for another store. */
async function proposed(spec: object = settings): Promise<{ program: HouseProgram; proposal: Proposal }> {
  const program = await house.program()
  await program.put('settings/program', spec)
  orThrow(await program.publish())
  await program.put('store/a', { name: 'A' })
  return { program, proposal: orThrow(await proposeBy(program, 'ann')) }
}

function proposeBy({ programId }: HouseProgram, actor: string, publishAt?: number) {
  const when = publishAt === undefined ? {} : { publishAt }
  const ask = { programId, note: 'a store', actor, credentialId: actor, ...when }
  return house.programs.change(programId, (tx, kinds) => propose(tx, kinds, ask))
}

type Verb = 'approve' | 'reject' | 'withdraw' | 'publish' | 'schedule' | 'beta' | 'comment'

function does({ programId }: HouseProgram, verb: Verb, more: { number?: number; actor?: string } = {}) {
  const { number = 1, actor = 'bob' } = more
  const review = { programId, number, actor, credentialId: actor }
  return house.programs.change(programId, (tx, kinds) => {
    if (verb === 'approve') return approveProposal(tx, kinds, { ...review, now })
    if (verb === 'reject') return rejectProposal(tx, { ...review, reason: 'no' })
    if (verb === 'withdraw') return withdrawProposal(tx, review)
    if (verb === 'comment') return comment(tx, { ...review, text: 'hm' })
    if (verb === 'beta') return startBeta(tx, kinds, { ...review, audience: { percent: 50 } })
    const at = verb === 'schedule' ? { at: now + 1000 } : {}
    return publishProposal(tx, kinds, { ...review, now, ...at })
  })
}

/** What the job does at an instant. */
function comes(program: HouseProgram, at: number) {
  const ask = { programId: program.programId, number: 1, now: at }
  return house.programs.change(program.programId, async (tx, kinds) => ({
    ok: true as const,
    value: await publishScheduled(tx, kinds, ask),
  }))
}

async function current({ programId }: HouseProgram) {
  return orThrow(await house.programs.currentRelease(programId))
}

describe('a proposal', () => {
  test('is refused without a change, and with drafts that cannot be published', async () => {
    const program = await house.program()
    orThrow(await program.publish())
    expect(await proposeBy(program, 'ann')).toMatchObject({ refusal: { code: 'release_unchanged' } })
    await program.put('earning-rule/r', { currency: 'gold' })
    expect(await proposeBy(program, 'ann')).toMatchObject({ refusal: { code: 'release_invalid' } })
  })

  test.each<[string, Verb[], Verb, string]>([
    ['approved twice', ['approve'], 'approve', 'approval_decided'],
    ['approved after its rejection', ['reject'], 'approve', 'approval_decided'],
    ['published after its rejection', ['reject'], 'publish', 'approval_decided'],
    ['published twice', ['publish'], 'publish', 'approval_decided'],
    ['published after it was withdrawn', ['withdraw'], 'publish', 'approval_decided'],
    ['rejected once it is in force', ['publish'], 'reject', 'approval_decided'],
    ['rejected while it is a beta', ['beta'], 'reject', 'approval_decided'],
    ['withdrawn twice', ['withdraw'], 'withdraw', 'approval_decided'],
    ['made a beta twice', ['beta'], 'beta', 'approval_decided'],
  ])('cannot be %s', async (_, before, verb, code) => {
    const { program } = await proposed()
    for (const each of before) orThrow(await does(program, each))
    expect(await does(program, verb)).toMatchObject({ ok: false, refusal: { code } })
  })

  test('that is not there is not found', async () => {
    const { program } = await proposed()
    for (const verb of ['approve', 'reject', 'withdraw', 'publish', 'beta', 'comment'] as const)
      expect(await does(program, verb, { number: 9 })).toMatchObject({ refusal: { code: 'not_found' } })
  })

  test('publishes what was frozen, whatever the drafts say by then', async () => {
    const { program, proposal } = await proposed()
    expect(proposal).toMatchObject({ number: 1, base: 1, state: 'open', author: 'ann' })
    await program.put('store/b', { name: 'B' })
    await program.remove('store/a')
    expect(await does(program, 'publish')).toMatchObject({ value: { state: 'published', release: 2 } })
    const release = await current(program)
    expect([...release.stores.keys()]).toEqual(['a'])
    const row = orThrow(await house.programs.getRelease(program.programId, 2)).release
    expect(row).toMatchObject({ author: 'ann', note: 'a store', proposal: 1, audience: null })
    const drafts = await house.programs.listDefinitions(program.programId, 'store')
    expect(drafts.map((each) => each.key)).toEqual(['b'])
  })

  test('keeps its comments in order, also after its end', async () => {
    const { program } = await proposed()
    orThrow(await does(program, 'comment', { actor: 'bob' }))
    orThrow(await does(program, 'reject'))
    orThrow(await does(program, 'comment', { actor: 'ann' }))
    const comments = await house.database.read({ programId: program.programId }, (tx) =>
      readComments(tx, program.programId, 1),
    )
    expect(comments.map((each) => each.author)).toEqual(['bob', 'ann'])
  })

  test('by many at once is published once', async () => {
    const { program } = await proposed()
    const done = await Promise.all([1, 2, 3, 4].map(() => does(program, 'publish')))
    expect(done.filter((each) => each.ok)).toHaveLength(1)
    expect((await current(program)).number).toBe(2)
  })
})

describe('with four eyes', () => {
  test('nothing is published directly, and no proposal that only its author has seen', async () => {
    const { program } = await proposed(fourEyes)
    for (const refused of [
      await program.publish(),
      await does(program, 'publish'),
      await does(program, 'schedule'),
      await does(program, 'beta'),
    ])
      expect(refused).toMatchObject({ refusal: { code: 'approval_needed' } })
    expect(await does(program, 'approve', { actor: 'ann' })).toMatchObject({
      refusal: { code: 'approval_own' },
    })
    orThrow(await does(program, 'approve', { actor: 'bob' }))
    expect(await does(program, 'publish', { actor: 'ann' })).toMatchObject({ value: { state: 'published' } })
  })

  test('an earlier release, which was approved in its day, can still be rolled back to', async () => {
    const { program } = await proposed(fourEyes)
    orThrow(await does(program, 'approve'))
    orThrow(await does(program, 'publish'))
    const back = { programId: program.programId, number: 1, note: '', actor: 'ann' }
    expect(await house.programs.rollBack(back)).toMatchObject({ value: { number: 3 } })
  })

  test('stay when one person goes back to when there were none', async () => {
    const program = await house.program()
    const { programId } = program
    await program.put('store/a', { name: 'A' })
    orThrow(await program.publish())
    await program.put('settings/program', fourEyes)
    const back = { programId, number: 1, note: '', actor: 'ann' }
    orThrow(await program.publish())
    expect(await house.programs.rollBack(back)).toMatchObject({ refusal: { code: 'release_unchanged' } })
    await program.put('store/a', { name: 'B' })
    orThrow(await proposeBy(program, 'ann'))
    orThrow(await does(program, 'approve'))
    orThrow(await does(program, 'publish'))
    expect(await house.programs.rollBack(back)).toMatchObject({ value: { number: 4 } })
    expect((await current(program)).settings.publishing.fourEyes).toBe(true)
    await program.put('store/a', { name: 'C' })
    expect(await program.publish()).toMatchObject({ refusal: { code: 'approval_needed' } })
  })

  test('are asked before what was published as stopped gives for the first time', async () => {
    const program = await house.program()
    const { programId } = program
    await program.put('store/a', { name: 'A' })
    await program.put('settings/program', fourEyes)
    orThrow(await program.publish())
    const change = { programId, kind: 'store', key: 'a', field: 'name', note: '', actor: 'ann' } as const
    const urgent = { ...change, value: 'Stopped', isStop: true }
    expect(await house.programs.publishChange(urgent)).toMatchObject({ value: 2 })
    expect(
      await house.programs.publishChange({ ...change, value: 'Never seen', isStop: false }),
    ).toMatchObject({ refusal: { code: 'approval_needed' } })
    const drafts = await house.programs.listDefinitions(programId)
    expect(drafts.find(({ key }) => key === 'a')?.spec).toEqual({ name: 'Stopped' })
    expect(await house.programs.publishChange({ ...change, value: 'A', isStop: false })).toMatchObject({
      value: 3,
    })
  })

  test.each<[string, number, object, object]>([
    ['is scheduled when it is approved', now + 1000, {}, { state: 'scheduled', reason: null }],
    ['waits for somebody where its instant has passed', now, {}, { state: 'approved', reason: null }],
    [
      'is approved all the same where it is too soon to announce it',
      now + 1000,
      { noticeDays: 9 },
      { state: 'approved', reason: expect.stringContaining('announce it 9 days before') },
    ],
  ])('a proposal for an instant %s', async (_, at, publishing, expected) => {
    const program = await house.program()
    const spec = { ...settings, publishing: { ...fourEyes.publishing, ...publishing } }
    await program.put('settings/program', spec)
    await program.put('currency/points', { ...points, expiry: { kind: 'rolling', days: 90 } })
    orThrow(await program.publish())
    await program.put('currency/points', { ...points, expiry: { kind: 'rolling', days: 5 } })
    expect(orThrow(await proposeBy(program, 'ann', at))).toMatchObject({
      state: 'open',
      publishAt: new Date(at),
    })
    expect(orThrow(await does(program, 'approve'))).toMatchObject({ approvedBy: 'bob', ...expected })
    expect((await current(program)).number).toBe(1)
  })

  test('hold until they are taken back by a release that had them', async () => {
    const { program } = await proposed(fourEyes)
    await program.put('settings/program', settings)
    expect(await program.publish()).toMatchObject({ refusal: { code: 'approval_needed' } })
  })
})

describe('a schedule', () => {
  test('is kept once at its instant, not before', async () => {
    const { program } = await proposed()
    expect(await does(program, 'schedule')).toMatchObject({ value: { state: 'scheduled' } })
    expect(await comes(program, now)).toEqual({ ok: true, value: undefined })
    expect((await current(program)).number).toBe(1)
    const runs = await Promise.all([1, 2, 3].map(() => comes(program, now + 1000)))
    expect(runs.map((each) => orThrow(each)).filter((each) => each === 'published')).toHaveLength(1)
    house.programs.refresh(program.programId)
    expect((await current(program)).number).toBe(2)
  })

  test('ends when it is withdrawn, and fails with its reason when it cannot be kept', async () => {
    const withdrawn = (await proposed()).program
    orThrow(await does(withdrawn, 'schedule'))
    orThrow(await does(withdrawn, 'withdraw'))
    expect(await comes(withdrawn, now + 1000)).toEqual({ ok: true, value: undefined })
    const overtaken = (await proposed()).program
    orThrow(await does(overtaken, 'schedule'))
    orThrow(await overtaken.publish())
    expect(orThrow(await comes(overtaken, now + 1000))).toMatchObject({ code: 'release_unchanged' })
    expect(await does(overtaken, 'publish')).toMatchObject({ refusal: { code: 'approval_decided' } })
  })
})

describe('a beta', () => {
  test('is not in force, and keeps everybody else from publishing until it ends', async () => {
    const { program } = await proposed()
    expect(await does(program, 'beta')).toMatchObject({ value: { state: 'beta', betaRelease: 2 } })
    expect((await current(program)).number).toBe(1)
    await program.put('store/b', { name: 'B' })
    expect(await program.publish()).toMatchObject({ refusal: { code: 'beta_running' } })
    const other = orThrow(await proposeBy(program, 'ann'))
    expect(await does(program, 'publish', { number: other.number })).toMatchObject({
      refusal: { code: 'beta_running' },
    })
    orThrow(await does(program, 'withdraw'))
    expect(await program.publish()).toMatchObject({ ok: true, value: { number: 3 } })
  })

  test('becomes everyone’s as the next release', async () => {
    const { program } = await proposed()
    orThrow(await does(program, 'beta'))
    expect(await does(program, 'publish')).toMatchObject({ value: { state: 'published', release: 3 } })
    house.programs.refresh(program.programId)
    expect((await current(program)).number).toBe(3)
    expect(await house.programs.beta(program.programId)).toBeUndefined()
  })

  test('ends with a roll back', async () => {
    const { program } = await proposed()
    orThrow(await does(program, 'publish'))
    await program.put('store/b', { name: 'B' })
    orThrow(await proposeBy(program, 'ann'))
    orThrow(await does(program, 'beta', { number: 2 }))
    const back = { programId: program.programId, number: 1, note: '', actor: 'ann' }
    expect(await house.programs.rollBack(back)).toMatchObject({ value: { number: 4 } })
    expect(await house.programs.beta(program.programId)).toBeUndefined()
    expect(await does(program, 'withdraw', { number: 2 })).toMatchObject({
      refusal: { code: 'approval_decided' },
    })
  })

  test('is refused for what holds for all members at once', async () => {
    const program = await house.program()
    orThrow(await program.publish())
    await program.put('currency/stars', { name: 'Stars', unit: { one: 'star', other: 'stars' } })
    orThrow(await proposeBy(program, 'ann'))
    expect(await does(program, 'beta')).toMatchObject({
      refusal: { code: 'release_invalid', extra: { errors: [{ field: 'currency/stars' }] } },
    })
  })

  test('is refused for a segment that the release in force does not have', async () => {
    const program = await house.program()
    orThrow(await program.publish())
    await program.put('store/b', { name: 'B' })
    const { number } = orThrow(await proposeBy(program, 'ann'))
    const review = { programId: program.programId, number, actor: 'ann', credentialId: 'ann' }
    const begun = await house.programs.change(program.programId, (tx, kinds) =>
      startBeta(tx, kinds, { ...review, audience: { segments: ['pilots'] } }),
    )
    expect(begun).toMatchObject({ refusal: { code: 'body_invalid', field: 'audience.segments' } })
  })

  test('takes the share of members that it says, by their ids', async () => {
    const { program } = await proposed()
    orThrow(await does(program, 'beta'))
    house.programs.refresh(program.programId)
    expect(await house.programs.beta(program.programId)).toEqual({ release: 2, audience: { percent: 50 } })
  })
})

test('the job publishes at the instant by the clock of the programme, also what a stopped process left', async () => {
  const { program } = await proposed()
  const { programId } = program
  const review = { programId, number: 1, actor: 'bob', credentialId: 'bob' }
  const at = Date.now() + 3_600_000
  orThrow(
    await house.programs.change(programId, (tx, kinds) =>
      publishProposal(tx, kinds, { ...review, at, now: Date.now() }),
    ),
  )
  const place = orThrow(await house.programs.loadProgram(1, program.key))
  const outcomes: unknown[] = []
  const look = (aheadSeconds: number) =>
    publishDue(house, {
      program: { ...place, clockOffsetSeconds: aheadSeconds },
      signal: new AbortController().signal,
      tell: (outcome) => outcomes.push(outcome),
    })
  await look(0)
  expect(outcomes).toEqual([])
  // Two seconds before its instant it is waited for in the process.
  await look(3_598)
  await expect.poll(() => outcomes, { timeout: 10_000 }).toEqual([{ proposal: 1, outcome: 'published' }])
  await Promise.all([look(3_700), look(3_700)])
  expect(outcomes).toHaveLength(1)
  expect((await current(program)).number).toBe(2)
})
