import { connect, createServer, type Server, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Child, openChild } from './child.ts'

const entry = new URL('./sample-child.ts', import.meta.url)
const open = new Set<Child>()

function start(given: { isStubborn?: boolean } = {}, closeWithinMs?: number): Child {
  const options = { memoryMb: 48, ...(closeWithinMs === undefined ? {} : { closeWithinMs }) }
  const child = openChild(entry, { greeting: 'Hello', ...given }, options)
  open.add(child)
  return child
}

afterEach(async () => {
  await Promise.all([...open].map((child) => child.close()))
  open.clear()
})

describe('a child', () => {
  it.each([
    ['what it does not know', 'dance', 'knows no verb "dance"'],
    ['what it refuses, with what cannot be copied', 'refuse', 'Not today'],
    ['what ends it', 'end', 'The process has ended'],
    ['what nobody caught', 'fail', 'The process has ended (1)'],
    ['more than its memory', 'fill', /has ended/],
  ])('throws for %s', async (_what, verb, message) => {
    await expect(start().ask(verb, {})).rejects.toThrow(message)
  })

  it('answers with what is copied, and tells how far it is', async () => {
    const child = start()
    const told: number[] = []
    const [greeting, counted] = await Promise.all([
      child.ask('greet', 'world'),
      child.ask('count', 3, (each) => told.push(each)),
    ])
    expect(greeting).toBe('Hello, world')
    expect(counted).toEqual(new Map([['counted', new Float64Array([3])]]))
    expect(told).toEqual([1, 2, 3])
  })

  it('goes on after it refused something', async () => {
    const child = start()
    await expect(child.ask('refuse', {})).rejects.toThrow()
    expect(await child.ask('greet', 'again')).toBe('Hello, again')
  })

  it.each([
    ['what stops by itself', 'wait', {}, { closeWithinMs: 20_000, message: 'aborted' }],
    ['what never stops', 'spin', {}, { closeWithinMs: 300, message: 'The process has ended' }],
    ['what does not let go', 'wait', { isStubborn: true }, { closeWithinMs: 300, message: 'aborted' }],
  ])('is closed in the middle of %s, once and for all', async (_what, verb, given, by) => {
    const { closeWithinMs, message } = by
    const child = start(given, closeWithinMs)
    await child.ask('greet', 'you')
    const running = expect(child.ask(verb, {})).rejects.toThrow(message)
    await child.close()
    await running
    await child.close()
    await expect(child.ask('greet', 'nobody')).rejects.toThrow('The process has ended')
  })
})

describe('connections that are handed on', () => {
  let door: Server
  let accepted: Socket[]

  beforeEach(async () => {
    accepted = []
    door = createServer({ pauseOnConnect: true }, (connection) => accepted.push(connection))
    await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve))
  })
  afterEach(() => {
    for (const each of accepted) each.destroy()
    door.close()
  })

  /** Opens so many; what each of them hears. */
  async function open(count: number): Promise<Promise<string>[]> {
    const { port } = door.address() as { port: number }
    const clients = Array.from({ length: count }, () => connect(port, '127.0.0.1'))
    await expect.poll(() => accepted.length).toBe(count)
    return clients.map((client) => text(client))
  }

  it('are served there, also many at once', async () => {
    const child = start()
    const heard = await open(20)
    expect(await Promise.all(accepted.map((each) => child.hand(each)))).toEqual(Array(20).fill(true))
    expect(await Promise.all(heard)).toEqual(Array(20).fill('Hello'))
  })

  it('and still wait when the process ends are here and whole; others are cut', async () => {
    const child = start({}, 100)
    await child.ask('greet', 'you')
    child.ask('spin', {}).catch(() => {})
    const heard = (await open(3)).map((each) => each.catch(() => 'cut'))
    const handed = accepted.map((each) => child.hand(each))
    await child.close()
    const kept = await Promise.all(handed)
    expect(kept.at(-1)).toBe(false)
    for (const [index, each] of accepted.entries()) if (kept[index] === false) each.end('from here')
    expect(await Promise.all(heard)).toEqual(
      kept.map((isGone) => (isGone ? expect.stringMatching(/^(?:cut)?$/) : 'from here')),
    )
  })

  it('are not taken by a process that has ended', async () => {
    const child = start()
    await child.close()
    const [heard] = await open(1)
    expect(await child.hand(accepted[0] as Socket)).toBe(false)
    accepted[0]?.end('from here')
    expect(await heard).toBe('from here')
  })
})
