import { describe, expect, test } from 'vitest'
import { allKinds } from '../../src/app/compose.ts'
import { buildRelease } from '../../src/programs/index.ts'

describe('what the programme does not have', () => {
  function built(spec: Record<string, unknown>, { kind = 'earning-rule', wasPublished = false } = {}) {
    const tiers = [{ key: 'gold', name: 'Gold', threshold: 100 }]
    const ladder = { name: 'Spend', metric: 'spend', window: 'lifetime', tiers }
    const visits = { ...ladder, metric: 'visits', tiers: [{ key: 'regular', name: 'Regular', threshold: 5 }] }
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
        { kind: 'tier-ladder', key: 'visits', spec: visits },
        { kind: 'store', key: 'main', spec: { name: 'Main' } },
        { kind: 'counter', key: 'tins', spec: { name: 'Tins', on: ['order.placed'], add: { kind: 'one' } } },
        { kind: 'segment', key: 'vip', spec: { name: 'VIP', mode: 'fixed' } },
        {
          kind,
          key: 'r',
          spec: { name: 'r', ...(kind === 'earning-rule' ? { currency: 'points' } : {}), ...spec },
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
    [
      'earning-rule',
      { ...fixed, stores: { include: ['main', 'mian'], exclude: ['nowhere'] } },
      ['stores.include[1]', 'stores.exclude[0]'],
    ],
    ['earning-rule', { ...fixed, when: 'member.tier == "glod"' }, ['when']],
    ['earning-rule', { ...fixed, when: '"glod" != member.tier' }, ['when']],
    ['earning-rule', { ...fixed, when: 'member.tier in ["gold", "plat", "slvr"]' }, ['when', 'when']],
    ['earning-rule', { ...fixed, when: '!(order.net > 1.0 && member.tier == "glod")' }, ['when']],
    // A tier of the second ladder is never the one of the first.
    ['earning-rule', { ...fixed, when: 'member.tier == "regular"' }, ['when']],
    ['earning-rule', { ...fixed, when: 'member.tiers.visits == "gold"' }, ['when']],
    ['earning-rule', { ...fixed, when: 'member.tiers["vists"] == "regular"' }, ['when']],
    ['earning-rule', { ...fixed, when: 'activity.store == "nowhere"' }, ['when']],
    ['earning-rule', { ...fixed, when: 'activity.type == "order.paid"' }, ['when']],
    ['earning-rule', { ...fixed, when: 'order.currency == "EUR"' }, ['when']],
    ['earning-rule', { ...fixed, when: 'balances.stars > 5' }, ['when']],
    ['earning-rule', { ...fixed, when: 'has(balances.stars) || "stars" in balances' }, ['when', 'when']],
    ['earning-rule', { ...fixed, when: 'counters.tin > 5 && countersAfter["tns"] > 5' }, ['when', 'when']],
    ['earning-rule', { ...fixed, when: 'items.exists(i, member.tier == "glod")' }, ['when']],
    ['earning-rule', { ...fixed, when: 'member.tier == (order.net > 1.0 ? "gold" : "glod")' }, ['when']],
    [
      'earning-rule',
      { award: { kind: 'expression', expression: 'member.tier == "glod" ? 2 : 1' } },
      ['award.expression'],
    ],
    ['earning-rule', { ...fixed, on: 'tier.reached', when: 'activity.data.tier == "glod"' }, ['when']],
    ['earning-rule', { ...fixed, on: 'tier.reached', when: 'activity.data.ladder == "sped"' }, ['when']],
    ['earning-rule', { ...fixed, on: 'segment.left', when: 'activity.data.segment == "vpi"' }, ['when']],
    ['earning-rule', { ...fixed, on: 'card.completed', when: 'activity.data.card == "tea"' }, ['when']],
    ['earning-rule', { ...fixed, on: 'milestone.reached', when: 'activity.data.counter == "t"' }, ['when']],
    // Told once, although the condition is compiled for each type.
    [
      'counter',
      { on: ['order.placed', 'app.installed'], add: { kind: 'one' }, when: 'member.tier == "glod"' },
      ['when'],
    ],
    ['segment', { mode: 'live', when: 'member.tier == "glod" || history.orders > 5' }, ['when']],
    ['segment', { mode: 'live', when: 'member.tiers.visits in ["gold"]' }, ['when']],
    ['segment', { mode: 'live', when: 'balances.stars > 5 || counters.tin > 5' }, ['when', 'when']],
    ['segment', { mode: 'live', when: 'member.tier in ["", "gold"] && member.language == "xx"' }, []],
    ['earning-rule', { ...fixed, audience: { segments: { include: ['vip'] }, tiers: ['gold'] } }, []],
    ['earning-rule', { ...fixed, when: 'member.tier == "gold" || member.tier == ""' }, []],
    ['earning-rule', { ...fixed, when: 'member.tiers.visits == "regular" && balances.points > 5' }, []],
    ['earning-rule', { ...fixed, on: 'tier.reached', when: 'activity.data.tier == "regular"' }, []],
    // Anybody may send these texts.
    ['earning-rule', { ...fixed, when: 'activity.channel == "nowhere" && activity.source == "till"' }, []],
    ['earning-rule', { ...fixed, lines: 'line.sku == "nowhere" && line.data.colour == "glod"' }, []],
    ['earning-rule', { ...fixed, when: 'member.attributes.tier == "glod"' }, []],
    ['earning-rule', { ...fixed, categories: { include: ['nowhere'] }, products: { include: ['x'] } }, []],
    ['earning-rule', { ...fixed, when: '"vip" in member.segments || "vpi" in member.tags' }, []],
  ])('is refused before anybody is left out by it: %s %j', (kind, spec, fields) => {
    const made = built(spec, { kind })
    expect(made.ok ? [] : made.errors).toEqual(
      fields.map((field) => expect.objectContaining({ kind, key: 'r', code: 'definition_invalid', field })),
    )
    // What an earlier version let through decides as it did.
    expect(built(spec, { kind, wasPublished: true }).ok).toBe(true)
  })

  test.each<[when: string, column: number, message: string]>([
    ['member.tier == "glod"', 16, 'member.tier never has the value "glod". Did you mean "gold"?'],
    ['1 == 1 && "x" == member.tier', 11, 'member.tier never has the value "x". There are: gold.'],
    ['"vpi" in member.segments', 1, 'member.segments never has the value "vpi". Did you mean "vip"?'],
    ['balances.stars > 5', 1, 'balances has no "stars". There are: points.'],
    ['activity.store == "Main"', 19, 'activity.store never has the value "Main". Did you mean "main"?'],
  ])('is named with its place: %s', (when, column, message) => {
    const made = built({ ...fixed, when })
    expect(made.ok ? [] : made.errors).toEqual([
      expect.objectContaining({
        detail: expect.stringContaining(`1:${column}: ${message}\n`),
        extra: { message, position: expect.objectContaining({ line: 1, column }) },
      }),
    ])
  })

  test('a near name is told of what stands outside expressions, too', () => {
    const made = built({ ...fixed, audience: { tiers: ['glod'] }, stores: { include: ['mian'] } })
    expect(made.ok ? [] : made.errors.map(({ detail }) => detail)).toEqual([
      'No tier ladder has a tier "glod". Did you mean "gold"?',
      'The programme has no store "mian". Did you mean "main"?',
    ])
  })
})
