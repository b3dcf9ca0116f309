import { type GoalSpec, goalSpec } from '@perennial/contract'
import type { z } from 'zod'
import { parseDay } from '../../kernel/instants.ts'
import { ok, refuse, type Verdict } from '../../kernel/verdict.ts'
import type { CompileContext, DefinitionKindEntry, Release } from '../../programs/index.ts'
import type { FirstReward } from '../back-test/model/report.ts'

/** The kind `goal`: what the business wants of the programme. It decides nothing. */
export const goalKind: DefinitionKindEntry<GoalSpec, GoalSpec> = {
  kind: 'goal',
  schema: goalSpec as z.ZodType<GoalSpec>,
  compile: compileGoal,
}

function compileGoal(_key: string, spec: GoalSpec, context: CompileContext): Verdict<GoalSpec> {
  if (parseDay(spec.by) === undefined)
    return refuse('definition_invalid', `${spec.by} is not a day.`, { field: 'by' })
  const { reward } = spec
  if (reward !== undefined && !context.currencies.has(reward.currency)) {
    const detail = `The programme has no currency "${reward.currency}".`
    return refuse('definition_invalid', detail, { field: 'reward.currency' })
  }
  return ok(spec)
}

/** The goals of a release, by key. */
export function goalsOf(release: Release): ReadonlyMap<string, GoalSpec> {
  return (release.specs.get('goal') ?? new Map()) as ReadonlyMap<string, GoalSpec>
}

/** What the goals say that the first reward is. */
export function firstRewardOf(release: Release): FirstReward | undefined {
  for (const goal of goalsOf(release).values()) if (goal.reward !== undefined) return goal.reward
  return undefined
}
