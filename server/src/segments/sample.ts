import type { RawDefinition } from '../programs/index.ts'

/** A shop in euros with the segments given, for tests. */
export function shopWith(
  segments: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  rules: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {},
): RawDefinition[] {
  return [
    {
      kind: 'settings',
      key: 'program',
      spec: { name: 'Shop', timeZone: 'Europe/Berlin', currency: 'EUR', enrolOnFirstOrder: true },
    },
    {
      kind: 'currency',
      key: 'points',
      spec: { name: 'Points', unit: { one: 'point', other: 'points' } },
    },
    {
      kind: 'earning-rule',
      key: 'base',
      spec: {
        name: 'Base',
        currency: 'points',
        on: 'order.placed',
        award: { kind: 'per-money', points: 1, perMinor: 100 },
      },
    },
    {
      kind: 'tier-ladder',
      key: 'spend',
      spec: {
        name: 'Spend',
        metric: 'spend',
        window: 'rolling-12-months',
        tiers: [
          { key: 'entry', name: 'Entry', threshold: 0 },
          { key: 'silver', name: 'Silver', threshold: 5000 },
          { key: 'gold', name: 'Gold', threshold: 12_000 },
        ],
      },
    },
    {
      kind: 'counter',
      key: 'all-orders',
      spec: { name: 'Orders', on: ['order.placed'], add: { kind: 'one' }, per: 'lifetime' },
    },
    {
      kind: 'counter',
      key: 'this-year',
      spec: { name: 'Orders of the year', on: ['order.placed'], add: { kind: 'one' }, per: 'year' },
    },
    ...Object.entries(rules).map(([key, spec]) => ({
      kind: 'earning-rule',
      key,
      spec: { name: key, ...spec },
    })),
    ...Object.entries(segments).map(([key, spec]) => ({
      kind: 'segment',
      key,
      spec: { name: key, ...spec },
    })),
  ]
}
