import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { ok, RefusalError } from '../../kernel/verdict.ts'
import { type Database, openDatabase } from '../database.ts'
import { silentLog } from '../log.ts'
import { openMetrics } from '../metrics.ts'
import { buildHttp, idempotent, route } from './index.ts'

let test: TestDatabase
let database: Database
let app: FastifyInstance
let runs = 0
let held: (() => void) | undefined
let entered: (() => void) | undefined

beforeAll(async () => {
  test = await createTestDatabase()
  database = openDatabase({ url: test.appUrl, connectionsMax: 6 })
  app = await buildHttp({
    log: silentLog,
    metrics: openMetrics(),
    authorize: ({ headers }) => {
      const [organization, credential] = String(headers['x-who']).split('/')
      return ok({
        organizationId: Number(organization),
        actor: 'key:x',
        credentialId: credential ?? '',
        programKey: null,
        scopes: ['write'],
      })
    },
    ready: async () => ({ ready: true, checks: {} }),
  })
  route(app, {
    method: 'POST',
    url: '/v1/notes',
    permission: 'write',
    summary: 'Writes a note',
    schema: { body: z.object({ say: z.string(), amount: z.int().optional() }) },
    handler: idempotent(database, async (request, reply, inside) => {
      runs += 1
      const { say } = request.body
      const { organizationId } = request.caller
      await writeNote(inside, { organizationId, say })
      if (say === 'refuse') throw new RefusalError({ code: 'identifier_taken', detail: 'Taken.' })
      if (say === 'forbid') throw new RefusalError({ code: 'forbidden', detail: 'No.' })
      if (say === 'break') throw new Error('broke')
      if (say === 'recover')
        await inside
          .write({ organizationId }, (tx) => tx.execute('select 1 / 0'))
          .catch(() => writeNote(inside, { organizationId, say }))
      if (say === 'hold')
        await new Promise<void>((resolve) => {
          held = resolve
          entered?.()
        })
      reply.code(201).header('etag', '"7"')
      return { run: runs }
    }),
  })
  const owner = new pg.Client({ connectionString: test.ownerUrl })
  await owner.connect()
  for (const id of [1, 2]) {
    await owner.query(`set perennial.organization = '${id}'`)
    await owner.query(
      'insert into organization (organization_id, key, name) overriding system value values ($1, $2, $2)',
      [id, `org-${id}`],
    )
  }
  await owner.end()
})
afterAll(async () => {
  await app?.close()
  await database?.close()
  await test?.drop()
})

async function writeNote(on: Database, note: { organizationId: number; say: string }): Promise<void> {
  await on.write({ organizationId: note.organizationId }, (tx) =>
    tx.execute(
      "insert into audit_entry (organization_id, audit_id, actor, action, subject) values ($1, gen_random_uuid(), 'a', 'note', $2)",
      [note.organizationId, note.say],
    ),
  )
}

async function notes(say: string, organizationId = 1): Promise<number> {
  const [row] = await database.read({ organizationId }, (tx) =>
    tx.query<{ notes: number }>('select count(*) as notes from audit_entry where subject = $1', [say]),
  )
  return row?.notes ?? 0
}

async function send(body: object, key: string | undefined, who = '1/key_a') {
  const reply = await app.inject({
    method: 'POST',
    url: '/v1/notes',
    payload: body,
    headers: { 'x-who': who, ...(key === undefined ? {} : { 'idempotency-key': key }) },
  })
  return {
    status: reply.statusCode,
    body: reply.json(),
    replayed: reply.headers['idempotency-replayed'],
    etag: reply.headers.etag,
  }
}

describe('idempotency keys', () => {
  it('L-03 the same key with another body is refused and changes nothing', async () => {
    await send({ say: 'first', amount: 1 }, 'l03')
    const answer = await send({ say: 'first', amount: 2 }, 'l03')
    expect([answer.status, answer.body.code]).toEqual([422, 'idempotency_key_reused'])
    expect(await notes('first')).toBe(1)
  })

  it.each(['', 'a b', 'é', 'a'.repeat(256)])('a key that is none is refused: %j', async (key) => {
    const answer = await send({ say: 'odd' }, key)
    expect([answer.status, answer.body.code]).toEqual([400, 'idempotency_key_invalid'])
    expect(await notes('odd')).toBe(0)
  })

  it('L-02 the same request gets the same reply, however its body is spelled', async () => {
    const first = await send({ say: 'twice', amount: 1 }, 'l02')
    const second = await send({ amount: 1, say: 'twice' }, 'l02')
    expect(first).toMatchObject({ status: 201, replayed: undefined, etag: '"7"' })
    expect(second).toEqual({ ...first, replayed: 'true' })
    expect(await notes('twice')).toBe(1)
  })

  it('L-04 a key belongs to one organisation and one credential', async () => {
    const answers = [
      await send({ say: 'mine' }, 'l04', '1/key_a'),
      await send({ say: 'mine' }, 'l04', '1/key_b'),
      await send({ say: 'mine' }, 'l04', '2/key_a'),
    ]
    expect(answers.map(({ status, replayed }) => [status, replayed])).toEqual(Array(3).fill([201, undefined]))
    expect([await notes('mine', 1), await notes('mine', 2)]).toEqual([2, 1])
  })

  it('a business refusal is kept, and what its handler wrote is not', async () => {
    const before = runs
    const first = await send({ say: 'refuse' }, 'refused')
    const second = await send({ say: 'refuse' }, 'refused')
    expect([first.status, second.status, second.replayed]).toEqual([409, 409, 'true'])
    expect(second.body).toEqual({ ...first.body, request_id: second.body.request_id })
    expect([runs - before, await notes('refuse')]).toEqual([1, 0])
  })

  it.each([
    ['forbid', 403],
    ['break', 500],
  ])('%s: not kept, so that the retry really executes', async (say, status) => {
    const before = runs
    await send({ say }, say)
    expect(await send({ say }, say)).toMatchObject({ status, replayed: undefined })
    expect([runs - before, await notes(say)]).toEqual([2, 0])
  })

  it('a handler that survives a failed statement goes on, as it would without a key', async () => {
    expect((await send({ say: 'recover' }, 'recover')).status).toBe(201)
    expect(await notes('recover')).toBe(2)
  })

  it('while the first runs the second is told to wait; then it gets the reply', async () => {
    const running = new Promise<void>((resolve) => {
      entered = resolve
    })
    const first = send({ say: 'hold' }, 'flight')
    await running
    const second = await send({ say: 'hold' }, 'flight')
    expect([second.status, second.body.code]).toEqual([409, 'idempotency_in_flight'])
    held?.()
    expect(await first).toMatchObject({ status: 201 })
    expect(await send({ say: 'hold' }, 'flight')).toMatchObject({ status: 201, replayed: 'true' })
    expect(await notes('hold')).toBe(1)
  })

  it('without a key each request executes', async () => {
    await send({ say: 'free' }, undefined)
    await send({ say: 'free' }, undefined)
    expect(await notes('free')).toBe(2)
  })
})
