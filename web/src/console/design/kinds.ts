/** The kinds in the order in which a programme is thought of. A kind that is named nowhere stands under `other`. */
const groups = [
  { group: 'earning', kinds: ['earning-rule', 'counter'] },
  { group: 'status', kinds: ['tier-ladder', 'stamp-card'] },
  { group: 'value', kinds: ['currency', 'cause'] },
  { group: 'people', kinds: ['segment'] },
  { group: 'promises', kinds: ['goal', 'limit'] },
  { group: 'shop', kinds: ['settings', 'site', 'terms', 'store'] },
] as const

export type GroupName = (typeof groups)[number]['group'] | 'other'

export interface KindGroup {
  group: GroupName
  kinds: readonly string[]
}

/** The groups, with kinds of a newer server behind them. */
export function kindGroups(present: Iterable<string>): KindGroup[] {
  const named = new Set<string>(groups.flatMap((each) => each.kinds))
  const other = [...new Set(present)].filter((kind) => !named.has(kind)).sort()
  return other.length === 0 ? [...groups] : [...groups, { group: 'other', kinds: other }]
}

/** Kinds of which a programme has one, with its key. */
export const singleKinds: ReadonlyMap<string, string> = new Map([['settings', 'program']])

/** A key made of a name: what people see first may be changed, what files call it may not. */
export function keyFrom(name: string, otherwise: string, taken: readonly string[]): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 48)
    .replace(/-+$/, '')
  const base = plain === '' ? otherwise : plain
  if (!taken.includes(base)) return base
  const number = taken.length + 2
  const free = Array.from({ length: number }, (_, index) => `${base}-${index + 2}`)
  return free.find((each) => !taken.includes(each)) ?? base
}
