import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startEmbeddedPostgres } from '../../src/platform/postgres/index.ts'
import { createTestDatabase, type TestDatabase } from '../database.ts'
import {
  type AppProcess,
  dataFolder,
  endEverything,
  freePort,
  onTestDatabase,
  runPerennial,
  until,
} from './app-process.ts'
import { call, withAdmin } from './shop.ts'

const patienceMs = 120_000

afterAll(endEverything)

describe('the command line, where nothing is to be started', () => {
  const settings = (name: string, value: string) => ({ PERENNIAL_DATA: dataFolder(), [name]: value })

  test.each([
    ['PORT', '80a', 'PORT is "80a": give a number from 1 to 65535. Nothing was started.'],
    ['PERENNIAL_PROFILE', 'prod', 'PERENNIAL_PROFILE is "prod": say production or development.'],
    ['PERENNIAL_LANES', '0', 'PERENNIAL_LANES must be a number from 1 to 32.'],
    ['PERENNIAL_LOG', 'loud', 'PERENNIAL_LOG must be one of debug, info, warn, error, silent.'],
    ['PERENNIAL_URL', 'shop.example', 'PERENNIAL_URL must be like https://loyalty.example.com'],
    ['DATABASE_APP_URL', 'postgres://a@b/c', 'DATABASE_APP_URL is set without DATABASE_URL'],
    ['DATABASE_URL', 'postgres://nobody@127.0.0.1:1/none', 'DATABASE_URL does not connect'],
  ])(
    'a wrong %s is one plain sentence and exit 1',
    async (name, value, sentence) => {
      const ended = await runPerennial(['start', '--no-demo'], settings(name, value)).ended
      expect(ended.stderr).toContain(sentence)
      expect(ended.stderr).not.toMatch(/\n\s+at /)
      expect(ended.stdout).toBe('')
      expect(ended.code).toBe(1)
    },
    patienceMs,
  )

  test('with --json the same problem is one document', async () => {
    const ended = await runPerennial(['verify', '--program', 'x', '--json'], settings('PORT', 'x')).ended
    expect(JSON.parse(ended.stdout)).toEqual({
      problem: { code: 'settings_invalid', detail: expect.stringContaining('PORT is "x"') },
    })
    expect(ended.code).toBe(1)
  })

  test('--help says what there is, and exits 0', async () => {
    const ended = await runPerennial(['--help'], {}).ended
    expect(ended.code).toBe(0)
    for (const command of ['start', 'demo', 'programs', 'import', 'verify', 'replay', 'doctor'])
      expect(ended.stdout).toMatch(new RegExp(`^ {2}${command} `, 'm'))
    expect(ended.stdout).toContain('Exit codes')
  })

  test.each([[['frobnicate']], [['start', '--fast']], [['verify']]])(
    'the wrong command line %j exits 2 with a hint',
    async (args) => {
      const ended = await runPerennial(args, {}).ended
      expect(ended.code).toBe(2)
      expect(ended.stderr).toMatch(/^error: /m)
    },
  )
})

