import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/database.ts'
import { type Database, openDatabase, readInTime } from './database.ts'

let testDatabase: TestDatabase
let database: Database

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  database = openDatabase({ url: testDatabase.appUrl, connectionsMax: 2 })
})
afterAll(async () => {
  await database.close()
  await testDatabase.drop()
})

const scopes = `select coalesce(nullif(current_setting('perennial.program', true), ''), '-') as program,
  coalesce(nullif(current_setting('perennial.organization', true), ''), '-') as organization,
  coalesce(nullif(current_setting('perennial.credential', true), ''), '-') as credential,
  pg_backend_pid() as pid`

interface Seen {
  program: string
  organization: string
  credential: string
  pid: number
}

async function seenBy(scope: Parameters<Database['read']>[0]): Promise<Seen> {
  const [seen] = await database.read(scope, (tx) => tx.query<Seen>(scopes))
  if (seen === undefined) throw new Error('nothing seen')
  return seen
}

async function outcomeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error: unknown) => String(error),
  )
}

/** A pool may hand out a connection before it learned that it is gone: that one call fails, and says so. */
async function servedAgain(scope: Parameters<Database['read']>[0]): Promise<Seen> {
  const deadline = performance.now() + 5_000
  for (;;) {
    try {
      return await seenBy(scope)
    } catch (error) {
      if (performance.now() > deadline) throw error
    }
  }
}

/** Ways for a caller to leave a transaction in the middle. */
const misfortunes: readonly ((programId: number) => Promise<unknown>)[] = [
  (programId) => database.write({ programId }, (tx) => tx.query('select 1')),
  (programId) => database.write({ programId }, (tx) => tx.query('select 1 / 0')),
  (programId) => database.write({ programId }, () => Promise.reject(new Error('the caller gave up'))),
  (programId) =>
    database.write({ programId }, async (tx) => {
      await tx.execute("set local statement_timeout = '5ms'")
      await tx.query('select pg_sleep(1)')
    }),
  (programId) => database.write({ programId }, (tx) => tx.query('this is no statement')),
  (programId) =>
    database.read({ programId }, (tx) =>
      tx.query("insert into outbox_cursor values (1, 'x', '1', gen_random_uuid())"),
    ),
  (programId) =>
    database.write({ programId }, async (tx) => {
      await Promise.all([tx.query('select 1 / 0'), tx.query('select 2'), tx.query('select 3')])
    }),
]

describe('A-07 a connection that goes from caller to caller', () => {
  test('shows nobody the scope of another, whatever became of the other: 1,000 interleavings on two connections', async () => {
    const odd = new Set<string>()
    let pids = new Set<number>()
    for (let round = 0; round < 50; round += 1) {
      await Promise.all(
        Array.from({ length: 20 }, async (_, index) => {
          const number = round * 20 + index + 1
          if (index % 2 === 0)
            await outcomeOf(
              (misfortunes[(number * 7) % misfortunes.length] as (id: number) => Promise<unknown>)(number),
            )
          else {
            const scope =
              number % 3 === 0
                ? 'none'
                : number % 3 === 1
                  ? { programId: number }
                  : { organizationId: number }
            const seen = await seenBy(scope)
            pids = pids.add(seen.pid)
            const wanted = [
              scope !== 'none' && 'programId' in scope ? String(number) : '-',
              scope !== 'none' && 'organizationId' in scope ? String(number) : '-',
              '-',
            ]
            if ([seen.program, seen.organization, seen.credential].join() !== wanted.join())
              odd.add(JSON.stringify({ seen, wanted }))
          }
        }),
      )
    }
    expect([...odd]).toEqual([])
    expect(pids.size).toBeGreaterThan(1)
  })

  test('without a scope no tenant’s row is seen or written', async () => {
    const refused = await outcomeOf(
      database.write('none', (tx) =>
        tx.execute(
          'insert into member (program_id, member_id, enrolled_at) values (1, gen_random_uuid(), now())',
        ),
      ),
    )
    expect(refused).toMatch(/row-level security/)
    expect(await database.read('none', (tx) => tx.query('select * from program'))).toEqual([])
  })

  test('a statement that comes after its transaction ended is refused, not run in somebody else’s', async () => {
    let late: (() => Promise<unknown>) | undefined
    await database.write({ programId: 41 }, (tx) => {
      late = () => tx.query(scopes)
      return Promise.resolve()
    })
    expect(await outcomeOf(late?.() ?? Promise.resolve())).toMatch(/after its transaction had ended/)
  })

  test('a transaction with a failed statement that nobody minded is not reported as written', async () => {
    const outcome = await outcomeOf(
      database.write({ programId: 1 }, async (tx) => {
        await tx.execute("insert into budget_use values (1, 'lost', 0, 0)")
        await tx.query('select 1 / 0').catch(() => {})
      }),
    )
    expect(outcome).toMatch(/failed statement/)
    expect(await database.read({ programId: 1 }, (tx) => tx.query('select * from budget_use'))).toEqual([])
  })

  test('a read refuses to write', async () => {
    const outcome = await outcomeOf(
      database.read({ programId: 1 }, (tx) => tx.query("insert into budget_use values (1, 'read', 0, 0)")),
    )
    expect(outcome).toMatch(/read-only transaction/)
  })
})

