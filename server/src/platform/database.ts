import pg from 'pg'

/** What a load may do. In a `read` transaction the database itself refuses writes. */
export interface Reader {
  /** Runs one statement; rows as objects. */
  query<Row extends object>(sql: string, params?: readonly unknown[]): Promise<Row[]>
}

/** What a write may do. */
export interface Writer extends Reader {
  /** Runs one statement; the number of rows it changed. */
  execute(sql: string, params?: readonly unknown[]): Promise<number>
}

/** Whose rows a transaction sees. `none` sees no tenant's rows at all. */
export type Scope = { programId: number } | { organizationId: number } | { credentialHash: Buffer } | 'none'

export interface ReadOptions {
  /** How long one statement may take. Default: what the connections were opened with. */
  timeoutMs?: number
}

/** A resource: a bounded set of connections. Every call is one transaction. */
export interface Database {
  read<T>(scope: Scope, work: (tx: Reader) => Promise<T>, options?: ReadOptions): Promise<T>
  /** Throws {@link OutcomeUnknown} when the connection was lost while the database confirmed. */
  write<T>(scope: Scope, work: (tx: Writer) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** The connection was lost after `commit` was sent and before its answer: the work is either done whole or not at all. */
export class OutcomeUnknown extends Error {}

export interface DatabaseOptions {
  url: string
  /** Connections at most. */
  connectionsMax: number
  /** How long a caller waits for a free connection before `overloaded`. Default 5,000. */
  acquireTimeoutMs?: number
  /**
   * For connections that only run the known hot statements: plans are made once and always use the keys, so that a
   * table that was empty when its plan was made is still read by its key when it has millions of rows. The statements
   * help: look-ups are lateral with `offset 0`, which leaves the planner no other order, and updates name the keys
   * once more as `= any(...)`, so that both sides of their hash join are as small as the batch.
   */
  hot?: boolean
}

/**
 * How long the answer to one statement is waited for. A little longer than the server lets a statement run, so that
 * the server speaks first; past it nobody listens on the other side, and the connection is thrown away.
 */
const answerTimeoutMs = 65_000
const hotStatementTimeoutMs = 18_000
const hotAnswerTimeoutMs = 20_000
const answerMarginMs = 5_000

const int8 = 20
const numeric = 1700

function parseInt8(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value))
    throw new Error(`Broken invariant: the database holds ${text}, which is past 2^53`)
  return value
}

const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === int8 || oid === numeric) return parseInt8
    return pg.types.getTypeParser(oid, format as 'text')
  }) as typeof pg.types.getTypeParser,
}

/** Names for statements, so that each connection parses and plans a text once. */
const statementNames = new Map<string, string>()

function statementName(sql: string): string | undefined {
  let name = statementNames.get(sql)
  if (name === undefined && statementNames.size < 400) {
    name = `p${statementNames.size}`
    statementNames.set(sql, name)
  }
  return name
}

type Mode = 'read only' | 'read write'

function openings(scope: Scope, mode: Mode, timeoutMs: number | undefined): string {
  const limit = timeoutMs === undefined ? '' : `; set local statement_timeout = ${wholeNumber(timeoutMs)}`
  const begin = `begin isolation level read committed ${mode}${limit}`
  if (scope === 'none') return begin
  if ('programId' in scope) return `${begin}; set local perennial.program = '${wholeNumber(scope.programId)}'`
  if ('organizationId' in scope)
    return `${begin}; set local perennial.organization = '${wholeNumber(scope.organizationId)}'`
  return `${begin}; set local perennial.credential = '${scope.credentialHash.toString('hex')}'`
}

function wholeNumber(id: number): string {
  if (!Number.isSafeInteger(id)) throw new Error('Broken invariant: a scope id is a whole number')
  return String(id)
}

