import type pg from 'pg'
import { withClient } from './roles.ts'

/** How bad a finding is: `refuse` stops a production start, `warn` is told, `fine` needs nothing. */
export type FindingLevel = 'refuse' | 'warn' | 'fine'

/** One look at the database: what was found and, unless it is fine, what to do about it. */
export interface Finding {
  /** A stable name such as `fsync`. */
  check: string
  ok: boolean
  level: FindingLevel
  found: string
  /** A plain sentence; '' when there is nothing to do. */
  advice: string
}

type Row = Record<string, string | boolean | null>

/** What is read of the session in one statement; every value as text. */
const sessionQuery = `
  SELECT current_user AS login, current_database() AS database,
    current_setting('fsync') AS fsync, current_setting('full_page_writes') AS full_page_writes,
    current_setting('synchronous_commit') AS synchronous_commit, current_setting('row_security') AS row_security,
    current_setting('data_checksums') AS data_checksums, current_setting('server_version') AS server_version,
    current_setting('server_version_num') AS server_version_num,
    current_setting('statement_timeout') AS statement_timeout, current_setting('lock_timeout') AS lock_timeout,
    current_setting('idle_in_transaction_session_timeout') AS idle_in_transaction_session_timeout,
    current_setting('server_encoding') AS server_encoding, current_setting('client_encoding') AS client_encoding,
    current_setting('TimeZone') AS timezone, r.rolsuper AS superuser, r.rolbypassrls AS bypasses
  FROM pg_roles r WHERE r.rolname = current_user`

/** Settings of a role or a database override the server's for its sessions. */
const overridesQuery = `
  SELECT coalesce(string_agg(DISTINCT concat_ws(' of ', entry, coalesce(r.rolname, d.datname)), ', '), '') AS overrides
  FROM pg_db_role_setting s CROSS JOIN unnest(s.setconfig) entry
    LEFT JOIN pg_roles r ON r.oid = s.setrole LEFT JOIN pg_database d ON d.oid = s.setdatabase
  WHERE entry IN ('synchronous_commit=off', 'row_security=off')
    AND (d.datname IS NULL OR d.datname = current_database())`

/** The job queue keeps its tables in a schema of the app's own; none of them holds a tenant's books. */
const ownedQuery = `
  SELECT coalesce(string_agg(c.oid::regclass::text, ', '), '') AS owned
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND pg_get_userbyid(c.relowner) = current_user AND n.nspname <> 'pgboss'
    AND n.nspname NOT LIKE 'pg\\_%'`

/** Pages that the server has read and found damaged, since its statistics began. */
const damageQuery = `
  SELECT coalesce(checksum_failures, 0)::int AS failures, checksum_last_failure::text AS last
  FROM pg_stat_database WHERE datname = current_database()`

/** Connections that the server gives to ordinary logins. */
const roomQuery = `
  SELECT (current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
    - coalesce(current_setting('reserved_connections', true)::int, 0))::text AS room`

const collationQuery = `
  SELECT concat_ws(' ', CASE d.datlocprovider WHEN 'i' THEN 'icu' WHEN 'c' THEN 'libc' ELSE 'builtin' END, d.datcollate,
      'version', coalesce(d.datcollversion, 'none')) AS collation,
    d.datcollversion IS NOT DISTINCT FROM pg_database_collation_actual_version(d.oid) AS same
  FROM pg_database d WHERE d.datname = current_database()`

/**
 * Looks at the database with the eyes of the app's login: what a session that serves requests really gets.
 * Throws what the driver throws when it cannot connect.
 */
export async function examineDatabase(options: {
  appUrl: string
  now?: () => number
  /** How many connections may be held at once. Default: that is not looked at. */
  connections?: number
}): Promise<Finding[]> {
  return withClient(options.appUrl, async (client) => {
    const session = await one(client, sessionQuery)
    const { overrides } = await one(client, overridesQuery)
    const { owned } = await one(client, ownedQuery)
    const { connections } = options
    return [
      ...(connections === undefined ? [] : [room(await one(client, roomQuery), connections)]),
      ...durability(session, String(overrides)),
      damage(await one(client, damageQuery)),
      ...separation(session, String(owned)),
      ...timeouts(session),
      ...representation(session),
      collation(await one(client, collationQuery)),
      await clock(client, options.now ?? Date.now),
    ]
  })
}

/** Whether a start may go on, and the lines to print: production stops at what development only warns of. */
export function judgeStart(
  findings: readonly Finding[],
  profile: 'production' | 'development',
): { start: boolean; lines: string[] } {
  const bad = findings.filter((finding) => !finding.ok)
  return {
    start: profile === 'development' || bad.every((finding) => finding.level !== 'refuse'),
    lines: bad.map((finding) => `${finding.check}: ${finding.found}. ${finding.advice}`),
  }
}

function durability(session: Row, overrides: string): Finding[] {
  const serverWide = (name: string) =>
    `Set ${name} = on in postgresql.conf and restart the database: without it a power cut loses confirmed points.`
  return [
    expectOn(session, 'fsync', serverWide('fsync')),
    expectOn(session, 'full_page_writes', serverWide('full_page_writes')),
    finding({
      check: 'synchronous_commit',
      ok: session.synchronous_commit !== 'off' && !overrides.includes('synchronous_commit'),
      level: 'refuse',
      found: overrides.includes('synchronous_commit') ? overrides : String(session.synchronous_commit),
      advice: `Set synchronous_commit = on for the server, the database and the role (ALTER ROLE ${session.login} RESET synchronous_commit): a confirmed reply must be on disk.`,
    }),
    finding({
      check: 'data_checksums',
      ok: session.data_checksums === 'on',
      level: 'warn',
      found: String(session.data_checksums),
      advice: 'Stop the database and run pg_checksums --enable, so that a failing disk is noticed.',
    }),
    version(session),
  ]
}

