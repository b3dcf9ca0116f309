import * as contract from '@perennial/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ZodType, z } from 'zod'
import { quickCheck } from './quick-check.ts'

const activity = {
  type: 'order.placed',
  source: 'web-shop',
  sourceId: '4711',
  occurredAt: '2026-11-23T10:15:00Z',
  member: { externalId: 'c-1' },
  channel: 'web',
  order: {
    currency: 'EUR',
    lines: [
      { lineId: '1', sku: 'A', name: '', quantity: '2', unitPrice: '2.55', data: { roast: 'dark', kg: 1.5 } },
      { lineId: '2', sku: 'B', quantity: '1', unitPrice: '-3', taxMinor: 12, data: { tags: ['a', true] } },
    ],
    taxIncluded: true,
    discountMinor: 50,
  },
  data: {},
}

describe('what is not plain is left to the schema', () => {
  it.each<[string, ZodType, unknown]>([
    ['an object that drops what it does not name', z.object({ a: z.string() }), { a: 'x' }],
    ['an object that takes everything', z.looseObject({ a: z.string() }), { a: 'x' }],
    ['an object whose other members have a type', z.object({}).catchall(z.string()), {}],
    ['a default', z.strictObject({ a: z.string().default('x') }), {}],
    ['an optional default', z.strictObject({ a: z.string().default('x').optional() }), {}],
    ['a default within a union', z.strictObject({ a: z.union([z.string(), z.int().default(1)]) }), {}],
    ['a transformation', z.string().transform((text) => text.length), 'x'],
    ['trimming', z.string().trim(), ' x '],
    ['lower case', z.string().toLowerCase(), 'X'],
    ['coercion', z.coerce.number(), '1'],
    ['a coerced member that is there', z.strictObject({ a: z.coerce.number().optional() }), { a: '1' }],
    ['text that is read as a truth', z.stringbool(), 'true'],
    ['faults of its own', z.string().superRefine((_, context) => context.addIssue('no')), 'x'],
    ['a pattern that remembers', z.string().regex(/x/g), 'x'],
    ['a format with rules of its own', z.email(), 'a@b.example'],
    ['exactly one of several', z.xor([z.string(), z.string().min(1)]), 'x'],
    ['a first option that would change it', z.union([z.string().trim(), z.string()]), ' x '],
    ['all of a fixed set of keys', z.record(z.enum(['a', 'b']), z.int()), { a: 1 }],
    ['a reserved key, which is dropped', z.record(z.string(), z.int()), JSON.parse('{"__proto__":1}')],
    ['a schema that contains itself', linked(), { next: { next: {} } }],
  ])('%s', (_, schema, value) => {
    expect(quickCheck(schema)(value)).toBe(false)
  })
})

function linked(): ZodType {
  const schema: ZodType = z.strictObject({
    get next() {
      return schema.optional()
    },
  })
  return schema
}

describe('what does not fit never holds', () => {
  it.each<[string, ZodType, unknown]>([
    ['a list for an object', z.strictObject({}), []],
    ['null for an object', z.strictObject({}), null],
    ['a member too many', z.strictObject({ a: z.int() }), { a: 1, b: 1 }],
    ['a member too few', z.strictObject({ a: z.int(), b: z.int().optional() }), { b: 1 }],
    ['an inherited name', z.strictObject({ a: z.int().optional() }), { toString: 1 }],
    ['a number past all bounds', z.number(), JSON.parse('1e999')],
    ['a whole number past 2^53', z.int(), 2 ** 53],
    ['a fraction', z.int(), 0.5],
    ['a text that is too long', z.string().max(2), 'xxx'],
    ['a list that is too short', z.array(z.int()).min(1), []],
    ['a limit that is not within', z.number().gt(1), 1],
    ['a limit that is', z.number().lte(1), 1.5],
    ['another value', z.enum(['a']), 'b'],
    ['a refinement', z.string().refine((text) => text === 'x'), 'y'],
  ])('%s', (_, schema, value) => {
    expect(quickCheck(schema)(value)).toBe(false)
    expect(schema.safeParse(value).success).toBe(false)
  })
})

it('an order is plain, and so is a query of which nothing is given', () => {
  expect(quickCheck(contract.activityInput)(activity)).toBe(true)
  expect(quickCheck(z.strictObject({ release: z.coerce.number().optional() }))({})).toBe(true)
})

const schemas = Object.entries(contract).flatMap(([name, value]) =>
  value instanceof ZodType ? [[name, value] as const] : [],
)

// Valid bodies with a piece exchanged, so that most faults are deep inside.
const bodies: readonly unknown[] = [
  activity,
  { items: [activity, activity] },
  { externalId: 'c-1', email: 'a@b.example', attributes: { tags: ['a'] } },
  { parts: [{ currency: 'points', amount: 5 }], reference: 'r' },
  { name: 'till', scopes: ['read'], programKey: null },
]

const piece = fc.oneof(
  fc.constantFrom('a', 'order.placed', '2', '2.55', 'EUR', '\u0000', '\ud800', 'mem_0', ''),
  fc.constantFrom(0, 1, -1, 0.5, 2 ** 53, Number.POSITIVE_INFINITY),
  fc.constantFrom(true, null, [], {}, ['a'], [1], { constructor: 1 }, { a: 1 }),
  fc.jsonValue({ maxDepth: 2 }),
)

function exchange(value: unknown, at: number, by: unknown): unknown {
  let place = -1
  const walk = (each: unknown): unknown => {
    place += 1
    if (place === at) return by
    if (Array.isArray(each)) return each.map(walk)
    if (each === null || typeof each !== 'object') return each
    return Object.fromEntries(Object.entries(each).map(([name, member]) => [name, walk(member)]))
  }
  return walk(value)
}

it('holds only where the schema answers the same value: every schema of the contract, whatever it is given', () => {
  let held = 0
  fc.assert(
    fc.property(fc.constantFrom(...bodies), fc.nat(60), piece, (body, at, by) => {
      const value = exchange(body, at, by)
      for (const [name, schema] of schemas) {
        if (!quickCheck(schema)(value)) continue
        held += 1
        expect(schema.safeParse(value), name).toEqual({ success: true, data: value })
      }
    }),
    { numRuns: 300 },
  )
  expect(held).toBeGreaterThan(50)
})
