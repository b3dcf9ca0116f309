import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { newUuid } from '../../kernel/ids.ts'
import { ok, refuse, type Verdict } from '../../kernel/verdict.ts'
import type { Reader } from '../database.ts'
import { fileTrouble } from './file-trouble.ts'
import {
  type BackupHeader,
  type BackupTable,
  firstLine,
  footerOf,
  partialEnding,
  quoted,
  rowsEnd,
  type TableEnd,
} from './form.ts'
import { estimateRows, readRecord, readSequences, readTables } from './read-schema.ts'
import { inTransaction } from './session.ts'

/** What the product sees of a programme, so that a restored copy can be compared with the original; plain JSON. */
export type Canary = (tx: Reader, programId: number) => Promise<unknown>

export interface WriteBackup {
  /** Connection string of the schema's owner. */
  ownerUrl: string
  /** Where to. An older file of that name is replaced at the end, when the new one is whole and on the disk. */
  file: string
  /** Version of the product. */
  product: string
  canary?: Canary
  onProgress?: (rows: number, total: number) => void
  signal?: AbortSignal
}

/** A backup that is whole. */
export interface BackupSummary {
  file: string
  takenAt: string
  rows: number
  /** Of the file. */
  bytes: number
  sha256: string
  seconds: number
}

/** Packing is what a backup waits for; the quicker levels cost a tenth in size. */
const gzipLevel = 3

/**
 * Writes one consistent snapshot of all tables into a file that only its owner may read. Holds up no writer. What a
 * failed or stopped run wrote is removed. Refuses `backup_failed` when the file cannot be written; throws the
 * signal's reason when it was stopped.
 */
export async function writeBackup(options: WriteBackup): Promise<Verdict<BackupSummary>> {
  // A name of its own, so that two runs for one file do not write into each other.
  const partial = `${options.file}.${newUuid().slice(-12)}${partialEnding}`
  const startedMs = performance.now()
  try {
    const written = await inTransaction(
      { url: options.ownerUrl, begin: 'begin isolation level repeatable read, read only', end: 'commit' },
      (client) => writePartial(client, partial, options),
    )
    await rename(partial, options.file)
    await syncFolder(path.dirname(options.file))
    const seconds = Math.round((performance.now() - startedMs) / 100) / 10
    return ok({ file: options.file, ...written, seconds })
  } catch (error) {
    await rm(partial, { force: true }).catch(() => {})
    options.signal?.throwIfAborted()
    const reason = fileTrouble(error)
    if (reason === undefined) throw error
    return refuse(
      'backup_failed',
      `The backup ${options.file} could not be written: ${reason}. Older backups were left as they are.`,
    )
  }
}

async function writePartial(
  client: pg.Client,
  partial: string,
  options: WriteBackup,
): Promise<{ takenAt: string; rows: number; bytes: number; sha256: string }> {
  // The first question fixes the snapshot; now() is the start of the transaction, just before it.
  const header = await readHeader(client, options.product)
  const hash = createHash('sha256')
  let bytes = 0
  const meter = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk)
      bytes += chunk.length
      done(null, chunk)
    },
  })
  const told = { rows: 0 }
  await pipeline(
    Readable.from(contentOf(client, { header, told, ...options }), { objectMode: false }),
    createGzip({ level: gzipLevel, chunkSize: 256 * 1024 }),
    meter,
    createWriteStream(partial, { flags: 'wx', mode: 0o600 }),
    options.signal === undefined ? {} : { signal: options.signal },
  )
  const sha256 = hash.digest('hex')
  const footer = footerOf(sha256)
  const file = await open(partial, 'a')
  try {
    await file.appendFile(footer)
    await file.sync()
  } finally {
    await file.close()
  }
  return { takenAt: header.takenAt, rows: told.rows, bytes: bytes + footer.length, sha256 }
}

