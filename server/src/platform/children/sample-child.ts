import { setTimeout } from 'node:timers/promises'
import { serveAsChild } from './serve-as-child.ts'

/** The work of a process for tests. */
serveAsChild<{ greeting: string; isStubborn?: boolean }>(({ greeting, isStubborn }) => {
  const stop = new AbortController()
  return {
    verbs: {
      greet: (name: string) => Promise.resolve(`${greeting}, ${name}`),
      async count(to: number, tell) {
        for (let at = 1; at <= to; at += 1) tell(at)
        return new Map([['counted', new Float64Array([to])]])
      },
      refuse: () => Promise.reject(Object.assign(new Error('Not today'), { because: () => {} })),
      wait: () => setTimeout(60_000, 'waited', { signal: stop.signal }),
      spin: () => {
        for (;;);
      },
      end: () => process.exit(3),
      fail: () => {
        queueMicrotask(() => {
          throw new Error('Out of the blue')
        })
        return setTimeout(60_000)
      },
      fill: async () => {
        const all: number[][] = []
        for (;;) all.push(Array.from({ length: 100_000 }, (_, index) => index + all.length))
      },
    },
    receive: (connection) => {
      connection.end(greeting)
    },
    close: () => {
      stop.abort()
      return isStubborn === true ? setTimeout(60_000) : Promise.resolve()
    },
  }
})
