import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/database.ts'
import { type Database, openDatabase } from '../platform/database.ts'
import { ownKinds } from './own-kinds.ts'
import { createPrograms, type Programs, templatesFolder } from './programs.ts'
import { readTemplate } from './read-template.ts'

let testDatabase: TestDatabase
let database: Database
let programs: Programs
let count = 0
const actor = 'test'

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  database = openDatabase({ url: testDatabase.appUrl, connectionsMax: 2 })
  programs = createPrograms({ database, kinds: ownKinds })
  const owner = openDatabase({ url: testDatabase.ownerUrl, connectionsMax: 1 })
  await owner.write({ organizationId: 1 }, (tx) =>
    tx.execute(
      `insert into organization (organization_id, key, name) overriding system value values (1, 'o', 'O')`,
    ),
  )
  await owner.close()
})

afterAll(async () => {
  await database.close()
  await testDatabase.drop()
})

describe('a template', () => {
  let folder: string

  beforeEach(async () => {
    count += 1
    folder = await mkdtemp(path.join(tmpdir(), 'template-'))
    await mkdir(path.join(folder, 'definitions'))
    return () => rm(folder, { recursive: true })
  })

  async function file(name: string, text: string): Promise<void> {
    await writeFile(path.join(folder, name), text)
  }

  test.each([
    ['unreadable YAML', 'kind: [', 'definition_invalid'],
    ['a key twice', 'kind: store\nkind: store\nkey: s\nspec: {}', 'definition_invalid'],
    ['an unknown field', 'kind: store\nkey: s\nspecs: {}', 'definition_invalid'],
    ['an unknown kind', 'kind: shop\nkey: s\nspec: {}', 'definition_invalid'],
  ])('with %s is refused and names the file', async (_, text, code) => {
    await file('program.yaml', 'name: Mine')
    await file('definitions/store.yaml', text)
    expect(await readTemplate(folder)).toMatchObject({
      ok: false,
      refusal: { code, field: 'store.yaml' },
    })
  })

  test('that is not there or defines a thing twice is refused', async () => {
    expect(await readTemplate(folder)).toMatchObject({ refusal: { code: 'not_found' } })
    await file('program.yaml', 'name: Mine')
    await file('definitions/a.yaml', 'kind: store\nkey: s\nspec: {name: S}')
    await file('definitions/b.yaml', 'kind: store\nkey: s\nspec: {name: S}')
    expect(await readTemplate(folder)).toMatchObject({ refusal: { code: 'definition_invalid' } })
  })

  test('that does not compile creates nothing', async () => {
    await file('program.yaml', 'name: Mine')
    await file('definitions/a.yaml', 'kind: store\nkey: s\nspec: {name: S}')
    const template = await readTemplate(folder)
    if (!template.ok) throw new Error(template.refusal.detail)
    const create = { organizationId: 1, key: `t${count}`, template: template.value, actor }
    expect(await programs.createProgram(create)).toMatchObject({ refusal: { code: 'release_invalid' } })
    expect(await programs.loadProgram(1, create.key)).toMatchObject({ refusal: { code: 'not_found' } })
  })

  test('becomes drafts and release 1, under the name that was chosen', async () => {
    await file('program.yaml', 'name: Mine')
    await file(
      'definitions/a.yaml',
      'kind: settings\nkey: program\nspec: {name: Mine, timeZone: Asia/Tehran, currency: IRR}',
    )
    const template = await readTemplate(folder)
    if (!template.ok) throw new Error(template.refusal.detail)
    const create = { organizationId: 1, key: `t${count}`, name: 'Yours', template: template.value, actor }
    const created = await programs.createProgram(create)
    expect(created).toMatchObject({ ok: true, value: { program: { name: 'Yours' }, release: { number: 1 } } })
    const release = await programs.currentRelease(created.ok ? created.value.program.programId : 0)
    expect(release).toMatchObject({
      value: { number: 1, moneyExponent: 2, timeZone: 'Asia/Tehran', settings: { name: 'Yours' } },
    })
  })

  test.each(['giftware', 'cdnow'])('of the product can be read: %s', async (name) => {
    const template = await readTemplate(path.join(templatesFolder, name))
    expect(template.ok && template.value.definitions.map((each) => each.kind)).toEqual([
      'currency',
      'earning-rule',
      'settings',
      'tier-ladder',
    ])
  })
})
