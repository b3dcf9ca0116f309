import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'

/** The file cannot be read as text: missing, another encoding, broken compression. Becomes a refusal. */
export class FileUnreadable extends Error {
  override name = 'FileUnreadable'
}

const pieceBytes = 256 * 1024

/** Size in bytes and SHA-256 of the file as it lies. Throws {@link FileUnreadable}. */
export async function fingerprintFile(file: string): Promise<{ bytes: number; hash: string }> {
  const hash = createHash('sha256')
  try {
    const { size } = await stat(file)
    for await (const piece of createReadStream(file, { highWaterMark: pieceBytes }))
      hash.update(piece as Buffer)
    return { bytes: size, hash: hash.digest('hex') }
  } catch (error) {
    throw new FileUnreadable(`The file cannot be read: ${messageOf(error)}`)
  }
}

/**
 * The text of a plain or gzip file in pieces, told apart by its first bytes. `onBytes` hears how much of the file has
 * been read. Throws {@link FileUnreadable} for another encoding than UTF-8 and for broken compression.
 */
export async function* readText(file: string, onBytes: (bytes: number) => void): AsyncGenerator<string> {
  const start = await firstBytes(file)
  const isGzip = start[0] === 0x1f && start[1] === 0x8b
  let bytes = 0
  const source = createReadStream(file, { highWaterMark: pieceBytes })
  source.on('data', (piece) => {
    bytes += piece.length
    onBytes(bytes)
  })
  const plain = isGzip ? source.pipe(createGunzip({ chunkSize: pieceBytes })) : source
  if (isGzip) source.on('error', (error) => plain.destroy(error))
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let isFirst = true
  try {
    for await (const piece of plain) {
      if (isFirst) refuseOtherEncodings(piece as Buffer)
      isFirst = false
      yield decode(decoder, piece as Buffer)
    }
    yield decode(decoder, undefined)
  } catch (error) {
    if (error instanceof FileUnreadable) throw error
    throw new FileUnreadable(`The file cannot be ${isGzip ? 'unpacked' : 'read'}: ${messageOf(error)}`)
  } finally {
    source.destroy()
  }
}

async function firstBytes(file: string): Promise<Buffer> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(2), position: 0 })
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

function refuseOtherEncodings(piece: Buffer): void {
  const [first, second] = piece
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    throw new FileUnreadable('The file is in UTF-16. Save it as UTF-8 and import it again.')
}

function decode(decoder: TextDecoder, piece: Buffer | undefined): string {
  try {
    return piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true })
  } catch {
    throw new FileUnreadable('The file is not in UTF-8. Save it as UTF-8 and import it again.')
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
