import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openProgramHouse, type ProgramHouse, points, settings } from '../../test/program-house.ts'
import { orThrow } from '../kernel/verdict.ts'

let house: ProgramHouse

beforeAll(async () => {
  house = await openProgramHouse()
})
afterAll(() => house.close())

describe('rolling back', () => {
  test('is refused to a release that is not there, and to what is in force', async () => {
    const { programId, publish } = await house.program()
    const ask = { programId, number: 1, note: '', actor: 'ann' }
    expect(await house.programs.rollBack(ask)).toMatchObject({ refusal: { code: 'not_found' } })
    await publish()
    expect(await house.programs.rollBack(ask)).toMatchObject({ refusal: { code: 'release_unchanged' } })
  })

  test('publishes the old definitions as the next release, keeps later currencies, and drafts follow', async () => {
    const { programId, put, remove, publish } = await house.program()
    await put('store/a', { name: 'A' })
    await put('earning-rule/base', { currency: 'points' })
    orThrow(await publish())
    await put('currency/stars', { ...points, name: 'Stars' })
    await put('earning-rule/base', { currency: 'stars' })
    await remove('store/a')
    orThrow(await publish('stars'))
    await put('store/b', { name: 'B' })
    const back = await house.programs.rollBack({ programId, number: 1, note: '', actor: 'ann' })
    expect(back).toMatchObject({
      ok: true,
      value: {
        number: 3,
        note: 'Roll back to release 1',
        author: 'ann',
        restores: 1,
        changes: [
          { kind: 'store', key: 'a', change: 'added' },
          { kind: 'earning-rule', key: 'base', change: 'changed' },
        ],
      },
    })
    const current = orThrow(await house.programs.currentRelease(programId))
    expect([current.number, [...current.currencies.keys()], [...current.stores.keys()]]).toEqual([
      3,
      ['points', 'stars'],
      ['a'],
    ])
    const drafts = await house.programs.listDefinitions(programId)
    expect(drafts.map(({ kind, key }) => `${kind}/${key}`)).toEqual([
      'currency/points',
      'currency/stars',
      'earning-rule/base',
      'settings/program',
      'store/a',
    ])
    expect(await publish()).toMatchObject({ refusal: { code: 'release_unchanged' } })
    expect(orThrow(await house.programs.release(programId, 2)).stores.size).toBe(0)
  })

  test('leaves drafts that say so already as they were written, and writes the others as people do', async () => {
    const { programId, put, publish } = await house.program()
    await put('currency/stars', { ...points, name: 'Stars' })
    await put('store/a', { name: 'A' })
    orThrow(await publish())
    const first = await house.programs.listDefinitions(programId)
    await put('store/a', { name: 'B' })
    await put('currency/stars', { ...points, name: 'Suns', valuePerPointE4: 5 })
    orThrow(await publish())
    orThrow(await house.programs.rollBack({ programId, number: 1, note: '', actor: 'ann' }))
    const specs = (list: typeof first) =>
      list.map(({ kind, key, spec }) => ({ place: `${kind}/${key}`, spec }))
    const back = await house.programs.listDefinitions(programId)
    expect(specs(back)).toEqual(specs(first))
    const untouched = ['currency/points', 'settings/program']
    const revisions = (list: typeof first) =>
      list.flatMap(({ kind, key, revision }) => (untouched.includes(`${kind}/${key}`) ? [revision] : []))
    expect(revisions(back)).toEqual(revisions(first))
  })

  test('by many at once makes one release', async () => {
    const { programId, put, publish } = await house.program()
    orThrow(await publish())
    await put('store/a', { name: 'A' })
    orThrow(await publish())
    const asked = { programId, number: 1, note: '', actor: 'ann' }
    const done = await Promise.all([1, 2, 3].map(() => house.programs.rollBack(asked)))
    expect(done.filter((each) => each.ok)).toHaveLength(1)
  })
})

