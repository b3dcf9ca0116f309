import { addMonths, calendarOf, type Day, dayOf, dayOfDate } from '../kernel/instants.ts'
import { buildRelease, ownKinds, type Release } from '../programs/index.ts'
import { tierLadderKind } from './definition.ts'
import type { Ladder } from './model/ladder.ts'
import type { DayAmount } from './model/window.ts'

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
export function buildSample(ladders: Readonly<Record<string, Spec>>, timeZone = 'Europe/London') {
  return buildRelease({
    programId: 1,
    number: 4,
    kinds,
    codes: new Map([['points', 3]]),
    definitions: [
      { kind: 'settings', key: 'program', spec: { name: 'Sample', timeZone, currency: 'GBP' } },
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

/** The definition in its plainest words, one window after another: what every other way must agree with. */
export function naiveLevel(ladder: Ladder, days: readonly DayAmount[], day: Day): number {
  const { window, graceDays } = ladder.spec
  let best = -1
  for (let end = day - graceDays; end <= day; end += 1) {
    const year = calendarOf(end).year
    const start =
      window === 'lifetime'
        ? Number.NEGATIVE_INFINITY
        : window === 'calendar-year'
          ? dayOfDate(year, 1, 1)
          : addMonths(end, -12)
    let total = 0
    for (const each of days) if (each.day >= start && each.day <= end) total += each.amount
    for (const [level, threshold] of ladder.thresholds.entries())
      if (Math.max(0, total) >= threshold) best = Math.max(best, level)
  }
  return best
}

export function dayNamed(text: string): Day {
  return dayOf(Date.parse(`${text}T12:00:00Z`), 'UTC')
}
