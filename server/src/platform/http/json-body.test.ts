import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RefusalError } from '../../kernel/verdict.ts'
import { parseJsonBody } from './json-body.ts'

function refusalOfText(text: string | Buffer): string {
  try {
    parseJsonBody(Buffer.from(text as string))
  } catch (error) {
    if (error instanceof RefusalError) return `${error.refusal.code}: ${error.refusal.detail}`
    throw error
  }
  return 'accepted'
}

describe('parseJsonBody refuses', () => {
  it.each([
    ['I-02 invalid JSON', '{"a":', /body_malformed: .*not JSON/],
    ['I-02 two documents', '{} {}', /not JSON/],
    ['I-02 a comment', '{/*:*/}', /body_malformed/],
    ['I-02 a string without end', '{"a', /not JSON/],
    ['I-02 10,000 nested arrays', '['.repeat(10_000) + ']'.repeat(10_000), /nested deeper than 64/],
    ['I-02 10,000 nested objects', '{"a":'.repeat(10_000), /nested deeper than 64/],
    ['I-02 closing brackets only', ']'.repeat(1000), /not JSON/],
    ['I-07 a key twice', '{"amount":1,"amount":2}', /body_malformed: A key stands twice/],
    ['I-07 a key twice, inside', '{"a":[{"b":1,"c":{},"b":1}]}', /A key stands twice/],
    ['I-07 a key twice, once escaped', '{"amount":1,"\\u0061mount":2}', /A key stands twice/],
    ['I-05 __proto__', '{"__proto__":{"polluted":true}}', /reserved/],
    ['I-05 __proto__, escaped', '{"__pr\\u006fto__":{"polluted":true}}', /reserved/],
    ['I-05 constructor.prototype', '{"a":{"constructor":{"prototype":{"polluted":true}}}}', /reserved/],
    ['I-19 a negative zero', '{"amount":-0}', /body_invalid: Negative zero/],
    ['I-19 a negative zero in a list', '[1,-0.0]', /Negative zero/],
    ['I-19 NaN', '{"amount":NaN}', /not JSON/],
    ['I-19 Persian digits outside of text', '{"amount":۱۲}', /not JSON/],
    ['bytes that are not UTF-8', Buffer.from([0x22, 0xff, 0x22]), /not UTF-8/],
  ])('%s', (_, text, expected) => {
    expect(refusalOfText(text)).toMatch(expected)
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })

  it('I-02 a million keys, in little time', () => {
    const text = `{${Array.from({ length: 1_000_000 }, (_, at) => `"${at}":1`).join(',')}}`
    const startedAt = process.cpuUsage()
    expect(refusalOfText(text)).toMatch(/more than 5000 keys/)
    expect(process.cpuUsage(startedAt).user / 1000).toBeLessThan(100)
  })
})

describe('parseJsonBody reads', () => {
  it.each([
    ['colons, braces and quotes inside text', '{"a:{[":"\\"b\\\\\\":{","c":["d:e"]}'],
    ['the same key in different objects', '{"a":{"a":[{"a":1},{"a":2}]}}'],
    ['a constructor without prototype', '{"constructor":"Bosch"}'],
    ['64 levels', '['.repeat(64) + ']'.repeat(64)],
    ['text of all planes', '{"t":"\\ud83d\\ude00 \u202e \u200d é"}'],
    ['null', 'null'],
  ])('%s', (_, text) => {
    expect(parseJsonBody(Buffer.from(text))).toEqual(JSON.parse(text))
  })

  it('every value that JSON can say', () => {
    const value = fc
      .jsonValue({ maxDepth: 5 })
      .map((any) => JSON.stringify(any))
      .filter((text) => !text.includes('__proto__'))
    fc.assert(
      fc.property(value, (text) => {
        expect(parseJsonBody(Buffer.from(text))).toEqual(JSON.parse(text))
      }),
    )
  })

  it('and refuses each object of it that repeats one of its keys', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { minKeys: 1, noNullPrototype: true }),
        fc.nat(),
        (object, pick) => {
          const keys = Object.keys(object)
          const again = JSON.stringify(keys[pick % keys.length])
          const text = `${JSON.stringify(object).slice(0, -1)},${again}:0}`
          expect(refusalOfText(text)).toMatch(/body_malformed/)
        },
      ),
    )
  })
})
