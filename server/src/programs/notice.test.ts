import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type HouseProgram,
  openProgramHouse,
  type ProgramHouse,
  points,
  settings,
} from '../../test/program-house.ts'
import { orThrow } from '../kernel/verdict.ts'
import { propose } from './propose.ts'
import { publishProposal, publishScheduled, startBeta } from './publish-proposal.ts'

let house: ProgramHouse

beforeAll(async () => {
  house = await openProgramHouse()
})
afterAll(() => house.close())

const dayMs = 86_400_000
const now = Date.parse('2026-06-01T12:00:00Z')
const notice = { ...settings, publishing: { fourEyes: false, noticeDays: 30 } }

function ending(days: number) {
  return { ...points, expiry: { kind: 'rolling', days } }
}

/** A programme that gives thirty days of notice, whose points end after ninety. */
async function noticed(): Promise<HouseProgram> {
  const program = await house.program()
  await program.put('settings/program', notice)
  await program.put('currency/points', ending(90))
  orThrow(await program.publish())
  return program
}

const ann = { actor: 'ann', credentialId: 'ann' }

async function proposeNow({ programId }: HouseProgram): Promise<number> {
  const ask = { programId, note: 'x', ...ann }
  return orThrow(await house.programs.change(programId, (tx, kinds) => propose(tx, kinds, ask))).number
}

function publishAt(
  { programId }: HouseProgram,
  number: number,
  { at, asked = now }: { at: number; asked?: number },
) {
  return house.programs.change(programId, (tx, kinds) =>
    publishProposal(tx, kinds, { programId, number, at, now: asked, ...ann }),
  )
}

async function comes({ programId }: HouseProgram, number: number, at: number) {
  const run = await house.programs.change(programId, async (tx, kinds) => ({
    ok: true as const,
    value: await publishScheduled(tx, kinds, { programId, number, now: at }),
  }))
  return orThrow(run)
}

describe('what is worse for members', () => {
  test('is not published at once, by no way', async () => {
    const program = await noticed()
    const { programId } = program
    await program.put('currency/points', ending(60))
    const refused = {
      refusal: { code: 'notice_needed', extra: { worse: [{ key: 'points', fields: ['expiry.days'] }] } },
    }
    expect(await program.publish()).toMatchObject(refused)
    const number = await proposeNow(program)
    expect(await publishAt(program, number, { at: now })).toMatchObject(refused)
    expect(await publishAt(program, number, { at: now + 29 * dayMs })).toMatchObject({
      refusal: { code: 'notice_needed', extra: { earliest: '2026-07-01T12:00:00.000Z' } },
    })
    const beta = { programId, number, audience: { percent: 5 }, ...ann }
    expect(await house.programs.change(programId, (tx, kinds) => startBeta(tx, kinds, beta))).toMatchObject({
      ok: false,
    })
  })

  test('is announced with its schedule, and takes effect at its instant', async () => {
    const program = await noticed()
    await program.put('currency/points', ending(60))
    const number = await proposeNow(program)
    const at = now + 30 * dayMs
    expect(await publishAt(program, number, { at: at })).toMatchObject({
      value: { state: 'scheduled', announcedAt: new Date(now), worse: [{ kind: 'currency', key: 'points' }] },
    })
    const events = await house.database.read({ programId: program.programId }, (tx) =>
      tx.query<{ type: string }>(
        `select e ->> 'type' as type from outbox, json_array_elements(events) e where program_id = $1`,
        [program.programId],
      ),
    )
    expect(events).toEqual([{ type: 'terms.change-announced' }])
    // Later is fine without another announcement; sooner than the notice is not.
    expect(await publishAt(program, number, { at: at + dayMs, asked: now + dayMs })).toMatchObject({
      ok: true,
    })
    expect(await publishAt(program, number, { at: at - dayMs, asked: now + dayMs })).toMatchObject({
      ok: false,
    })
    expect(await comes(program, number, at)).toBeUndefined()
    expect(await comes(program, number, at + dayMs)).toBe('published')
  })

  test('fails at its instant when another release has made it worse than was announced', async () => {
    const program = await noticed()
    await program.put('currency/points', ending(60))
    const number = await proposeNow(program)
    orThrow(await publishAt(program, number, { at: now + 30 * dayMs }))
    await program.put('currency/points', { ...ending(120), restoredDays: 90 })
    orThrow(await program.publish())
    expect(await comes(program, number, now + 30 * dayMs)).toMatchObject({ code: 'notice_needed' })
  })

  test('by mistake is taken back within a day; an older release is held to the notice', async () => {
    const program = await noticed()
    const { programId } = program
    await program.put('currency/points', ending(120))
    orThrow(await program.publish())
    await program.put('currency/points', ending(180))
    orThrow(await program.publish())
    const back = { programId, note: '', actor: 'ann' }
    expect(await house.programs.rollBack({ ...back, number: 1 })).toMatchObject({
      refusal: { code: 'notice_needed' },
    })
    expect(await house.programs.rollBack({ ...back, number: 2 })).toMatchObject({ ok: true })
  })
})

test('what is as good or better is published at once, and so is everything without a notice', async () => {
  const program = await noticed()
  await program.put('currency/points', { ...ending(180), restoredDays: 60 })
  await program.put('store/a', { name: 'A' })
  expect(await program.publish()).toMatchObject({ ok: true })
  const free = await house.program()
  await free.put('currency/points', ending(90))
  orThrow(await free.publish())
  await free.put('currency/points', ending(1))
  expect(await free.publish()).toMatchObject({ ok: true })
})
