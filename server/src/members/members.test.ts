import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/database.ts'
import { newUuid } from '../kernel/ids.ts'
import { type Database, openDatabase } from '../platform/database.ts'
import { createPrograms, ownKinds, type Programs } from '../programs/index.ts'
import { findMembers } from './find-members.ts'
import { getMember } from './get-member.ts'
import type { Identifier, IdentifierKind } from './model/identifiers.ts'
import { type Enrolment, enrolMembers, resolveMembers } from './resolve.ts'
import { type Newcomer, selectFacts, selectMembers } from './store.ts'
import { updateMember } from './update-member.ts'

let testDatabase: TestDatabase
let database: Database
let owner: Database
let programs: Programs
let organizationId: number
let programId: number
let count = 0

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  database = openDatabase({ url: testDatabase.appUrl, connectionsMax: 6 })
  owner = openDatabase({ url: testDatabase.ownerUrl, connectionsMax: 1 })
  programs = createPrograms({ database, kinds: ownKinds })
  organizationId = 1
  await owner.write({ organizationId }, (tx) =>
    tx.execute(
      `insert into organization (organization_id, key, name) overriding system value values (1, 'shop', 'Shop')`,
    ),
  )
})

afterAll(async () => {
  await database.close()
  await owner.close()
  await testDatabase.drop()
})

beforeEach(async () => {
  programId = await newProgram()
})

async function newProgram(): Promise<number> {
  count += 1
  const created = await programs.createProgram({ organizationId, key: `p${count}`, actor: 'test' })
  if (!created.ok) throw new Error(created.refusal.detail)
  return created.value.program.programId
}

const enrolledAt = Date.parse('2026-02-03T04:05:06.789Z')

function newcomer(
  identifiers: Partial<Record<IdentifierKind, string>>,
  more: Partial<Newcomer> = {},
): Newcomer {
  return {
    memberId: newUuid(),
    identifiers: Object.entries(identifiers).map(([kind, value]) => ({ kind, value }) as Identifier),
    enrolledAt,
    ...more,
  }
}

function enrol(newcomers: readonly Newcomer[], into = programId): Promise<Map<string, Enrolment>> {
  return database.write({ programId: into }, (tx) => enrolMembers(tx, into, newcomers))
}

async function rows(into = programId): Promise<{ members: number; identifiers: number; orphans: number }> {
  const [row] = await database.read({ programId: into }, (tx) =>
    tx.query<{ members: number; identifiers: number; orphans: number }>(
      `select (select count(*) from member) as members, (select count(*) from member_identifier) as identifiers,
         (select count(*) from member m where not exists
           (select from member_identifier i where i.member_id = m.member_id)) as orphans`,
    ),
  )
  if (row === undefined) throw new Error('no row')
  return row
}

describe('enrolling', () => {
  test('of an identifier that is taken writes nothing and names its holder', async () => {
    const first = newcomer({ externalId: '1', email: 'a@example.com' })
    await enrol([first])
    const second = newcomer({ externalId: '2', email: 'a@example.com', card: 'C2' })
    const outcome = (await enrol([second])).get(second.memberId)
    expect(outcome).toEqual({
      kind: 'taken',
      memberId: first.memberId,
      status: 'active',
      identifier: { kind: 'email', value: 'a@example.com' },
    })
    expect(await rows()).toEqual({ members: 1, identifiers: 2, orphans: 0 })
  })

  test('in one call lets the first of two win, and gives an identifier back that a loser had taken', async () => {
    await enrol([newcomer({ email: 'held@example.com' })])
    const loser = newcomer({ card: 'C1', email: 'held@example.com' })
    const next = newcomer({ card: 'C1' })
    const twin = newcomer({ card: 'C1' })
    const outcomes = await enrol([loser, next, twin])
    expect(outcomes.get(loser.memberId)?.kind).toBe('taken')
    expect(outcomes.get(next.memberId)).toEqual({ kind: 'enrolled', memberId: next.memberId })
    expect(outcomes.get(twin.memberId)).toMatchObject({ kind: 'taken', memberId: next.memberId })
    expect(await rows()).toEqual({ members: 2, identifiers: 2, orphans: 0 })
  })

  test('from two connections at once gives every identifier one member, and both sides the same one', async () => {
    const values = Array.from({ length: 60 }, (_, index) => `c${index}`)
    const batches = [0, 1, 2, 3].map((batch) =>
      (batch % 2 === 0 ? values : values.toReversed()).map((externalId) => newcomer({ externalId })),
    )
    const outcomes = await Promise.all(batches.map((batch) => enrol(batch)))
    for (const value of values) {
      const ids = batches.map((batch, index) => {
        const mine = batch.find((each) => each.identifiers[0]?.value === value)
        return outcomes[index]?.get(mine?.memberId ?? '')?.memberId
      })
      expect(new Set(ids).size).toBe(1)
      expect(ids[0]).toBeDefined()
    }
    expect(await rows()).toEqual({ members: 60, identifiers: 60, orphans: 0 })
  })

  test('waits for a rival transaction, and wins when the rival is rolled back', async () => {
    const rival = newcomer({ externalId: 'x' })
    const mine = newcomer({ externalId: 'x' })
    let enrolling: Promise<Map<string, Enrolment>> | undefined
    await database
      .write({ programId }, async (tx) => {
        await enrolMembers(tx, programId, [rival])
        enrolling = enrol([mine])
        throw new Error('rolled back')
      })
      .catch(() => {})
    expect((await enrolling)?.get(mine.memberId)).toEqual({ kind: 'enrolled', memberId: mine.memberId })
    expect(await rows()).toEqual({ members: 1, identifiers: 1, orphans: 0 })
  })

  test('A-11: the same identifiers in two programmes both succeed', async () => {
    const other = await newProgram()
    const identifiers = { externalId: '1', email: 'a@example.com', phone: '+442079460958', card: 'C1' }
    const [here, there] = [newcomer(identifiers), newcomer(identifiers)]
    expect((await enrol([here])).get(here.memberId)?.kind).toBe('enrolled')
    expect((await enrol([there], other)).get(there.memberId)?.kind).toBe('enrolled')
    const found = await database.read({ programId: other }, (tx) =>
      getMember(tx, { programId: other, member: 'email:a@example.com' }),
    )
    expect(found).toMatchObject({ ok: true, value: { memberId: there.memberId } })
    const foreign = await database.read({ programId: other }, (tx) =>
      selectMembers(tx, other, [here.memberId]),
    )
    expect(foreign).toEqual([])
  })
})

