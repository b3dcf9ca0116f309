import type { Balance } from '@perennial/contract'
import { expect, test } from 'vitest'
import { outcomeOf, resultOf } from './adjustment.ts'

const before: Balance = {
  currency: 'points',
  available: 0,
  pending: 10,
  held: 0,
  debt: 300,
  lifetimeEarned: 900,
  lifetimeSpent: 400,
}

test('without the balance of the currency there is no outcome to show', () => {
  const reply = { balances: [], effects: [] }
  expect(outcomeOf([before], { currency: 'points', reply })).toBeUndefined()
  expect(outcomeOf([], { currency: 'points', reply: { ...reply, balances: [before] } })).toBeUndefined()
})

test('what is given pays the debt first, and the rest has its end', () => {
  const after = { ...before, available: 200, debt: 0 }
  const expiresAt = '2027-01-01T00:00:00Z'
  const effects = [
    { kind: 'value' as const, currency: 'other', expiresAt: '2026-01-01T00:00:00Z' },
    { kind: 'value' as const, currency: 'points', amount: 500, expiresAt },
  ]
  const reply = { balances: [after], effects }
  expect(outcomeOf([before], { currency: 'points', reply })).toEqual({
    before,
    after,
    debtPaid: 300,
    expiresAt,
  })
})

test('a debt that grows is not paid', () => {
  const reply = { balances: [{ ...before, debt: 400 }], effects: [] }
  expect(outcomeOf([before], { currency: 'points', reply })).toMatchObject({ debtPaid: 0 })
})

test('what waits for a second person is shown as if it were approved, and without a preview not at all', () => {
  const result = {
    activity: null,
    status: 'dry-run' as const,
    member: null,
    effects: [],
    balances: [],
    tiers: [],
  }
  const waiting = { status: 'awaiting-approval' as const, approval: null }
  expect(resultOf(waiting)).toBeUndefined()
  expect(resultOf({ ...waiting, preview: result })).toBe(result)
  expect(resultOf(result)).toBe(result)
})
