import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CountedSlice, estimateMembers } from './estimate.ts'
import { nextPlaces } from './slices.ts'

function slices(...each: [of: number, members?: number][]): CountedSlice[] {
  return each.map(([of, members]) => ({ of, members }))
}

describe('what is said of slices', () => {
  test.each<[what: string, slices: CountedSlice[], members: number, margin: number]>([
    ['nobody, and none missing', [], 0, 0],
    ['all were counted', slices([10, 3], [20, 5], [0, 0]), 8, 0],
    ['what was not counted has no members', slices([10, 3], [0], [10, 3]), 6, 0],
    ['nobody was counted: anything may be', slices([0, 0], [40], [0, 0]), 0, 40],
    ['between none and all lies a half, give or take the half', slices([9, 0], [100], [9, 9]), 59, 50],
  ])('%s', (_, given, members, margin) => {
    expect(estimateMembers(given)).toEqual({ members, margin })
  })

  test('where nobody was found there may be some', () => {
    const { members, margin } = estimateMembers(slices([1000, 0], [1000], [1000, 0]))
    expect([members, margin > 0, margin < 500]).toEqual([0, true, true])
  })

  test('what is estimated can be: no fewer than were counted, no more than there are', () => {
    const slice = fc.tuple(fc.nat(50), fc.nat(50), fc.boolean()).map(([one, other, isCounted]) => ({
      of: Math.max(one, other),
      members: isCounted ? Math.min(one, other) : undefined,
    }))
    fc.assert(
      fc.property(fc.array(slice, { maxLength: 40 }), (given) => {
        const counted = given.reduce((sum, { members = 0 }) => sum + members, 0)
        const open = given.reduce((sum, { of, members }) => sum + (members === undefined ? of : 0), 0)
        const { members, margin } = estimateMembers(given)
        expect(members).toBeGreaterThanOrEqual(counted)
        expect(members).toBeLessThanOrEqual(counted + open)
        expect(margin).toBeLessThanOrEqual(open)
        if (open === 0) expect([members, margin]).toEqual([counted, 0])
      }),
    )
  })
})

/** How the share of those who fit may hang on when members came, from 0 (the first) to 1 (the last). */
const shapes: Readonly<Record<string, (random: () => number) => (came: number) => number>> = {
  'the same for all': (random) => {
    const share = random()
    return () => share
  },
  few: (random) => {
    const share = 0.1 ** (1 + 3 * random())
    return () => share
  },
  'a step': (random) => {
    const [before, after, at] = [random(), random(), random()]
    return (came) => (came < at ? before : after)
  },
  'all or nobody': (random) => {
    const at = random()
    return (came) => (came < at ? 1 : 0)
  },
  'the newest': (random) => {
    const at = 1 - random() / 10
    return (came) => (came > at ? 0.8 : 0.02)
  },
  'who came in a while': (random) => {
    const [from, long] = [0.85 * random(), 0.05 + 0.1 * random()]
    return (came) => (came > from && came < from + long ? 0.7 : 0.05)
  },
  'more and more': (random) => {
    const [first, last] = [random(), random()]
    return (came) => first + (last - first) * came
  },
  seasons: (random) => {
    const [years, begin] = [1 + 3 * random(), random()]
    return (came) => 0.5 + 0.4 * Math.sin(2 * Math.PI * (years * came + begin))
  },
}

/** Even enough for a simulation, and the same in every run. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Members in slices of very different sizes: whether each fits is up to chance. */
function drawn(random: () => number, share: (came: number) => number): { of: number; members: number }[] {
  const sizes = Array.from({ length: 64 }, () => Math.round(-100 * Math.log(1 - random())))
  const total = sizes.reduce((sum, size) => sum + size, 0)
  let number = 0
  return sizes.map((of) => {
    let members = 0
    for (let each = 0; each < of; each++) if (random() < share(number++ / total)) members++
    return { of, members }
  })
}

/** What is said after so many steps: the first, and others of a tenth. */
function estimateAfter(truth: readonly { of: number; members: number }[], steps: number) {
  const slices: CountedSlice[] = truth.map(({ of }) => ({ of, members: of === 0 ? 0 : undefined }))
  for (let step = 0; step < steps; step++)
    for (const place of nextPlaces(slices, { spentMs: 1, leftMs: 1e9 }).slice(0, 6))
      slices[place] = truth[place] ?? { of: 0, members: 0 }
  return estimateMembers(slices)
}

test.each(Object.entries(shapes))(
  'the margin covers the truth, in 19 of 20 cases at least: %s',
  (_, shape) => {
    const programs = 400
    let covered = 0
    for (let seed = 1; seed <= programs; seed++) {
      const random = chance(seed)
      const truth = drawn(random, shape(random))
      const { members, margin } = estimateAfter(truth, 2 + (seed % 6))
      const exact = truth.reduce((sum, slice) => sum + slice.members, 0)
      if (Math.abs(members - exact) <= margin) covered++
    }
    expect(covered / programs).toBeGreaterThanOrEqual(0.95)
  },
)
