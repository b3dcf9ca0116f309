import { hash } from 'node:crypto'

/** JSON with the keys of every object sorted, so that two spellings of the same body are the same text. */
export function canonicalJson(value: unknown): string {
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
    if (member !== undefined)
      members += `${members === '{' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(member)}`
  }
  return `${members}}`
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
