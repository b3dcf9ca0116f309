import fc from 'fast-check'
import type { FactType } from '../../src/rules/index.ts'

export const kinds = {
  whole: 'int',
  other: 'int',
  price: 'money',
  cost: 'money',
  at: 'timestamp',
  since: 'timestamp',
  span: 'duration',
  word: 'string',
  text: 'string',
  yes: 'bool',
} as const
export type Name = keyof typeof kinds
const names = Object.keys(kinds) as Name[]

export const variables: Record<string, FactType> = {
  f: {
    kind: 'object',
    name: 'facts',
    fields: {
      ...Object.fromEntries(names.map((name) => [name, { kind: kinds[name] } as FactType])),
      tags: { kind: 'list', of: { kind: 'string' } },
      map: { kind: 'map', of: { kind: 'string' } },
    },
  },
}

/** Facts of one member; what is absent is null in SQL and not there for the evaluator. */
export type Facts = { [name in Name]?: number | string | boolean } & {
  tags: string[]
  map: Record<string, string>
}

export const max = Number.MAX_SAFE_INTEGER
const texts = [
  '',
  'a',
  'A',
  'Z',
  'é',
  'z',
  '\uffff',
  '\u{1f600}',
  '12',
  '-7',
  '0012',
  '1e3',
  'true',
  'F',
  'gold',
  'goldfish',
  "o'b\\n",
]
const zones = ['UTC', 'Europe/London', 'America/St_Johns', 'Asia/Kathmandu', '+05:30', '-03:00']

const value: { [name in Name]: fc.Arbitrary<number | string | boolean> } = {
  whole: fc.oneof(fc.integer({ min: -4, max: 4 }), fc.constantFrom(max, -max, max - 1, 100)),
  other: fc.oneof(fc.integer({ min: -4, max: 4 }), fc.constantFrom(max, 0, 3)),
  price: fc.oneof(fc.integer({ min: -300, max: 9000 }), fc.constantFrom(max)),
  cost: fc.integer({ min: 0, max: 500 }),
  at: fc.integer({ min: Date.UTC(1971, 0, 1), max: Date.UTC(2036, 0, 1) }),
  since: fc.constantFrom(
    Date.UTC(2026, 2, 29, 0, 59, 59, 999),
    Date.UTC(2026, 2, 29, 1),
    Date.UTC(2399, 11, 31),
  ),
  span: fc.oneof(
    fc.integer({ min: -100_000_000, max: 100_000_000 }),
    fc.constantFrom(3_600_000, 315_576_000_000_000),
  ),
  word: fc.constantFrom(...texts),
  text: fc.oneof(
    fc.constantFrom(...texts),
    fc.string({ unit: 'grapheme', maxLength: 3 }).filter((each) => !each.includes('\0')),
  ),
  yes: fc.boolean(),
}

export const facts: fc.Arbitrary<Facts> = fc
  .record(
    {
      ...Object.fromEntries(names.map((name) => [name, value[name]])),
      tags: fc.array(fc.constantFrom('vip', 'new', 'gold', ''), { maxLength: 3 }),
      map: fc.dictionary(fc.constantFrom('city', 'late-orders', 'in'), fc.constantFrom(...texts), {
        noNullPrototype: true,
      }),
    },
    { requiredKeys: ['tags', 'map'] },
  )
  .map((each) => each as unknown as Facts)

function word(): fc.Arbitrary<string> {
  return fc.oneof(
    { arbitrary: fc.constantFrom('f.word', 'f.text', 'f.map.city', 'f.map["late-orders"]'), weight: 4 },
    { arbitrary: fc.constantFrom(...texts).map((each) => JSON.stringify(each)), weight: 2 },
    {
      arbitrary: fc.constantFrom(
        'f.word.lowerAscii()',
        'f.text.upperAscii()',
        '(f.word + f.text)',
        'string(f.whole)',
        'string(f.yes)',
        '(f.yes ? f.word : f.text)',
      ),
      weight: 1,
    },
  )
}

function whole(depth: number): fc.Arbitrary<string> {
  const leaf = fc.oneof(
    fc.constantFrom(
      'f.whole',
      'f.other',
      'size(f.word)',
      'size(f.tags)',
      'int(f.word)',
      'int(f.map.city)',
      'int(f.at)',
      'math.sign(f.whole)',
    ),
    fc.integer({ min: -5, max: 5 }).map(String),
    fc.constantFrom(String(max), `-${max}`),
    fc
      .tuple(
        fc.constantFrom('f.at', 'f.since'),
        fc.constantFrom(
          'getFullYear',
          'getMonth',
          'getDate',
          'getDayOfMonth',
          'getDayOfWeek',
          'getDayOfYear',
          'getHours',
          'getMinutes',
          'getSeconds',
          'getMilliseconds',
        ),
        fc.constantFrom('', ...zones.map((zone) => JSON.stringify(zone))),
      )
      .map(([at, part, zone]) => `${at}.${part}(${zone})`),
    fc.constantFrom(
      'f.span.getHours()',
      'f.span.getMinutes()',
      'f.span.getMilliseconds()',
      '(f.at - f.since).getHours()',
    ),
  )
  if (depth === 0) return leaf
  const sub = whole(depth - 1)
  return fc.oneof(
    { arbitrary: leaf, weight: 3 },
    {
      arbitrary: fc
        .tuple(sub, fc.constantFrom('+', '-', '*', '/', '%'), sub)
        .map(([a, operator, b]) => `(${a} ${operator} ${b})`),
      weight: 3,
    },
    { arbitrary: fc.tuple(sub, sub).map(([a, b]) => `math.greatest(${a}, ${b}, 1)`), weight: 1 },
    { arbitrary: fc.tuple(sub, sub).map(([a, b]) => `min(${a}, ${b})`), weight: 1 },
    { arbitrary: sub.map((a) => `-${a}`.replace('--', '- -')).map((a) => `(${a})`), weight: 1 },
    { arbitrary: fc.tuple(sub, sub).map(([a, b]) => `(f.yes ? ${a} : ${b})`), weight: 1 },
  )
}

