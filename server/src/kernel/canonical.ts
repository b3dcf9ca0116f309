import { hash } from 'node:crypto'

/** JSON with the keys of every object sorted, so that two spellings of the same body are the same text. */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const parts: string[] = []
    for (const key of Object.keys(value).sort()) {
      const member = (value as Record<string, unknown>)[key]
      if (member !== undefined) parts.push(`${JSON.stringify(key)}:${canonicalJson(member)}`)
    }
    return `{${parts.join(',')}}`
  }
  return JSON.stringify(value)
}

/** The first 16 bytes of SHA-256, in hexadecimal: enough to tell two bodies apart, half the bytes to keep. */
export function fingerprint(text: string): string {
  return hash('sha256', text, 'hex').slice(0, 32)
}
