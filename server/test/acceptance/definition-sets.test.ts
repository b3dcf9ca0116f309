import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { definitionKinds } from '@perennial/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contractFiles, schemaTexts } from '../../../tools/write-openapi.ts'
import { type ApiHouse, giftware, openApiHouse } from '../api-house.ts'

interface Definition {
  kind: string
  key: string
  spec: Record<string, unknown>
}
interface Told {
  status: number
  code?: string
  errors?: { field: string; message: string }[]
  changes: { kind: string; key: string; change: string; fields: unknown[] }[]
  drift: { key: string; change: string; base: number | null; revision: number | null }[]
  problems: { key: string; field: string | null; code: string }[]
  revisions: { kind: string; key: string; revision: number }[]
}

let house: ApiHouse
let count = 0

beforeAll(async () => {
  house = await openApiHouse()
})
afterAll(async () => {
  expect(house.violations).toEqual([])
  await house.close()
})

/** A programme of its own, with its definitions and their revisions as a client reads them. */
async function shop() {
  count += 1
  const key = `shop-${count}`
  await giftware(house, key)
  const at = `/v1/programs/${key}`
  const read = async () => {
    const { definitions } = (await house.ask({ path: `${at}/definitions` })).body as unknown as {
      definitions: (Definition & { revision: number })[]
    }
    return {
      definitions: definitions.map(({ kind, key, spec }): Definition => ({ kind, key, spec })),
      base: definitions.map(({ kind, key, revision }) => ({ kind, key, revision })),
    }
  }
  const send = async (verb: 'plan' | 'apply', body: unknown, credential?: string): Promise<Told> => {
    const answer = await house.ask({
      method: 'POST',
      path: `${at}/definitions:${verb}`,
      body,
      ...(credential === undefined ? {} : { key: credential }),
    })
    return { status: answer.status, ...(answer.body as object) } as Told
  }
  const put = (place: string, spec: unknown, revision?: number) =>
    house.ask({
      method: 'PUT',
      path: `${at}/definitions/${place}`,
      body: { spec },
      ...(revision === undefined ? {} : { headers: { 'if-match': `"${revision}"` } }),
    })
  return { key, at, read, send, put }
}

function changed(set: readonly Definition[], key: string, change: (spec: never) => object): Definition[] {
  return set.map((each) =>
    each.key === key ? { ...each, spec: { ...each.spec, ...change(each.spec as never) } } : each,
  )
}

const leeds = { kind: 'store', key: 'leeds', spec: { name: 'Leeds' } }

