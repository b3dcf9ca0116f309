import { expect, test } from 'vitest'
import { proposal } from '../../../test/fixture-back-test.ts'
import { shownProposals, verbsFor } from './shown-proposals.ts'

const [own, another] = [true, false]
const [four, two] = [true, false]

test.each([
  ['open', another, two, null, ['approve', 'publish', 'schedule', 'beta', 'reject', 'withdraw']],
  ['open', own, two, null, ['publish', 'schedule', 'beta', 'withdraw']],
  ['open', another, four, null, ['approve', 'reject', 'withdraw']],
  ['open', own, four, null, ['withdraw']],
  ['approved', own, four, 'staff:Mina', ['publish', 'schedule', 'beta', 'withdraw']],
  ['approved', another, four, 'staff:Mina', ['publish', 'schedule', 'beta', 'reject', 'withdraw']],
  ['beta', another, four, 'staff:Mina', ['publish', 'withdraw']],
  ['failed', another, four, 'staff:Mina', []],
  ['rejected', another, four, null, []],
] as const)(
  'a proposal that is %s, own %s, four eyes %s, approved by %s',
  (state, isOwn, fourEyes, approvedBy, verbs) => {
    expect(verbsFor({ state, approvedBy }, { isOwn, fourEyes, isHeldBack: false })).toEqual(verbs)
    const goesOut = verbsFor({ state, approvedBy }, { isOwn, fourEyes, isHeldBack: true })
    expect(goesOut).toEqual(verbs.filter((verb) => !['publish', 'schedule', 'beta'].includes(verb)))
  },
)

test('what was decided is gone, but for what was rejected since the release in force', () => {
  const states = [
    'open',
    'rejected',
    'rejected',
    'published',
    'rejected',
    'rejected',
    'withdrawn',
    'beta',
  ] as const
  const all = states.map((state, index) => ({
    ...proposal,
    proposal: 9 - index,
    state,
    base: index === 1 ? 3 : 4,
  }))
  expect(shownProposals(all, 4).map((each) => each.proposal)).toEqual([9, 7, 5, 4, 2])
  const failed = { ...proposal, proposal: 10, state: 'failed' } as const
  expect(shownProposals([failed, ...all.slice(3)], 4)[0]).toBe(failed)
  expect(shownProposals([{ ...proposal, proposal: 11 }, failed], 4)).not.toContain(failed)
})
