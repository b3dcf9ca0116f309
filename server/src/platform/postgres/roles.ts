import pg from 'pg'

/** The login that owns the schema and runs migrations; never used to serve requests. */
export const ownerLogin = 'perennial_owner'

/** The login that serves requests: owns nothing, may create nothing, and row-level security holds for it. */
export const appLogin = 'perennial_app'

/**
 * Session defaults of the app's login. A statement that needs longer says so itself with SET LOCAL.
 * lock_timeout stays below statement_timeout so that a lock is named as the cause.
 */
const appSessionDefaults: Readonly<Record<string, string>> = {
  statement_timeout: '60s',
  lock_timeout: '10s',
  idle_in_transaction_session_timeout: '30s',
  timezone: 'UTC',
  client_encoding: 'UTF8',
}

/** Runs `work` on one connection of its own and closes it. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'perennial set-up' })
  // Without a listener the loss of an idle connection would end the process.
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}

/** Creates or repairs both logins of an embedded server, with these passwords. */
export async function ensureLogins(
  admin: pg.Client,
  passwords: { owner: string; app: string },
): Promise<void> {
  const plain = 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOREPLICATION'
  for (const [login, password] of [
    [ownerLogin, passwords.owner],
    [appLogin, passwords.app],
  ] as const) {
    const verb = (await roleExists(admin, login)) ? 'ALTER' : 'CREATE'
    await admin.query(`${verb} ROLE ${login} ${plain} PASSWORD ${pg.escapeLiteral(password)}`)
  }
  await letOwnerActAsApp(admin, ownerLogin)
  await setSessionDefaults(admin, appLogin)
}

/** A migration may give the app's login a schema of its own (the job queue's), for which the owner must be able to become it. */
export async function letOwnerActAsApp(client: pg.Client, owner: string): Promise<void> {
  const version = await client.query<{ number: number }>(
    "SELECT current_setting('server_version_num')::int AS number",
  )
  // Without INHERIT the owner does not silently use the app's rights; PostgreSQL 15 cannot tell the two apart.
  const terms = (version.rows[0]?.number ?? 0) >= 160_000 ? ' WITH INHERIT FALSE, SET TRUE' : ''
  await client.query(`GRANT ${appLogin} TO ${pg.escapeIdentifier(owner)}${terms}`)
}

/** Creates the database if it is missing and closes it to everybody but the two logins. */
export async function ensureDatabase(
  admin: pg.Client,
  database: { name: string; template?: string },
): Promise<void> {
  const name = pg.escapeIdentifier(database.name)
  const found = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [database.name])
  if (found.rowCount === 0) {
    await admin.query(
      `CREATE DATABASE ${name} OWNER ${ownerLogin} TEMPLATE ${pg.escapeIdentifier(database.template ?? 'template0')}`,
    )
  }
  await admin.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`)
  await admin.query(`GRANT CONNECT ON DATABASE ${name} TO ${appLogin}`)
}

/** Sets the session defaults of a login. Needs a role that may alter it. */
export async function setSessionDefaults(client: pg.Client, login: string): Promise<void> {
  for (const [setting, value] of Object.entries(appSessionDefaults)) {
    await client.query(`ALTER ROLE ${pg.escapeIdentifier(login)} SET ${setting} = ${pg.escapeLiteral(value)}`)
  }
}

/** Whether a role of that name exists. */
export async function roleExists(client: pg.Client, role: string): Promise<boolean> {
  return (await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role])).rowCount === 1
}
