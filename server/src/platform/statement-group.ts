import pg from 'pg'
import { type ListWriters, listText, listWriters } from './list-parameter.ts'

/** What is known of a statement's text. */
interface Statement {
  text: string
  /** So that each connection parses and plans a text once; undefined once there are very many texts. */
  name: string | undefined
  lists: ListWriters
}

/** A statement on its way, with who waits for it. */
export interface Sent {
  statement: Statement
  values: (string | Buffer | null)[]
  /** Undefined when only the number of rows is wanted: then nobody asks what the rows look like. */
  result: Rows | undefined
  settle(answer: { rows: object[]; rowCount: number }): void
  fail(error: unknown): void
}

/** What the driver's results can do; its types leave most of it out. */
interface Rows {
  rows: object[]
  addFields(fields: readonly unknown[]): void
  parseRow(fields: readonly unknown[]): object
}

/** A place for rows, read by the types given. */
export function rowsBy(types: unknown): Rows {
  return new pg.Result('', types as typeof pg.types) as unknown as Rows
}

const statements = new Map<string, Statement>()
const namedMax = 400
const once = '-- once\n'

/** Marks a text that is made for one occasion: it is planned each time and takes no place among the known ones. */
export function onceOnly(sql: string): string {
  return `${once}${sql}`
}

export function statementOf(text: string): Statement {
  let statement = statements.get(text)
  if (statement === undefined) {
    const isNamed = statements.size < namedMax && !text.startsWith(once)
    statement = { text, name: isNamed ? `p${statements.size}` : undefined, lists: listWriters(text) }
    if (isNamed) statements.set(text, statement)
  }
  return statement
}

/** Parameters as they go over the wire: as text, but lists in binary where a cast such as `$2::uuid[]` tells of what. */
export function parametersOf(statement: Statement, params: readonly unknown[]): Sent['values'] {
  return params.map((value, index) => {
    if (value === null || value === undefined) return null
    if (typeof value === 'string') return value
    if (Buffer.isBuffer(value)) return value
    if (value instanceof Date) return value.toISOString()
    if (typeof value !== 'object') return String(value)
    if (!Array.isArray(value)) return JSON.stringify(value)
    const write = statement.lists[index]
    return write === undefined ? listText(value) : write(value)
  })
}

/** What the driver offers those who speak the protocol themselves; its types leave it out. */
interface Wire {
  stream: { cork(): void; uncork(): void }
  parse(message: { text: string; name: string }): void
  bind(message: { statement: string; values: Sent['values'] }): void
  describe(message: { type: 'P'; name: string }): void
  execute(message: object): void
  close(message: { type: 'S'; name: string }): void
  sync(): void
}

/** The statements that each connection has parsed: true, or false when an error came before that was known. */
const parsedBy = new WeakMap<object, Map<string, boolean>>()

/**
 * A resource: statements of one transaction that travel together, with one barrier at their end, where the driver would
 * have the server answer each with a packet of its own. The first that fails ends the group, because its transaction
 * is over.
 */
export class StatementGroup extends pg.Query {
  declare callback: ((error: unknown) => void) | undefined
  readonly query_timeout: number | undefined
  readonly #sent: readonly Sent[]
  #next = 0
  #parsed = new Map<string, boolean>()
  #fresh: ReadonlySet<string> = new Set()

  constructor(sent: readonly Sent[], answerTimeoutMs: number | undefined) {
    super('')
    this.#sent = sent
    this.query_timeout = answerTimeoutMs
  }

  override submit = (connection: unknown) => {
    const wire = connection as Wire
    this.#parsed = parsedBy.get(wire) ?? new Map<string, boolean>()
    parsedBy.set(wire, this.#parsed)
    const fresh = new Set<string>()
    wire.stream.cork()
    for (const { statement, values, result } of this.#sent) {
      const name = statement.name ?? ''
      if (this.#parsed.get(name) !== true) {
        if (this.#parsed.get(name) === false) wire.close({ type: 'S', name })
        wire.parse({ text: statement.text, name })
        if (name !== '') {
          fresh.add(name)
          this.#parsed.set(name, true)
        }
      }
      wire.bind({ statement: name, values })
      if (result !== undefined) wire.describe({ type: 'P', name: '' })
      wire.execute({})
    }
    wire.sync()
    wire.stream.uncork()
    this.#fresh = fresh
    return null
  }

  handleRowDescription(message: { fields: readonly unknown[] }): void {
    this.#sent[this.#next]?.result?.addFields(message.fields)
  }

  handleDataRow(message: { fields: readonly unknown[] }): void {
    const sent = this.#sent[this.#next]
    if (sent?.result === undefined) return
    try {
      sent.result.rows.push(sent.result.parseRow(message.fields))
    } catch (error) {
      sent.fail(error)
    }
  }

  handleCommandComplete(message: { text: string }): void {
    const sent = this.#sent[this.#next]
    this.#next += 1
    sent?.settle({ rows: sent.result?.rows ?? [], rowCount: rowsOf(message.text) })
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete({ text: '' })
  }

  handleError(error: unknown): void {
    const rest = this.#sent.slice(this.#next)
    this.#next = this.#sent.length
    for (const { statement, fail } of rest) {
      const { name } = statement
      if (name !== undefined && this.#fresh.has(name)) this.#parsed.set(name, false)
      fail(error)
    }
    this.callback?.(error)
  }

  handleReadyForQuery(): void {
    this.callback?.(null)
  }
}

/** The last number of `INSERT 0 12`, `UPDATE 3`, `SELECT 1`. */
function rowsOf(tag: string): number {
  const last = Number(tag.slice(tag.lastIndexOf(' ') + 1))
  return Number.isNaN(last) ? 0 : last
}
