import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { onDatabase } from '../../../test/database.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded.ts'
import { prepareExternalPostgres } from './external.ts'
import { withClient } from './roles.ts'

let folder: string
let server: EmbeddedPostgres
let dataDir: string
let ownerUrl: string

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'perennial-external-'))
  server = await startEmbeddedPostgres({
    dataDir: path.join(folder, 'db'),
    log: () => {},
    settings: { sharedBuffersMb: 32 },
  })
  await asAdmin(
    "create role shop_owner login createrole password 'secret'",
    "create role weak_owner login password 'secret'",
    'create database shop owner shop_owner',
  )
})

afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** Each test meets a server that has never heard of the app's login. */
beforeEach(async () => {
  dataDir = mkdtempSync(path.join(folder, 'data-'))
  ownerUrl = signIn('shop_owner')
  await withClient(server.adminUrl, (admin) => admin.query('drop owned by perennial_app').catch(() => {}))
  await asAdmin('drop role if exists perennial_app', 'drop role if exists given')
})

async function asAdmin(...statements: string[]): Promise<void> {
  await withClient(onDatabase(server.adminUrl, 'postgres'), async (admin) => {
    for (const statement of statements) await admin.query(statement)
  })
}

function signIn(login: string, password = 'secret'): string {
  return `postgres://${login}:${password}@127.0.0.1:${server.port}/shop`
}

function prepare(appUrl?: string): ReturnType<typeof prepareExternalPostgres> {
  return prepareExternalPostgres({
    ownerUrl,
    dataDir,
    log: () => {},
    ...(appUrl === undefined ? {} : { appUrl }),
  })
}

test('an owner who may not create roles is told what an administrator must run', async () => {
  ownerUrl = signIn('weak_owner')
  await expect(prepare()).rejects.toThrow(/may not create roles.*CREATE ROLE perennial_app.*DATABASE_APP_URL/)
})

test('an app login that exists without its password file here is not taken over', async () => {
  await asAdmin("create role perennial_app login password 'of another machine'")
  await expect(prepare()).rejects.toThrow(/password is not in .*perennial_app\.password\. Copy the file/)
})

test('the owner’s own login is refused as the app login', async () => {
  await expect(prepare(ownerUrl)).rejects.toThrow(/DATABASE_APP_URL must not be the login of DATABASE_URL/)
})

test('a given login without the rights of perennial_app is told the grant that it lacks', async () => {
  await asAdmin("create role given login password 'secret'")
  await expect(prepare(signIn('given'))).rejects.toThrow(/GRANT perennial_app TO "given"/)
})

test.each([
  [
    'a wrong password',
    () => signIn('shop_owner', 'wrong'),
    /DATABASE_URL does not connect: password authentication failed/,
  ],
  [
    'a database that is not there',
    () => onDatabase(signIn('shop_owner'), 'nowhere'),
    /does not connect: database "nowhere" does not exist/,
  ],
  [
    'a server that is not there',
    () => 'postgres://a:b@127.0.0.1:1/c',
    /does not connect: connect ECONNREFUSED/,
  ],
])('%s is said plainly', async (_what, url, message) => {
  ownerUrl = url()
  await expect(prepare()).rejects.toThrow(message)
})

test('the app login is made once with a kept password, obeys the defaults, and can be given a schema by the owner', async () => {
  const first = await prepare()
  const second = await prepare()
  expect(second).toEqual(first)
  const file = path.join(dataDir, 'perennial_app.password')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(new URL(first.appUrl).password).toBe(readFileSync(file, 'utf8').trim())
  const timeout = await withClient(
    first.appUrl,
    async (app) => (await app.query('show lock_timeout')).rows[0],
  )
  expect(timeout).toEqual({ lock_timeout: '10s' })
  await withClient(first.ownerUrl, async (owner) => {
    await owner.query('create schema queue authorization perennial_app')
    await owner.query('set role perennial_app')
    await owner.query('drop schema queue')
  })
})

test('a given login with the rights of perennial_app is used as it is', async () => {
  await asAdmin(
    'create role perennial_app',
    "create role given login password 'secret' in role perennial_app",
  )
  expect(await prepare(signIn('given'))).toEqual({ ownerUrl, appUrl: signIn('given') })
})
