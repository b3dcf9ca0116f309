import { createHash } from 'node:crypto'
import {
  type BackupHeader,
  BackupInvalid,
  type BackupTrailer,
  firstLine,
  rowsEnd,
  type TableEnd,
} from './form.ts'

/** Lines hold lists of programmes and tables, never rows. */
const lineBytesMax = 256 * 1024 * 1024

/** A resource: unpacked bytes, taken from the front. */
interface Content {
  line(): Promise<string>
  /** The rows of a table, up to and without the line that ends them. */
  rows(): AsyncGenerator<Buffer>
  isOver(): Promise<boolean>
}

const endInside = Buffer.from(`\n${rowsEnd}`)

function openContent(chunks: AsyncIterator<Buffer>): Content {
  let held: Buffer = Buffer.alloc(0)
  async function more(): Promise<boolean> {
    const next = await chunks.next()
    if (next.done === true) return false
    held = held.length === 0 ? next.value : Buffer.concat([held, next.value])
    return true
  }
  async function moreOrThrow(): Promise<void> {
    if (!(await more())) throw new BackupInvalid('it ends too early')
  }
  return {
    async line() {
      for (;;) {
        const at = held.indexOf(10)
        if (at >= 0) {
          const text = held.toString('utf8', 0, at)
          held = held.subarray(at + 1)
          return text
        }
        if (held.length > lineBytesMax) throw new BackupInvalid('a line of it is too long')
        await moreOrThrow()
      }
    },
    async *rows() {
      while (held.length < rowsEnd.length) await moreOrThrow()
      if (held.subarray(0, rowsEnd.length).toString('latin1') === rowsEnd) {
        held = held.subarray(rowsEnd.length)
        return
      }
      for (;;) {
        const at = held.indexOf(endInside)
        if (at >= 0) {
          yield held.subarray(0, at + 1)
          held = held.subarray(at + endInside.length)
          return
        }
        // The last bytes may be the start of the end.
        const safe = held.length - endInside.length + 1
        if (safe > 0) {
          yield held.subarray(0, safe)
          held = held.subarray(safe)
        }
        await moreOrThrow()
      }
    },
    isOver: async () => held.length === 0 && !(await more()),
  }
}

/** What to do with the parts of a backup as they come. */
export interface ContentReader {
  header(header: BackupHeader): Promise<void>
  /** Must take all rows. */
  rows(table: string, chunks: AsyncIterable<Buffer>): Promise<void>
  trailer(trailer: BackupTrailer): Promise<void>
}

/** Reads an unpacked backup to its end. Throws {@link BackupInvalid} at the first part that is not as it was written. */
export async function readContent(chunks: AsyncIterable<Buffer>, reader: ContentReader): Promise<void> {
  const content = openContent(chunks[Symbol.asyncIterator]())
  const first = await content.line()
  if (first !== firstLine)
    throw new BackupInvalid(
      first.startsWith('perennial-backup ')
        ? `it has the form "${first}", which this version does not read; use the version that wrote it`
        : 'it is no backup of Perennial',
    )
  const header = parse<BackupHeader>(await content.line())
  await reader.header(header)
  const ends: TableEnd[] = []
  for (const table of header.tables) {
    if ((await content.line()) !== `table ${table.name}`)
      throw new BackupInvalid(`the table ${table.name} is not where it should be`)
    const seen: TableEnd = { table: table.name, rows: 0, bytes: 0, sha256: '' }
    await reader.rows(table.name, measured(content.rows(), seen))
    const told = parse<TableEnd>(await content.line())
    // How many rows there are the database says when it has taken them.
    if (told.sha256 !== seen.sha256 || told.bytes !== seen.bytes)
      throw new BackupInvalid(`the rows of ${table.name} are not those that were written`)
    ends.push(told)
  }
  const last = await content.line()
  if (!last.startsWith('end ')) throw new BackupInvalid('it has no end')
  const trailer = parse<BackupTrailer>(last.slice('end '.length))
  if (JSON.stringify(trailer.tables) !== JSON.stringify(ends))
    throw new BackupInvalid('its end tells of other tables')
  if (!(await content.isOver())) throw new BackupInvalid('something stands behind its end')
  await reader.trailer(trailer)
}

async function* measured(chunks: AsyncIterable<Buffer>, seen: TableEnd): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  for await (const chunk of chunks) {
    hash.update(chunk)
    seen.bytes += chunk.length
    yield chunk
  }
  seen.sha256 = hash.digest('hex')
}

function parse<T>(line: string): T {
  try {
    return JSON.parse(line) as T
  } catch {
    throw new BackupInvalid('a line of it cannot be read')
  }
}