describe('what is read within a time', () => {
  const timeout = "select current_setting('statement_timeout') as ms"

  test('is ended when that is over, and the transaction goes on as it was', async () => {
    const told = await database.read({ programId: 7 }, async (tx) => {
      const before = await tx.query(timeout)
      const nothing = await readInTime(tx, 20, () => tx.query('select pg_sleep(60)'))
      const [seen] = await tx.query<Seen>(scopes)
      return { nothing, program: seen?.program, after: await tx.query(timeout), before }
    })
    expect(told).toEqual({ nothing: undefined, program: '7', after: told.before, before: told.before })
  })

  test('is answered where it is there by then, and what fails otherwise fails', async () => {
    const [answer] = await database
      .read('none', (tx) => readInTime(tx, 60_000, () => tx.query('select 2 as two')))
      .then((rows) => rows ?? [])
    expect(answer).toEqual({ two: 2 })
    const outcome = database.read('none', (tx) => readInTime(tx, 60_000, () => tx.query('select 1 / 0')))
    expect(await outcomeOf(outcome)).toMatch(/division by zero/)
  })
})

describe('D-02 backends that die', () => {
  async function asAdmin<T>(work: (admin: pg.Client) => Promise<T>): Promise<T> {
    const admin = new pg.Client({ connectionString: testDatabase.adminUrl })
    await admin.connect()
    try {
      return await work(admin)
    } finally {
      await admin.end()
    }
  }

  function killAll(): Promise<number> {
    return asAdmin(async (admin) => {
      const sql =
        "select count(pg_terminate_backend(pid))::int as killed from pg_stat_activity where datname = current_database() and usename = 'perennial_app'"
      return (await admin.query<{ killed: number }>(sql)).rows[0]?.killed ?? 0
    })
  }

  test('at work fail their own call; the connection is thrown away and the next call has another', async () => {
    const before = await seenBy({ programId: 1 })
    const atWork = outcomeOf(database.write({ programId: 1 }, (tx) => tx.query('select pg_sleep(30)')))
    const waitsFor = async () => {
      const sql =
        "select count(*)::int as busy from pg_stat_activity where datname = current_database() and query like '%pg_sleep(30)%' and state = 'active' and pid <> pg_backend_pid()"
      return asAdmin(async (admin) => (await admin.query<{ busy: number }>(sql)).rows[0]?.busy)
    }
    while ((await waitsFor()) === 0) await new Promise((resolve) => setImmediate(resolve))
    expect(await killAll()).toBeGreaterThan(0)
    expect(await atWork).toMatch(/terminat/i)
    const after = await servedAgain({ programId: 2 })
    expect(after).toMatchObject({ program: '2' })
    expect(after.pid).not.toBe(before.pid)
  })

  test('idle ones end nothing, and within a few calls everybody is served again', async () => {
    await Promise.all([seenBy('none'), seenBy('none')])
    await killAll()
    let served = 0
    for (; served < 4; served += 1) await servedAgain({ programId: 3 })
    expect(served).toBe(4)
  })
})
