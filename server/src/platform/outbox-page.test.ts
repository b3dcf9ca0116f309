import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newUuid } from '../kernel/ids.ts'
import { type KeptPage, type OutboxEvent, packPage, unpackPage } from './outbox-page.ts'

const event = fc.record({
  type: fc.constantFrom('activity.recorded', 'balance.expiring'),
  activity: fc.uuid(),
  owner: fc.oneof({ weight: 9, arbitrary: fc.uuid() }, { weight: 1, arbitrary: fc.constant('') }),
  subject: fc.constantFrom('order.placed', 'tier.reached'),
})

test('a page reads back as it was, packed or not', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30 }), (events) => {
      expect(unpackPage(JSON.parse(JSON.stringify(packPage(events))) as KeptPage)).toEqual(events)
    }),
  )
})

test('events with facts of their own are kept as they are, and those of before there was the packed form are read', () => {
  const told: OutboxEvent[] = [newUuid(), newUuid()].map((activity) => ({
    type: 'balance.expiring',
    activity,
    owner: newUuid(),
    subject: '',
    detail: { points: 5 },
  }))
  expect(packPage(told)).toBe(told)
  expect(unpackPage(told)).toBe(told)
})

test('a page of a batch takes less than half of the letters', () => {
  const events = Array.from({ length: 100 }, () => ({
    type: 'activity.recorded',
    activity: newUuid(),
    owner: newUuid(),
    subject: 'order.placed',
  }))
  expect(JSON.stringify(packPage(events)).length).toBeLessThan(JSON.stringify(events).length / 2)
})
