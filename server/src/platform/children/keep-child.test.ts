import { afterEach, describe, expect, it } from 'vitest'
import type { Child } from './child.ts'
import { type KeptChild, keepChild } from './keep-child.ts'

/** A process that is only told of. */
interface Told extends Child {
  /** It ends by itself. */
  end(): void
  closed: boolean
}

function tellOf(ready: () => Promise<unknown>): Told {
  let settle = (_: Error) => {}
  const ended = new Promise<Error>((resolve) => {
    settle = resolve
  })
  const told: Told = {
    closed: false,
    ask: (verb) => (verb === 'ready' ? ready() : Promise.resolve()),
    hand: () => Promise.resolve(false),
    ended,
    end: () => settle(new Error('It has ended')),
    close: async () => {
      told.closed = true
      settle(new Error('It was closed'))
    },
  }
  return told
}

let kept: KeptChild | undefined
afterEach(() => kept?.close())

function keep(ready: () => Promise<unknown>) {
  const children: Told[] = []
  const lost: [string, number][] = []
  kept = keepChild({
    open: () => {
      const child = tellOf(ready)
      children.push(child)
      return child
    },
    onLost: (error, pauseMs) => lost.push([error.message, pauseMs]),
    pauseMs: 2,
  })
  /** Which one may be given work. */
  const at = () => children.indexOf(kept?.now() as Told)
  return { kept, children, lost, at }
}

describe('a kept process', () => {
  it('that does not get ready is closed, told of and tried again', async () => {
    let tries = 0
    const { kept, children, lost, at } = keep(async () => {
      tries += 1
      if (tries < 3) throw new Error('No database')
    })
    await kept.begun
    expect(kept.now()).toBeUndefined()
    await expect.poll(() => at()).toBe(2)
    expect(lost).toEqual([
      ['No database', 2],
      ['No database', 4],
    ])
    expect(children.map((each) => each.closed)).toEqual([true, true, false])
  })

  it('that ends is started again, and has no work meanwhile', async () => {
    const { kept, children, lost, at } = keep(() => Promise.resolve())
    await kept.begun
    expect(at()).toBe(0)
    children[0]?.end()
    await expect.poll(() => lost).toEqual([['It has ended', 2]])
    expect(at()).not.toBe(0)
    await expect.poll(() => at()).toBe(1)
  })

  it('that is about to end has no more work', async () => {
    const { kept, children, at } = keep(() => Promise.resolve())
    await kept.begun
    kept.retire()
    expect(kept.now()).toBeUndefined()
    children[0]?.end()
    await expect.poll(() => at()).toBe(1)
  })

  it('that is closed stays closed, also while it waits to begin again', async () => {
    const { kept, children, lost } = keep(() => Promise.resolve())
    await kept.begun
    children[0]?.end()
    await expect.poll(() => lost.length).toBe(1)
    await kept.close()
    const count = children.length
    await kept.close()
    expect(kept.now()).toBeUndefined()
    expect(children).toHaveLength(count)
    expect(lost).toHaveLength(1)
  })
})
