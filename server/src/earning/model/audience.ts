import type { EarningRuleSpec } from '@perennial/contract'
import type { Facts } from '../../activity/index.ts'
import { fingerprint } from '../../kernel/canonical.ts'
import { type Choice, choiceOf } from './choice.ts'

/** Who gets what a rule gives. */
export interface Audience {
  segments: Choice | undefined
  tiers: ReadonlySet<string> | undefined
  tags: Choice | undefined
}

/** Which part of an audience somebody misses. */
export type OffAudience =
  | { kind: 'segment'; keys: readonly string[]; isExcluded: boolean }
  | { kind: 'tier'; held: readonly string[]; tiers: readonly string[] }
  | { kind: 'tag'; keys: readonly string[]; isExcluded: boolean }

export function compileAudience(spec: EarningRuleSpec['audience']): Audience | undefined {
  if (spec === undefined) return undefined
  const { tiers } = spec
  return {
    segments: choiceOf(spec.segments),
    tiers: tiers === undefined ? undefined : new Set(tiers),
    tags: choiceOf(spec.tags),
  }
}

/** The facts that an audience reads. */
export function audienceReads(audience: Audience | undefined): readonly string[] {
  if (audience === undefined) return []
  return [
    ...(audience.segments === undefined ? [] : ['member.segments']),
    ...(audience.tiers === undefined ? [] : ['member.tiers']),
    ...(audience.tags === undefined ? [] : ['member.tags']),
  ]
}

/** The part that a member misses; undefined when the member is meant. What is not known is not held. */
export function missedAudience(audience: Audience, member: Facts[string]): OffAudience | undefined {
  const { segments, tiers, tags } = audience
  const segment = segments && missedChoice(segments, textsOf(member.segments))
  if (segment !== undefined) return { kind: 'segment', ...segment }
  if (tiers !== undefined) {
    const held = Object.values((member.tiers ?? {}) as Readonly<Record<string, string>>).filter(Boolean)
    if (!held.some((tier) => tiers.has(tier))) return { kind: 'tier', held, tiers: [...tiers] }
  }
  const tag = tags && missedChoice(tags, textsOf(member.tags))
  return tag && { kind: 'tag', ...tag }
}

function textsOf(fact: unknown): readonly string[] {
  return Array.isArray(fact) ? (fact as readonly string[]) : []
}

function missedChoice(
  { include, exclude }: Choice,
  held: readonly string[],
): { keys: readonly string[]; isExcluded: boolean } | undefined {
  const barred = held.filter((each) => exclude?.has(each) === true)
  if (barred.length > 0) return { keys: barred, isExcluded: true }
  if (include === undefined || held.some((each) => include.has(each))) return undefined
  return { keys: [...include], isExcluded: false }
}

/** Whether an activity is one of those that chance chose for a rule; `drawnBy` is what only that activity has. */
export function isChosen(percent: number, rule: string, drawnBy: string): boolean {
  return isWithin(percent, `chance/${rule}/${drawnBy}`)
}

/** Hashes spread evenly over 10,000. */
function isWithin(percent: number, text: string): boolean {
  return Number.parseInt(fingerprint(text).slice(0, 8), 16) % 10_000 < Math.round(percent * 100)
}

/** Whether a member is among those whom a rule leaves out to be measured by: always the same ones, for each rule others. */
export function isHeldOut(percent: number, rule: string, ownerId: string): boolean {
  return isWithin(percent, `holdout/${rule}/${ownerId}`)
}
