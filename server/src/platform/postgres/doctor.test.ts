import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { onDatabase } from '../../../test/database.ts'
import { examineDatabase, type Finding, judgeStart } from './doctor.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded.ts'
import { withClient } from './roles.ts'

function named(findings: readonly Finding[], check: string): Finding | undefined {
  return findings.find((finding) => finding.check === check)
}

function bad(findings: readonly Finding[]): string[] {
  return findings.filter((finding) => !finding.ok).map((finding) => `${finding.level} ${finding.check}`)
}

let folder: string
let server: EmbeddedPostgres

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'perennial-doctor-'))
})

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** The run's own server has not the settings of production. */
async function start(extra: Record<string, string> = {}): Promise<void> {
  const settings = { sharedBuffersMb: 32, extra }
  server = await startEmbeddedPostgres({ dataDir: folder, log: () => {}, settings })
}

describe('a server with the settings that people choose for speed', () => {
  let findings: Finding[]

  beforeAll(async () => {
    await start({ fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', row_security: 'off' })
    findings = await examineDatabase({ appUrl: server.appUrl })
  })

  afterAll(() => server.stop())

  test.each(['fsync', 'full_page_writes', 'synchronous_commit', 'row_security'])(
    'D-10 %s=off stops a production start with a plain message, and development warns',
    (check) => {
      const finding = named(findings, check)
      expect(finding).toMatchObject({ ok: false, level: 'refuse', found: 'off' })
      const alone = finding === undefined ? [] : [finding]
      expect(judgeStart(alone, 'production').start).toBe(false)
      expect(judgeStart(alone, 'development').start).toBe(true)
      expect(judgeStart(alone, 'development').lines.join()).toMatch(
        new RegExp(`^${check}: off\\. .*\\b(Set|ALTER)\\b`),
      )
    },
  )
})

describe('a healthy server', () => {
  beforeAll(() => start())

  afterAll(() => server.stop())

  async function asAdmin(...statements: string[]): Promise<void> {
    await withClient(server.adminUrl, async (admin) => {
      for (const statement of statements) await admin.query(statement)
    })
  }

  /** A login of its own, so that the app's keeps what it has. */
  async function withLogin(attributes: string, work: (url: string) => Promise<void>): Promise<void> {
    const login = 'doctor'
    await asAdmin(
      `create role ${login} login password 'secret' ${attributes}`,
      `grant connect on database perennial to ${login}`,
    )
    const url = new URL(server.appUrl)
    url.username = login
    url.password = 'secret'
    try {
      await work(url.href)
    } finally {
      await asAdmin(`drop owned by ${login}`, `drop role ${login}`)
    }
  }

  test('everything is fine for the app login, and a production start goes on without a line', async () => {
    const findings = await examineDatabase({ appUrl: server.appUrl })
    expect(bad(findings)).toEqual([])
    expect(judgeStart(findings, 'production')).toEqual({ start: true, lines: [] })
    expect(named(findings, 'collation_version')?.found).toMatch(/^builtin C version /)
    expect(findings.every((finding) => finding.level === 'fine' && finding.advice === '')).toBe(true)
  })

  test('more connections than there is room for are warned of', async () => {
    const of = async (connections: number) =>
      named(await examineDatabase({ appUrl: server.appUrl, connections }), 'max_connections')
    expect(await of(97)).toMatchObject({
      level: 'fine',
      found: '97 for ordinary logins, of which 97 may be needed here',
    })
    const short = await of(98)
    expect(short).toMatchObject({ ok: false, level: 'warn' })
    expect(short?.advice).toContain('PERENNIAL_API_PROCESSES')
  })

  test('O-02 a superuser is refused', async () => {
    const findings = await examineDatabase({ appUrl: server.adminUrl })
    expect(bad(findings)).toContain('refuse role_superuser')
    expect(judgeStart(findings, 'production').start).toBe(false)
  })

  test('O-02 the owner of tables is refused as the app login', async () => {
    await withClient(server.ownerUrl, (owner) => owner.query('create table books (n int)'))
    const finding = named(await examineDatabase({ appUrl: server.ownerUrl }), 'role_owns_nothing')
    expect(finding).toMatchObject({ level: 'refuse', found: 'perennial_owner owns books' })
  })

  test('the job queue’s own schema is not the books', async () => {
    await withLogin('', async (url) => {
      await asAdmin(`create schema pgboss authorization ${new URL(url).username}`)
      await withClient(url, (login) => login.query('create table pgboss.job (n int)'))
      expect(named(await examineDatabase({ appUrl: url }), 'role_owns_nothing')?.ok).toBe(true)
    })
  })

  test('a login without limits and with another time zone is told what to set', async () => {
    await withLogin('bypassrls', async (url) => {
      const login = new URL(url).username
      await asAdmin(`alter role ${login} set timezone = 'Asia/Tehran'`)
      expect(bad(await examineDatabase({ appUrl: url }))).toEqual([
        'refuse role_bypassrls',
        'warn statement_timeout',
        'warn lock_timeout',
        'warn idle_in_transaction_session_timeout',
        'refuse timezone',
      ])
    })
  })

  test('a database in another encoding is refused', async () => {
    const name = 'in_ascii'
    const make = `create database ${name} template template0 encoding 'SQL_ASCII' locale 'C' locale_provider libc`
    await asAdmin(make)
    try {
      const findings = await examineDatabase({ appUrl: onDatabase(server.appUrl, name) })
      expect(bad(findings)).toEqual(['refuse encoding'])
    } finally {
      await asAdmin(`drop database ${name}`)
    }
  })

  test('D-10 synchronous_commit=off of another role is found, though this session has it on', async () => {
    await withLogin('', async (url) => {
      const login = new URL(url).username
      await asAdmin(`alter role ${login} in database perennial set synchronous_commit = off`)
      const finding = named(await examineDatabase({ appUrl: server.appUrl }), 'synchronous_commit')
      expect(finding).toMatchObject({ level: 'refuse', found: `synchronous_commit=off of ${login}` })
    })
  })

  test.each([
    [-61_000, 'ahead of', false],
    [61_000, 'behind', false],
    [55_000, 'behind', true],
  ])('O-02 a machine whose clock is %i ms off', async (offsetMs, direction, ok) => {
    const now = () => Date.now() + offsetMs
    const finding = named(await examineDatabase({ appUrl: server.appUrl, now }), 'clock')
    expect(finding?.ok).toBe(ok)
    expect(finding?.found).toContain(direction)
  })
})
