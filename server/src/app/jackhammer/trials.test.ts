import { describe, expect, test } from 'vitest'
import type { Told } from '../client.ts'
import type { Shop } from './shop.ts'
import { bank, doublePost, overspend, type Trial } from './trials.ts'

function told(status: number, body: Record<string, unknown> = {}): Told {
  return { status, text: JSON.stringify(body), headers: new Headers(), body }
}

/** A shop in memory whose one fault the test chooses. */
function leaky(fault: 'none' | 'pays too often' | 'posts twice' | 'loses on the way'): Shop {
  const left = new Map<string, number>()
  const known = new Map<string, Told>()
  const orders = new Set<string>()
  const of = (member: string) => left.get(member) ?? 0
  const spend: Shop['spend'] = async (member, amount, key) => {
    const before = key === undefined ? undefined : known.get(key)
    if (before !== undefined && fault !== 'posts twice')
      return JSON.stringify(amount) === before.body.amount ? before : told(422)
    if (of(member) < amount && fault !== 'pays too often') return told(409, { code: 'insufficient_points' })
    left.set(member, of(member) - amount)
    const paid = told(200, { amount: JSON.stringify(amount) })
    if (key !== undefined) known.set(key, paid)
    return paid
  }
  return {
    key: 'leaky',
    spend,
    newMember: async (points) => {
      const member = `externalId:m${left.size}`
      left.set(member, points)
      return member
    },
    give: async (from, to, { amount }) => {
      if (of(from) < amount) return told(409, { code: 'insufficient_points' })
      left.set(from, of(from) - amount)
      left.set(to, of(to) + (fault === 'loses on the way' ? amount - 1 : amount))
      await new Promise((resolve) => setImmediate(resolve))
      return told(200)
    },
    order: async (externalId, sourceId, points) => {
      if (orders.has(sourceId) && fault !== 'posts twice') return told(200)
      orders.add(sourceId)
      left.set(`externalId:${externalId}`, of(`externalId:${externalId}`) + points)
      return told(201)
    },
    available: async (member) => of(member),
    verify: async () => [],
    shut: async () => true,
  }
}

function trialOf(shop: Shop): Trial {
  const signal = new AbortController().signal
  return { shop, seconds: 0.05, signal, progress: () => {}, total: undefined }
}

describe('the jackhammer finds', () => {
  test('nothing wrong with a ledger that has no fault', async () => {
    for (const run of [overspend, doublePost, bank])
      expect(await run(trialOf(leaky('none')))).toMatchObject({ passed: true, faults: [] })
  })

  test.each([
    ['L-01', 'pays too often', overspend],
    ['L-02', 'posts twice', doublePost],
    ['L-06', 'loses on the way', bank],
  ] as const)('%s in one that %s', async (id, fault, run) => {
    const verdict = await run(trialOf(leaky(fault)))
    expect(verdict).toMatchObject({ id, passed: false })
    expect(verdict.faults.length).toBeGreaterThan(0)
  })
})
