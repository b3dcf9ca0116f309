import pg from 'pg'
import { parametersOf, rowsBy, type Sent, StatementGroup, statementOf } from './statement-group.ts'

export { onceOnly } from './statement-group.ts'

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

/** Whose rows a transaction sees: with both ids those of a programme and of its organisation. `none` sees no tenant's. */
export type Scope =
  | { programId: number; organizationId?: number }
  | { organizationId: number }
  | { credentialHash: Buffer }
  | 'none'

export interface ReadOptions {
  /** How long one statement may take. Default: what the connections were opened with. */
  timeoutMs?: number
  /** Ends the statement that runs; the read throws the signal's reason. */
  signal?: AbortSignal
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
const cancelEveryMs = 500

/**
 * How long nobody tries to connect anew after the database could not be reached: what every caller would learn is told
 * at once, without a socket and a client for each.
 */
const unreachableForMs = 100

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

type Mode = 'read only' | 'read write'

/** What opens a transaction: its kind, and what says whose rows it sees. */
function openings(scope: Scope, mode: Mode, timeoutMs: number | undefined): [sql: string, value?: string][] {
  const opening: [string, string?][] = [[`begin isolation level read committed ${mode}`]]
  if (timeoutMs !== undefined)
    opening.push([`select set_config('statement_timeout', $1, true)`, wholeNumber(timeoutMs)])
  if (scope === 'none') return opening
  if ('programId' in scope)
    opening.push([`select set_config('perennial.program', $1, true)`, wholeNumber(scope.programId)])
  if ('organizationId' in scope && scope.organizationId !== undefined)
    opening.push([`select set_config('perennial.organization', $1, true)`, wholeNumber(scope.organizationId)])
  if ('credentialHash' in scope)
    opening.push([
      `select set_config('perennial.credential', $1, true)`,
      scope.credentialHash.toString('hex'),
    ])
  return opening
}

function wholeNumber(id: number): string {
  if (!Number.isSafeInteger(id)) throw new Error('Broken invariant: a scope id is a whole number')
  return String(id)
}

type Answer = Parameters<Sent['settle']>[0]

interface TransactionWriter extends Writer {
  /** Begins the transaction. Need not be waited for before the first statement: it travels with it. */
  open(scope: Scope, mode: Mode): Promise<unknown>
  /** Sends what waits. What comes after it must not run in the next caller's transaction, and throws. */
  close(): void
  /** The error that made a transaction fail, where an error only says that it had failed before. */
  causeOf(error: unknown): unknown
}

const alreadyFailed = '25P02'

function writerOn(client: pg.PoolClient, timeoutMs: number | undefined): TransactionWriter {
  let isOpen = true
  let first: unknown
  let waiting: Sent[] = []
  const answerTimeoutMs = timeoutMs === undefined ? undefined : timeoutMs + answerMarginMs

  function flush(): void {
    if (waiting.length === 0) return
    const group = new StatementGroup(waiting, answerTimeoutMs)
    waiting = []
    client.query(group)
  }

  /** What is asked within one turn travels together. */
  function send(sql: string, params: readonly unknown[], wantsRows: boolean): Promise<Answer> {
    const statement = statementOf(sql)
    const values = parametersOf(statement, params)
    const result = wantsRows ? rowsBy(types) : undefined
    return new Promise((settle, fail) => {
      if (waiting.length === 0) process.nextTick(flush)
      waiting.push({ statement, values, result, settle, fail })
    })
  }

  async function run(sql: string, params: readonly unknown[], wantsRows: boolean): Promise<Answer> {
    if (!isOpen) throw new Error('Broken invariant: a statement came after its transaction had ended')
    try {
      return await send(sql, params, wantsRows)
    } catch (error) {
      // Statements that travel together fail together: only the first error says why.
      first ??= error
      throw error
    }
  }

  return {
    query: async <Row extends object>(sql: string, params: readonly unknown[] = []) =>
      (await run(sql, params, true)).rows as Row[],
    execute: async (sql, params = []) => (await run(sql, params, false)).rowCount,
    open: (scope, mode) =>
      Promise.all(
        openings(scope, mode, timeoutMs).map(([sql, value]) =>
          send(sql, value === undefined ? [] : [value], false),
        ),
      ),
    close: () => {
      isOpen = false
      flush()
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

/** Ends what a connection is doing when the signal says so. The returned function stops listening. */
function cancelOn(
  signal: AbortSignal | undefined,
  { pool, client }: { pool: pg.Pool; client: pg.PoolClient },
): () => void {
  if (signal === undefined) return () => {}
  const { processID } = client as unknown as { processID: number }
  let again: NodeJS.Timeout | undefined
  const cancel = () => {
    void pool.query('select pg_cancel_backend($1)', [processID]).catch(() => {})
    // One that comes between two statements cancels nothing.
    again = setTimeout(cancel, cancelEveryMs)
  }
  signal.addEventListener('abort', cancel, { once: true })
  return () => {
    signal.removeEventListener('abort', cancel)
    clearTimeout(again)
  }
}

/** Takes connections of the pool. While the database is away one caller in a while finds out; the others are told. */
function connector(pool: pg.Pool): () => Promise<pg.PoolClient> {
  let away: { error: unknown; untilMs: number } | undefined
  return async () => {
    if (away !== undefined && pool.idleCount === 0 && performance.now() < away.untilMs) throw away.error
    try {
      return await pool.connect()
    } catch (error) {
      // Whoever only waited too long for a connection knows nothing of the database: that error has no code.
      if ((error as { code?: unknown }).code !== undefined)
        away = { error, untilMs: performance.now() + unreachableForMs }
      throw error
    }
  }
}

/** Sets how the statements of this transaction are planned and run, until it ends. */
export async function configure(tx: Reader, settings: Readonly<Record<string, string>>): Promise<void> {
  const each = Object.entries(settings).map(([name, value]) => `set_config('${name}', '${value}', true)`)
  await tx.query(`select ${each.join(', ')}`)
}

const cancelled = '57014'

/** What is read within the time; undefined where that did not suffice. The transaction goes on either way. */
export async function readInTime<T>(tx: Reader, ms: number, read: () => Promise<T>): Promise<T | undefined> {
  await tx.query('savepoint in_time')
  await configure(tx, { statement_timeout: String(Math.max(1, Math.ceil(ms))) })
  try {
    return await read()
  } catch (error) {
    if ((error as { code?: unknown }).code !== cancelled) throw error
    return undefined
  } finally {
    // Statements have the time again that they had before.
    await tx.query('rollback to savepoint in_time')
  }
}

/**
 * For statements that join rows of a whole programme: row by row, which statistics from before a load make look cheap,
 * a hundred thousand members take hours.
 */
export function joinInBulk(tx: Reader): Promise<void> {
  return configure(tx, { enable_nestloop: 'off' })
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
  const connect = connector(pool)

  async function transact<T>(
    how: { scope: Scope; mode: Mode; timeoutMs?: number | undefined; signal?: AbortSignal | undefined },
    work: (tx: Writer) => Promise<T>,
  ) {
    how.signal?.throwIfAborted()
    const client = await connect()
    const stopCancelling = cancelOn(how.signal, { pool, client })
    const tx = writerOn(client, how.timeoutMs)
    let broken = false
    try {
      const opened = tx.open(how.scope, how.mode)
      // Without it nothing else succeeds either, and then the work says why.
      opened.catch(() => {})
      const result = await work(tx)
      tx.close()
      await opened
      if (how.mode === 'read write') await commit(client)
      else await client.query('commit')
      return result
    } catch (failure) {
      tx.close()
      const error = tx.causeOf(failure)
      broken = error instanceof OutcomeUnknown || isBroken(error)
      if (!broken) await client.query('rollback').catch(() => (broken = true))
      how.signal?.throwIfAborted()
      throw error
    } finally {
      stopCancelling()
      // A cancellation may come late and would hit whoever has the connection next.
      client.release(broken || how.signal?.aborted === true)
    }
  }

  return {
    read: (scope, work, options) =>
      transact({ scope, mode: 'read only', timeoutMs: options?.timeoutMs, signal: options?.signal }, work),
    write: (scope, work) => transact({ scope, mode: 'read write' }, work),
    close: () => pool.end(),
  }
}
