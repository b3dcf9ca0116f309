import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createTestDatabase, type TestDatabase } from '../../test/database.ts'
import { ok, orThrow, refuse } from '../kernel/verdict.ts'
import { type Database, openDatabase, type Scope } from '../platform/database.ts'
import { openNews } from '../platform/news.ts'
import type { DefinitionKindEntry } from './definition.ts'
import { ownKinds } from './own-kinds.ts'
import { createPrograms, type Programs } from './programs.ts'

/** A kind of another domain: it names a currency, and its expression is valid when it is "true". */
const ruleKind: DefinitionKindEntry<{ currency: string; when: string }, { key: string; code: number }> = {
  kind: 'earning-rule',
  schema: z.strictObject({ currency: z.string(), when: z.string().default('true') }),
  compile(key, spec, context) {
    if (spec.when !== 'true') return refuse('rule_invalid', '1:1: no such fact', { field: 'when' })
    const currency = context.currencies.get(spec.currency)
    if (currency === undefined)
      return refuse('definition_invalid', `There is no currency "${spec.currency}".`, { field: 'currency' })
    return ok({ key, code: currency.code })
  },
}

let testDatabase: TestDatabase
let plain: Database
let owner: Database
let database: Database
let transactions: Scope[] = []
let programs: Programs
let programId: number
let count = 0
const actor = 'test'
const kinds = [...ownKinds, ruleKind]

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  plain = openDatabase({ url: testDatabase.appUrl, connectionsMax: 6 })
  owner = openDatabase({ url: testDatabase.ownerUrl, connectionsMax: 1 })
  database = {
    ...plain,
    read: (scope, work) => {
      transactions.push(scope)
      return plain.read(scope, work)
    },
  }
  for (const organizationId of [1, 2])
    await owner.write({ organizationId }, (tx) =>
      tx.execute(
        `insert into organization (organization_id, key, name) overriding system value values ($1, $2, $2)`,
        [organizationId, `o${organizationId}`],
      ),
    )
  programs = createPrograms({ database, kinds })
})

afterAll(async () => {
  await plain.close()
  await owner.close()
  await testDatabase.drop()
})

beforeEach(async () => {
  count += 1
  const created = await programs.createProgram({ organizationId: 1, key: `p${count}`, actor })
  if (!created.ok) throw new Error(created.refusal.detail)
  programId = created.value.program.programId
})

const settings = { name: 'Shop', timeZone: 'Europe/London', currency: 'GBP' }
const points = { name: 'Points', unit: { one: 'point', other: 'points' } }

type Kind = Parameters<Programs['getDefinition']>[1]

function put(place: `${Kind}/${string}`, spec: unknown, ifRevision?: number) {
  const [kind, key] = place.split('/') as [Kind, string]
  const revision = ifRevision === undefined ? {} : { ifRevision }
  return programs.putDefinition({ programId, kind, key, spec, actor, ...revision })
}

function publish(note = '') {
  return programs.publishRelease({ programId, note, actor })
}

async function publishShop(): Promise<void> {
  await put('settings/program', settings)
  await put('currency/points', points)
  await put('earning-rule/base', { currency: 'points' })
  expect(await publish('first')).toMatchObject({ ok: true, value: { number: 1 } })
}

