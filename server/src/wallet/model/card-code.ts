import { createHmac, hash, randomBytes } from 'node:crypto'

/** Crockford's base 32: no I, L, O and U, which people confuse. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const randomLength = 24
const codeForm = new RegExp(`^[${alphabet}]{${randomLength + 1}}$`)

/**
 * The code of a gift card: 120 bits of a keyed hash and a check character, in five groups of five. The nonce is random
 * and kept with the card; the secret is known to whoever issued it. Only both together make the code.
 */
export function makeCode(nonce: Buffer, secret: string): string {
  const digest = createHmac('sha256', nonce).update(secret).digest()
  let bits = BigInt(`0x${digest.subarray(0, 15).toString('hex')}`)
  let text = ''
  for (let place = 0; place < randomLength; place += 1) {
    text = (alphabet[Number(bits & 31n)] ?? '') + text
    bits >>= 5n
  }
  return (`${text}${checkOf(text)}`.match(/.{5}/g) ?? []).join('-')
}

/** What is random about a code. */
export function newNonce(): Buffer {
  return randomBytes(32)
}

/** Luhn's sum over 32 characters: one wrong character and nearly every pair that changed places is noticed. */
function checkOf(text: string): string {
  let sum = 0
  for (const [index, character] of [...text].entries()) {
    const value = alphabet.indexOf(character) * ((text.length - index) % 2 === 1 ? 2 : 1)
    sum += Math.floor(value / 32) + (value % 32)
  }
  return alphabet[(32 - (sum % 32)) % 32] ?? ''
}

/** A code as people type it, in its one spelling; undefined when it cannot be one. */
export function readCode(typed: string): string | undefined {
  const text = typed
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  return codeForm.test(text) && checkOf(text.slice(0, -1)) === text.at(-1) ? text : undefined
}

/** What is kept of a code: enough to find it, not to tell it. */
export function hashCode(code: string): Buffer {
  return hash('sha256', code.replaceAll('-', ''), 'buffer')
}
