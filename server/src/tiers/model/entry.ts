import type { Effect } from '@perennial/contract'
import type { DecideInput, Post, StageEffect, TierMemory } from '../../activity/index.ts'
import type { Day } from '../../kernel/instants.ts'
import { lotTimes } from '../../programs/index.ts'
import { levelNamed, nothingKnown } from './grant.ts'
import { type Ladder, levelOf } from './ladder.ts'
import { earnedTallyLevel, isWhole, type Tally } from './tally.ts'
import { bestLevel } from './window.ts'

type Input = Pick<DecideInput<unknown>, 'release' | 'activity' | 'redecision'>

/** What tiers give on being reached for the first time, and what stands of it after a return. */
export interface EntryChange {
  memory: TierMemory
  posts: Post[]
  told: Effect[]
}

/** The activity with which the entry tier is reached. */
const joinedType = 'member.enrolled'

/**
 * What the change between two tallies gives or takes back: undefined for nothing. Each tier that was passed gives, once:
 * the highest tier ever reached is remembered. Time takes nothing back; a return does, where what is left never reached
 * the tier.
 */
export function entryChange(
  ladder: Ladder,
  tallies: { before: Tally | undefined; after: Tally | undefined; day: Day },
  input: Input,
): EntryChange | undefined {
  const memory = tallies.after?.memory ?? nothingKnown
  if (ladder.entries.size === 0 && (memory.given ?? []).length === 0) return undefined
  return input.redecision === undefined
    ? reached(ladder, tallies, input)
    : unreached(ladder, tallies.after, input)
}

function reached(
  ladder: Ladder,
  { before, after, day }: { before: Tally | undefined; after: Tally | undefined; day: Day },
  input: Input,
): EntryChange | undefined {
  const memory = after?.memory ?? nothingKnown
  const isLate = before !== undefined && day < before.day
  const known =
    input.activity.type === joinedType
      ? -1
      : (earnedTallyLevel(ladder, before, Math.max(day, before?.day ?? day)) ?? -1)
  const peak = Math.max(memory.peak ?? -1, known)
  const others = peakOfOthers(memory)
  const now =
    after !== undefined && isLate
      ? bestLevel(ladder, after, day)
      : (earnedTallyLevel(ladder, after, day) ?? -1)
  const given = [...(memory.given ?? [])]
  const change: EntryChange = { memory, posts: [], told: [] }
  for (let level = peak + 1; level <= now; level += 1) {
    const tier = ladder.spec.tiers[level]
    const entry = tier && ladder.entries.get(tier.key)
    // What was given to a member who was merged into the owner is not given again.
    if (tier === undefined || entry === undefined || level <= others) continue
    given.push([tier.key, entry.currency.code, entry.points])
    addPost(change, { ladder, tier: tier.key, currency: entry.currency.code, amount: entry.points }, input)
  }
  const highest = Math.max(peak, now)
  if (highest === memory.peak) return undefined
  return { ...change, memory: { ...memory, peak: highest, ...(given.length === 0 ? {} : { given }) } }
}

/** The highest tier that members reached who were merged into the owner; -1 for none. */
function peakOfOthers({ peaks }: TierMemory): number {
  return Math.max(-1, ...(peaks ?? []).map(([, peak]) => peak))
}

/**
 * What a merge, its end, or what follows it gives or takes back: tiers that only both together reach are reached by it,
 * what was given to either is not given again, and what is reached no more goes back.
 */
export function carriedEntry(
  ladder: Ladder,
  tallies: { before: Tally | undefined; after: Tally; day: Day; takes: boolean },
  input: Input,
): EntryChange | undefined {
  const { before, after, day, takes } = tallies
  if (ladder.entries.size === 0 && (after.memory.given ?? []).length === 0) return undefined
  const back = takes ? unreached(ladder, after, input) : undefined
  const change: EntryChange = back ?? { memory: after.memory, posts: [], told: [] }
  const { memory } = change
  const given = [...(memory.given ?? [])]
  const had = earnedTallyLevel(ladder, before, Math.max(day, before?.day ?? day)) ?? -1
  const own = Math.max(memory.peak ?? -1, had)
  const others = peakOfOthers(memory)
  const othersBefore = peakOfOthers(before?.memory ?? nothingKnown)
  const now = earnedTallyLevel(ladder, after, day) ?? -1
  for (let level = others + 1; level <= now; level += 1) {
    const tier = ladder.spec.tiers[level]
    const entry = tier && ladder.entries.get(tier.key)
    if (tier === undefined || entry === undefined) continue
    // What others were given stands in for one's own only as long as they were.
    const isNew = level > own || level <= othersBefore
    if (!isNew || given.some(([key]) => key === tier.key)) continue
    given.push([tier.key, entry.currency.code, entry.points, input.activity.id])
    addPost(change, { ladder, tier: tier.key, currency: entry.currency.code, amount: entry.points }, input)
  }
  const peak = Math.max(takes ? (memory.peak ?? -1) : own, now)
  if (back === undefined && peak === memory.peak && change.posts.length === 0) return undefined
  return { ...change, memory: { ...memory, peak, ...(given.length === 0 ? {} : { given }) } }
}

/** Needs all days: what is left may have reached a tier long ago. */
function unreached(ladder: Ladder, after: Tally | undefined, input: Input): EntryChange | undefined {
  if (after === undefined || after.memory.peak === undefined || !isWhole(after)) return undefined
  const { memory } = after
  const peak = Math.min(
    after.memory.peak,
    Math.max(levelOf(ladder, 0), bestLevel(ladder, after, Number.NEGATIVE_INFINITY)),
  )
  if (peak === memory.peak) return undefined
  const change: EntryChange = { memory, posts: [], told: [] }
  const given = (memory.given ?? []).filter(([tier, currency, amount, by]) => {
    const isKept = levelNamed(ladder, tier) <= peak
    if (!isKept) addPost(change, { ladder, tier, currency, amount: -amount, by }, input)
    return isKept
  })
  return { ...change, memory: { ...memory, peak, given } }
}

interface Given {
  ladder: Ladder
  tier: string
  currency: number
  amount: number
  /** The activity that gave what is taken back, where it was no order. */
  by?: string | undefined
}

function addPost(change: EntryChange, { ladder, tier, currency, amount, by }: Given, input: Input): void {
  const { release, activity, redecision } = input
  const known = release.currencyByCode.get(currency)
  const rule = `tier:${ladder.key}/${tier}`
  const isBack = amount < 0
  const when = redecision?.cause ?? activity
  const times =
    isBack || known === undefined
      ? { availableAt: null, expiresAt: null }
      : lotTimes(known.spec, { at: activity.occurredAt, day: activity.day, zone: release.timeZone })
  change.posts.push({
    kind: 'post',
    posting: {
      currency,
      amount,
      activityId: when.id,
      ...(isBack ? { takenFrom: by ?? activity.id } : {}),
      rule,
      reason: isBack ? 'clawback' : 'earn',
      release: release.number,
      effectiveAt: when.occurredAt,
      ...times,
      debt: known?.spec.debt ?? 'unlimited',
    },
  })
  const reason = isBack ? { reason: 'clawback' } : {}
  change.told.push({ kind: 'points', currency: known?.key ?? String(currency), amount, rule, ...reason })
}

/** Memory and postings as effects. */
export function entryEffects(ladder: Ladder, day: Day, change: EntryChange): StageEffect[] {
  return [{ kind: 'tier-memory', ladder: ladder.key, day, memory: change.memory }, ...change.posts]
}