describe('a set of definitions is refused', () => {
  test('to another tenant as if nothing were there, and applying to a key that only reads', async () => {
    const { send, read } = await shop()
    const set = await read()
    const reader = await house.newKey({ scopes: ['read'] })
    const writer = await house.newKey({ scopes: ['read', 'write'] })
    const elsewhere = await house.newKey({ program: 'another' })
    for (const verb of ['plan', 'apply'] as const) {
      expect(await send(verb, set, house.rivalKey)).toMatchObject({ status: 404, code: 'not_found' })
      expect(await send(verb, set, elsewhere)).toMatchObject({ status: 404, code: 'not_found' })
    }
    expect(await send('plan', set, reader)).toMatchObject({ status: 200, changes: [] })
    for (const key of [reader, writer])
      expect(await send('apply', set, key)).toMatchObject({ status: 403, code: 'forbidden' })
  })

  test.each<[string, (set: Definition[]) => unknown[], string, string]>([
    ['a kind that is not there', (set) => [...set, { ...leeds, kind: 'shop' }], 'body_invalid', 'kind'],
    ['a definition twice', (set) => [...set, leeds, leeds], 'release_invalid', 'store/leeds'],
    [
      'an unknown field',
      (set) => [...set, { ...leeds, spec: { name: 'L', town: 1 } }],
      'release_invalid',
      'store/leeds',
    ],
    [
      'an expression that is none',
      (set) => changed(set, 'base', () => ({ when: 'order.nothing > 1' })),
      'release_invalid',
      'earning-rule/base.when',
    ],
    [
      'a currency that is not among them',
      (set) => changed(set, 'base', () => ({ currency: 'miles' })),
      'release_invalid',
      'earning-rule/base.currency',
    ],
    [
      'a currency that members may hold taken away',
      (set) => set.filter((each) => each.kind !== 'currency' && each.kind !== 'earning-rule'),
      'release_invalid',
      'currency/points',
    ],
    [
      'text that cannot be stored',
      (set) => [...set, { ...leeds, spec: { name: 'a\u0000' } }],
      'release_invalid',
      'store/leeds.name',
    ],
  ])('for %s, naming the place, and nothing of it is written', async (_, change, code, field) => {
    const { send, read } = await shop()
    const before = await read()
    // Something that alone would be fine.
    const definitions = change([...before.definitions, { ...leeds, key: 'york' }])
    const told = await send('apply', { definitions, base: before.base, remove: true })
    expect(told.code).toBe(code)
    expect(told.errors?.map((each) => each.field).join()).toContain(field)
    expect(await read()).toEqual(before)
    if (code === 'body_invalid') return
    const [kindAndKey = '', ...rest] = field.split('.')
    const planned = await send('plan', { definitions, base: before.base })
    expect(planned.problems).toContainEqual(
      expect.objectContaining({
        key: kindAndKey.split('/')[1],
        field: rest.length > 0 ? rest.join('.') : planned.problems[0]?.field,
      }),
    )
    expect(await read()).toEqual(before)
  })

  test('without a base, where it would replace or remove something; adding needs none', async () => {
    const { send, read } = await shop()
    const { definitions } = await read()
    const louder = changed(definitions, 'base', () => ({ name: 'Louder' }))
    expect(await send('apply', { definitions: louder })).toMatchObject({
      status: 428,
      code: 'edit_unconditional',
    })
    expect(await send('apply', { definitions: definitions.slice(1), remove: true })).toMatchObject({
      code: 'edit_unconditional',
    })
    expect(await send('apply', { definitions: [...definitions, leeds] })).toMatchObject({
      status: 200,
      changes: [{ key: 'leeds', change: 'added' }],
    })
  })

  test.each<[string, string]>([
    ['changed', 'earning-rule/base'],
    ['added', 'store/bath'],
    ['removed', 'store/leeds'],
  ])('with what was %s since it was read, until its base is the present', async (change, place) => {
    const { send, read, put, at } = await shop()
    await put('store/leeds', leeds.spec)
    const { definitions, base } = await read()
    const rule = definitions.find((each) => each.key === 'base')
    if (change === 'changed') await put('earning-rule/base', { ...rule?.spec, name: 'Theirs' }, 1)
    if (change === 'added') await put('store/bath', { name: 'Bath' })
    if (change === 'removed')
      await house.ask({
        method: 'DELETE',
        path: `${at}/definitions/store/leeds`,
        headers: { 'if-match': '"1"' },
      })
    const there = await read()

    const set = { definitions: changed(definitions, 'spend', () => ({ name: 'Mine' })), base, remove: true }
    const refused = await send('apply', set)
    expect(refused).toMatchObject({ status: 412, code: 'edit_conflict', errors: [{ field: place }] })
    expect(await read()).toEqual(there)
    const { remove: _, ...seen } = set
    const planned = await send('plan', seen)
    expect(planned.drift).toMatchObject([{ key: place.split('/')[1], change }])
    expect(await send('apply', { ...set, base: planned.revisions })).toMatchObject({ status: 200 })
    expect((await read()).definitions).toEqual(set.definitions)
  })
})