describe('a definition', () => {
  test.each<[string, Kind, string, unknown, string, string]>([
    ['an unknown field', 'store', 's', { name: 'S', tenant_id: 1 }, 'definition_invalid', 'spec'],
    ['a missing field', 'store', 's', {}, 'definition_invalid', 'spec.name'],
    [
      'a wrong type deep down',
      'currency',
      'c',
      { ...points, unit: { one: 1, other: 'x' } },
      'definition_invalid',
      'spec.unit.one',
    ],
    ['a kind nobody owns', 'tier-ladder', 't', {}, 'definition_invalid', 'spec'],
    ['NUL in a text', 'earning-rule', 'r', { currency: 'a\u0000' }, 'definition_invalid', 'spec.currency'],
    ['half a character', 'earning-rule', 'r', { currency: '\ud800' }, 'definition_invalid', 'spec.currency'],
    ['settings under another key', 'settings', 'mine', settings, 'definition_invalid', 'key'],
  ])('is refused with %s', async (_, kind, key, spec, code, field) => {
    expect(await put(`${kind}/${key}`, spec)).toMatchObject({ ok: false, refusal: { code, field } })
    expect(await programs.listDefinitions(programId)).toEqual([])
  })

  test('is refused with a broken expression at once, but may name what is not drafted yet', async () => {
    await put('settings/program', settings)
    expect(await put('earning-rule/r', { currency: 'points', when: 'nonsense' })).toMatchObject({
      ok: false,
      refusal: { code: 'rule_invalid', field: 'spec.when' },
    })
    expect(await put('earning-rule/r', { currency: 'points' })).toMatchObject({ ok: true })
  })

  test('is edited on its revision only', async () => {
    expect(await put('store/s', { name: 'S' }, 1)).toMatchObject({ refusal: { code: 'edit_conflict' } })
    expect(await put('store/s', { name: 'S' })).toMatchObject({ value: { revision: 1 } })
    expect(await put('store/s', { name: 'T' })).toMatchObject({ refusal: { code: 'edit_unconditional' } })
    expect(await put('store/s', { name: 'T' }, 2)).toMatchObject({ refusal: { code: 'edit_conflict' } })
    expect(await put('store/s', { name: 'S' }, 1)).toMatchObject({ value: { revision: 1 } })
    const edits = await Promise.all(['A', 'B', 'C'].map((name) => put('store/s', { name }, 1)))
    expect(edits.filter((edit) => edit.ok)).toHaveLength(1)
    expect(await programs.getDefinition(programId, 'store', 's')).toMatchObject({ value: { revision: 2 } })
  })

  test('is deleted on its revision only', async () => {
    const place = { programId, kind: 'store', key: 's', actor } as const
    expect(await programs.deleteDefinition(place)).toMatchObject({ refusal: { code: 'not_found' } })
    await put('store/s', { name: 'S' })
    expect(await programs.deleteDefinition(place)).toMatchObject({ refusal: { code: 'edit_unconditional' } })
    expect(await programs.deleteDefinition({ ...place, ifRevision: 2 })).toMatchObject({
      refusal: { code: 'edit_conflict' },
    })
    expect(await programs.deleteDefinition({ ...place, ifRevision: 1 })).toMatchObject({ ok: true })
    expect(await programs.getDefinition(programId, 'store', 's')).toMatchObject({
      refusal: { code: 'not_found' },
    })
  })
})