describe('resolving', () => {
  test('leaves out who is unknown, closed or of another programme', async () => {
    const [open, closed] = [newcomer({ externalId: 'open' }), newcomer({ externalId: 'closed' })]
    await enrol([open, closed])
    await database.write({ programId }, (tx) =>
      tx.execute(`update member set status = 'closed' where member_id = $1`, [closed.memberId]),
    )
    const references = [
      { kind: 'externalId', value: 'open' },
      { kind: 'externalId', value: 'closed' },
      { kind: 'email', value: 'open' },
      { kind: 'id', value: open.memberId },
      { kind: 'id', value: closed.memberId },
      { kind: 'id', value: newUuid() },
    ] as const
    const resolved = await database.read({ programId }, (tx) => resolveMembers(tx, programId, references))
    expect(resolved).toEqual(
      new Map([
        ['externalId:open', open.memberId],
        [`id:${open.memberId}`, open.memberId],
      ]),
    )
  })

  test('facts are what was enrolled', async () => {
    const member = newcomer({ card: 'C' }, { name: 'Sara', attributes: { size: 'M', news: true } })
    await enrol([member])
    const facts = await database.read({ programId }, (tx) =>
      selectFacts(tx, programId, [member.memberId, newUuid()]),
    )
    expect(facts).toEqual(
      new Map([
        [
          member.memberId,
          { attributes: { size: 'M', news: true }, enrolledAt, status: 'active', name: 'Sara' },
        ],
      ]),
    )
  })
})

describe('changing a member', () => {
  type Patch = Parameters<typeof updateMember>[1]['patch']

  async function enrolOne(identifiers: Partial<Record<IdentifierKind, string>>): Promise<string> {
    const member = newcomer(identifiers, { name: 'Sara' })
    await enrol([member])
    return member.memberId
  }

  function change(memberId: string, patch: Patch, ifRevision: number | undefined) {
    return database.write({ programId }, (tx) => updateMember(tx, { programId, memberId, patch, ifRevision }))
  }

  test.each<[string, Patch, number | undefined, string]>([
    ['no revision', { name: 'x' }, undefined, 'edit_unconditional'],
    ['an old revision', { name: 'x' }, 7, 'edit_conflict'],
    ['an identifier of another member', { card: 'C8', email: 'B@example.com' }, 1, 'identifier_taken'],
    ['a damaged identifier', { email: 'b' }, 1, 'identifier_invalid'],
    ['the last identifiers removed', { email: null, card: null }, 1, 'body_invalid'],
    ['an empty name', { name: ' ' }, 1, 'body_invalid'],
  ])('is refused with %s and changes nothing', async (_, patch, revision, code) => {
    await enrolOne({ email: 'b@example.com' })
    const memberId = await enrolOne({ email: 'a@example.com', card: 'C1' })
    const before = await database.read({ programId }, (tx) => selectMembers(tx, programId, [memberId]))
    expect(await change(memberId, patch, revision)).toMatchObject({ ok: false, refusal: { code } })
    const after = await database.read({ programId }, (tx) => selectMembers(tx, programId, [memberId]))
    expect(after).toEqual(before)
    expect((await rows()).identifiers).toBe(3)
  })

  test('of nobody is not found', async () => {
    expect(await change(newUuid(), { name: 'x' }, 1)).toMatchObject({
      ok: false,
      refusal: { code: 'not_found' },
    })
  })

  test('replaces, removes and keeps; an identifier that was left can be taken by another', async () => {
    const memberId = await enrolOne({ email: 'a@example.com', card: 'C1', externalId: '1' })
    const changed = await change(
      memberId,
      { email: 'New@Example.com', card: null, name: null, attributes: { size: 'L' } },
      1,
    )
    expect(changed).toEqual({
      ok: true,
      value: {
        memberId,
        mergedInto: null,
        mergedRoot: null,
        status: 'active',
        name: null,
        externalId: '1',
        email: 'new@example.com',
        phone: null,
        card: null,
        attributes: { size: 'L' },
        enrolledAt,
        revision: 2,
      },
    })
    const other = newcomer({ email: 'a@example.com', card: 'C1' })
    expect((await enrol([other])).get(other.memberId)?.kind).toBe('enrolled')
  })

  test('by two people at once lets one win', async () => {
    const memberId = await enrolOne({ card: 'C1' })
    const verdicts = await Promise.all(['A', 'B', 'C'].map((name) => change(memberId, { name }, 1)))
    expect(verdicts.filter((verdict) => verdict.ok)).toHaveLength(1)
  })
})

