import type { TierLadderSpec } from '@perennial/contract'
import { lineFacts } from '../../activity/index.ts'
import { ok, refuse, type Verdict } from '../../kernel/verdict.ts'
import {
  activityTypeOf,
  type CompileContext,
  type CurrencyInForce,
  compileExpression,
  type ExpressionPlace,
  type Stranger,
} from '../../programs/index.ts'
import type { CompiledRule } from '../../rules/index.ts'

/** A tier ladder ready to decide. */
export interface Ladder {
  key: string
  spec: TierLadderSpec
  /** Ascending; the entry tier's is 0. */
  thresholds: readonly number[]
  /** Small number of the currency that a ladder by points counts. */
  currencyCode: number | undefined
  lines: CompiledRule<boolean> | undefined
  /** Activity types that a ladder by visits counts. */
  visits: ReadonlySet<string>
  /** What tiers give on being reached for the first time, by the key of the tier. */
  entries: ReadonlyMap<string, { currency: CurrencyInForce; points: number }>
}

/** The expressions of a ladder, by their field. */
export const ladderExpressions = {
  lines: { result: 'bool', facts: () => lineFacts },
} as const satisfies Record<string, ExpressionPlace>

/**
 * Compiles a ladder. Refuses `rule_invalid` for its line condition, and `definition_invalid` with the field for tiers
 * that do not ascend, a key used twice, a missing currency, and settings that its metric does not use.
 */
export function compileLadder(key: string, spec: TierLadderSpec, context: CompileContext): Verdict<Ladder> {
  const lines =
    spec.lines === undefined
      ? ok(undefined)
      : compileExpression<boolean>(ladderExpressions.lines, spec.lines, { field: 'lines', context })
  if (!lines.ok) return lines
  const misfit = checkTiers(spec) ?? checkMetric(spec) ?? checkBenefits(spec, context)
  if (misfit !== undefined) return misfit
  const currency = spec.currency === undefined ? undefined : context.currencies.get(spec.currency)
  if (spec.currency !== undefined && currency === undefined)
    return invalid('currency', `The programme has no currency "${spec.currency}".`)
  return ok({
    key,
    spec,
    thresholds: spec.tiers.map((tier) => tier.threshold),
    currencyCode: currency?.code,
    lines: lines.value,
    visits: new Set(spec.visits ?? ['order.placed']),
    entries: entriesOf(spec, context),
  })
}

function invalid(field: string, detail: string): Verdict<never> {
  return refuse('definition_invalid', detail, { field })
}

function checkTiers({ tiers }: TierLadderSpec): Verdict<never> | undefined {
  const keys = new Set<string>()
  for (const [index, tier] of tiers.entries()) {
    const below = tiers[index - 1]
    if (below !== undefined && tier.threshold <= below.threshold)
      return invalid(
        `tiers[${index}].threshold`,
        'Tiers go from the lowest up: each needs more than the one before.',
      )
    if (keys.has(tier.key)) return invalid(`tiers[${index}].key`, `Two tiers have the key "${tier.key}".`)
    keys.add(tier.key)
  }
  return undefined
}

function checkMetric(spec: TierLadderSpec): Verdict<never> | undefined {
  if (spec.metric === 'points' && spec.currency === undefined)
    return invalid('currency', 'A ladder by points names the currency that it counts.')
  if (spec.metric !== 'points' && spec.currency !== undefined)
    return invalid('currency', `A ladder by ${spec.metric} counts no currency.`)
  if (spec.metric !== 'spend' && spec.lines !== undefined)
    return invalid('lines', `A ladder by ${spec.metric} does not look at lines.`)
  if (spec.metric !== 'visits' && spec.visits !== undefined)
    return invalid('visits', `A ladder by ${spec.metric} counts no visits.`)
  return undefined
}

/** Visits that nobody can make: a slip of the pen would leave everybody on the first tier. */
export function ladderStrangers({ spec }: Ladder, { settings }: CompileContext): readonly Stranger[] {
  if (spec.visits?.length === 0) return [{ field: 'visits', detail: 'It names no activity that is a visit.' }]
  return (spec.visits ?? []).flatMap((type, index) =>
    activityTypeOf(type, settings) === undefined
      ? [{ field: `visits[${index}]`, detail: `The programme does not know the activity type "${type}".` }]
      : [],
  )
}

function checkBenefits(
  { tiers }: TierLadderSpec,
  { currencies }: CompileContext,
): Verdict<never> | undefined {
  for (const [index, { benefits = [], entry }] of tiers.entries()) {
    if (entry !== undefined && !currencies.has(entry.currency))
      return invalid(`tiers[${index}].entry.currency`, `The programme has no currency "${entry.currency}".`)
    for (const [place, benefit] of benefits.entries()) {
      if (typeof benefit === 'string' || benefit.kind !== 'multiplier') continue
      const field = `tiers[${index}].benefits[${place}]`
      if (!currencies.has(benefit.currency))
        return invalid(`${field}.currency`, `The programme has no currency "${benefit.currency}".`)
      if (Number(benefit.factor) < 1)
        return invalid(`${field}.factor`, 'A factor below 1 would take points away; 1.5 adds half as much.')
    }
  }
  return undefined
}

function entriesOf({ tiers }: TierLadderSpec, { currencies }: CompileContext): Ladder['entries'] {
  const entries = new Map<string, { currency: CurrencyInForce; points: number }>()
  for (const { key, entry } of tiers) {
    const currency = entry && currencies.get(entry.currency)
    if (currency !== undefined) entries.set(key, { currency, points: entry?.points ?? 0 })
  }
  return entries
}

/** Index of the tier that a total reaches; -1 for none. What is below nothing counts as nothing. */
export function levelOf(ladder: Ladder, total: number): number {
  const { thresholds } = ladder
  let level = thresholds.length - 1
  while (level >= 0 && Math.max(0, total) < (thresholds[level] ?? 0)) level -= 1
  return level
}

/** Key of the tier at a level; null below the first. */
export function tierKey(ladder: Ladder, level: number): string | null {
  return ladder.spec.tiers[level]?.key ?? null
}