describe('comparing', () => {
  test('is refused for a release that is not there', async () => {
    const { programId, publish } = await house.program()
    orThrow(await publish())
    for (const pair of [{ from: 2, to: 'draft' as const }, { to: 7 }])
      expect(await house.programs.compare({ programId, ...pair })).toMatchObject({
        refusal: { code: 'not_found' },
      })
  })

  test('tells what the drafts change against the release in force, and what keeps them from it', async () => {
    const { programId, put, publish } = await house.program()
    const fresh = orThrow(await house.programs.compare({ programId, to: 'draft' }))
    expect([fresh.from, fresh.changes.map((each) => each.change)]).toEqual([0, ['added', 'added']])
    orThrow(await publish())
    expect(orThrow(await house.programs.compare({ programId, to: 'draft' }))).toEqual({
      from: 1,
      to: 'draft',
      changes: [],
      worse: [],
      errors: [],
    })
    await put('settings/program', { ...settings, currency: 'EUR' })
    await put('earning-rule/base', { currency: 'nothing' })
    expect(orThrow(await house.programs.compare({ programId, to: 'draft' }))).toMatchObject({
      changes: [
        { kind: 'settings', fields: [{ path: 'currency', before: 'GBP', after: 'EUR' }] },
        { kind: 'earning-rule', change: 'added' },
      ],
      errors: [{ field: 'earning-rule/base.currency' }, { field: 'settings/program.currency' }],
    })
  })

  test('of any two releases goes both ways', async () => {
    const { programId, put, publish } = await house.program()
    orThrow(await publish())
    await put('store/a', { name: 'A' })
    orThrow(await publish())
    await put('store/a', { name: 'B' })
    orThrow(await publish())
    const change = async (from: number, to: number) =>
      orThrow(await house.programs.compare({ programId, from, to })).changes.map((each) => each.change)
    expect([await change(1, 3), await change(3, 1), await change(2, 3), await change(3, 3)]).toEqual([
      ['added'],
      ['removed'],
      ['changed'],
      [],
    ])
  })
})

describe('the history of a definition', () => {
  test('tells each edit and each release, newest first, also over a removal', async () => {
    const { programId, put, remove, publish } = await house.program()
    await put('store/a', { name: 'A' })
    orThrow(await publish('opened'))
    await put('store/a', { name: 'B' })
    await put('store/a', { name: 'B' })
    await remove('store/a')
    orThrow(await publish('closed'))
    orThrow(await house.programs.rollBack({ programId, number: 1, note: 'again', actor: 'ann' }))
    const page = { programId, kind: 'store', key: 'a', below: undefined, limit: 20 }
    const history = await house.programs.history(page)
    expect(
      history.map(({ what, by, change, note, number, spec }) => [what, by, change, note, number, spec]),
    ).toEqual([
      ['release', 'ann', 'added', 'again', 3, null],
      ['edit', 'ann', 'added', 'again', null, { name: 'A' }],
      ['release', 'test', 'removed', 'closed', 2, null],
      ['edit', 'test', 'removed', '', null, null],
      ['edit', 'test', 'changed', '', null, { name: 'B' }],
      ['release', 'test', 'added', 'opened', 1, null],
      ['edit', 'test', 'added', '', null, { name: 'A' }],
    ])
    expect(history[4]?.fields).toEqual([{ path: 'name', before: 'A', after: 'B' }])
    const first = await house.programs.history({ ...page, limit: 3 })
    const rest = await house.programs.history({ ...page, below: first[2]?.place })
    expect([...first, ...rest]).toEqual(history)
  })

  test('cannot be rewritten by the login of the app', async () => {
    const { programId } = await house.program()
    for (const statement of [`update definition_edit set edited_by = 'x'`, 'delete from definition_edit'])
      await expect(house.database.write({ programId }, (tx) => tx.execute(statement))).rejects.toThrow(
        'permission denied',
      )
  })
})

test('publishing and rolling back are in the audit of the organisation', async () => {
  const { programId, key, put, publish } = await house.program()
  orThrow(await publish('first'))
  await put('store/a', { name: 'A' })
  orThrow(await publish('second'))
  orThrow(await house.programs.rollBack({ programId, number: 1, note: '', actor: 'ann' }))
  const rows = await house.database.read({ organizationId: 1 }, (tx) =>
    tx.query(
      `select actor, action, subject, detail from audit_entry where program_key = $1 order by created_at`,
      [key],
    ),
  )
  expect(rows).toEqual([
    { actor: 'test', action: 'release.published', subject: '1', detail: { note: 'first' } },
    { actor: 'test', action: 'release.published', subject: '2', detail: { note: 'second' } },
    {
      actor: 'ann',
      action: 'release.rolled-back',
      subject: '3',
      detail: { note: 'Roll back to release 1', restores: 1 },
    },
  ])
})
