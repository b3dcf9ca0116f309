import type { DefinitionKind } from '@perennial/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from '../../kernel/canonical.ts'
import type { Specs } from '../definition.ts'
import { diffSpecs } from './diff.ts'

function specs(stores: Record<string, unknown>): Specs {
  return new Map<DefinitionKind, Map<string, unknown>>([['store', new Map(Object.entries(stores))]])
}

test('says which field of which definition changed', () => {
  const before = specs({
    a: { name: 'A', tiers: [{ at: 1 }, { at: 2 }], tags: ['x'], gone: true },
    b: { name: 'B' },
    same: { n: { deep: [1] } },
  })
  const after = specs({
    a: { name: 'A2', tiers: [{ at: 1 }, { at: 3 }], tags: ['x', 'y'], fresh: { n: 1 } },
    c: { name: 'C', size: 2 },
    same: { n: { deep: [1] } },
  })
  expect(diffSpecs(before, after)).toEqual([
    {
      kind: 'store',
      key: 'a',
      change: 'changed',
      fields: [
        { path: 'fresh', after: { n: 1 } },
        { path: 'gone', before: true },
        { path: 'name', before: 'A', after: 'A2' },
        { path: 'tags', before: ['x'], after: ['x', 'y'] },
        { path: 'tiers[1].at', before: 2, after: 3 },
      ],
    },
    { kind: 'store', key: 'b', change: 'removed', fields: [{ path: 'name', before: 'B' }] },
    {
      kind: 'store',
      key: 'c',
      change: 'added',
      fields: [
        { path: 'name', after: 'C' },
        { path: 'size', after: 2 },
      ],
    },
  ])
})

test('is empty exactly when both say the same', () => {
  const spec = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.jsonValue({ maxDepth: 3 }))
  fc.assert(
    fc.property(spec, spec, (a, b) => {
      const [before, after] = [canonicalJson(a), canonicalJson(b)]
      const changes = diffSpecs(specs({ one: JSON.parse(before) }), specs({ one: JSON.parse(after) }))
      expect(changes.length === 0).toBe(before === after)
    }),
  )
})
