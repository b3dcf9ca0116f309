import { describe, expect, test } from 'vitest'
import { keyFrom, kindGroups } from './kinds.ts'
import { joinedEdits, same, specDiff } from './spec-diff.ts'

describe('what differs between two specs', () => {
  test.each([
    ['nothing', { a: 1, b: { c: 2 } }, { b: { c: 2 }, a: 1 }, []],
    ['a field', { a: { b: 1 } }, { a: { b: 2 } }, [{ path: 'a.b', before: 1, after: 2 }]],
    ['one more', {}, { a: 1 }, [{ path: 'a', after: 1 }]],
    ['one less', { a: 1 }, {}, [{ path: 'a', before: 1 }]],
    ['a place of a list', { a: [1, 2] }, { a: [1, 3] }, [{ path: 'a[1]', before: 2, after: 3 }]],
    ['a longer list', { a: [1] }, { a: [1, 2] }, [{ path: 'a', before: [1], after: [1, 2] }]],
  ])('%s', (_, before, after, wanted) => {
    expect(specDiff(before, after)).toEqual(wanted)
    expect(same(before, after)).toBe(wanted.length === 0)
  })
})

describe('two edits put together', () => {
  const base = { name: 'Base', points: 1, cap: 5 }
  test.each([
    ['mine alone', { ...base, points: 2 }, base, { ...base, points: 2 }],
    ['theirs alone', base, { ...base, name: 'Other' }, { ...base, name: 'Other' }],
    ['both', { ...base, points: 2 }, { ...base, name: 'Other' }, { name: 'Other', points: 2, cap: 5 }],
    ['both of one field', { ...base, points: 2 }, { ...base, points: 3 }, { ...base, points: 2 }],
    ['what I left out', { name: 'Base', points: 1 }, { ...base, points: 3 }, { name: 'Base', points: 3 }],
    ['what they left out', { ...base, points: 2 }, { name: 'Base', points: 1 }, { name: 'Base', points: 2 }],
  ])('%s', (_, mine, theirs, wanted) => {
    expect(joinedEdits({ base, mine, theirs })).toEqual(wanted)
  })
})

test.each([
  ['Double on Coffee!', [], 'double-on-coffee'],
  ['Café crème', [], 'cafe-creme'],
  ['دو برابر', [], 'earning-rule'],
  ['Base', ['base'], 'base-2'],
  ['Base', ['base', 'base-2'], 'base-3'],
])('the key of %s beside %j', (name, taken, wanted) => {
  expect(keyFrom(name, 'earning-rule', taken)).toBe(wanted)
})

test('a kind of a newer server is shown behind the others', () => {
  expect(kindGroups(['earning-rule']).some((each) => each.group === 'other')).toBe(false)
  expect(kindGroups(['journey', 'game']).at(-1)).toEqual({ group: 'other', kinds: ['game', 'journey'] })
})
