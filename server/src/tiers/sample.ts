import type { TierMemory } from '../activity/index.ts'
import { addMonths, calendarOf, type Day, dayOf, dayOfDate } from '../kernel/instants.ts'
import { buildRelease, ownKinds, type Release } from '../programs/index.ts'
import { tierLadderKind } from './definition.ts'
import type { Ladder } from './model/ladder.ts'
import type { DayAmount, History } from './model/window.ts'

type Spec = Readonly<Record<string, unknown>>

const kinds = [...ownKinds, tierLadderKind] as unknown as Parameters<typeof buildRelease>[0]['kinds']

/** Entry, silver from 100 and gold from 200, by spend over 12 months. */
const usualLadder: Spec = {
  name: 'Status',
  metric: 'spend',
  window: 'rolling-12-months',
  tiers: [
    { key: 'entry', name: 'Entry', threshold: 0 },
    { key: 'silver', name: 'Silver', threshold: 100 },
    { key: 'gold', name: 'Gold', threshold: 200 },
  ],
}

/** A programme for tests: ladders by key, each over the usual one. */
export function buildSample(
  ladders: Readonly<Record<string, Spec>>,
  timeZone = 'Europe/London',
  currency = 'GBP',
) {
  return buildRelease({
    programId: 1,
    number: 4,
    kinds,
    codes: new Map([['points', 3]]),
    definitions: [
      { kind: 'settings', key: 'program', spec: { name: 'Sample', timeZone, currency } },
      { kind: 'currency', key: 'points', spec: { name: 'Points', unit: { one: 'point', other: 'points' } } },
      ...Object.entries(ladders).map(([key, spec]) => ({
        kind: 'tier-ladder',
        key,
        spec: { ...usualLadder, ...spec },
      })),
    ],
  })
}

export function sampleRelease(ladders: Readonly<Record<string, Spec>>, timeZone?: string): Release {
  const built = buildSample(ladders, timeZone)
  if (!built.ok) throw new Error(built.errors.map((error) => `${error.field}: ${error.detail}`).join('\n'))
  return built.release
}

export function sampleLadder(spec: Spec): Ladder {
  const [ladder] = sampleRelease({ status: spec }).of<Ladder>('tier-ladder')
  if (ladder === undefined) throw new Error('No ladder')
  return ladder
}

export function historyOf(days: readonly DayAmount[], memory: TierMemory = {}): History {
  return { days, memory }
}

/**
 * The definition in its plainest words, one window after another: what every other way must agree with. A tier that was
 * reached on a day is held on it and for grace; a step less for each period that ended since, where landing is soft.
 */
export function naiveLevel(ladder: Ladder, { days, memory }: History, day: Day): number {
  const { graceDays, landing, window, tiers } = ladder.spec
  let best = -1
  for (const { tier, from, until, revoked = Number.POSITIVE_INFINITY } of memory.grants ?? [])
    if (day >= from && day <= until && day < revoked)
      best = Math.max(
        best,
        tiers.findIndex((each) => each.key === tier),
      )
  const isSoft = landing === 'one-step' && window !== 'lifetime'
  const first = day - graceDays - (isSoft ? 366 * (tiers.length + 1) : 0)
  for (let end = first; end <= day; end += 1) {
    const start = naiveStart(ladder, memory.anchor ?? 0, end)
    let total = 0
    for (const each of days) if (each.day >= start && each.day <= end) total += each.amount
    let reached = -1
    for (const [level, threshold] of ladder.thresholds.entries())
      if (Math.max(0, total) >= threshold) reached = level
    if (reached <= best) continue
    const held = Math.max(end, day - graceDays)
    const ends =
      end === held
        ? 0
        : isSoft
          ? naiveEnds(ladder, memory.anchor ?? 0, { end, held })
          : Number.POSITIVE_INFINITY
    best = Math.max(best, reached - ends)
  }
  return best
}

const yearStarts = new Map<string, Day>()

function naiveStart(ladder: Ladder, joined: Day, end: Day): Day {
  const { window } = ladder.spec
  if (window === 'lifetime') return Number.NEGATIVE_INFINITY
  if (window === 'calendar-year') return dayOfDate(calendarOf(end).year, 1, 1)
  if (window === 'rolling-12-months') return addMonths(end, -12)
  const place = `${joined}/${end}`
  const known = yearStarts.get(place)
  if (known !== undefined) return known
  let years = -10
  while (addMonths(joined, 12 * (years + 1)) <= end) years += 1
  yearStarts.set(place, addMonths(joined, 12 * years))
  return addMonths(joined, 12 * years)
}

/** How many periods ended after a day and up to another. */
function naiveEnds(ladder: Ladder, joined: Day, { end, held }: { end: Day; held: Day }): number {
  let ends = 0
  if (ladder.spec.window === 'rolling-12-months') {
    while (held > addMonths(end, 12 * ends)) ends += 1
    return ends
  }
  for (
    let start = naiveStart(ladder, joined, held);
    start > end;
    start = naiveStart(ladder, joined, start - 1)
  )
    ends += 1
  return ends
}

export function dayNamed(text: string): Day {
  return dayOf(Date.parse(`${text}T12:00:00Z`), 'UTC')
}
