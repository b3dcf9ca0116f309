import { hash } from 'node:crypto'

/** JSON with the keys of every object sorted, so that two spellings of the same body are the same text. */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return quoted(value)
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) {
    let items = '['
    for (let index = 0; index < value.length; index += 1)
      items += index === 0 ? canonicalJson(value[index]) : `,${canonicalJson(value[index])}`
    return `${items}]`
  }
  let members = '{'
  for (const key of sortedKeys(value)) {
    const member = (value as Record<string, unknown>)[key]
    if (member !== undefined) members += (members === '{' ? '' : ',') + named(key) + canonicalJson(member)
  }
  return `${members}}`
}

// What JSON writes with a backslash: quotes, backslashes, control characters, and surrogates, which may be lone.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that are looked for
const escaped = /["\\\u0000-\u001f\ud800-\udfff]/

/** Most text needs no escape, and looking is cheaper than asking the serialiser for each of many short texts. */
function quoted(text: string): string {
  return text.length < 200 && !escaped.test(text) ? `"${text}"` : JSON.stringify(text)
}

const names = new Map<string, string>()
const namesMax = 2_000

/** A key with its colon; bodies have the same few. */
function named(key: string): string {
  let text = names.get(key)
  if (text === undefined) {
    text = `${JSON.stringify(key)}:`
    if (names.size < namesMax) names.set(key, text)
  }
  return text
}

/** By insertion, because bodies have few keys: a general sort costs more than all the rest of a small object. */
function sortedKeys(value: object): string[] {
  const keys = Object.keys(value)
  if (keys.length > 16) return keys.sort()
  for (let end = 1; end < keys.length; end += 1) {
    const key = keys[end] as string
    let at = end
    for (; at > 0 && (keys[at - 1] as string) > key; at -= 1) keys[at] = keys[at - 1] as string
    keys[at] = key
  }
  return keys
}

/** The first 16 bytes of SHA-256, in hexadecimal: enough to tell two bodies apart, half the bytes to keep. */
export function fingerprint(text: string): string {
  return hash('sha256', text, 'hex').slice(0, 32)
}
