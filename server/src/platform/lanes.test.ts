import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { createLanes } from './lanes.ts'

interface Job {
  key: string
  group: string
  number: number
}

/** A gate that batches wait at until the test opens it. */
function gate() {
  let open = (): void => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, opened }
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** One lane that does nothing but tell how large its batches are. */
function oneLane() {
  const sizes: number[] = []
  const lanes = createLanes<Job>({
    lanes: 1,
    batchMax: 100,
    queueMax: 1000,
    groupOf: () => 'g',
    run: (jobs) => {
      sizes.push(jobs.length)
      return Promise.resolve()
    },
  })
  return { lanes, sizes }
}

describe('lanes', () => {
  test('refuse what is past the queue’s limit, and take again when there is room', async () => {
    const door = gate()
    const done: number[] = []
    const lanes = createLanes<Job>({
      lanes: 1,
      batchMax: 2,
      queueMax: 3,
      groupOf: (job) => job.group,
      run: async (jobs) => {
        await door.opened
        done.push(...jobs.map((job) => job.number))
      },
    })
    const offer = (number: number) => lanes.offer('k', { key: 'k', group: 'g', number })
    expect([1, 2, 3, 4].map(offer)).toEqual([true, true, true, false])
    expect(lanes.waiting()).toBe(3)
    await turn()
    await turn()
    expect(lanes.waiting()).toBe(1)
    expect([5, 6, 7].map(offer)).toEqual([true, true, false])
    door.open()
    await lanes.close()
    expect(done).toEqual([1, 2, 3, 5, 6])
    expect(offer(8)).toBe(false)
  })

  test('D-08 what has waited too long behind a batch that stands still is refused and not run', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    try {
      const door = gate()
      const done: number[] = []
      const refused: number[] = []
      const lanes = createLanes<Job>({
        lanes: 1,
        batchMax: 1,
        queueMax: 10,
        groupOf: (job) => job.group,
        run: async (jobs) => {
          await door.opened
          done.push(...jobs.map((job) => job.number))
        },
        waitMax: { ms: 1_000, refuse: (job) => refused.push(job.number) },
      })
      const offer = (number: number) => lanes.offer('k', { key: 'k', group: 'g', number })
      offer(1)
      await turn()
      await turn()
      offer(2)
      offer(3)
      vi.advanceTimersByTime(1_001)
      offer(4)
      expect(lanes.waiting()).toBe(3)
      door.open()
      await lanes.close()
      expect({ done, refused, waiting: lanes.waiting() }).toEqual({
        done: [1, 4],
        refused: [2, 3],
        waiting: 0,
      })
    } finally {
      vi.useRealTimers()
    }
  })

  test('an idle pair of lanes closes at once', async () => {
    const lanes = createLanes<Job>({
      lanes: 2,
      batchMax: 1,
      queueMax: 1,
      groupOf: () => 'g',
      run: () => Promise.resolve(),
    })
    await lanes.close()
    expect(lanes.waiting()).toBe(0)
  })

  test('requests of one turn of the event loop share the first batch', async () => {
    const { lanes, sizes } = oneLane()
    for (let number = 0; number < 250; number += 1) lanes.offer('k', { key: 'k', group: 'g', number })
    await lanes.close()
    expect(sizes).toEqual([100, 100, 50])
  })

  test('what comes a few turns later still shares the batch', async () => {
    const { lanes, sizes } = oneLane()
    const offer = (number: number) => lanes.offer('k', { key: 'k', group: 'g', number })
    offer(1)
    await turn()
    await turn()
    offer(2)
    await lanes.close()
    expect(sizes).toEqual([2])
  })

  test('who keeps coming keeps nobody waiting', async () => {
    const { lanes, sizes } = oneLane()
    for (let number = 0; number < 60; number += 1) {
      lanes.offer('k', { key: 'k', group: 'g', number })
      await turn()
    }
    await lanes.close()
    expect(sizes.length).toBeGreaterThan(1)
    expect(Math.max(...sizes)).toBeLessThan(30)
  })

  test('whatever comes when: the order of a key is kept, groups never mix, batches stay small, closing drains', async () => {
    const jobs = fc.array(
      fc.record({
        key: fc.constantFrom('a', 'b', 'c', 'd'),
        group: fc.constantFrom('g', 'h'),
        pause: fc.boolean(),
      }),
      { maxLength: 120 },
    )
    await fc.assert(
      fc.asyncProperty(
        jobs,
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 7 }),
        async (drafts, count, batchMax) => {
          const batches: (readonly Job[])[] = []
          let running = 0
          let most = 0
          const lanes = createLanes<Job>({
            lanes: count,
            batchMax,
            queueMax: 1000,
            groupOf: (job) => job.group,
            run: async (batch) => {
              running += 1
              most = Math.max(most, running)
              await turn()
              batches.push(batch)
              running -= 1
            },
          })
          for (const [number, { key, group, pause }] of drafts.entries()) {
            expect(lanes.offer(key, { key, group, number })).toBe(true)
            if (pause) await turn()
          }
          await lanes.close()
          const done = batches.flat()
          expect(done).toHaveLength(drafts.length)
          expect(most).toBeLessThanOrEqual(count)
          for (const batch of batches) {
            expect(batch.length).toBeLessThanOrEqual(batchMax)
            expect(new Set(batch.map((job) => job.group)).size).toBe(1)
          }
          for (const key of ['a', 'b', 'c', 'd']) {
            const numbers = done.filter((job) => job.key === key).map((job) => job.number)
            expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
          }
        },
      ),
      { numRuns: 60 },
    )
  })
})