describe('a set of definitions', () => {
  test('is planned down to the field, applied at once, and applied again without effect or refusal', async () => {
    const { send, read, at } = await shop()
    const { definitions, base } = await read()
    const wanted = [
      ...changed(definitions, 'base', () => ({ award: { kind: 'per-money', points: 20, perMinor: 100 } })),
      leeds,
    ].filter((each) => each.kind !== 'tier-ladder')
    const changes = [
      { kind: 'currency', key: 'points' },
      {
        kind: 'earning-rule',
        key: 'base',
        change: 'changed',
        fields: [{ path: 'award.points', before: 10, after: 20 }],
      },
      { kind: 'store', key: 'leeds', change: 'added', fields: [{ path: 'name', after: 'Leeds' }] },
      { kind: 'tier-ladder', key: 'spend', change: 'removed' },
    ].slice(1)
    const planned = await send('plan', { definitions: wanted, base })
    expect(planned).toMatchObject({
      changes: expect.arrayContaining(changes.map((each) => expect.objectContaining(each))),
      drift: [],
      problems: [],
    })
    expect(planned.changes).toHaveLength(3)

    const kept = await send('apply', { definitions: wanted, base })
    expect(kept.changes.map((each) => each.change).sort()).toEqual(['added', 'changed'])
    // The reply to the first was lost, say: what both sides have is no drift.
    const again = await send('apply', { definitions: wanted, base, remove: true })
    expect(again).toMatchObject({ status: 200, changes: [{ key: 'spend', change: 'removed' }] })
    expect((await read()).definitions).toEqual(
      [...wanted].sort((one, other) => (`${one.kind} ${one.key}` < `${other.kind} ${other.key}` ? -1 : 1)),
    )
    expect(again.revisions).toContainEqual({ kind: 'earning-rule', key: 'base', revision: 2 })
    const published = await house.ask({ method: 'POST', path: `${at}/releases`, body: {} })
    expect(published.body).toMatchObject({
      number: 2,
      changes: expect.arrayContaining([expect.objectContaining({ key: 'leeds' })]),
    })
  })

  test('says nothing of what one side spells out and the other leaves to the default', async () => {
    const { read, send } = await shop()
    const { definitions, base } = await read()
    const spelt = changed(definitions, 'base', () => ({ paused: false, caps: [], priority: 0 }))
    expect((await send('plan', { definitions: spelt, base })).changes).toEqual([])
    const more = changed(spelt, 'base', () => ({ priority: 7 }))
    const { changes } = await send('plan', { definitions: more, base })
    expect(changes).toMatchObject([{ key: 'base', fields: [{ path: 'priority', after: 7 }] }])
    expect(changes[0]?.fields).toHaveLength(1)
  })

  test('goes from one programme to another: staging to production', async () => {
    const [staging, production] = [await shop(), await shop()]
    await staging.put('store/leeds', leeds.spec)
    const { definitions } = await staging.read()
    const { revisions } = await production.send('plan', { definitions })
    expect(await production.send('apply', { definitions, base: revisions, remove: true })).toMatchObject({
      changes: [{ key: 'leeds', change: 'added' }],
    })
    expect((await production.read()).definitions).toEqual(definitions)
  })

  test('of two that are applied at the same moment, one wins and the other changes nothing', async () => {
    const { send, read } = await shop()
    const { definitions, base } = await read()
    const names = ['One', 'Two', 'Three', 'Four']
    const told = await Promise.all(
      names.map((name) =>
        send('apply', { definitions: changed(definitions, 'base', () => ({ name })), base }),
      ),
    )
    expect(told.map((each) => each.status).sort()).toEqual([200, 412, 412, 412])
    const winner = names[told.findIndex((each) => each.status === 200)]
    expect((await read()).definitions.find((each) => each.key === 'base')?.spec.name).toBe(winner)
  })
})

describe('the schemas of files', () => {
  test('contract/schemas are made from the kinds: else run `npm run contract`', async () => {
    const texts = await schemaTexts()
    expect([...texts.keys()].sort()).toEqual(definitionKinds.map((kind) => `${kind}.json`).sort())
    for (const [name, text] of texts)
      expect(await readFile(path.join(contractFiles.schemas, name), 'utf8'), name).toBe(text)
  })

  test.each([...definitionKinds])(
    'of %s is served to anybody, with the comments of the contract',
    async (kind) => {
      const answer = await house.ask({ path: `/v1/schemas/${kind}`, key: null })
      expect(answer.status).toBe(200)
      expect(answer.body).toEqual(JSON.parse((await schemaTexts()).get(`${kind}.json`) ?? ''))
      expect(answer.text).toContain('"additionalProperties":false')
    },
  )

  test('of a kind that is not there is not found', async () => {
    expect((await house.ask({ path: '/v1/schemas/nothing', key: null })).status).toBe(404)
  })
})
