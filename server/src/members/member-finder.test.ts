import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/database.ts'
import { newUuid, publicId } from '../kernel/ids.ts'
import { type Database, openDatabase } from '../platform/database.ts'
import { createPrograms, ownKinds } from '../programs/index.ts'
import { createMemberFinder } from './member-finder.ts'
import { enrolMembers } from './resolve.ts'

let testDatabase: TestDatabase
let database: Database
let mine: number
let theirs: number
/** External id to member. */
const ids = new Map<string, string>()

async function addProgram(key: string): Promise<number> {
  const created = await createPrograms({ database, kinds: ownKinds }).createProgram({
    organizationId: 1,
    key,
    actor: 'test',
  })
  if (!created.ok) throw new Error(created.refusal.detail)
  return created.value.program.programId
}

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  database = openDatabase({ url: testDatabase.appUrl, connectionsMax: 4 })
  const owner = openDatabase({ url: testDatabase.ownerUrl, connectionsMax: 1 })
  await owner.write({ organizationId: 1 }, (tx) =>
    tx.execute(
      `insert into organization (organization_id, key, name) overriding system value values (1, 'shop', 'Shop')`,
    ),
  )
  mine = await addProgram('mine')
  theirs = await addProgram('theirs')
  const newcomers = ['anna', 'bert', 'cleo'].map((value) => {
    const memberId = newUuid()
    ids.set(value, memberId)
    return { memberId, identifiers: [{ kind: 'externalId' as const, value }], enrolledAt: 0 }
  })
  await database.write({ programId: mine }, (tx) => enrolMembers(tx, mine, newcomers))
  await owner.write({ programId: mine }, (tx) =>
    tx.execute(
      'update member set merged_into = $2, merged_root = $2 where program_id = $1 and member_id = $3',
      [mine, ids.get('anna'), ids.get('bert')],
    ),
  )
  await owner.close()
})

afterAll(async () => {
  await database.close()
  await testDatabase.drop()
})

/** Counts the transactions that a finder asks for. */
function counted() {
  const seen = { reads: 0 }
  const through: Database = {
    ...database,
    read: (scope, work, options) => {
      seen.reads += 1
      return database.read(scope, work, options)
    },
  }
  return { seen, finder: createMemberFinder(through) }
}

describe('a member finder', () => {
  test('refuses what names nobody here, each by itself', async () => {
    const { finder } = counted()
    const anna = publicId('mem', ids.get('anna') ?? '')
    const asked = ['externalId:nobody', 'nonsense', publicId('mem', newUuid()), 'externalId:anna']
    const found = await Promise.all(asked.map((address) => finder.find(mine, address, {})))
    expect(found.map((each) => (each.ok ? 'found' : each.refusal.code))).toEqual([
      'not_found',
      'identifier_invalid',
      'not_found',
      'found',
    ])
    expect(await finder.find(theirs, anna, {})).toMatchObject({ ok: false, refusal: { code: 'not_found' } })
  })

  test('leads those who were merged to the other, and says who was named', async () => {
    const { finder } = counted()
    const [anna, bert] = [ids.get('anna') ?? '', ids.get('bert') ?? '']
    const led = { ok: true, value: { memberId: anna, redirectedFrom: bert } }
    expect(await finder.find(mine, 'externalId:bert', {})).toEqual(led)
    expect(await finder.find(mine, publicId('mem', bert), {})).toEqual(led)
    expect(await finder.find(mine, 'externalId:anna', {})).toEqual({ ok: true, value: { memberId: anna } })
  })

  test('asks once for all that come at once, and once more for what comes meanwhile', async () => {
    const { finder, seen } = counted()
    const wave = () => Promise.all(Array.from({ length: 40 }, () => finder.find(mine, 'externalId:cleo', {})))
    const first = wave()
    await new Promise<void>((resolve) => setImmediate(resolve))
    const second = wave()
    for (const found of [...(await first), ...(await second)])
      expect(found).toEqual({ ok: true, value: { memberId: ids.get('cleo') } })
    expect(seen.reads).toBe(2)
  })

  test('tells all who wait that the database failed, and finds again afterwards', async () => {
    let isDown = true
    const finder = createMemberFinder({
      ...database,
      read: (scope, work) => (isDown ? Promise.reject(new Error('down')) : database.read(scope, work)),
    })
    const lost = await Promise.allSettled([1, 2].map(() => finder.find(mine, 'externalId:cleo', {})))
    expect(lost.map((each) => each.status)).toEqual(['rejected', 'rejected'])
    isDown = false
    expect(await finder.find(mine, 'externalId:cleo', {})).toMatchObject({ ok: true })
  })
})