async function readHeader(client: pg.Client, product: string): Promise<BackupHeader> {
  const about = await client.query<{ taken_at: string; server: string }>(
    `select to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as taken_at, current_setting('server_version') as server`,
  )
  const organizations = await client.query<BackupHeader['organizations'][number]>(
    'select organization_id as "organizationId", key, name from organization order by created_at, organization_id',
  )
  const programs = await client.query<BackupHeader['programs'][number]>(
    'select program_id as "programId", organization_id as "organizationId", key from program order by program_id',
  )
  return {
    product,
    takenAt: about.rows[0]?.taken_at ?? '',
    server: about.rows[0]?.server ?? '',
    organizations: organizations.rows,
    programs: programs.rows,
    migrations: await readRecord(client),
    tables: await readTables(client),
  }
}

interface Content extends WriteBackup {
  header: BackupHeader
  /** Counts what has been written. */
  told: { rows: number }
}

/** The unpacked backup from its first to its last byte. */
async function* contentOf(client: pg.Client, content: Content): AsyncGenerator<Buffer> {
  const { header, told } = content
  const total = await estimateRows(client)
  yield Buffer.from(`${firstLine}\n${JSON.stringify(header)}\n`)
  const tables: TableEnd[] = []
  for (const table of header.tables) {
    yield Buffer.from(`table ${table.name}\n`)
    const hash = createHash('sha256')
    const end: TableEnd = { table: table.name, rows: 0, bytes: 0, sha256: '' }
    for await (const chunk of rowsOf(client, table, header)) {
      hash.update(chunk)
      const rows = countLines(chunk)
      end.rows += rows
      end.bytes += chunk.length
      told.rows += rows
      content.onProgress?.(told.rows, Math.max(total, told.rows))
      yield chunk
    }
    end.sha256 = hash.digest('hex')
    tables.push(end)
    yield Buffer.from(`${rowsEnd}${JSON.stringify(end)}\n`)
  }
  const canaries = await readCanaries(client, content)
  const sequences = await readSequences(client)
  yield Buffer.from(`end ${JSON.stringify({ tables, sequences, canaries })}\n`)
}

/** All rows of a table: those of each tenant under that tenant's scope, because security is forced on the owner too. */
async function* rowsOf(client: pg.Client, table: BackupTable, header: BackupHeader): AsyncGenerator<Buffer> {
  const from = `select ${table.columns.map(quoted).join(', ')} from public.${quoted(table.name)}`
  if (table.tenant === 'none') {
    yield* client.query(copyTo(`copy (${from}) to stdout`)) as AsyncIterable<Buffer>
    return
  }
  const tenants =
    table.tenant === 'program'
      ? header.programs.map((each) => each.programId)
      : header.organizations.map((each) => each.organizationId)
  for (const tenant of tenants) {
    await enter(client, table.tenant, tenant)
    // The number stands in the statement as well, so that the planner knows how few rows that are.
    yield* client.query(
      copyTo(`copy (${from} where ${table.tenant}_id = ${tenant}) to stdout`),
    ) as AsyncIterable<Buffer>
  }
}

async function enter(client: pg.Client, tenant: 'program' | 'organization', id: number): Promise<void> {
  if (!Number.isSafeInteger(id)) throw new Error('Broken invariant: a scope id is a whole number')
  await client.query(`set local perennial.${tenant} = '${id}'`)
}

async function readCanaries(
  client: pg.Client,
  { canary, header }: Content,
): Promise<{ programId: number; seen: unknown }[]> {
  if (canary === undefined) return []
  const seen: { programId: number; seen: unknown }[] = []
  for (const { programId } of header.programs) {
    await enter(client, 'program', programId)
    seen.push({ programId, seen: await canary(readerOn(client), programId) })
  }
  return seen
}

const wholeNumbers = new Set([20, 1700])

/** The product's way of reading, inside the snapshot. */
function readerOn(client: pg.Client): Reader {
  const types = {
    getTypeParser: (oid: number) => (wholeNumbers.has(oid) ? Number : pgTypes(client, oid)),
  }
  return {
    query: async <Row extends object>(text: string, values: readonly unknown[] = []) =>
      (await client.query({ text, values: [...values], types: types as never })).rows as Row[],
  }
}

function pgTypes(client: pg.Client, oid: number): unknown {
  return client.getTypeParser(oid, 'text')
}

/** A row is a line: line breaks inside values are escaped. */
function countLines(chunk: Buffer): number {
  let lines = 0
  for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines += 1
  return lines
}

/** The new name itself must survive a power cut. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
