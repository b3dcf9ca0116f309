import type { MemberSummary, MemberView, Overview, ProgramView } from '@perennial/contract'

/** The day that the browser in the tests believes in. */
export const today = '2026-11-20'

export const programs: ProgramView[] = [
  program('giftware', 'Giftware'),
  program('empty', 'Spring shop'),
  program('broken', 'Broken shop'),
  { ...program('careful', 'Careful shop'), test: true, fourEyes: true },
]

function program(key: string, name: string): ProgramView {
  return {
    key,
    name,
    test: false,
    now: '2026-11-20T09:00:00Z',
    timeZone: 'Europe/London',
    currency: 'GBP',
    release: 4,
    fourEyes: false,
    createdAt: '2025-05-02T08:00:00Z',
  }
}

/** A repeatable stand-in for chance: the same shop on every run, with numbers from 0 to 1. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

function addDays(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + count)
  return date.toISOString().slice(0, 10)
}

function shopDays(): Overview['days'] {
  const next = chance(7)
  let liability = 0
  return Array.from({ length: 540 }, (_, index) => {
    const day = addDays(today, index - 539)
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
    const season = 1 + 0.5 * Math.sin(index / 58) + index / 700
    const orders = weekday === 6 ? 0 : Math.round((14 + next() * 16) * season)
    const issued = orders * Math.round(150 + next() * 90)
    const spent = Math.round(issued * (0.18 + next() * 0.3))
    liability += issued - spent
    return { day, enrolled: Math.round(next() * 6 * season), orders, issued, spent, liability }
  })
}

const allDays = shopDays()

/** The overview of the lively shop for the days asked for. */
export function overviewOf(span: { from: string; to: string }): Overview {
  const known = allDays.filter((each) => each.day >= span.from && each.day <= span.to)
  const quiet = { day: span.to, enrolled: 0, orders: 0, issued: 0, spent: 0, liability: 0 }
  const days = known.length > 0 ? known : [quiet]
  const sum = (key: 'orders' | 'issued' | 'spent') => days.reduce((total, each) => total + each[key], 0)
  const liabilityPoints = allDays.at(-1)?.liability ?? 0
  return {
    program: 'giftware',
    name: 'Giftware',
    members: 4339,
    active: 1286,
    orders: sum('orders'),
    issued: sum('issued'),
    spent: sum('spent'),
    liabilityPoints,
    liabilityMinor: Math.floor(liabilityPoints / 2),
    moneyCurrency: 'GBP',
    unit: { one: 'point', other: 'points' },
    days,
    tiers: [
      {
        ladder: 'status',
        name: 'Garden club',
        tiers: [
          { tier: 'seed', name: 'Seed', members: 1865 },
          { tier: 'silver', name: 'Silver', members: 1637 },
          { tier: 'gold', name: 'Gold', members: 588 },
          { tier: 'evergreen', name: 'Evergreen', members: 249 },
        ],
      },
    ],
  }
}

export function emptyOverview(): Overview {
  return {
    ...overviewOf({ from: '1999-01-01', to: '1999-01-02' }),
    program: 'empty',
    name: 'Spring shop',
    members: 0,
    active: 0,
    liabilityPoints: 0,
    liabilityMinor: 0,
    tiers: [],
  }
}

const names = [
  'Amelia Hart',
  'سارا احمدی',
  'Oliver Bennett',
  'Priya Raman',
  'کیان رضایی',
  'Grace Okafor',
  'Lukas Weber',
  'نگار مرادی',
  'Mateo Álvarez',
  'Hannah Lindqvist',
  'Tom Ashworth',
  'مریم حسینی',
  'Chiara Rossi',
  'Noah Fischer',
  'Ines Duarte',
  'Yuki Tanaka',
]

const ladder = [
  { tier: 'seed', name: 'Seed', threshold: 0 },
  { tier: 'silver', name: 'Silver', threshold: 50_000 },
  { tier: 'gold', name: 'Gold', threshold: 200_000 },
  { tier: 'evergreen', name: 'Evergreen', threshold: 500_000 },
]

export function idOf(prefix: 'mem' | 'act', number: number): string {
  return `${prefix}_0199aa${String(number).padStart(26, '0')}`
}