describe('the embedded database, as a user first meets it', () => {
  const env: Record<string, string> = {}

  beforeAll(async () => {
    Object.assign(env, { PERENNIAL_DATA: dataFolder(), PORT: String(await freePort()) })
  })

  const cluster = () => path.join(env.PERENNIAL_DATA ?? '', 'postgres', 'cluster')

  async function startAndStop(...more: string[]): Promise<string> {
    const app = runPerennial(['start', '--no-demo', ...more], { ...env, PERENNIAL_LOG: 'warn' })
    await until('the block', patienceMs, () => app.printed().includes('Stop with Ctrl-C'))
    app.kill('SIGINT')
    const ended = await app.ended
    expect(ended.code, app.printed()).toBe(0)
    return ended.stdout
  }

  test(
    'the first start shows addresses, a sign-in link and a key; the second, of two processes, a link and no key',
    async () => {
      const url = `http://localhost:${env.PORT}`
      const first = await startAndStop()
      expect(first).toContain(`${url}/console/`)
      expect(first).toContain(`${url}/docs`)
      expect(first).toMatch(/\/sign-in\?token=\S{40,}/)
      expect(first).toMatch(/API key {4}pk_live_\S{40,}/)
      const second = await startAndStop('--processes', '2')
      expect(second).toMatch(/\/sign-in\?token=\S{40,}/)
      expect(second).not.toContain('pk_live_')
      // Nobody missed the database: it is stopped when all have let go of it.
      expect(second).not.toMatch(/^\S+ (?:warn|error) /m)
      expect(existsSync(path.join(cluster(), 'postmaster.pid'))).toBe(false)
    },
    2 * patienceMs,
  )

  test(
    'the API and the jobs run as two processes on one folder, and commands join them; the last stops the server',
    async () => {
      const api = runPerennial(['start', '--no-demo', '--json', '--role', 'api'], env)
      const worker = runPerennial(['start', '--no-demo', '--json', '--role', 'worker'], env)
      const [{ url }] = await Promise.all([api.report(), worker.report()])
      const created = await runPerennial(
        ['programs', 'create', 'shop', '--from', 'templates/cdnow', '--json'],
        env,
      ).ended
      expect(created.code, created.stderr).toBe(0)
      expect(JSON.parse(created.stdout)).toMatchObject({ key: 'shop', release: 1 })
      const twice = await runPerennial(['programs', 'create', 'shop', '--json'], env).ended
      expect(JSON.parse(twice.stdout)).toMatchObject({ problem: { code: 'program_exists' } })
      expect(twice.code).toBe(1)
      const [verify, doctor] = await Promise.all([
        runPerennial(['verify', '--program', 'shop', '--json'], env).ended,
        runPerennial(['doctor', '--json'], env).ended,
      ])
      expect(JSON.parse(verify.stdout)).toMatchObject({ clean: true })
      expect(JSON.parse(doctor.stdout)).toMatchObject({ fit: true })
      worker.kill('SIGTERM')
      expect((await worker.ended).code, worker.printed()).toBe(0)
      expect((await call(`${url}/readyz`))?.status).toBe(200)
      api.kill('SIGTERM')
      expect((await api.ended).code, api.printed()).toBe(0)
      expect(existsSync(path.join(cluster(), 'postmaster.pid'))).toBe(false)
    },
    2 * patienceMs,
  )
})

describe('D-10: settings with which a power cut loses what was confirmed', () => {
  async function expectRefused(env: Record<string, string>, sentence: string): Promise<void> {
    const args = ['start', '--no-demo', '--role', 'api']
    const refused = await runPerennial([...args, '--json'], { ...env, PERENNIAL_PROFILE: 'production' }).ended
    expect(refused.code, refused.stdout).toBe(1)
    const last = refused.stdout.trim().split('\n').at(-1) ?? ''
    expect(JSON.parse(last)).toMatchObject({ problem: { detail: expect.stringContaining(sentence) } })
    const plain = await runPerennial(args, { ...env, NODE_ENV: 'production', PERENNIAL_LOG: 'warn' }).ended
    expect(plain.code).toBe(1)
    expect(plain.stderr).toContain(sentence)
    expect(plain.stderr).not.toMatch(/\n\s+at /)
    const developing = runPerennial([...args, '--json'], env)
    await developing.report()
    const warnings = developing.log().filter((line) => line.level === 'warn')
    expect(JSON.stringify(warnings)).toContain(sentence)
    developing.kill('SIGTERM')
    expect((await developing.ended).code).toBe(0)
  }

  const env: Record<string, string> = {}

  beforeAll(async () => {
    Object.assign(env, { PERENNIAL_DATA: dataFolder(), PORT: String(await freePort()) })
  })

  test(
    'fsync = off: production refuses and says what to do, development warns',
    async () => {
      const first = await runPerennial(['doctor'], env).ended
      const made = `A new installation was made in ${env.PERENNIAL_DATA}; PERENNIAL_DATA names another folder.`
      expect(first.stderr).toContain(made)
      const doctor = await runPerennial(['doctor', '--json'], env).ended
      expect(JSON.parse(doctor.stdout)).toMatchObject({ fit: true })
      expect(doctor.stderr).not.toContain('A new installation')
      const settings = path.join(env.PERENNIAL_DATA ?? '', 'postgres/cluster/postgresql.conf')
      const before = readFileSync(settings, 'utf8')
      appendFileSync(settings, '\nfsync = off\n')
      await expectRefused(env, 'Set fsync = on in postgresql.conf and restart the database')
      const unfit = await runPerennial(['doctor', '--json'], env).ended
      expect(unfit.code).toBe(3)
      expect(JSON.parse(unfit.stdout)).toMatchObject({ fit: false })
      writeFileSync(settings, before)
    },
    2 * patienceMs,
  )

  test(
    'synchronous_commit = off, if only for this database: the same',
    async () => {
      const server = await startEmbeddedPostgres({
        dataDir: path.join(env.PERENNIAL_DATA ?? '', 'postgres'),
        log: () => {},
      })
      await withAdmin(server.adminUrl, (admin) =>
        admin.query('alter database perennial set synchronous_commit = off'),
      )
      await server.detach()
      await expectRefused(env, 'Set synchronous_commit = on for the server, the database and the role')
    },
    2 * patienceMs,
  )
})

