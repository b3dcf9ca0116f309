import { hash } from 'node:crypto'

/**
 * A UUID (version 8) made of a text: whoever has the same text has the same id. The same request makes the same
 * transfer, however often it is sent.
 */
export function derivedUuid(text: string): string {
  const digest = hash('sha256', text, 'buffer').subarray(0, 16)
  digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x80, 6)
  digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = digest.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** The owner of the books of a cause: the same whichever release names it. */
export function causeOwner(programId: number, key: string): string {
  return derivedUuid(`cause\n${programId}\n${key}`)
}
