import type { CounterSpec } from '@perennial/contract'
import { countedRows, readCounted } from '../activity/index.ts'
import { dayOf, type Instant } from '../kernel/instants.ts'
import type { CompileContext, FactSource } from '../programs/index.ts'
import { counterPlace } from './model/count.ts'

/** What was counted of members in the current period, by counter: `counters.visits`. */
export const counterFactSource: FactSource = {
  name: 'counters',
  type: () => ({ kind: 'map', of: { kind: 'int' } }),
  hints: ({ specs }) => ({
    counters: {
      label: 'Counters',
      choices: [...countersIn(specs)].map(([value, spec]) => ({ value, label: spec.name })),
    },
  }),
  sql: ([key, ...rest], { context, now, param }) => {
    if (key === undefined || rest.length > 0) return undefined
    const place = placeOf(key, context, now)
    // A counter that the programme does not have is absent for everybody.
    const { prefix, period, isFamily } = place ?? { prefix: '', period: -1, isFamily: false }
    const rows = countedRows({ key: param(prefix, 'text'), period: param(period, 'bigint'), isFamily })
    return { rows, value: (row) => (place === undefined ? `${row}.value` : `coalesce(${row}.value, 0)`) }
  },
  load: async (tx, { release, owners, now }) => {
    const facts = new Map<string, Record<string, number>>(owners.map((owner) => [owner, {}]))
    for (const key of countersIn(release.specs).keys()) {
      const place = placeOf(key, release, now)
      if (place === undefined) continue
      const { prefix, period, isFamily } = place
      const values = await readCounted(tx, release.programId, { owners, key: prefix, period, isFamily })
      for (const [owner, own] of facts) own[key] = values.get(owner) ?? 0
    }
    return facts
  },
}

function countersIn(specs: CompileContext['specs']): ReadonlyMap<string, CounterSpec> {
  return (specs.get('counter') ?? new Map()) as ReadonlyMap<string, CounterSpec>
}

function placeOf(key: string, { specs, timeZone }: CompileContext, now: Instant) {
  const spec = countersIn(specs).get(key)
  return spec === undefined ? undefined : counterPlace(key, spec, dayOf(now, timeZone))
}
