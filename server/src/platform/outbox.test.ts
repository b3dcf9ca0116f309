import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/database.ts'
import { newUuid } from '../kernel/ids.ts'
import { type Database, openDatabase } from './database.ts'
import {
  appendEvents,
  beginAtTail,
  deliverOutbox,
  followOutbox,
  type OutboxEvent,
  pendingEvents,
  trimOutbox,
} from './outbox.ts'

let testDatabase: TestDatabase
let database: Database

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  database = openDatabase({ url: testDatabase.appUrl, connectionsMax: 8 })
})
afterAll(async () => {
  await database.close()
  await testDatabase.drop()
})

function event(subject: string): OutboxEvent {
  return { type: 'activity.recorded', activity: '0', owner: '0', subject }
}

function append(programId: number, subject: string): Promise<void> {
  return database.write({ programId }, (tx) => appendEvents(tx, programId, [event(subject)]))
}

/** Delivers until nothing older is in the way; other databases of the server may hold transactions open for a moment. */
async function drain(programId: number, consumer: string, wanted: number): Promise<string[]> {
  const seen: string[] = []
  const deadline = performance.now() + 15_000
  while (seen.length < wanted && performance.now() < deadline) {
    await deliverOutbox(database, {
      programId,
      consumer,
      pagesMax: 7,
      consume: (page) => {
        seen.push(...page.events.map((each) => each.subject))
        return Promise.resolve()
      },
    })
  }
  return seen
}

/** A transaction of the programme that stays open until it is told. */
async function openTransaction(programId: number) {
  const client = new pg.Client({ connectionString: testDatabase.appUrl })
  await client.connect()
  await client.query(`begin; set local perennial.program = '${programId}'`)
  return {
    append: (subject: string) =>
      appendEvents(
        {
          query: async (sql, params) => (await client.query(sql, params as unknown[])).rows,
          execute: async (sql, params) => (await client.query(sql, params as unknown[])).rowCount ?? 0,
        },
        programId,
        [event(subject)],
      ),
    end: async (how: 'commit' | 'rollback') => {
      await client.query(how)
      await client.end()
    },
  }
}

describe('the outbox', () => {
  test('never passes a page of an earlier transaction that is still open', async () => {
    const early = await openTransaction(1)
    await early.append('early')
    await append(1, 'late')
    expect(
      await deliverOutbox(database, {
        programId: 1,
        consumer: 'c',
        pagesMax: 10,
        consume: () => Promise.reject(new Error('seen too soon')),
      }),
    ).toBe(0)
    await early.end('commit')
    expect(await drain(1, 'c', 2)).toEqual(['early', 'late'])
  })

  test('a follower has everything at once, also what is committed beside an open transaction, and nothing twice for good', async () => {
    const programId = 9
    const handed: string[][] = []
    const follow = async () => {
      handed.length = 0
      await followOutbox(database, {
        programId,
        consumer: 'f',
        consume: (events) => {
          handed.push(events.map((each) => each.subject))
          return Promise.resolve()
        },
      })
    }
    for (let index = 0; index < 250; index += 1) await append(programId, `${index}`)
    const early = await openTransaction(programId)
    await early.append('early')
    await append(programId, 'late')
    await follow()
    expect([handed.flat().length, new Set(handed.flat()).size, handed.length]).toEqual([251, 251, 3])
    await early.end('commit')
    await follow()
    expect(handed.flat().sort()).toEqual(['early', 'late'])
    await follow()
    expect(handed).toEqual([])
  })

  test('what was rolled back is never told, and blocks nobody', async () => {
    const lost = await openTransaction(2)
    await lost.append('lost')
    await append(2, 'kept')
    await lost.end('rollback')
    expect(await drain(2, 'c', 1)).toEqual(['kept'])
  })

  test('loses and repeats nothing while many transactions write and one reads', async () => {
    const writers = Array.from({ length: 4 }, async (_, writer) => {
      for (let index = 0; index < 40; index += 1) await append(3, `${writer}-${index}`)
    })
    const reading = drain(3, 'c', 160)
    await Promise.all(writers)
    const seen = await reading
    expect(new Set(seen).size).toBe(160)
    expect(seen).toHaveLength(160)
    for (const writer of [0, 1, 2, 3]) {
      const numbers = seen
        .filter((each) => each.startsWith(`${writer}-`))
        .map((each) => Number(each.slice(2)))
      expect(numbers).toEqual(Array.from({ length: 40 }, (_, index) => index))
    }
  })

  test('a consumer that fails sees the page again, and what came before it not', async () => {
    for (const subject of ['one', 'two', 'three']) await append(4, subject)
    const seen: string[] = []
    const failing = deliverUntil(4, seen, 'two')
    await expect(failing).rejects.toThrow('consumer failed')
    expect(seen).toEqual(['one', 'two'])
    expect(await drain(4, 'c', 2)).toEqual(['two', 'three'])
  })

  async function deliverUntil(programId: number, seen: string[], bad: string): Promise<void> {
    for (;;) {
      await deliverOutbox(database, {
        programId,
        consumer: 'c',
        pagesMax: 10,
        consume: (page) => {
          const subject = page.events[0]?.subject ?? ''
          seen.push(subject)
          return subject === bad ? Promise.reject(new Error('consumer failed')) : Promise.resolve()
        },
      })
    }
  }

  test('of two readers of one consumer the slower never moves the cursor back', async () => {
    for (let index = 0; index < 6; index += 1) await append(5, String(index))
    const deliver = (consume: () => Promise<void>, pagesMax: number) =>
      deliverOutbox(database, { programId: 5, consumer: 'c', pagesMax, consume })
    let release = (): void => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    let started = (): void => {}
    const isStarted = new Promise<void>((resolve) => {
      started = resolve
    })
    const slow = (async () => {
      const hold = () => {
        started()
        return held
      }
      let delivered = 0
      while (delivered === 0) delivered = await deliver(hold, 1)
    })()
    await isStarted
    await drain(5, 'c', 6)
    release()
    await slow
    expect(await deliver(() => Promise.reject(new Error('seen again')), 10)).toBe(0)
  })

  test('what a consumer still has to see is told event by event, however its page is kept', async () => {
    const owners = [newUuid(), newUuid()]
    await database.write({ programId: 8 }, (tx) => beginAtTail(tx, 8, 'c'))
    const told = owners.map((owner) => ({ ...event('order.placed'), activity: newUuid(), owner }))
    await database.write({ programId: 8 }, (tx) => appendEvents(tx, 8, told))
    const pending = await database.read({ programId: 8 }, (tx) => pendingEvents(tx, 8, 'c'))
    expect(pending).toEqual(told)
  })

  test('trims only what every consumer has had, and tells programmes apart', async () => {
    for (const subject of ['a', 'b', 'c']) await append(6, subject)
    await append(7, 'other')
    expect(await trimOutbox(database, 6, ['x', 'y'])).toBe(0)
    await drain(6, 'x', 3)
    expect(await trimOutbox(database, 6, ['x', 'y'])).toBe(0)
    let told = 0
    while (told < 2)
      told += await deliverOutbox(database, {
        programId: 6,
        consumer: 'y',
        pagesMax: 2 - told,
        consume: () => Promise.resolve(),
      })
    expect(await trimOutbox(database, 6, ['x', 'y'])).toBe(2)
    expect(await drain(6, 'y', 1)).toEqual(['c'])
    expect(await drain(7, 'x', 1)).toEqual(['other'])
  })
})
