import type { Effect, WalletCommand } from '@perennial/contract'
import type { Decided, DecideInput, StageEffect, TierGrant, TierMemory } from '../../activity/index.ts'
import type { Day } from '../../kernel/instants.ts'
import { amountMax } from '../../kernel/money.ts'
import { ok, type Verdict } from '../../kernel/verdict.ts'
import { laddersOf, moveBetween, type Tallies, tallyOrNone, tooMuch } from './climb.ts'
import { carriedEntry, entryEffects } from './entry.ts'
import { nothingKnown } from './grant.ts'
import type { Ladder } from './ladder.ts'
import { countOn, type Tally, withMemory } from './tally.ts'
import { windowOf } from './window.ts'

type CarryTiers = Extract<WalletCommand, { verb: 'carry-tiers' }>
type Remembered = NonNullable<CarryTiers['memory']>[number]
type Input = Pick<DecideInput<Tallies>, 'state' | 'release' | 'activity'>

/**
 * Counts what a member who was merged into the owner counts, day by day, and remembers what is remembered of them; or
 * takes it back.
 */
export function carry(input: Input, command: CarryTiers): Verdict<Decided> {
  const effects: StageEffect[] = []
  const told: Effect[] = []
  for (const ladder of laddersOf(input.release)) {
    const done = carryOne(ladder, input, command)
    if (done === undefined) continue
    if (done.after.total > amountMax) return tooMuch(ladder)
    effects.push(...done.effects)
    told.push(...done.told)
  }
  return ok({ effects, record: undefined, told, verdicts: [] })
}

function carryOne(
  ladder: Ladder,
  { state, release, activity }: Input,
  command: CarryTiers,
): { after: Tally; effects: StageEffect[]; told: Effect[] } | undefined {
  const before = state.get(ladder.key)
  const remembered = command.memory?.find((each) => each.ladder === ladder.key)
  const counts = command.counts.filter((each) => each.ladder === ladder.key)
  if (remembered === undefined && counts.length === 0) return undefined
  const carried = { from: command.from, step: command.step }
  const effects: StageEffect[] = []
  let after = tallyOrNone(ladder, before, activity.day)
  if (remembered !== undefined) {
    const memory = withRemembered(before?.memory ?? nothingKnown, command.from, remembered)
    after = withMemory(after, memory)
    const { day } = activity
    const grants = remembered.grants.map((each) => grantOf(each, each.revoked))
    const own = { grants, ...(remembered.peak === undefined ? {} : { peak: remembered.peak }) }
    effects.push({
      kind: 'tier-memory',
      ladder: ladder.key,
      day,
      memory,
      carried: { ...carried, memory: own },
    })
  }
  for (const count of counts) {
    after = countOn(windowOf(ladder, after.memory.anchor), after, count)
    effects.push({ kind: 'tier-count', ...count, carried })
  }
  const day = Math.max(activity.day, after.day)
  const takes = counts.some((each) => each.amount < 0)
  const tallies = { before, after, day, takes }
  const entry = carriedEntry(ladder, tallies, { release, activity, redecision: undefined })
  if (entry !== undefined) effects.push(...entryEffects(ladder, activity.day, entry))
  const told = [...(entry?.told ?? [])]
  const move = moveBetween(ladder, { before, after, day })
  if (move?.told !== undefined) told.unshift(move.told)
  if (move?.emit !== undefined) effects.push(move.emit)
  return { after, effects, told }
}

/** What was taken back at the owner stays taken back. */
function withRemembered(memory: TierMemory, from: string, now: Remembered): TierMemory {
  const { grants = [], peaks = [], ...rest } = memory
  const revoked = new Map(grants.map(({ id, revoked: day }) => [id, day]))
  const all = [
    ...grants.filter((each) => each.of !== from),
    ...now.grants.map((each) => ({ ...grantOf(each, each.revoked ?? revoked.get(each.id)), of: from })),
  ]
  const others = peaks.filter(([of]) => of !== from)
  const reached = now.peak === undefined ? others : [...others, [from, now.peak] as const]
  return {
    ...rest,
    ...(all.length === 0 ? {} : { grants: all }),
    ...(reached.length === 0 ? {} : { peaks: reached }),
  }
}

function grantOf(
  { revoked: _, ...grant }: Remembered['grants'][number],
  revoked: Day | undefined,
): TierGrant {
  return revoked === undefined ? grant : { ...grant, revoked }
}
