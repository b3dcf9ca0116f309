import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson, fingerprint } from './canonical.ts'
import { decodeCursor, encodeCursor } from './cursors.ts'
import { bucketCount, bucketOf, newUuid, publicId, uuidOf } from './ids.ts'
import { amountMax, moneyExponent, safeAmount } from './money.ts'

describe('ids', () => {
  test('made by one process never go backwards, whatever the clock does', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constant(0), fc.integer({ min: -5_000, max: 5_000 })), {
          minLength: 50,
          maxLength: 300,
        }),
        (jumps) => {
          let now = Date.now()
          let last = ''
          for (const jump of jumps) {
            now += jump
            const id = newUuid(now)
            expect(id > last).toBe(true)
            expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
            last = id
          }
        },
      ),
    )
  })

  test('stay unique and in order past the 4,096 that one millisecond holds', () => {
    const now = Date.now() + 3_600_000
    const ids = Array.from({ length: 20_000 }, () => newUuid(now))
    expect(new Set(ids).size).toBe(20_000)
    expect([...ids].sort()).toEqual(ids)
  })

  test('spread over all buckets', () => {
    const used = new Map<number, number>()
    for (let index = 0; index < 6_400; index += 1) {
      const bucket = bucketOf(newUuid())
      used.set(bucket, (used.get(bucket) ?? 0) + 1)
    }
    expect(used.size).toBe(bucketCount)
    expect(Math.max(...used.values())).toBeLessThan(200)
  })

  test('in public carry their kind, and no other kind takes them', () => {
    const uuid = newUuid()
    expect(uuidOf('mem', publicId('mem', uuid))).toBe(uuid)
    for (const text of [
      publicId('act', uuid),
      uuid,
      `mem_${uuid}`,
      publicId('mem', uuid).toUpperCase(),
      `${publicId('mem', uuid)}0`,
      'mem_',
      '',
    ])
      expect(uuidOf('mem', text)).toBeUndefined()
  })
})

describe('cursors', () => {
  test('open only for the list and programme that they were made for', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.integer())), fc.nat(), (place, programId) => {
        const cursor = encodeCursor('members', programId, place)
        expect(decodeCursor(cursor, 'members', programId)).toEqual(place)
        expect(decodeCursor(cursor, 'journal', programId)).toBeUndefined()
        expect(decodeCursor(cursor, 'members', programId + 1)).toBeUndefined()
      }),
    )
  })

  test('damaged ones open nothing and throw nothing', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(decodeCursor(text, 'members', 1)).toBeUndefined()
      }),
    )
    for (const inside of [
      'null',
      '{}',
      '["members"]',
      '["members",1,null]',
      '["members",1,{"a":1}]',
      '["members",1,[2]]',
      '["members","1"]',
    ])
      expect(decodeCursor(Buffer.from(inside).toString('base64url'), 'members', 1)).toBeUndefined()
  })
})

describe('canonical JSON', () => {
  const shuffle = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(shuffle)
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, each]) => [key, shuffle(each)]),
    )
  }

  test('is one text for one value, whatever the order of keys, and reads back to the value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value)
        expect(canonicalJson(shuffle(value))).toBe(text)
        expect(canonicalJson(JSON.parse(text))).toBe(text)
        expect(JSON.stringify(shuffle(JSON.parse(text)))).toBe(
          JSON.stringify(shuffle(JSON.parse(JSON.stringify(JSON.parse(text))))),
        )
      }),
    )
  })

  test('leaves out what JSON leaves out, and tells different values apart', () => {
    expect(canonicalJson({ b: 1, a: undefined })).toBe('{"b":1}')
    expect(fingerprint(canonicalJson({ a: '1' }))).not.toBe(fingerprint(canonicalJson({ a: 1 })))
    expect(fingerprint('')).toMatch(/^[0-9a-f]{32}$/)
  })
})

test('L-16 minor units follow ISO 4217, also where Intl does not', () => {
  expect(['EUR', 'JPY', 'KWD', 'IRR', 'CLF', 'VND'].map(moneyExponent)).toEqual([2, 0, 3, 2, 4, 0])
})

test('L-15 numbers past 2^53 are no amounts', () => {
  expect(safeAmount(BigInt(amountMax))).toBe(amountMax)
  for (const past of [BigInt(amountMax) + 1n, -BigInt(amountMax) - 1n, 2n ** 63n])
    expect(safeAmount(past)).toBeUndefined()
})
