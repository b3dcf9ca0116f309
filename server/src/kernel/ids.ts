import { randomFillSync } from 'node:crypto'

/** Public ids: a prefix that names the kind, then the 32 hexadecimal digits of a UUIDv7. */
export type IdPrefix =
  | 'act'
  | 'apr'
  | 'bkt'
  | 'evt'
  | 'gft'
  | 'hld'
  | 'key'
  | 'lnk'
  | 'mem'
  | 'org'
  | 'pol'
  | 'ses'
  | 'trf'

const pool = Buffer.alloc(8192)
let poolOffset = pool.length
let lastMs = 0
let sequence = 0
/** The digits of `lastMs`, which many ids share. */
let time = ''

/**
 * A UUIDv7 in its dashed text form. Ids made by one process never go backwards: a 12-bit counter orders the ids
 * of a millisecond, because activities of one batch are listed by id.
 */
export function newUuid(nowMs: number = Date.now()): string {
  if (poolOffset + 8 > pool.length) {
    randomFillSync(pool)
    poolOffset = 0
  }
  if (nowMs > lastMs) {
    lastMs = nowMs
    time = timeText(lastMs)
    sequence = pool.readUInt16BE(poolOffset) & 0x7ff
  } else {
    sequence += 1
    if (sequence > 0xfff) {
      lastMs += 1
      time = timeText(lastMs)
      sequence = 0
    }
  }
  const counter = (0x7000 | sequence).toString(16)
  const variant = (0x8000 | (pool.readUInt16BE(poolOffset) & 0x3fff)).toString(16)
  const tail = pool.toString('hex', poolOffset + 2, poolOffset + 8)
  poolOffset += 8
  return `${time}-${counter}-${variant}-${tail}`
}

function timeText(ms: number): string {
  const digits = ms.toString(16).padStart(12, '0')
  return `${digits.slice(0, 8)}-${digits.slice(8)}`
}

/** `mem_0190...` for a dashed UUID. */
export function publicId(prefix: IdPrefix, uuid: string): string {
  return `${prefix}_${uuid.replaceAll('-', '')}`
}

const hex32 = /^[0-9a-f]{32}$/

/** The dashed UUID inside a public id, or undefined when the text is not an id of that kind. */
export function uuidOf(prefix: IdPrefix, text: string): string | undefined {
  if (!text.startsWith(`${prefix}_`)) return undefined
  const hex = text.slice(prefix.length + 1)
  if (!hex32.test(hex)) return undefined
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** How many buckets owners hash into; part of every hot key, and what a distributed database shards by. */
export const bucketCount = 64

/** The bucket of an owner: the last six bits of its UUID, which are random. */
export function bucketOf(ownerId: string): number {
  return Number.parseInt(ownerId.slice(-2), 16) & (bucketCount - 1)
}
