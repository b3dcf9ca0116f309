import { hash, randomBytes } from 'node:crypto'

/** A secret that is told once; only its hash is kept. */
export interface Secret {
  text: string
  hash: Buffer
}

const keyForm = /^pk_live_[A-Za-z0-9_-]{43}$/
const tokenForm = /^[A-Za-z0-9_-]{43}$/

/** What every API key begins with, so that scanners and people know one when they see it. */
const keyMark = 'pk_live_'

/** A new API key: 256 random bits, so a plain hash is as good as a slow one. */
export function newKeySecret(): Secret {
  const text = `${keyMark}${randomBytes(32).toString('base64url')}`
  return { text, hash: hashSecret(text) }
}

/** A new token of a sign-in link or session: 256 random bits. */
export function newToken(): Secret {
  const text = randomBytes(32).toString('base64url')
  return { text, hash: hashSecret(text) }
}

/** The part of a key that is shown, so that people can tell keys apart: 6 of its 43 characters. */
export function shownPrefix(key: string): string {
  return key.slice(0, keyMark.length + 6)
}

const moreThanShown = new RegExp(`${keyMark}[A-Za-z0-9_-]{7}`)

/** Whether a text has more of a key than its shown prefix, which names a key and opens nothing. */
export function holdsKey(text: string): boolean {
  return text.includes(keyMark) && moreThanShown.test(text)
}

export function isKey(text: string): boolean {
  return keyForm.test(text)
}

export function isToken(text: string): boolean {
  return tokenForm.test(text)
}

/** SHA-256, as the database keeps it. */
export function hashSecret(text: string): Buffer {
  return hash('sha256', text, 'buffer')
}

/** The same 32 bytes as a text of 32 characters: four times as fast to make, and a key of maps. */
export function digestOf(text: string): Digest {
  return hash('sha256', text, 'binary') as Digest
}

/** A hash as a text, one character a byte. */
export type Digest = string & { readonly isDigest: true }

export function digestOfHash(bytes: Buffer): Digest {
  return bytes.toString('latin1') as Digest
}

export function hashOfDigest(digest: Digest): Buffer {
  return Buffer.from(digest, 'latin1')
}
