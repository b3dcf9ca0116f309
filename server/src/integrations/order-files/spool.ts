import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/**
 * A resource: the rows that take part, as bytes in a temporary file. The rows of an order may lie anywhere in an import
 * file, and memory must not grow with it.
 */
export interface Spool {
  /** Bytes so far: where the next text begins. */
  end(): number
  append(text: string): void
  read(at: { offset: number; length: number }): string
  close(): void
}

const writeBytes = 1024 * 1024
const windowBytes = 256 * 1024

export function createSpool(): Spool {
  const folder = mkdtempSync(path.join(tmpdir(), 'perennial-import-'))
  const file = path.join(folder, 'rows')
  const handle = openSync(file, 'wx+', 0o600)
  // Gone at once where the system allows it, so that a killed import leaves no copy of customers' rows behind.
  if (process.platform !== 'win32') rmSync(folder, { recursive: true })
  const pending = Buffer.allocUnsafe(writeBytes)
  let used = 0
  let written = 0
  // One window for all reads: a buffer for each would be freed late, and rows that lie scattered need one each.
  let held = Buffer.allocUnsafe(windowBytes)
  let window = held.subarray(0, 0)
  let windowStart = 0

  function flush(): void {
    for (let from = 0; from < used; ) from += writeSync(handle, pending, from, used - from, written + from)
    written += used
    used = 0
  }

  function fill(at: { offset: number; length: number }): void {
    flush()
    // Most orders are read one after the other: then one read serves many. What lies elsewhere is read alone.
    const isNext = at.offset >= windowStart && at.offset < windowStart + window.length + windowBytes
    const wanted = isNext ? Math.max(at.length, windowBytes) : at.length
    if (wanted > held.length) held = Buffer.allocUnsafe(wanted)
    const got = readSync(handle, held, 0, Math.min(wanted, written - at.offset), at.offset)
    window = held.subarray(0, got)
    windowStart = at.offset
  }

  return {
    end: () => written + used,
    append(text) {
      const bytes = Buffer.from(text)
      if (bytes.length > writeBytes - used) flush()
      if (bytes.length > writeBytes) {
        for (let from = 0; from < bytes.length; )
          from += writeSync(handle, bytes, from, bytes.length - from, written + from)
        written += bytes.length
        return
      }
      used += bytes.copy(pending, used)
    },
    read(at) {
      const isInside = at.offset >= windowStart && at.offset + at.length <= windowStart + window.length
      if (!isInside) fill(at)
      const from = at.offset - windowStart
      return window.toString('utf8', from, from + at.length)
    },
    close() {
      closeSync(handle)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
