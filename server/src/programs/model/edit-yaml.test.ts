import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { templatesFolder } from '../programs.ts'
import { newDefinitionText, withSchemaLine, withSpec } from './edit-yaml.ts'

const rule = `# Our rule.
kind: earning-rule   # the kind
key: 'base'
spec:
    # Told to members.
    name: "5 points"   # short
    award: { kind: per-money,  points: 5, perMinor: 100 }
    categories:
      exclude: [gift-cards]   # paid for once

    when: >-
        order.net > 1.0
        && true
    # From the lowest.
    tiers:
    - key: low    # entry
      at: 0
    # The best.
    - key: high
      at: 10
    priority: 100
`

function spec(change: (spec: Record<string, never>) => void): string {
  const wanted = parse(rule).spec
  change(wanted)
  const text = withSpec(rule, wanted)
  expect(parse(text)).toEqual({ ...parse(rule), spec: wanted })
  return text
}

type Any = Record<string, unknown>

describe('the text of a definition', () => {
  test('stays as it is when nothing differs', () => {
    expect(spec(() => {})).toBe(rule)
  })

  test.each<[string, (spec: Any) => void, [string, string][]]>([
    ['a text in its quotes', (of) => (of.name = '6 points'), [['"5 points"', '"6 points"']]],
    ['a number', (of) => (of.priority = 7), [['priority: 100', 'priority: 7']]],
    ['a list in one line', (of) => (of.categories = { exclude: ['a', 'b'] }), [['[gift-cards]', '[a, b]']]],
    [
      'a map in one line',
      (of) => (of.award = { kind: 'fixed', points: 1 }),
      [['{ kind: per-money,  points: 5, perMinor: 100 }', '{ kind: fixed, points: 1 }']],
    ],
    [
      'a field that goes, with its comment',
      (of) => delete of.name,
      [['    # Told to members.\n    name: "5 points"   # short\n', '']],
    ],
    [
      'a field that comes',
      (of) => (of.cap = { points: 3, per: 'day' }),
      [['priority: 100\n', 'priority: 100\n    cap:\n        points: 3\n        per: day\n']],
    ],
    [
      'an item by its key',
      (of) => ((of.tiers as Any[])[1] = { key: 'high', at: 20 }),
      [['at: 10', 'at: 20']],
    ],
    [
      'an item that goes, with its comment',
      (of) => (of.tiers as Any[]).pop(),
      [['    # The best.\n    - key: high\n      at: 10\n', '']],
    ],
    [
      'an item that comes between',
      (of) => (of.tiers as Any[]).splice(1, 0, { key: 'mid', at: 5 }),
      [['      at: 0\n', '      at: 0\n    - key: mid\n      at: 5\n']],
    ],
    [
      'a folded text',
      (of) => (of.when = 'order.net > 2.0'),
      [['order.net > 1.0\n        && true', 'order.net > 2.0']],
    ],
  ])('changes only in %s', (_, change, replaced) => {
    const expected = replaced.reduce((text, [from, to]) => text.replace(from, () => to), rule)
    expect(spec(change as never)).toBe(expected)
  })

  test('keeps every comment when items change their order', () => {
    const text = spec((of) => (of as unknown as { tiers: Any[] }).tiers.reverse())
    for (const comment of ['# Our rule.', '# the kind', '# short', '# paid for once', '# Told to members.'])
      expect(text).toContain(comment)
  })

  test.each(['demo-shop', 'giftware', 'cdnow'])('of the template %s says what is wanted of it', (name) => {
    const folder = path.join(templatesFolder, name, 'definitions')
    for (const file of readdirSync(folder)) {
      const text = readFileSync(path.join(folder, file), 'utf8')
      const wanted = {
        ...parse(text).spec,
        name: 'Another: name',
        description: 'Two\nlines',
        extra: [{ a: 1 }],
      }
      const edited = withSpec(text, wanted)
      expect(parse(edited).spec).toEqual(wanted)
      for (const comment of text.match(/^ *#.*$/gm) ?? []) expect(edited).toContain(comment)
    }
  })
})

const leaf = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.integer({ min: -5, max: 1e6 }),
  fc.boolean(),
  fc.constantFrom('a: b', '# no', '- x', 'two\nlines', ' lead', 'null', '1', ''),
)
const name = fc.constantFrom('a', 'b', 'c', 'key', 'on', 'dotted.name')
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(name, tie('any'), { maxKeys: 3 }),
  ),
})).any
const specs = fc.dictionary(name, value, { maxKeys: 4, noNullPrototype: true })

test('whatever is written and whatever is wanted, the edited text says what is wanted', () => {
  fc.assert(
    fc.property(specs, specs, fc.constantFrom(2, 4), (before, after, indent) => {
      const plain = (of: unknown) => JSON.parse(JSON.stringify(of))
      const text = stringify({ kind: 'k', key: 'x', spec: plain(before) }, { indent })
      const edited = withSpec(text, plain(after))
      expect(parse(edited).spec).toEqual(plain(after))
      expect(withSpec(edited, plain(after))).toBe(edited)
    }),
    { numRuns: 400 },
  )
})

test('a new file names its schema once', () => {
  const text = newDefinitionText(
    { kind: 'store', key: 's', spec: { name: 'S' } },
    'http://x/v1/schemas/store',
  )
  expect(text).toBe(
    '# yaml-language-server: $schema=http://x/v1/schemas/store\nkind: store\nkey: s\nspec:\n  name: S\n',
  )
  expect(withSchemaLine(text, 'http://other')).toBe(text)
})
