import type { DefinitionKind, ReleaseChange } from '@perennial/contract'
import { describe, expect, test } from 'vitest'
import { earningRuleKind } from '../../src/earning/index.ts'
import type { AnyKind } from '../../src/programs/definition.ts'
import { diffSpecs } from '../../src/programs/model/diff.ts'
import { parseDefinitions } from '../../src/programs/model/release.ts'
import { worseChanges } from '../../src/programs/model/worse.ts'
import { ownKinds } from '../../src/programs/own-kinds.ts'
import { tierLadderKind } from '../../src/tiers/index.ts'

const kinds = [...ownKinds, earningRuleKind, tierLadderKind] as readonly unknown[] as readonly AnyKind[]

/** The fields to blame for a change from one spec to another; undefined for none. */
function blame(kind: DefinitionKind, before: object | undefined, after: object | undefined) {
  const specsOf = (spec: object | undefined) =>
    parseDefinitions(kinds, spec === undefined ? [] : [{ kind, key: 'it', spec }]).specs
  const specs = { before: specsOf(before), after: specsOf(after) }
  const changes: ReleaseChange[] = diffSpecs(specs.before, specs.after)
  expect(changes).toHaveLength(1)
  return worseChanges(kinds, changes, specs)[0]?.fields
}

const rule = { name: 'Base', currency: 'points', award: { kind: 'per-money', points: 10, perMinor: 100 } }
const unit = { one: 'point', other: 'points' }
const currency = { name: 'Points', unit, expiry: { kind: 'rolling', days: 90 } }
const tiers = [
  { key: 'basic', name: 'Basic', threshold: 0 },
  { key: 'gold', name: 'Gold', threshold: 600 },
]
const ladder = { name: 'Club', metric: 'spend', window: 'calendar-year', tiers }

describe('a change is worse, or in doubt, when', () => {
  test.each<[string, DefinitionKind, object, object, string[]]>([
    [
      'a rule gives fewer',
      'earning-rule',
      rule,
      { ...rule, award: { ...rule.award, points: 9 } },
      ['award.points'],
    ],
    [
      'it takes more money',
      'earning-rule',
      rule,
      { ...rule, award: { ...rule.award, perMinor: 101 } },
      ['award.perMinor'],
    ],
    ['a rule is paused', 'earning-rule', rule, { ...rule, paused: true }, ['paused']],
    ['a condition comes', 'earning-rule', rule, { ...rule, when: 'order.net > 5.00' }, ['when']],
    [
      'a condition changes',
      'earning-rule',
      { ...rule, when: 'order.net > 6.00' },
      { ...rule, when: 'order.net > 5.00' },
      ['when'],
    ],
    ['a limit comes', 'earning-rule', rule, { ...rule, cap: { points: 9, per: 'day' } }, ['cap']],
    [
      'a limit falls',
      'earning-rule',
      { ...rule, cap: { points: 9, per: 'day' } },
      { ...rule, cap: { points: 8, per: 'day' } },
      ['cap.points'],
    ],
    [
      'it ends sooner',
      'earning-rule',
      { ...rule, schedule: { until: '2026-02-01T00:00:00Z' } },
      { ...rule, schedule: { until: '2026-01-01T00:00:00Z' } },
      ['schedule.until'],
    ],
    [
      'a rule of a group gives more',
      'earning-rule',
      { ...rule, stacking: { group: 'g' } },
      { ...rule, stacking: { group: 'g' }, award: { ...rule.award, points: 11 } },
      ['award.points'],
    ],
    [
      'points end sooner',
      'currency',
      currency,
      { ...currency, expiry: { kind: 'rolling', days: 89 } },
      ['expiry.days'],
    ],
    ['points begin to end', 'currency', { name: 'P', unit }, { ...currency, name: 'P' }, ['expiry']],
    [
      'the way of ending changes',
      'currency',
      currency,
      { ...currency, expiry: { kind: 'year-end', years: 9 } },
      ['expiry.days', 'expiry.kind', 'expiry.years'],
    ],
    ['debts begin', 'currency', { ...currency, debt: 'only-pending' }, currency, ['debt']],
    [
      'a tier moves up',
      'tier-ladder',
      ladder,
      { ...ladder, tiers: [tiers[0], { ...tiers[1], threshold: 601 }] },
      ['tiers[1].threshold'],
    ],
    [
      'grace gets shorter',
      'tier-ladder',
      { ...ladder, graceDays: 9 },
      { ...ladder, graceDays: 8 },
      ['graceDays'],
    ],
    [
      'a benefit goes',
      'tier-ladder',
      { ...ladder, tiers: [tiers[0], { ...tiers[1], benefits: ['x'] }] },
      ladder,
      ['tiers[1].benefits'],
    ],
  ])('%s', (_, kind, before, after, fields) => {
    expect(blame(kind, before, after)).toEqual(fields)
  })

  test.each<[DefinitionKind, object]>([
    ['earning-rule', rule],
    ['tier-ladder', ladder],
  ])('a definition goes: %s', (kind, spec) => {
    expect(blame(kind, spec, undefined)).toEqual([])
  })

  test('a rule of a group comes', () => {
    expect(blame('earning-rule', undefined, { ...rule, stacking: { group: 'g' } })).toEqual([])
  })
})

describe('a change is as good or better when', () => {
  test.each<[string, DefinitionKind, object | undefined, object | undefined]>([
    ['a rule comes', 'earning-rule', undefined, rule],
    ['it has another name', 'earning-rule', rule, { ...rule, name: 'Other', description: 'x' }],
    [
      'it gives more for less',
      'earning-rule',
      rule,
      { ...rule, award: { kind: 'per-money', points: 11, perMinor: 99 } },
    ],
    ['a condition goes', 'earning-rule', { ...rule, when: 'order.net > 6.00' }, rule],
    ['a limit goes', 'earning-rule', { ...rule, cap: { points: 9, per: 'day' } }, rule],
    [
      'it ends later',
      'earning-rule',
      { ...rule, schedule: { until: '2026-02-01T00:00:00Z' } },
      { ...rule, schedule: { until: '2026-02-01T00:00:01Z' } },
    ],
    ['points no longer end', 'currency', currency, { name: 'Points', unit }],
    ['points can be given', 'currency', currency, { ...currency, transfer: { maximum: 1, monthly: 1 } }],
    ['books value points otherwise', 'currency', currency, { ...currency, valuePerPointE4: 7 }],
    [
      'a tier comes nearer',
      'tier-ladder',
      ladder,
      { ...ladder, tiers: [tiers[0], { ...tiers[1], threshold: 500 }] },
    ],
    ['a store closes', 'store', { name: 'Soho' }, undefined],
  ])('%s', (_, kind, before, after) => {
    expect(blame(kind, before, after)).toBeUndefined()
  })
})