const money = fc.oneof(
  fc.constantFrom(
    'f.price',
    'f.cost',
    '(f.price - f.cost)',
    '(f.price * f.other)',
    'math.abs(f.price)',
    'max(f.price, f.cost)',
  ),
  fc.constantFrom('50.00', '0.0', '2.5', '-1.25'),
  fc
    .tuple(
      fc.constantFrom('floor', 'ceil', 'round', 'trunc'),
      fc.constantFrom(
        'f.price / f.other',
        'f.price / 3',
        'f.cost * 0.335',
        'f.price * f.whole / 7',
        'f.price / 0.4 * 1.05',
        'f.cost / f.whole / f.other',
      ),
    )
    .map(([rounding, amount]) => `math.${rounding}(${amount})`),
)

const time = fc.constantFrom(
  'f.at',
  'f.since',
  '(f.at + f.span)',
  '(f.since - duration("36h"))',
  'timestamp("2026-03-29T01:00:00Z")',
)
const span = fc.constantFrom(
  'f.span',
  '(f.at - f.since)',
  '(f.span + f.span)',
  'duration("90s")',
  '(-f.span)',
)
const comparing = fc.constantFrom('==', '!=', '<', '<=', '>', '>=')

function compared(side: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(side, comparing, side).map(([a, operator, b]) => `${a} ${operator} ${b}`)
}

/** Conditions over these facts, of every part of the language that has an SQL form. */
export function conditions(depth: number): fc.Arbitrary<string> {
  const leaf = fc.oneof(
    fc.constantFrom(
      'f.yes',
      'has(f.word)',
      'has(f.whole)',
      'has(f.map.city)',
      '"late-orders" in f.map',
      '"vip" in f.tags',
      'f.word in f.tags',
      'bool(f.word)',
      'f.yes < has(f.at)',
      'true',
    ),
    compared(word()),
    compared(whole(2)),
    fc
      .tuple(fc.constantFrom('f.price', 'f.cost', '(f.price - f.cost)'), comparing, money)
      .map(([a, operator, b]) => `${a} ${operator} ${b}`),
    compared(time),
    compared(span),
    fc
      .tuple(
        fc.constantFrom('f.price / f.cost', 'double(f.price)', 'double(f.whole)'),
        comparing,
        fc.constantFrom('1.5', '0.0', '-2.25', 'f.whole'),
      )
      .map(([a, operator, b]) => `${a} ${operator} ${b}`),
    fc
      .tuple(word(), fc.constantFrom('startsWith', 'endsWith', 'contains'), word())
      .map(([a, name, b]) => `${a}.${name}(${b})`),
    fc.tuple(word(), fc.array(word(), { maxLength: 3 })).map(([a, list]) => `${a} in [${list.join(', ')}]`),
    fc
      .tuple(whole(1), fc.array(whole(1), { maxLength: 3 }))
      .map(([a, list]) => `${a} in [${list.join(', ')}]`),
  )
  if (depth === 0) return leaf
  const sub = conditions(depth - 1)
  return fc.oneof(
    { arbitrary: leaf, weight: 2 },
    {
      arbitrary: fc.array(sub, { minLength: 2, maxLength: 3 }).map((parts) => `(${parts.join(' && ')})`),
      weight: 2,
    },
    {
      arbitrary: fc.array(sub, { minLength: 2, maxLength: 3 }).map((parts) => `(${parts.join(' || ')})`),
      weight: 2,
    },
    { arbitrary: sub.map((part) => `!(${part})`), weight: 1 },
    { arbitrary: fc.tuple(sub, sub, sub).map(([a, b, c]) => `(${a} ? ${b} : ${c})`), weight: 1 },
    {
      arbitrary: fc
        .tuple(
          fc.constantFrom('exists', 'all', 'exists_one'),
          fc.constantFrom(
            't == f.word',
            't.startsWith("g")',
            't > f.text',
            'int(t) > 1',
            't in f.tags && f.yes',
          ),
        )
        .map(([macro, body]) => `f.tags.${macro}(t, ${body})`),
      weight: 1,
    },
  )
}
