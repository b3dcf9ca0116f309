import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { replayProgram } from '../../src/activity/index.ts'
import { openDatabase } from '../../src/platform/database.ts'
import type { Program } from '../../src/programs/index.ts'
import { type Answer, type ApiHouse, openApiHouse } from '../api-house.ts'

let house: ApiHouse
let program: Program
const at = '/v1/programs/shops'

beforeAll(async () => {
  house = await openApiHouse()
  program = await house.createProgram('shops', {
    definitions: [
      {
        kind: 'settings',
        key: 'program',
        spec: { name: 'Shops', timeZone: 'Europe/London', currency: 'GBP' },
      },
      { kind: 'currency', key: 'points', spec: { name: 'Points', unit: { one: 'point', other: 'points' } } },
      {
        kind: 'earning-rule',
        key: 'check-in',
        spec: {
          name: 'Check-in',
          currency: 'points',
          on: 'place.visited',
          award: { kind: 'fixed', points: 10 },
        },
      },
      {
        kind: 'store',
        key: 'bath',
        spec: { name: 'Bath', location: { latitude: 51.3811, longitude: -2.359, radiusMeters: 150 } },
      },
      { kind: 'store', key: 'bristol', spec: { name: 'Bristol', checkInCode: { everySeconds: 3600 } } },
      {
        kind: 'store',
        key: 'both',
        spec: {
          name: 'Both',
          location: { latitude: 48.8566, longitude: 2.3522, radiusMeters: 150 },
          checkInCode: {},
        },
      },
      { kind: 'store', key: 'open', spec: { name: 'Neither' } },
    ],
  })
  for (const externalId of ['anna', 'ben', 'carl']) await house.pipeline.enrol(program, { externalId })
})
afterAll(async () => {
  expect(house.violations).toEqual([])
  expect(await house.verify(program)).toEqual([])
  const { differences } = await replayProgram(house, { programId: program.programId })
  expect(differences).toEqual([])
  await house.close()
})

let sent = 0
interface Visit {
  store?: string | undefined
  data?: Record<string, unknown> | undefined
  by?: string
  sourceId?: string
  query?: string
}

async function visit({ store, data, by = 'anna', sourceId, query = '' }: Visit): Promise<Answer> {
  sent += 1
  return house.ask({
    method: 'POST',
    path: `${at}/activities${query}`,
    body: {
      type: 'place.visited',
      source: 'app',
      sourceId: sourceId ?? `v-${sent}`,
      occurredAt: '2026-03-02T10:00:00Z',
      member: { externalId: by },
      ...(store === undefined ? {} : { store }),
      ...(data === undefined ? {} : { data }),
    },
  })
}

function told({ status, body }: Answer): string {
  return `${status} ${(body as { code?: string }).code ?? ''}`.trim()
}

async function codeOf(store: string): Promise<string> {
  const { body } = await house.ask({ path: `${at}/stores/${store}/code` })
  return (body as unknown as { code: string }).code
}

/** The stores show other codes from now on. */
async function forgetSecrets(): Promise<void> {
  const owner = openDatabase({ url: house.testDatabase.ownerUrl, connectionsMax: 1 })
  const { programId } = program
  await owner.write({ programId }, (tx) =>
    tx.execute('delete from store_secret where program_id = $1', [programId]),
  )
  await owner.close()
}

async function recorded(): Promise<number> {
  const rows = await house.database.read({ programId: program.programId }, (tx) =>
    tx.query('select 1 from activity_key where program_id = $1 and type = $2', [
      program.programId,
      'place.visited',
    ]),
  )
  return rows.length
}

const inBath = { latitude: 51.3812, longitude: -2.3592 }
const inParis = { latitude: 48.8566, longitude: 2.3522 }