describe('finding members', () => {
  async function pages(query: string | undefined, limit: number): Promise<string[][]> {
    const found: string[][] = []
    let cursor: string | undefined
    for (;;) {
      const page = await database.read({ programId }, (tx) =>
        findMembers(tx, {
          programId,
          limit,
          ...(query === undefined ? {} : { query }),
          ...(cursor === undefined ? {} : { cursor }),
        }),
      )
      if (!page.ok) throw new Error(page.refusal.detail)
      found.push(page.value.members.map((member) => member.externalId ?? ''))
      if (page.value.next === null) return found
      cursor = page.value.next
    }
  }

  test('a cursor of another list, query or programme is refused', async () => {
    await enrol([newcomer({ externalId: 'a1' }), newcomer({ externalId: 'a2' })])
    const first = await database.read({ programId }, (tx) =>
      findMembers(tx, { programId, query: 'a', limit: 1 }),
    )
    const cursor = first.ok ? (first.value.next ?? '') : ''
    expect(cursor.length).toBeGreaterThan(10)
    const other = await newProgram()
    for (const wrong of [
      { programId, query: 'b', cursor },
      { programId, cursor },
      { programId: other, query: 'a', cursor },
      { programId, query: 'a', cursor: 'x' },
      { programId, cursor: 'AAAA' },
    ]) {
      const verdict = await database.read({ programId: wrong.programId }, (tx) => findMembers(tx, wrong))
      expect(verdict).toMatchObject({ ok: false, refusal: { code: 'cursor_invalid' } })
    }
  })

  test('pages through everybody, newest first, each once', async () => {
    await enrol(Array.from({ length: 7 }, (_, index) => newcomer({ externalId: `${index}` })))
    expect(await pages(undefined, 3)).toEqual([['6', '5', '4'], ['3', '2', '1'], ['0']])
    expect(await pages('  ', 7)).toHaveLength(1)
  })

  test('searches identifiers and names by their start, in any spelling, nobody twice', async () => {
    await enrol([
      newcomer({ externalId: 'sara-1', email: 'sara@example.com' }, { name: 'Sara Ahmadi' }),
      newcomer({ externalId: 'x2', email: 'sarah@example.com' }, { name: 'Sarah' }),
      newcomer({ externalId: 'x3', phone: '+442079460958' }, { name: 'SARA O\u2019Neil' }),
      newcomer({ externalId: 'x4', card: 'SARA99' }, { name: 'Tom' }),
      newcomer({ externalId: 'x5' }, { name: 'Sarah' }),
      newcomer({ externalId: 'x6' }, { name: '100%_real' }),
    ])
    for (const limit of [1, 2, 50]) {
      expect((await pages('sara', limit)).flat()).toEqual(['sara-1', 'x2', 'x4', 'x3', 'x5'])
    }
    expect((await pages('SARA@Example', 5)).flat()).toEqual(['sara-1'])
    expect((await pages('+44 20 79', 5)).flat()).toEqual(['x3'])
    expect((await pages('۰۰۴۴۲۰', 5)).flat()).toEqual(['x3'])
    expect((await pages('sara-99', 5)).flat()).toEqual(['x4'])
    expect((await pages('x', 2)).flat()).toEqual(['x2', 'x3', 'x4', 'x5', 'x6'])
    expect((await pages('100%', 5)).flat()).toEqual(['x6'])
    expect((await pages('%', 5)).flat()).toEqual([])
    expect((await pages('\u0000\ud800\u202e\u{10ffff}', 5)).flat()).toEqual([])
  })

  test('an address finds a closed member, and nobody is not found', async () => {
    const member = newcomer({ externalId: '17850' })
    await enrol([member])
    const read = (address: string) =>
      database.read({ programId }, (tx) => getMember(tx, { programId, member: address }))
    expect(await read('externalId:1')).toMatchObject({ ok: false, refusal: { code: 'not_found' } })
    expect(await read('whoever')).toMatchObject({ ok: false, refusal: { code: 'identifier_invalid' } })
    const id = `mem_${member.memberId.replaceAll('-', '')}`
    expect(await read(id)).toMatchObject({ ok: true, value: { externalId: '17850' } })
    expect(await read('externalId:17850')).toMatchObject({ ok: true, value: { memberId: member.memberId } })
  })
})
