/**
 * Lists as parameters, in the database's own binary form. Batches are lists of hundreds of ids, numbers and texts; as
 * text, writing them here and reading them there took a tenth of a batch each.
 */

type WriteList = (items: readonly unknown[]) => Buffer

/** For each `$n` that a statement casts to a list, how to write it; undefined where the cast is of another kind. */
export type ListWriters = readonly (WriteList | undefined)[]

const writers: Readonly<Record<string, WriteList>> = {
  smallint: (items) => fixed(items, { oid: 21, bytes: 2, write: writeSmallint }),
  integer: (items) => fixed(items, { oid: 23, bytes: 4, write: writeInteger }),
  bigint: (items) => fixed(items, { oid: 20, bytes: 8, write: writeBigint }),
  float8: (items) =>
    fixed(items, { oid: 701, bytes: 8, write: (to, item, at) => to.writeDoubleBE(item as number, at) }),
  uuid: (items) => fixed(items, { oid: 2950, bytes: 16, write: writeUuid }),
  text: texts,
  bytea: bytes,
}

/** Reads the casts of a statement, such as `$2::uuid[]`. */
export function listWriters(sql: string): ListWriters {
  const found: (WriteList | undefined)[] = []
  for (const [, place, type] of sql.matchAll(/\$(\d+)::(\w+)\[\]/g))
    found[Number(place) - 1] = writers[type ?? '']
  return found
}

/** A list as text, where no cast tells what it is a list of. */
export function listText(items: readonly unknown[]): string {
  const written = items.map((item) =>
    item === null || item === undefined ? 'NULL' : `"${String(item).replace(/["\\]/g, '\\$&')}"`,
  )
  return `{${written.join(',')}}`
}

const headBytes = 20

function head(oid: number, items: readonly unknown[], bodyBytes: number): Buffer {
  // An empty list has no dimension and ends after three words.
  const buffer = Buffer.allocUnsafe(items.length === 0 ? 12 : headBytes + bodyBytes)
  buffer.writeInt32BE(items.length === 0 ? 0 : 1, 0)
  // Whether nulls may come is only a hint.
  buffer.writeInt32BE(1, 4)
  buffer.writeInt32BE(oid, 8)
  if (items.length > 0) {
    buffer.writeInt32BE(items.length, 12)
    buffer.writeInt32BE(1, 16)
  }
  return buffer
}

interface FixedForm {
  oid: number
  bytes: number
  write(to: Buffer, item: unknown, at: number): unknown
}

function fixed(items: readonly unknown[], form: FixedForm): Buffer {
  const buffer = head(form.oid, items, items.length * (4 + form.bytes))
  let at = headBytes
  for (const item of items) {
    if (item === null || item === undefined) {
      at = buffer.writeInt32BE(-1, at)
      continue
    }
    at = buffer.writeInt32BE(form.bytes, at)
    form.write(buffer, item, at)
    at += form.bytes
  }
  // Nulls have no body, so the list may end before its buffer does.
  return items.length === 0 || at === buffer.length ? buffer : buffer.subarray(0, at)
}

// What does not fit is one item's fault: the pipeline finds that item and lets the others through.
function whole(item: unknown, limit: number): number {
  const value = item as number
  if (Number.isSafeInteger(value) && value >= -limit && value < limit) return value
  throw new Error(`Broken invariant: ${String(item)} is no whole number from ${-limit} to ${limit - 1}`)
}

function writeSmallint(to: Buffer, item: unknown, at: number): void {
  to.writeInt16BE(whole(item, 0x8000), at)
}

function writeInteger(to: Buffer, item: unknown, at: number): void {
  to.writeInt32BE(whole(item, 0x8000_0000), at)
}

function writeBigint(to: Buffer, item: unknown, at: number): void {
  const value = whole(item, 2 ** 53)
  const high = Math.floor(value / 0x1_0000_0000)
  to.writeInt32BE(high, at)
  to.writeUInt32BE(value - high * 0x1_0000_0000, at + 4)
}

const dash = 0x2d

function writeUuid(to: Buffer, item: unknown, at: number): void {
  const text = item as string
  let from = 0
  for (let byte = 0; byte < 16; byte += 1) {
    if (text.charCodeAt(from) === dash) from += 1
    to[at + byte] = (nibble(text, from) << 4) | nibble(text, from + 1)
    from += 2
  }
  if (from !== text.length) throw new Error(`Broken invariant: ${text} is not a UUID`)
}

/** What a character code is as a hexadecimal digit; 255 where it is none. */
const digits = Uint8Array.from({ length: 128 }, (_, code) => {
  const digit = Number.parseInt(String.fromCharCode(code), 16)
  return Number.isNaN(digit) ? 255 : digit
})

function nibble(text: string, at: number): number {
  const digit = digits[text.charCodeAt(at)] ?? 255
  if (digit === 255) throw new Error(`Broken invariant: ${text} is not a UUID`)
  return digit
}

function texts(items: readonly unknown[]): Buffer {
  const lengths = items.map((item) =>
    item === null || item === undefined ? -1 : Buffer.byteLength(String(item)),
  )
  const buffer = head(25, items, sum(lengths))
  let at = headBytes
  for (const [index, item] of items.entries()) {
    const length = lengths[index] as number
    at = buffer.writeInt32BE(length, at)
    if (length > 0) at += buffer.write(String(item), at, length)
  }
  return buffer
}

function bytes(items: readonly unknown[]): Buffer {
  const lengths = items.map((item) => (item === null || item === undefined ? -1 : (item as Buffer).length))
  const buffer = head(17, items, sum(lengths))
  let at = headBytes
  for (const [index, item] of items.entries()) {
    const length = lengths[index] as number
    at = buffer.writeInt32BE(length, at)
    if (length > 0) at += (item as Buffer).copy(buffer, at)
  }
  return buffer
}

/** Bytes of items with the word that stands before each. */
function sum(lengths: readonly number[]): number {
  let total = 4 * lengths.length
  for (const length of lengths) if (length > 0) total += length
  return total
}