const needsEscape = /["\\]/

/**
 * Lists are written as array text here: batches are lists of hundreds of ids and texts, and the driver's own writer
 * takes twice as long for them.
 */
function parameter(value: unknown): unknown {
  if (!Array.isArray(value)) return value
  let text = '{'
  for (const [index, item] of value.entries()) {
    if (index > 0) text += ','
    if (item === null || item === undefined) text += 'NULL'
    else if (typeof item === 'number') text += String(item)
    else {
      const written = String(item)
      text += needsEscape.test(written) ? `"${written.replace(/["\\]/g, '\\$&')}"` : `"${written}"`
    }
  }
  return `${text}}`
}

interface TransactionWriter extends Writer {
  /** What comes after it must not run in the next caller's transaction, and throws. */
  close(): void
  /** The error that made a transaction fail, where an error only says that it had failed before. */
  causeOf(error: unknown): unknown
}

const alreadyFailed = '25P02'

function writerOn(client: pg.PoolClient, timeoutMs: number | undefined): TransactionWriter {
  let isOpen = true
  let first: unknown
  // The driver reads this of a statement; its types know it only of a connection.
  const limit = timeoutMs === undefined ? {} : { query_timeout: timeoutMs + answerMarginMs }
  const run = async (sql: string, params: readonly unknown[] = []) => {
    if (!isOpen) throw new Error('Broken invariant: a statement came after its transaction had ended')
    const name = statementName(sql)
    const named = name === undefined ? {} : { name }
    try {
      return await client.query({ text: sql, values: params.map(parameter), ...named, ...limit })
    } catch (error) {
      // Statements that travel together fail together: only the first error says why.
      first ??= error
      throw error
    }
  }
  return {
    query: async <Row extends object>(sql: string, params?: readonly unknown[]) =>
      (await run(sql, params)).rows as Row[],
    execute: async (sql, params) => (await run(sql, params)).rowCount ?? 0,
    close: () => {
      isOpen = false
    },
    causeOf: (error) =>
      error instanceof pg.DatabaseError && error.code === alreadyFailed ? (first ?? error) : error,
  }
}

/** Whether nothing more can be said on the connection of this error: then a rollback would only wait. */
function isBroken(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return /^(08|57)/.test(error.code ?? '')
  return error instanceof Error && /^(Query read timeout|Connection terminated)/.test(error.message)
}

/** Whether a failed commit tells nothing: the server refused it only if it said so and lives on. */
async function commit(client: pg.PoolClient): Promise<void> {
  let ended: pg.QueryResult
  try {
    ended = await client.query('commit')
  } catch (error) {
    const isRefused = error instanceof pg.DatabaseError && !isBroken(error)
    if (isRefused) throw error
    throw new OutcomeUnknown('The connection was lost while the database confirmed', { cause: error })
  }
  // After a failed statement whose error the work swallowed, the server answers a commit by rolling back.
  if (ended.command !== 'COMMIT')
    throw new Error('Broken invariant: the work went on after a failed statement')
}

export function openDatabase(options: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.connectionsMax,
    connectionTimeoutMillis: options.acquireTimeoutMs ?? 5_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    // Statements that a transaction starts together travel together: one round trip instead of one each.
    pipeline: true,
    query_timeout: options.hot === true ? hotAnswerTimeoutMs : answerTimeoutMs,
    application_name: 'perennial',
    types,
    ...(options.hot === true
      ? {
          options: `-c enable_seqscan=off -c enable_nestloop=off -c enable_mergejoin=off -c jit=off -c plan_cache_mode=force_generic_plan -c statement_timeout=${hotStatementTimeoutMs}`,
        }
      : { options: '-c jit=off' }),
  })
  // Without a listener a connection that the server closes, idle or at work, would end the process. The query that
  // was running fails on its own.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))

  async function transact<T>(
    how: { scope: Scope; mode: Mode; timeoutMs?: number | undefined },
    work: (tx: Writer) => Promise<T>,
  ) {
    const client = await pool.connect()
    const tx = writerOn(client, how.timeoutMs)
    let broken = false
    try {
      await client.query(openings(how.scope, how.mode, how.timeoutMs))
      const result = await work(tx)
      tx.close()
      if (how.mode === 'read write') await commit(client)
      else await client.query('commit')
      return result
    } catch (failure) {
      tx.close()
      const error = tx.causeOf(failure)
      broken = error instanceof OutcomeUnknown || isBroken(error)
      if (!broken) await client.query('rollback').catch(() => (broken = true))
      throw error
    } finally {
      client.release(broken)
    }
  }

  return {
    read: (scope, work, options) =>
      transact({ scope, mode: 'read only', timeoutMs: options?.timeoutMs }, work),
    write: (scope, work) => transact({ scope, mode: 'read write' }, work),
    close: () => pool.end(),
  }
}