describe('a start on a database of its own', () => {
  let database: TestDatabase
  let env: Record<string, string>
  let app: AppProcess | undefined

  beforeAll(async () => {
    database = await createTestDatabase()
    env = { ...onTestDatabase(database), PORT: String(await freePort()) }
  })

  afterEach(async () => {
    app?.kill('SIGTERM')
    await app?.ended
  })

  afterAll(() => database.drop())

  test(
    'a port in use is one sentence and exit 1, and does not use up the key that is shown once',
    async () => {
      const other = createServer()
      await new Promise<void>((resolve) => other.listen(Number(env.PORT), '127.0.0.1', resolve))
      const ended = await runPerennial(['start', '--no-demo'], { ...env, PERENNIAL_LOG: 'warn' }).ended
      expect(ended.stderr).toBe(
        `Port ${env.PORT} is in use: stop what uses it, or start with another one: PORT=4200 npm start\n`,
      )
      expect(ended.code).toBe(1)
      await new Promise((resolve) => other.close(resolve))
      app = runPerennial(['start', '--no-demo', '--json'], env)
      expect((await app.report()).apiKey).toMatch(/^pk_live_/)
    },
    patienceMs,
  )

  test(
    'SIGTERM at any moment of the start ends it in order',
    async () => {
      // From the first import to the serving process; the signal's own default ends what has done nothing yet.
      for (const delayMs of [50, 300, 600, 1_000, 1_500]) {
        const early = runPerennial(['start', '--no-demo', '--json'], env)
        await new Promise((resolve) => setTimeout(resolve, delayMs))
        early.kill('SIGTERM')
        const ended = await early.ended
        expect(ended.code === 0 || ended.signal === 'SIGTERM', early.printed()).toBe(true)
        expect(ended.stderr).toBe('')
      }
      app = runPerennial(['start', '--no-demo', '--json'], env)
      expect((await app.report()).url).toBe(`http://localhost:${env.PORT}`)
    },
    patienceMs,
  )
})

describe('the demonstration shop', () => {
  let database: TestDatabase

  beforeAll(async () => {
    database = await createTestDatabase()
  })

  afterAll(() => database.drop())

  test(
    'is not waited for by /readyz, ends in order when it is interrupted, and is sound',
    async () => {
      const env = { ...onTestDatabase(database), PORT: String(await freePort()) }
      const app = runPerennial(['start', '--json'], env)
      const { url, demo, apiKey } = await app.report()
      expect(demo).toBe('demo')
      expect((await call(`${url}/readyz`))?.status).toBe(200)
      const key = apiKey ?? ''
      const members = `${url}/v1/programs/demo/members?limit=1`
      await until('the first member', patienceMs, async () => {
        const page = await call(members, { key })
        return (page?.body as { members?: unknown[] } | undefined)?.members?.length === 1
      })
      app.kill('SIGTERM')
      const ended = await app.ended
      expect(ended.code, app.printed()).toBe(0)
      expect(app.log().filter((line) => line.level === 'error')).toEqual([])
      const verify = await runPerennial(['verify', '--program', 'demo', '--json'], env).ended
      expect(verify.code, verify.stdout).toBe(0)
    },
    2 * patienceMs,
  )
})