describe('publishing', () => {
  test('is refused with every error of every definition, and writes nothing', async () => {
    await put('settings/program', {
      ...settings,
      timeZone: 'Mars/Base',
      activityTypes: {},
    })
    await put('store/s', { name: 'S', timeZone: 'Nowhere' })
    await put('earning-rule/a', { currency: 'gold' })
    const refused = await publish()
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'release_invalid' } })
    expect(refused.ok ? [] : refused.refusal.extra?.errors).toEqual([
      expect.objectContaining({ field: 'settings/program.timeZone' }),
      expect.objectContaining({ field: 'store/s.timeZone' }),
      expect.objectContaining({ field: 'earning-rule/a.currency' }),
    ])
    expect(await programs.listReleases({ programId, limit: 10 })).toEqual({ releases: [], current: null })
  })

  test.each<[string, unknown]>([
    ['an unknown currency', { ...settings, currency: 'XQQ' }],
    [
      'an activity type that is built in',
      { ...settings, activityTypes: { 'order.placed': { name: 'Mine', fields: {} } } },
    ],
    [
      'a required field that is not declared',
      { ...settings, activityTypes: { 'check.in': { name: 'In', fields: {}, required: ['constructor'] } } },
    ],
  ])('is refused with %s in the settings', async (_, spec) => {
    await put('settings/program', spec)
    expect(await publish()).toMatchObject({ ok: false, refusal: { code: 'release_invalid' } })
  })

  test('is refused without settings, and when nothing changed', async () => {
    expect(await publish()).toMatchObject({ ok: false, refusal: { code: 'release_invalid' } })
    await publishShop()
    expect(await publish()).toMatchObject({ ok: false, refusal: { code: 'release_unchanged' } })
    await put('settings/program', { ...settings, enrolOnFirstOrder: false }, 1)
    expect(await publish()).toMatchObject({ ok: false, refusal: { code: 'release_unchanged' } })
  })

  test('never takes back money and days of the books or a currency that members may hold', async () => {
    await publishShop()
    await put('settings/program', { ...settings, currency: 'EUR', timeZone: 'Asia/Tehran' }, 1)
    const refused = await publish()
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'release_invalid' } })
    expect(refused.ok ? [] : refused.refusal.extra?.errors).toEqual([
      expect.objectContaining({ field: 'settings/program.currency' }),
      expect.objectContaining({ field: 'settings/program.timeZone' }),
    ])
    await put('settings/program', settings, 2)
    await programs.deleteDefinition({ programId, kind: 'earning-rule', key: 'base', ifRevision: 1, actor })
    await programs.deleteDefinition({ programId, kind: 'currency', key: 'points', ifRevision: 1, actor })
    expect(await publish()).toMatchObject({ ok: false, refusal: { code: 'release_invalid' } })
  })

  test.each([
    ['kind', { kind: 'status' }],
    ['scale', { scale: 2 }],
  ])('never takes back the %s of a currency', async (field, changed) => {
    await publishShop()
    await put('currency/points', { ...points, ...changed }, 1)
    const refused = await publish()
    expect(refused.ok ? [] : refused.refusal.extra?.errors).toEqual([
      expect.objectContaining({ field: `currency/points.${field}` }),
    ])
  })

  test('gives the credit of a template the money that was chosen', async () => {
    const credit = (money: string) => ({ ...points, kind: 'credit', money })
    const definitions = [
      { kind: 'settings', key: 'program', spec: settings },
      { kind: 'currency', key: 'credit', spec: credit('GBP') },
      { kind: 'currency', key: 'dollars', spec: credit('USD') },
    ]
    const template = { name: 'Credit', definitions }
    const key = `credit${programId}`
    const made = await programs.createProgram({ organizationId: 1, key, actor, template, currency: 'CHF' })
    const { currencies, settings: own } = orThrow(made).release ?? {}
    expect(own).toMatchObject({ currency: 'CHF', timeZone: 'Europe/London' })
    expect([...(currencies?.values() ?? [])].map(({ spec }) => spec.money)).toEqual(['CHF', 'USD'])
  })

  test('numbers releases, says what changed, and keeps the numbers of currencies for ever', async () => {
    await publishShop()
    await put('currency/a-stars', points)
    await put('earning-rule/base', { currency: 'a-stars' }, 1)
    expect(await publish('stars')).toMatchObject({
      ok: true,
      value: {
        number: 2,
        note: 'stars',
        author: actor,
        changes: [
          { kind: 'currency', key: 'a-stars', change: 'added' },
          {
            kind: 'earning-rule',
            key: 'base',
            change: 'changed',
            fields: [{ path: 'currency', before: 'points', after: 'a-stars' }],
          },
        ],
      },
    })
    const [first, second] = [await programs.release(programId, 1), await programs.release(programId, 2)]
    expect(first.ok && first.value.of('earning-rule')).toEqual([{ key: 'base', code: 1 }])
    expect(second.ok && second.value.of('earning-rule')).toEqual([{ key: 'base', code: 2 }])
    expect(second.ok && second.value.currencyByCode.get(1)?.key).toBe('points')
    expect(second.ok && second.value.settings).toMatchObject({ acceptFutureHours: 24, currency: 'GBP' })
    const listed = await programs.listReleases({ programId, limit: 1 })
    expect(listed).toMatchObject({ releases: [{ number: 2 }], current: 2 })
    expect(await programs.listReleases({ programId, below: 2, limit: 5 })).toMatchObject({
      releases: [{ number: 1 }],
    })
    expect(await programs.getRelease(programId, 1)).toMatchObject({ value: { current: false } })
    expect(await programs.getRelease(programId, 3)).toMatchObject({ refusal: { code: 'not_found' } })
  })

  test('by many at once makes one release', async () => {
    await put('settings/program', settings)
    await put('currency/points', points)
    const published = await Promise.all([1, 2, 3, 4].map(() => publish()))
    expect(published.filter((each) => each.ok)).toHaveLength(1)
    expect(published.filter((each) => !each.ok && each.refusal.code === 'release_unchanged')).toHaveLength(3)
  })

  test('is final: the login of the app may not change or remove a release or a currency number', async () => {
    await publishShop()
    for (const statement of [
      `update release set note = 'x'`,
      'delete from release',
      'update program_currency set currency = 9',
      'delete from program_currency',
      'truncate release',
    ])
      await expect(plain.write({ programId }, (tx) => tx.execute(statement))).rejects.toThrow(
        'permission denied',
      )
  })
})