function room(row: Row, connections: number): Finding {
  const ok = Number(row.room) >= connections
  return finding({
    check: 'max_connections',
    ok,
    level: 'warn',
    found: `${row.room} for ordinary logins, ${ok ? 'of which' : 'and'} ${connections} may be needed here`,
    advice:
      'Set max_connections higher and restart the database, or PERENNIAL_API_PROCESSES lower: requests would get 503.',
  })
}

function damage(row: Row): Finding {
  const failures = Number(row.failures)
  return finding({
    check: 'damaged_pages',
    ok: failures === 0,
    level: 'warn',
    found: failures === 0 ? 'none was read' : `${failures} reads of damaged pages, the last at ${row.last}`,
    advice:
      'The disk has given back other bytes than were written. Stop, keep a copy of the folder, and restore the newest ' +
      'verified backup on another disk; postgres.log names the files.',
  })
}

function version(session: Row): Finding {
  const major = Math.floor(Number(session.server_version_num) / 10_000)
  return finding({
    check: 'server_version',
    ok: major >= 15 && major <= 18,
    level: major < 15 ? 'refuse' : 'warn',
    found: `PostgreSQL ${session.server_version}`,
    advice:
      major < 15
        ? 'Perennial needs PostgreSQL 15 or newer.'
        : 'Perennial was tested with PostgreSQL 15 to 18 only.',
  })
}

function separation(session: Row, owned: string): Finding[] {
  const login = String(session.login)
  return [
    expectOn(
      session,
      'row_security',
      `ALTER ROLE ${login} RESET row_security: the rows of tenants must stay apart.`,
    ),
    finding({
      check: 'role_superuser',
      ok: session.superuser !== true,
      level: 'refuse',
      found: `${login} ${session.superuser === true ? 'is' : 'is not'} a superuser`,
      advice: `ALTER ROLE ${login} NOSUPERUSER, or give DATABASE_APP_URL an ordinary login: a superuser sees every tenant's rows.`,
    }),
    finding({
      check: 'role_bypassrls',
      ok: session.bypasses !== true,
      level: 'refuse',
      found: `${login} ${session.bypasses === true ? 'bypasses' : 'obeys'} row-level security`,
      advice: `ALTER ROLE ${login} NOBYPASSRLS: row-level security is what keeps tenants apart.`,
    }),
    finding({
      check: 'role_owns_nothing',
      ok: owned === '',
      level: 'refuse',
      found: owned === '' ? `${login} owns no table` : `${login} owns ${owned}`,
      advice:
        'Give DATABASE_APP_URL a login other than the owner: an owner can switch row-level security off.',
    }),
  ]
}

function timeouts(session: Row): Finding[] {
  return ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout'].map((name) =>
    finding({
      check: name,
      ok: session[name] !== '0',
      level: 'warn',
      found: session[name] === '0' ? 'unlimited' : String(session[name]),
      advice: `ALTER ROLE ${session.login} SET ${name} = '60s', so that one stuck session cannot hold up all others.`,
    }),
  )
}

function representation(session: Row): Finding[] {
  const utf8 = session.server_encoding === 'UTF8' && session.client_encoding === 'UTF8'
  return [
    finding({
      check: 'encoding',
      ok: utf8,
      level: 'refuse',
      found: `server ${session.server_encoding}, client ${session.client_encoding}`,
      advice:
        session.server_encoding === 'UTF8'
          ? `ALTER ROLE ${session.login} SET client_encoding = 'UTF8'.`
          : "Create the database anew with ENCODING 'UTF8'; names in other scripts cannot be kept in it.",
    }),
    finding({
      check: 'timezone',
      ok: /^(Etc\/)?(UTC|UCT|Zulu|Universal)$/.test(String(session.timezone)),
      level: 'refuse',
      found: String(session.timezone),
      advice: `ALTER ROLE ${session.login} SET timezone = 'UTC': days are computed in the programme's zone, not the server's.`,
    }),
  ]
}

function collation(row: Row): Finding {
  return finding({
    check: 'collation_version',
    ok: row.same === true,
    level: 'warn',
    found: String(row.collation),
    advice:
      'Text sorts in another way than when the indexes were built: check them with amcheck, run REINDEX DATABASE, ' +
      'then ALTER DATABASE ... REFRESH COLLATION VERSION.',
  })
}

const clockDifferenceMsMax = 60_000

async function clock(client: pg.Client, now: () => number): Promise<Finding> {
  const before = now()
  const row = await one(
    client,
    'SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::text AS database_ms',
  )
  // The answer was made between the two readings; half the way is the best guess.
  const differenceMs = Math.round(Number(row.database_ms) - (before + now()) / 2)
  return finding({
    check: 'clock',
    ok: Math.abs(differenceMs) < clockDifferenceMsMax,
    level: 'refuse',
    found: `the database's clock is ${Math.abs(differenceMs)} ms ${differenceMs < 0 ? 'behind' : 'ahead of'} this machine's`,
    advice: 'Set both machines by NTP: expiry and schedules follow the clock.',
  })
}

function expectOn(session: Row, name: string, advice: string): Finding {
  return finding({
    check: name,
    ok: session[name] === 'on',
    level: 'refuse',
    found: String(session[name]),
    advice,
  })
}

function finding(seen: Finding): Finding {
  return seen.ok ? { ...seen, level: 'fine', advice: '' } : seen
}

async function one(client: pg.Client, sql: string): Promise<Row> {
  const row = (await client.query<Row>(sql)).rows[0]
  if (row === undefined) throw new Error('The database answered a question about itself with no row.')
  return row
}