describe('a check-in', () => {
  test.each([
    ['with coordinates elsewhere', { store: 'bath', data: inParis }, '422 place_outside'],
    ['with coordinates of another store', { store: 'both', data: inBath }, '422 place_outside'],
    ['with coordinates outside of every store', { data: { latitude: 0, longitude: 0 } }, '422 place_outside'],
    ['with nothing to prove it', { store: 'bath' }, '422 place_unproven'],
    ['with half a place', { store: 'bath', data: { latitude: 51.3812 } }, '422 place_unproven'],
    ['nowhere, where stores have places', {}, '422 place_unproven'],
    ['with a wrong code', { store: 'bristol', data: { code: 'AAAAAAAA' } }, '422 place_code_refused'],
    ['with a code of no store', { data: { code: 'AAAAAAAA' } }, '422 place_code_refused'],
    [
      'with a code, at a store without one',
      { store: 'bath', data: { code: 'AAAAAAAA' } },
      '422 place_code_refused',
    ],
    [
      'with coordinates that are no numbers',
      { store: 'bath', data: { latitude: '51', longitude: '2' } },
      '422 activity_invalid',
    ],
  ])('%s is refused, and nothing is recorded', async (_name, what, expected) => {
    const before = await recorded()
    expect(told(await visit(what))).toBe(expected)
    expect(await recorded()).toBe(before)
  })

  test.each([
    ['within the circle of its store', { store: 'bath', data: inBath }],
    ['within the circle of some store', { data: inBath }],
    ['at a store that asks for nothing', { store: 'open' }],
    ['with coordinates at a store without a place', { store: 'open', data: inParis }],
  ])('%s earns', async (_name, what) => {
    const answer = await visit(what)
    expect(answer.status).toBe(201)
    expect(answer.body).toMatchObject({ effects: [{ amount: 10 }] })
  })

  test('with the code that the store shows earns, and a repeat gets its reply when the code has gone', async () => {
    const code = await codeOf('bristol')
    const first = await visit({ store: 'bristol', data: { code }, sourceId: 'with-code' })
    expect(first.status).toBe(201)
    await forgetSecrets()
    const again = await visit({ store: 'bristol', data: { code }, sourceId: 'with-code' })
    expect(again.body).toEqual({ ...first.body, replayed: true })
    expect(told(await visit({ store: 'bristol', data: { code } }))).toBe('422 place_code_refused')
    const typed = (await codeOf('bristol')).toLowerCase()
    expect((await visit({ store: 'bristol', data: { code: typed } })).status).toBe(201)
    expect((await visit({ store: 'both', data: { code: await codeOf('both') } })).status).toBe(201)
  })

  test('of a batch is refused by itself', async () => {
    const item = (sourceId: string, data: object) => ({
      type: 'place.visited',
      source: 'app',
      sourceId,
      occurredAt: '2026-03-02T10:00:00Z',
      member: { externalId: 'anna' },
      store: 'bath',
      data,
    })
    const { body } = await house.ask({
      method: 'POST',
      path: `${at}/activities:batch`,
      body: { items: [item('b1', inParis), item('b2', inBath)] },
    })
    expect(body).toMatchObject({
      outcomes: [{ status: 422, problem: { code: 'place_outside' } }, { status: 201 }],
    })
  })

  test('cannot be guessed: ten wrong codes lock the member for the hour, and a dry run tells nothing', async () => {
    for (let guess = 0; guess < 10; guess += 1) {
      const data = { code: `0000000${guess}` }
      expect(told(await visit({ store: 'bristol', by: 'ben', data }))).toBe('422 place_code_refused')
    }
    const code = await codeOf('bristol')
    expect(told(await visit({ store: 'bristol', by: 'ben', data: { code } }))).toBe('429 place_code_locked')
    expect((await visit({ store: 'bristol', by: 'carl', data: { code } })).status).toBe(201)
    const dry = { store: 'bristol', by: 'carl', query: '?dryRun=true' }
    expect((await visit({ ...dry, data: { code: 'AAAAAAAA' } })).status).toBe(200)
    expect((await visit({ ...dry, data: { code } })).status).toBe(200)
    expect(told(await visit({ ...dry, store: 'bath', data: inParis }))).toBe('422 place_outside')
  })
})

describe('the code of a store', () => {
  test('is for those who manage the programme', async () => {
    const path = `${at}/stores/bristol/code`
    const writer = await house.newKey({ scopes: ['read', 'write'] })
    expect(told(await house.ask({ path, key: null }))).toBe('401 credential_missing')
    expect(told(await house.ask({ path, key: writer }))).toBe('403 forbidden')
    expect(told(await house.ask({ path, key: house.rivalKey }))).toBe('404 not_found')
    for (const store of ['bath', 'open', 'nowhere'])
      expect(told(await house.ask({ path: `${at}/stores/${store}/code` }))).toBe('404 not_found')
  })

  test('says how long it holds, and is the same for all who ask at once', async () => {
    const asked = await Promise.all([1, 2, 3].map(() => house.ask({ path: `${at}/stores/both/code` })))
    const [{ body }] = asked as [Answer, Answer, Answer]
    expect(body).toMatchObject({ store: 'both', everySeconds: 60 })
    const { secondsLeft, code } = body as unknown as { secondsLeft: number; code: string }
    expect(secondsLeft).toBeGreaterThan(0)
    expect(secondsLeft).toBeLessThanOrEqual(60)
    expect(code).toMatch(/^[0-9A-Z]{8}$/)
  })

  test('is nowhere in a definition or a release', async () => {
    const { text } = await house.ask({ path: `${at}/definitions/store/bristol` })
    expect(text).not.toContain('secret')
  })
})
