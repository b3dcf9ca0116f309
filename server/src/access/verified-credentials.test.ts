import { describe, expect, it } from 'vitest'
import type { Caller } from '../platform/http/index.ts'
import { digestOf, hashSecret } from './model/secrets.ts'
import { type Verified, verifyingBy } from './verified-credentials.ts'

const caller: Caller = {
  organizationId: 1,
  actor: 'key:x',
  credentialId: 'key_1',
  programKey: null,
  scopes: ['read'],
}
const good: Verified = { caller, expiresAtMs: Number.POSITIVE_INFINITY }

function setUp(answer: (asked: number) => Promise<Verified | undefined>) {
  const state = { asked: 0, nowMs: 1_000_000 }
  const credentials = verifyingBy({
    now: () => state.nowMs,
    ask: () => {
      state.asked += 1
      return answer(state.asked)
    },
  })
  return { state, find: (text: string) => credentials.find(digestOf(text)), forget: credentials.forget }
}

describe('verified credentials', () => {
  it('never serve an answer past four seconds from when it was asked, whatever the database does', async () => {
    const { state, find } = setUp((asked) =>
      asked === 1 ? Promise.resolve(good) : Promise.reject(new Error('away')),
    )
    await find('a')
    state.nowMs += 3_999
    expect(find('a')).toBe(good)
    state.nowMs += 1
    await expect(find('a')).rejects.toThrow('away')
  })

  it('ask again ahead of time, and take the new answer', async () => {
    const { state, find } = setUp(async (asked) => (asked === 1 ? good : undefined))
    await find('a')
    state.nowMs += 2_000
    expect(find('a')).toBe(good)
    await expect.poll(() => find('a')).toBeUndefined()
    expect(state.asked).toBe(2)
  })

  it('do not remember an answer that was forgotten while it was under way', async () => {
    let answerFirst: ((verified: Verified) => void) | undefined
    const first = new Promise<Verified>((resolve) => {
      answerFirst = resolve
    })
    const { find, forget } = setUp((asked) => (asked === 1 ? first : Promise.resolve(undefined)))
    const waiting = find('a')
    forget(hashSecret('a'))
    answerFirst?.(good)
    await waiting
    expect(await find('a')).toBeUndefined()
  })

  it('keep the keys in use through a flood of guesses, and no more guesses than they have room for', async () => {
    const { state, find } = setUp(async (asked) => (asked === 1 ? good : undefined))
    await find('in use')
    for (let guess = 0; guess < 3_000; guess += 1) await find(`guess ${guess}`)
    expect(find('in use')).toBe(good)
    const asked = state.asked
    await find('guess 2999')
    expect(state.asked).toBe(asked)
    await find('guess 0')
    expect(state.asked).toBe(asked + 1)
  })

  it('a clock that jumps back does not make answers last', async () => {
    const { state, find } = setUp(async () => good)
    await find('a')
    state.nowMs -= 60_000
    await find('a')
    expect(state.asked).toBe(2)
  })
})
