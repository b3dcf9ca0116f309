import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from './canonical.ts'

test.each<[unknown, string]>([
  [{ b: 1, a: { d: null, c: [true, 'x'] } }, '{"a":{"c":[true,"x"],"d":null},"b":1}'],
  [{ a: undefined, b: -0 }, '{"b":0}'],
  ['a"b\\c\n\u0001\u007f', '"a\\"b\\\\c\\n\\u0001\u007f"'],
  ['\ud83d\ude00 \ud83d', '"😀 \\ud83d"'],
])('%j is written as %s', (value, text) => {
  expect(canonicalJson(value)).toBe(text)
})

const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc.constantFrom('é', '"', '\\', '\u2028', 'x'.repeat(300)),
)
// Reading back is the engine's: once it has met a key of one backslash, it takes the key of one quote for it.
const keys = texts.filter((text) => text !== '\\')

test('any text is written as JSON writes it, and any order of keys gives the same text', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(keys, fc.oneof(texts, fc.array(texts))), { selector: ([key]) => key }),
      (members) => {
        const written = canonicalJson(Object.fromEntries(members))
        expect(canonicalJson(Object.fromEntries([...members].reverse()))).toBe(written)
        expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(Object.fromEntries(members))))
        for (const [key, each] of members)
          if (key !== '__proto__') expect(written).toContain(`${JSON.stringify(key)}:${JSON.stringify(each)}`)
      },
    ),
  )
})