function summary(index: number): MemberSummary {
  const next = chance(index * 97 + 11)
  for (let warm = 0; warm < 3; warm += 1) next()
  const total = Math.round(next() ** 2 * 640_000)
  const reached = ladder.findLastIndex((tier) => tier.threshold <= total)
  const now = ladder[reached]
  const above = ladder[reached + 1]
  const earned = Math.round(total / 10)
  return {
    id: idOf('mem', index + 1),
    name: index % 9 === 8 ? null : (names[index % names.length] ?? null),
    externalId: String(12_346 + index * 7),
    email: index % 4 === 3 ? null : `customer${12_346 + index * 7}@example.com`,
    phone: index % 3 === 0 ? `+4477009${String(90_100 + index)}` : null,
    card: null,
    status: index === 12 ? 'closed' : 'active',
    enrolledAt: `${addDays('2025-06-01', index * 9)}T10:12:00Z`,
    balances: [
      {
        currency: 'points',
        available: Math.round(earned * 0.6),
        pending: 0,
        held: 0,
        debt: 0,
        lifetimeEarned: earned,
        lifetimeSpent: Math.round(earned * 0.4),
      },
    ],
    tiers: [
      {
        ladder: 'status',
        tier: now?.tier ?? null,
        name: now?.name ?? null,
        metric: 'spend',
        total,
        heldUntil: null,
        next: above
          ? {
              tier: above.tier,
              name: above.name,
              threshold: above.threshold,
              missing: above.threshold - total,
            }
          : null,
      },
    ],
  }
}

export const members: MemberSummary[] = Array.from({ length: 60 }, (_, index) => summary(index))

const account = { state: 'open', mergedInto: null } as const

/** The member that the pictures show: something in every place. */
export const heroine: MemberView = {
  ...(members[0] as MemberSummary),
  card: '6337 0001 2345 6789',
  phone: '+447700990100',
  balances: [
    {
      currency: 'points',
      available: 14_820,
      pending: 640,
      held: 0,
      debt: 0,
      lifetimeEarned: 20_660,
      lifetimeSpent: 5_200,
    },
  ],
  tiers: [
    {
      ladder: 'status',
      tier: 'silver',
      name: 'Silver',
      metric: 'spend',
      total: 185_000,
      heldUntil: '2027-03-31T23:00:00Z',
      next: { tier: 'gold', name: 'Gold', threshold: 200_000, missing: 15_000 },
      projected: {
        at: '2027-03-31T23:00:00Z',
        tier: 'seed',
        name: 'Seed',
        keep: { missing: 20_000, from: `${today}T00:00:00Z`, until: '2027-04-01T23:00:00Z' },
      },
    },
  ],
  grants: [
    {
      grant: `act_${'7'.padStart(32, '0')}`,
      ladder: 'status',
      tier: 'silver',
      from: '2026-01-01',
      until: '2027-06-30',
      revoked: null,
    },
  ],
  cards: [
    {
      card: 'planting',
      name: 'Planting card',
      stamps: 7,
      size: 10,
      completed: 2,
      expiresAt: '2027-01-31T00:00:00Z',
    },
  ],
  account,
  attributes: {},
  revision: 3,
  at: `${today}T10:00:00Z`,
  terms: null,
  release: 5,
  expiring: [
    { currency: 'points', points: 1_240, expiresAt: '2026-12-31T00:00:00Z' },
    { currency: 'points', points: 3_080, expiresAt: '2027-02-28T00:00:00Z' },
    { currency: 'points', points: 5_450, expiresAt: '2027-06-30T00:00:00Z' },
  ],
  lots: [
    lot({
      seq: 9,
      amount: 640,
      remaining: 640,
      state: 'pending',
      earned: '2026-11-14',
      expires: '2028-11-14',
    }),
    lot({
      seq: 8,
      amount: 5_050,
      remaining: 5_050,
      state: 'active',
      earned: '2026-09-30',
      expires: '2028-09-30',
    }),
    lot({
      seq: 6,
      amount: 5_450,
      remaining: 5_450,
      state: 'active',
      earned: '2025-06-30',
      expires: '2027-06-30',
    }),
    lot({
      seq: 4,
      amount: 4_320,
      remaining: 4_320,
      state: 'active',
      earned: '2025-06-12',
      expires: '2027-02-28',
    }),
    lot({ seq: 1, amount: 5_200, remaining: 0, state: 'spent', earned: '2025-06-01', expires: '2026-12-31' }),
  ],
}

function lot(input: {
  seq: number
  amount: number
  remaining: number
  state: 'pending' | 'active' | 'spent' | 'expired'
  earned: string
  expires: string
}): MemberView['lots'][number] {
  return {
    currency: 'points',
    seq: input.seq,
    amount: input.amount,
    remaining: input.remaining,
    state: input.state,
    earnedAt: `${input.earned}T14:20:00Z`,
    availableAt: input.state === 'pending' ? '2026-11-28T00:00:00Z' : null,
    expiresAt: `${input.expires}T00:00:00Z`,
    activity: idOf('act', input.seq),
    rule: 'base',
    held: 0,
    reason: 'earn',
  }
}

/** A member of the list, seen alone. */
export function memberView(id: string): MemberView | undefined {
  if (id === heroine.id) return heroine
  const found = members.find((member) => member.id === id)
  if (!found) return undefined
  const at = `${today}T10:00:00Z`
  return {
    ...found,
    attributes: {},
    revision: 1,
    at,
    expiring: [],
    lots: [],
    cards: [],
    grants: [],
    account,
    terms: null,
    release: 1,
  }
}