describe('reading the release in force', () => {
  test('is refused before the first release, and asks the database nothing once it is known', async () => {
    expect(await programs.currentRelease(programId)).toMatchObject({
      refusal: { code: 'program_unpublished' },
    })
    await publishShop()
    const release = await programs.currentRelease(programId)
    const program = await programs.loadProgram(1, `p${count}`)
    transactions = []
    expect(await programs.currentRelease(programId)).toBe(release)
    expect((await programs.loadProgram(1, `p${count}`)).ok).toBe(true)
    expect(transactions).toEqual([])
    expect(program).toMatchObject({ value: { programId, clockOffsetSeconds: 0 } })
  })

  test('many at once ask once', async () => {
    await publishShop()
    const fresh = createPrograms({ database, kinds })
    transactions = []
    await Promise.all(Array.from({ length: 50 }, () => fresh.currentRelease(programId)))
    expect(transactions.length).toBeLessThanOrEqual(2)
  })

  test('sees what this process publishes at once, and what another one publishes within a second', async () => {
    await publishShop()
    const other = createPrograms({ database: plain, kinds })
    expect(await other.currentRelease(programId)).toMatchObject({ value: { number: 1 } })
    await put('store/s', { name: 'S' })
    await publish()
    expect(await programs.currentRelease(programId)).toMatchObject({ value: { number: 2 } })
    await expect
      .poll(
        async () => {
          const seen = await other.currentRelease(programId)
          return seen.ok && seen.value.number
        },
        { timeout: 3000 },
      )
      .toBe(2)
  })

  test('sees at once what another one publishes that tells it', async () => {
    await publishShop()
    const [here, there] = [openNews(), openNews()]
    here.carryTo(there.deliver)
    there.carryTo(() => expect.unreachable('What is heard is not told again'))
    const one = createPrograms({ database: plain, kinds, news: here })
    const other = createPrograms({ database: plain, kinds, news: there })
    expect(await other.currentRelease(programId)).toMatchObject({ value: { number: 1 } })
    await put('store/s', { name: 'S' })
    await one.publishRelease({ programId, note: '', actor: 'test' })
    expect(await other.currentRelease(programId)).toMatchObject({ value: { number: 2 } })
  })

  test('drafts compile without being published', async () => {
    await publishShop()
    await put('store/s', { name: 'S' })
    const draft = await programs.draftRelease(programId)
    expect(draft.ok && [draft.value.number, draft.value.stores.size]).toEqual([0, 1])
    expect(await programs.currentRelease(programId)).toMatchObject({ value: { number: 1 } })
  })
})

describe('programmes', () => {
  test.each(['', 'Bad_Key', 'a b', '-a', 'a'.repeat(65)])('are not created under "%s"', async (key) => {
    const { length } = await programs.everyProgram()
    expect(await programs.createProgram({ key, actor, organizationId: 1 })).toMatchObject({
      refusal: { code: 'body_invalid', field: 'key' },
    })
    expect(await programs.everyProgram()).toHaveLength(length)
  })

  test('are found by the key of their own organisation; what was not found is asked for again', async () => {
    expect(await programs.loadProgram(2, 'both')).toMatchObject({ refusal: { code: 'not_found' } })
    const create = { key: 'both', actor }
    const here = await programs.createProgram({ ...create, organizationId: 1 })
    const there = await programs.createProgram({ ...create, organizationId: 2 })
    expect([here.ok, there.ok]).toEqual([true, true])
    expect(await programs.createProgram({ ...create, organizationId: 2 })).toMatchObject({
      refusal: { code: 'program_exists' },
    })
    const found = await programs.loadProgram(2, 'both')
    expect(found.ok && found.value.programId).toBe(there.ok && there.value.program.programId)
    const every = await programs.everyProgram()
    expect(every.filter((each) => each.key === 'both')).toHaveLength(2)
  })

  test('definitions and releases of another programme are not there', async () => {
    await publishShop()
    const create = { organizationId: 2, key: `other${count}`, actor }
    const other = await programs.createProgram(create)
    const otherId = other.ok ? other.value.program.programId : 0
    expect(await programs.listDefinitions(otherId)).toEqual([])
    expect(await programs.release(otherId, 1)).toMatchObject({ refusal: { code: 'not_found' } })
    const rows = await plain.read({ programId: otherId }, (tx) =>
      tx.query('select number from release where program_id = $1', [programId]),
    )
    expect(rows).toEqual([])
  })
})
