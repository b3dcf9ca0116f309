import { mkdirSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { appLogin, letOwnerActAsApp, roleExists, setSessionDefaults, withClient } from './roles.ts'
import { keepSecret, readSecret } from './secrets.ts'
import { DatabaseStartError } from './start-error.ts'

export interface ExternalOptions {
  /** DATABASE_URL: the login that owns the database and runs migrations. */
  ownerUrl: string
  /** DATABASE_APP_URL: a login made by the administrator, for servers where the owner may not create roles. */
  appUrl?: string
  /** PERENNIAL_DATA: where the password of a login made here is kept. */
  dataDir: string
  log: (sentence: string) => void
}

const oldestMajor = 15

/**
 * Prepares a PostgreSQL that somebody else runs: checks its version and makes sure that there is an app login that is
 * not the owner. Returns both connection strings. Throws DatabaseStartError with what to do.
 */
export async function prepareExternalPostgres(
  options: ExternalOptions,
): Promise<{ ownerUrl: string; appUrl: string }> {
  const { ownerUrl } = options
  const appUrl = await connected(ownerUrl, 'DATABASE_URL', async (owner) => {
    await refuseOldServer(owner)
    return options.appUrl === undefined
      ? ensureAppLogin(owner, options)
      : checkGivenLogin(owner, options.appUrl)
  })
  await connected(appUrl, options.appUrl === undefined ? 'The app login' : 'DATABASE_APP_URL', async () => {})
  return { ownerUrl, appUrl }
}

async function connected<T>(url: string, name: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  try {
    return await withClient(url, work)
  } catch (error) {
    if (error instanceof DatabaseStartError) throw error
    throw new DatabaseStartError(
      `${name} does not connect: ${causeOf(error)}. Check host, port, login, password and database name.`,
    )
  }
}

/** A refused connection to several addresses has its message one level down. */
function causeOf(error: unknown): string {
  const { message, errors } = error as { message?: string; errors?: Error[] }
  return (message || errors?.[0]?.message || String(error)).replace(/\.$/, '')
}

async function refuseOldServer(owner: pg.Client): Promise<void> {
  const shown = await owner.query<{ version: string }>("SELECT current_setting('server_version') AS version")
  const version = shown.rows[0]?.version ?? ''
  if (Number.parseInt(version, 10) >= oldestMajor) return
  throw new DatabaseStartError(
    `DATABASE_URL leads to PostgreSQL ${version}; Perennial needs ${oldestMajor} or newer. Upgrade it, or leave DATABASE_URL out to use the embedded one.`,
  )
}

/** The login must be another than the owner and have the rights that migrations grant to perennial_app. */
async function checkGivenLogin(owner: pg.Client, appUrl: string): Promise<string> {
  if (!(await roleExists(owner, appLogin))) await create(owner, `CREATE ROLE ${appLogin} NOLOGIN`)
  const ownerName = await currentUser(owner)
  await connected(appUrl, 'DATABASE_APP_URL', async (app) => {
    const name = await currentUser(app)
    if (name === ownerName) {
      throw new DatabaseStartError(
        'DATABASE_APP_URL must not be the login of DATABASE_URL: the owner of the tables could see every tenant. Give it a login of its own.',
      )
    }
    const member = await app.query<{ ok: boolean }>(`SELECT pg_has_role('${appLogin}', 'USAGE') AS ok`)
    if (member.rows[0]?.ok !== true) {
      throw new DatabaseStartError(
        `The login of DATABASE_APP_URL lacks the rights of ${appLogin}. Run: GRANT ${appLogin} TO ${pg.escapeIdentifier(name)};`,
      )
    }
  })
  return appUrl
}

/** The password is kept before the role is made: a kill between the two leaves nothing that cannot be taken up again. */
async function ensureAppLogin(owner: pg.Client, options: ExternalOptions): Promise<string> {
  mkdirSync(options.dataDir, { recursive: true })
  const file = path.join(options.dataDir, `${appLogin}.password`)
  const exists = await roleExists(owner, appLogin)
  if (exists && readSecret(file) === undefined) {
    throw new DatabaseStartError(
      `The database has the login ${appLogin}, but its password is not in ${file}. Copy the file from the machine that made it, ` +
        `or set a password (ALTER ROLE ${appLogin} PASSWORD '...') and give it in DATABASE_APP_URL.`,
    )
  }
  const password = keepSecret(file)
  if (!exists) {
    await create(
      owner,
      `CREATE ROLE ${appLogin} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD ${pg.escapeLiteral(password)}`,
    )
    await letOwnerActAsApp(owner, await currentUser(owner))
    await setSessionDefaults(owner, appLogin)
    options.log(`Made the login ${appLogin}; its password is kept in ${file}.`)
  }
  const appUrl = new URL(options.ownerUrl)
  appUrl.username = appLogin
  appUrl.password = password
  return appUrl.href
}

async function create(owner: pg.Client, sql: string): Promise<void> {
  try {
    await owner.query(sql)
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error
    throw new DatabaseStartError(
      `The login of DATABASE_URL may not create roles. Let an administrator run "CREATE ROLE ${appLogin} LOGIN PASSWORD '...'" ` +
        'and "GRANT perennial_app TO <the login of DATABASE_URL>", then set DATABASE_APP_URL to that login.',
    )
  }
}

async function currentUser(client: pg.Client): Promise<string> {
  return (await client.query<{ name: string }>('SELECT current_user AS name')).rows[0]?.name ?? ''
}
