import type { ActivityInput } from '@perennial/contract'
import type { RawDefinition } from '../programs/index.ts'

type Spec = Readonly<Record<string, unknown>>

/** Definitions of a programme for tests: rules by key over usual settings, one currency and one ladder by spend. */
export function sampleDefinitions(
  rules: Readonly<Record<string, Spec>>,
  more: { settings?: Spec; points?: Spec } = {},
): RawDefinition[] {
  const unit = { one: 'point', other: 'points' }
  const tier = (key: string, threshold: number) => ({ key, name: key, threshold })
  const settings = { name: 'Sample', timeZone: 'Europe/London', currency: 'GBP', enrolOnFirstOrder: true }
  return [
    { kind: 'settings', key: 'program', spec: { ...settings, ...more.settings } },
    { kind: 'currency', key: 'points', spec: { name: 'Points', unit, ...more.points } },
    {
      kind: 'tier-ladder',
      key: 'spend',
      spec: {
        name: 'Spend',
        metric: 'spend',
        window: 'rolling-12-months',
        tiers: [tier('entry', 0), tier('silver', 5_000), tier('gold', 20_000)],
      },
    },
    ...Object.entries(rules).map(([key, spec]) => ({
      kind: 'earning-rule',
      key,
      spec: { name: key, currency: 'points', ...spec },
    })),
  ]
}

export const perPound: Spec = { award: { kind: 'per-money', points: 10, perMinor: 100 } }

/** A return of lines of a named order. */
export function returnOf(
  sourceId: string,
  order: string,
  lines: NonNullable<NonNullable<ActivityInput['return']>['lines']>,
): ActivityInput {
  const occurredAt = '2026-03-03T10:00:00Z'
  return { type: 'order.returned', source: 'test', sourceId, occurredAt, return: { order, lines } }
}
