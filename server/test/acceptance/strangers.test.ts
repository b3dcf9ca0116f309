import { describe, expect, test } from 'vitest'
import { allKinds } from '../../src/app/compose.ts'
import { buildRelease } from '../../src/programs/index.ts'

describe('a segment or tier that the programme does not have', () => {
  function built(spec: Record<string, unknown>, { kind = 'earning-rule', wasPublished = false } = {}) {
    const tiers = [{ key: 'gold', name: 'Gold', threshold: 100 }]
    const ladder = { name: 'Spend', metric: 'spend', window: 'lifetime', tiers }
    return buildRelease({
      programId: 1,
      number: 1,
      kinds: allKinds,
      codes: new Map(),
      wasPublished,
      definitions: [
        { kind: 'settings', key: 'program', spec: { name: 'S', timeZone: 'Europe/London', currency: 'GBP' } },
        {
          kind: 'currency',
          key: 'points',
          spec: { name: 'Points', unit: { one: 'point', other: 'points' } },
        },
        { kind: 'tier-ladder', key: 'spend', spec: ladder },
        { kind: 'segment', key: 'vip', spec: { name: 'VIP', mode: 'fixed' } },
        {
          kind,
          key: 'r',
          spec: { name: 'r', ...(kind === 'counter' ? {} : { currency: 'points' }), ...spec },
        },
      ],
    })
  }
  const fixed = { award: { kind: 'fixed', points: 1 } }
  const counted = { on: ['order.placed'], add: { kind: 'one' } }

  test.each<[string, Record<string, unknown>, string[]]>([
    [
      'earning-rule',
      { ...fixed, audience: { segments: { include: ['vip', 'vpi'] } } },
      ['audience.segments.include[1]'],
    ],
    [
      'earning-rule',
      { ...fixed, audience: { segments: { exclude: ['vpi'] } } },
      ['audience.segments.exclude[0]'],
    ],
    [
      'earning-rule',
      { ...fixed, audience: { tiers: ['gold', 'glod', 'slvr'] } },
      ['audience.tiers[1]', 'audience.tiers[2]'],
    ],
    [
      'earning-rule',
      { ...fixed, audience: { segments: { include: ['a'], exclude: ['b'] }, tiers: ['c'] } },
      ['audience.segments.include[0]', 'audience.segments.exclude[0]', 'audience.tiers[0]'],
    ],
    ['earning-rule', { ...fixed, when: 'order.net > 1.0 && !("vpi" in member.segments)' }, ['when']],
    [
      'earning-rule',
      { award: { kind: 'expression', expression: '"vpi" in member.segments ? 2 : 1' } },
      ['award.expression'],
    ],
    ['counter', { ...counted, when: '"vpi" in member.segments' }, ['when']],
    ['earning-rule', { ...fixed, audience: { segments: { include: ['vip'] }, tiers: ['gold'] } }, []],
    ['earning-rule', { ...fixed, when: '"vip" in member.segments || "vpi" in member.tags' }, []],
  ])('is refused before anybody is left out by it: %s %j', (kind, spec, fields) => {
    const made = built(spec, { kind })
    expect(made.ok ? [] : made.errors).toEqual(
      fields.map((field) => expect.objectContaining({ kind, key: 'r', code: 'definition_invalid', field })),
    )
    // What an earlier version let through decides as it did.
    expect(built(spec, { kind, wasPublished: true }).ok).toBe(true)
  })
})
