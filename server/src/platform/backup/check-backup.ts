import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { ok, refuse, type Verdict } from '../../kernel/verdict.ts'
import { type ContentReader, readContent } from './content.ts'
import { type BackupHeader, BackupInvalid, type BackupTrailer, footerBytes, hashInFooter } from './form.ts'

/** A backup whose every byte is as it was written. */
export interface CheckedBackup {
  file: string
  /** Of the file. */
  bytes: number
  sha256: string
  rows: number
  header: BackupHeader
  trailer: BackupTrailer
}

interface ReadBackup {
  file: string
  onProgress?: (bytes: number, total: number) => void
  signal?: AbortSignal
}

/** Reads a backup from end to end without a database. Refuses `backup_invalid` with what is wrong. */
export async function checkBackup(options: ReadBackup): Promise<Verdict<CheckedBackup>> {
  let header: BackupHeader | undefined
  let trailer: BackupTrailer | undefined
  const read = await readBackup(options, {
    header: async (found) => {
      header = found
    },
    rows: async (_, chunks) => {
      for await (const _chunk of chunks);
    },
    trailer: async (found) => {
      trailer = found
    },
  })
  if (!read.ok) return read
  if (header === undefined || trailer === undefined)
    throw new Error('Broken invariant: a backup was read without its ends')
  const rows = trailer.tables.reduce((sum, each) => sum + each.rows, 0)
  return ok({ file: options.file, ...read.value, rows, header, trailer })
}

/**
 * Hands the parts of a backup to `reader` and holds every byte against the checksums. Refuses `backup_invalid`; by
 * then the reader may have had any part. Other errors of the reader are thrown.
 */
export async function readBackup(
  options: ReadBackup,
  reader: ContentReader,
): Promise<Verdict<{ bytes: number; sha256: string }>> {
  try {
    return ok(await readWhole(options, reader))
  } catch (error) {
    options.signal?.throwIfAborted()
    const reason = whatIsWrong(error)
    if (reason === undefined) throw error
    return refuse('backup_invalid', `${options.file} cannot be used: ${reason}. Take another backup.`)
  }
}

async function readWhole(
  { file, onProgress, signal }: ReadBackup,
  reader: ContentReader,
): Promise<{ bytes: number; sha256: string }> {
  const { bytes, promised } = await readFooter(file)
  const total = bytes - footerBytes
  const hash = createHash('sha256')
  let read = 0
  const meter = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk)
      read += chunk.length
      onProgress?.(read, total)
      done(null, chunk)
    },
  })
  await pipeline(
    createReadStream(file, { end: total - 1, highWaterMark: 256 * 1024 }),
    meter,
    createGunzip({ chunkSize: 256 * 1024 }),
    (chunks: AsyncIterable<Buffer>) => readContent(chunks, reader),
    signal === undefined ? {} : { signal },
  )
  const sha256 = hash.digest('hex')
  if (sha256 !== promised) throw new BackupInvalid('its bytes are not those that were written')
  return { bytes, sha256 }
}

/** The last line is written last: a file without it was cut off. */
async function readFooter(file: string): Promise<{ bytes: number; promised: string }> {
  const handle = await open(file, 'r')
  try {
    const { size } = await handle.stat()
    const last = Buffer.alloc(footerBytes)
    const { bytesRead } = await handle.read(last, 0, footerBytes, Math.max(0, size - footerBytes))
    const promised = size > footerBytes ? hashInFooter(last.toString('latin1', 0, bytesRead)) : undefined
    if (promised === undefined) throw new BackupInvalid('it is no backup of Perennial, or its end is missing')
    return { bytes: size, promised }
  } finally {
    await handle.close()
  }
}

const unreadable: Readonly<Record<string, string>> = {
  EACCES: 'this user may not read it',
  EIO: 'the disk reports a fault',
  EISDIR: 'it is a folder',
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
}

function whatIsWrong(error: unknown): string | undefined {
  if (error instanceof BackupInvalid) return error.message
  const code = (error as { code?: unknown } | null)?.code
  if (typeof code !== 'string') return undefined
  if (/^Z_/.test(code)) return 'its packed bytes are damaged'
  return unreadable[code]
}
