import type { DefinitionKind, DefinitionView } from '@perennial/contract'
import type { Spec } from '../../data/json-schema.ts'

/** What a new definition of a kind starts as, where empty fields would be a poor start. */
export function startOf(kind: DefinitionKind, definitions: readonly DefinitionView[]): Spec {
  const currency = definitions.find((each) => each.kind === 'currency')?.key ?? ''
  const starts: Readonly<Record<string, Spec>> = {
    'earning-rule': { currency, award: { kind: 'per-money', points: 1, perMinor: 100 } },
    'tier-ladder': {
      metric: 'spend',
      window: 'calendar-year',
      tiers: [
        { key: 'member', name: '', threshold: 0 },
        { key: 'gold', name: '', threshold: 50_000 },
      ],
    },
    'stamp-card': { stamps: { kind: 'per-item', count: 1 }, size: 10, reward: { currency, amount: 1 } },
    settings: { timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone },
  }
  return starts[kind] ?? {}
}
