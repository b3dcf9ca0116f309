import { setImmediate } from 'node:timers/promises'
import type { LimitPromise, LimitSpec, LimitVerdict } from '@perennial/contract'
import type { Instant } from '../../kernel/instants.ts'
import type { Release } from '../../programs/index.ts'
import type { AnyStage } from '../stage.ts'
import type { Stage } from './model/live-story.ts'
import { pantryOf } from './model/pantry.ts'
import { searchCounterexample } from './model/search.ts'
import { tellStory } from './model/tell-story.ts'

export interface CheckLimits {
  release: Release
  stages: readonly AnyStage[]
  now: Instant
  seed: number
  /** Beside the limits of the release. */
  promises?: readonly LimitPromise[]
  /** Stories for each limit at most. Default 3,000. */
  storiesMax?: number
  /** Time for each limit at most. Default 1,500 ms. */
  forMsMax?: number
}

/** How long the search may keep the process from everything else. */
const breathMs = 8

/**
 * Tries to break each promise of a release with stories of orders, returns, other activities and time. What is found is a
 * fact; that nothing is found is no proof.
 */
export async function checkLimits(input: CheckLimits): Promise<LimitVerdict[]> {
  const { release, stages } = input
  const stage: Stage = { release, stages, pantry: pantryOf(release) }
  const asked = (input.promises ?? []).map((promise, index) => ({
    limit: `asked-${index + 1}`,
    name: promise.kind,
    promise,
  }))
  const limits = [...limitsOf(release)].map(([limit, { name, promise }]) => ({ limit, name, promise }))
  const verdicts: LimitVerdict[] = []
  for (const each of [...limits, ...asked]) verdicts.push(await checkOne(input, stage, each))
  return verdicts
}

function limitsOf(release: Release): ReadonlyMap<string, LimitSpec> {
  return (release.specs.get('limit') ?? new Map()) as ReadonlyMap<string, LimitSpec>
}

async function checkOne(
  { seed, now, storiesMax = 3_000, forMsMax = 1_500 }: CheckLimits,
  stage: Stage,
  { limit, name, promise }: { limit: string; name: string; promise: LimitPromise },
): Promise<LimitVerdict> {
  const search = searchCounterexample({ stage, promise, seed, now, storiesMax })
  const endsAt = performance.now() + forMsMax
  for (let isOver = false; !isOver && performance.now() < endsAt; ) {
    const until = performance.now() + breathMs
    while (!isOver && performance.now() < until) isOver = search.advance()
    await setImmediate()
  }
  const found = search.found()
  return {
    limit,
    name,
    verdict: found === undefined ? 'kept' : 'broken',
    counterexample: found === undefined ? null : tellStory(found),
    tried: search.tried(),
  }
}
