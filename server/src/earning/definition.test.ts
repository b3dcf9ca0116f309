import { describe, expect, it } from 'vitest'
import { buildSample } from './sample.ts'

const perMoney = { kind: 'per-money', points: 1, perMinor: 100 }

describe('an earning rule', () => {
  it.each([
    ['an unknown currency', { currency: 'miles', award: perMoney }, 'currency', 'definition_invalid'],
    [
      'an unknown activity type',
      { on: 'dance', award: { kind: 'fixed', points: 1 } },
      'on',
      'definition_invalid',
    ],
    [
      'an award per money for what is no order',
      { on: 'member.enrolled', award: perMoney },
      'award.kind',
      'definition_invalid',
    ],
    [
      'a multiplier below one',
      { award: { kind: 'multiplier', factor: '0.5' } },
      'award.factor',
      'definition_invalid',
    ],
    [
      'a multiplier of an unknown rule',
      { award: { kind: 'multiplier', factor: '2', of: ['none'] } },
      'award.of[0]',
      'definition_invalid',
    ],
    [
      'a multiplier of itself',
      { award: { kind: 'multiplier', factor: '2', of: ['rule'] } },
      'award.of[0]',
      'definition_invalid',
    ],
    ['a condition that does not parse', { when: 'order.net >', award: perMoney }, 'when', 'rule_invalid'],
    ['a condition on an unknown fact', { when: 'order.weight > 3', award: perMoney }, 'when', 'rule_invalid'],
    [
      'a line condition that is no condition',
      { lines: 'line.sku', award: perMoney },
      'lines',
      'rule_invalid',
    ],
    [
      'an amount with too many digits',
      { when: 'order.net >= 1.005', award: perMoney },
      'when',
      'rule_invalid',
    ],
    [
      'an expression that gives money',
      { award: { kind: 'expression', expression: 'order.net' } },
      'award.expression',
      'rule_invalid',
    ],
    [
      'an order in a rule that has none',
      { on: 'member.enrolled', when: 'order.net > 1.0', award: { kind: 'fixed', points: 1 } },
      'when',
      'rule_invalid',
    ],
  ])('refuses %s', (_name, spec, field, code) => {
    const built = buildSample({ rules: { rule: spec } })
    expect(built).toMatchObject({ ok: false, errors: [{ kind: 'earning-rule', key: 'rule', field, code }] })
  })

  it('says which facts it reads', () => {
    const built = buildSample({
      rules: { rule: { when: 'member.tier == "gold" && order.net > 5.0', award: perMoney } },
    })
    expect(built.ok && built.release.of('earning-rule')).toMatchObject([
      { reads: ['member.tier', 'order.net'] },
    ])
  })
})
