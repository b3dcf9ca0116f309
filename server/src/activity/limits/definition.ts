import { type LimitSpec, limitSpec } from '@perennial/contract'
import type { z } from 'zod'
import { ok, refuse, type Verdict } from '../../kernel/verdict.ts'
import { systemClock } from '../../platform/clock.ts'
import type { CompileContext, DefinitionKindEntry, Release } from '../../programs/index.ts'
import type { AnyStage } from '../stage.ts'
import { checkLimits } from './check-limits.ts'

/** Publishing waits for it, so it is given less time than who asks for a check. */
const publishing = { storiesMax: 1_500, forMsMax: 700, seed: 1 }

/** The kind `limit`: a promise that is checked before a release is published. It decides nothing. */
export function limitKind(stages: readonly AnyStage[]): DefinitionKindEntry<LimitSpec, LimitSpec> {
  return {
    kind: 'limit',
    schema: limitSpec as z.ZodType<LimitSpec>,
    compile: compileLimit,
    keeps: (release) => keepsPromises(release, stages),
  }
}

function compileLimit(_key: string, spec: LimitSpec, context: CompileContext): Verdict<LimitSpec> {
  const { promise } = spec
  if (
    promise.kind === 'member-gain' &&
    promise.currency !== undefined &&
    !context.currencies.has(promise.currency)
  ) {
    const detail = `The programme has no currency "${promise.currency}".`
    return refuse('definition_invalid', detail, { field: 'promise.currency' })
  }
  return ok(spec)
}

async function keepsPromises(release: Release, stages: readonly AnyStage[]): Promise<Verdict<undefined>> {
  const verdicts = await checkLimits({ release, stages, now: systemClock.now(), ...publishing })
  const broken = verdicts.filter((each) => each.verdict === 'broken')
  const [first] = broken
  if (first?.counterexample == null) return ok(undefined)
  const story = first.counterexample.steps.map((step) => step.text).join(' ')
  return refuse('limit_broken', `limit/${first.limit}: ${first.counterexample.outcome} ${story}`, {
    extra: { limits: broken },
  })
}
