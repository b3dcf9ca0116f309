import { afterEach, describe, expect, it } from 'vitest'
import { openThread, type Thread } from './thread.ts'

const entry = new URL('./sample-thread.ts', import.meta.url)
const open = new Set<Thread>()

function start(given: { isStubborn?: boolean } = {}, closeWithinMs?: number): Thread {
  const options = { memoryMb: 48, ...(closeWithinMs === undefined ? {} : { closeWithinMs }) }
  const thread = openThread(entry, { greeting: 'Hello', ...given }, options)
  open.add(thread)
  return thread
}

afterEach(async () => {
  await Promise.all([...open].map((thread) => thread.close()))
  open.clear()
})

describe('a thread', () => {
  it.each([
    ['what it does not know', 'dance', 'knows no verb "dance"'],
    ['what it refuses, with what cannot be copied', 'refuse', 'Not today'],
    ['what ends it', 'end', 'The thread has ended'],
    ['what nobody caught', 'fail', 'Out of the blue'],
    ['more than its memory', 'fill', /memory/],
  ])('throws for %s', async (_what, verb, message) => {
    await expect(start().ask(verb, {})).rejects.toThrow(message)
  })

  it('answers with what is copied, and tells how far it is', async () => {
    const thread = start()
    const told: number[] = []
    const [greeting, counted] = await Promise.all([
      thread.ask('greet', 'world'),
      thread.ask('count', 3, (each) => told.push(each)),
    ])
    expect(greeting).toBe('Hello, world')
    expect(counted).toEqual(new Map([['counted', new Float64Array([3])]]))
    expect(told).toEqual([1, 2, 3])
  })

  it('goes on after it refused something', async () => {
    const thread = start()
    await expect(thread.ask('refuse', {})).rejects.toThrow()
    expect(await thread.ask('greet', 'again')).toBe('Hello, again')
  })

  it.each([
    ['what stops by itself', 'wait', {}, { closeWithinMs: 20_000, message: 'aborted' }],
    ['what never stops', 'spin', {}, { closeWithinMs: 300, message: 'The thread has ended' }],
    ['what does not let go', 'wait', { isStubborn: true }, { closeWithinMs: 300, message: 'aborted' }],
  ])('is closed in the middle of %s, once and for all', async (_what, verb, given, by) => {
    const { closeWithinMs, message } = by
    const thread = start(given, closeWithinMs)
    await thread.ask('greet', 'you')
    const running = expect(thread.ask(verb, {})).rejects.toThrow(message)
    await thread.close()
    await running
    await thread.close()
    await expect(thread.ask('greet', 'nobody')).rejects.toThrow('The thread has ended')
  })
})
