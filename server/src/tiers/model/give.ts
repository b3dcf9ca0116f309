import type { Effect, WalletCommand } from '@perennial/contract'
import type { Decided, DecideInput, StageEffect, TierGrant, TierMemory } from '../../activity/index.ts'
import { parseDay } from '../../kernel/instants.ts'
import { ok, refuse, type Verdict } from '../../kernel/verdict.ts'
import { laddersOf, type Tallies, tallyOrNone, toldMove } from './climb.ts'
import { levelNamed } from './grant.ts'
import type { Ladder } from './ladder.ts'
import { tallyLevel, withMemory } from './tally.ts'

type Input = Pick<DecideInput<Tallies>, 'state' | 'release' | 'activity'>
type Grant = Extract<WalletCommand, { verb: 'grant-tier' }>
type Revoke = Extract<WalletCommand, { verb: 'revoke-tier' }>

/** Gives a tier by hand. Refuses `body_invalid` for a tier that is not there and an end that has passed. */
export function grantTier(input: Input, command: Grant): Verdict<Decided> {
  const { release, activity, state } = input
  const ladder = laddersOf(release).find((each) => each.key === command.ladder)
  if (ladder === undefined)
    return refuse('body_invalid', `The programme has no ladder "${command.ladder}".`, { field: 'ladder' })
  if (levelNamed(ladder, command.tier) < 0)
    return refuse('body_invalid', `The ladder has no tier "${command.tier}".`, { field: 'tier' })
  const until = parseDay(command.until)
  if (until === undefined || until < activity.day)
    return refuse('body_invalid', 'until is a real day, today or later.', { field: 'until' })
  const memory = state.get(ladder.key)?.memory ?? {}
  const grant: TierGrant = { id: activity.id, tier: command.tier, from: activity.day, until }
  return ok(remember(ladder, { ...memory, grants: [...(memory.grants ?? []), grant] }, input))
}

/** Takes a tier back that was given by hand; again changes nothing. Refuses `not_found` for any other activity. */
export function revokeTier(input: Input, command: Revoke): Verdict<Decided> {
  const { release, activity, state } = input
  for (const ladder of laddersOf(release)) {
    const memory = state.get(ladder.key)?.memory
    if (memory?.grants?.some((each) => each.id === command.grant) !== true) continue
    const grants = memory.grants.map((each) =>
      each.id === command.grant && each.revoked === undefined ? { ...each, revoked: activity.day } : each,
    )
    return ok(remember(ladder, { ...memory, grants }, input))
  }
  return refuse('not_found', 'The member has no such tier given by hand.')
}

function remember(ladder: Ladder, memory: TierMemory, { state, activity }: Input): Decided {
  const before = state.get(ladder.key)
  const after = withMemory(tallyOrNone(ladder, before, activity.day), memory)
  const levels = {
    before: tallyLevel(ladder, before, activity.day),
    after: tallyLevel(ladder, after, activity.day),
  }
  const move = toldMove(ladder, levels)
  const told: Effect[] = move === undefined ? [] : [{ ...move, reason: 'by-hand' }]
  const effects: StageEffect[] = [{ kind: 'tier-memory', ladder: ladder.key, day: activity.day, memory }]
  return { effects, record: undefined, told, verdicts: [] }
}
