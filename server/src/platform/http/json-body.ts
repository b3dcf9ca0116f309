import { isUtf8 } from 'node:buffer'
import { RefusalError } from '../../kernel/verdict.ts'

const depthMax = 64
// More than any schema allows in one object; without it a body of keys alone costs far more time than its size.
const membersMax = 5000

/**
 * Parses a body. Refuses what readers could understand differently: invalid UTF-8, a key twice in one object, a
 * negative zero; and what is made to harm: nesting past 64, objects past 5,000 keys, `__proto__`.
 */
export function parseJsonBody(bytes: Buffer): unknown {
  if (!isUtf8(bytes)) throw malformed('The body is not UTF-8.')
  const written = scan(bytes)
  let value: unknown
  try {
    value = JSON.parse(bytes.toString('utf8'))
  } catch {
    throw malformed('The body is not JSON.')
  }
  // A parser keeps one of two equal keys, so the value then has fewer keys than the text.
  if (countMembers(value) !== written) throw malformed('A key stands twice in one object.')
  return value
}

// One for all: a scan is over before the next begins, and sets a level before it reads it.
const membersAt = new Int32Array(depthMax + 1)

/** Goes over the text once, outside of strings: how many keys it has, and never too deep or too wide. */
function scan(bytes: Buffer): number {
  let members = 0
  let depth = 0
  membersAt[0] = 0
  for (let at = 0; at < bytes.length; at += 1) {
    switch (bytes[at]) {
      case 0x22: // a string, up to its closing quote
        at += 1
        while (at < bytes.length && bytes[at] !== 0x22) at += bytes[at] === 0x5c ? 2 : 1
        break
      case 0x5b: // [
      case 0x7b: // {
        depth += 1
        if (depth > depthMax) throw malformed(`The body is nested deeper than ${depthMax}.`)
        membersAt[depth] = 0
        break
      case 0x5d: // ]
      case 0x7d: // }
        if (depth > 0) depth -= 1
        break
      case 0x3a: {
        // a colon stands after every key
        members += 1
        const inObject = (membersAt[depth] ?? 0) + 1
        if (inObject > membersMax) throw malformed(`An object has more than ${membersMax} keys.`)
        membersAt[depth] = inObject
        break
      }
    }
  }
  return members
}

function countMembers(value: unknown): number {
  if (value === 0) {
    if (Object.is(value, -0)) throw invalid('Negative zero is not a number here.')
    return 0
  }
  if (value === null || typeof value !== 'object') return 0
  let members = 0
  if (Array.isArray(value)) {
    for (const item of value) members += countMembers(item)
    return members
  }
  for (const key in value) {
    const member = (value as Record<string, unknown>)[key]
    if (key === '__proto__' || (key === 'constructor' && hasPrototype(member)))
      throw malformed('The body has a key that is reserved.')
    members += 1 + countMembers(member)
  }
  return members
}

function hasPrototype(value: unknown): boolean {
  return value !== null && typeof value === 'object' && Object.hasOwn(value, 'prototype')
}

function malformed(detail: string): RefusalError {
  return new RefusalError({ code: 'body_malformed', detail })
}

function invalid(detail: string): RefusalError {
  return new RefusalError({ code: 'body_invalid', detail })
}
