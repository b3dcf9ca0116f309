import type { Effect, WalletCommand } from '@perennial/contract'
import type { Decided, DecideInput, StageEffect } from '../../activity/index.ts'
import { amountMax } from '../../kernel/money.ts'
import { ok, type Verdict } from '../../kernel/verdict.ts'
import { laddersOf, moveBetween, type Tallies, tooMuch } from './climb.ts'
import { countOn } from './tally.ts'
import { windowOf } from './window.ts'

type CarryTiers = Extract<WalletCommand, { verb: 'carry-tiers' }>

/** Counts what a member who was merged into the owner counts, day by day, or takes it back. */
export function carry(
  { state, release, activity }: Pick<DecideInput<Tallies>, 'state' | 'release' | 'activity'>,
  command: CarryTiers,
): Verdict<Decided> {
  const effects: StageEffect[] = []
  const told: Effect[] = []
  const carried = { from: command.from, step: command.step }
  for (const ladder of laddersOf(release)) {
    const before = state.get(ladder.key)
    let after = before
    for (const count of command.counts) {
      if (count.ladder !== ladder.key) continue
      after = countOn(windowOf(ladder, after?.memory.anchor), after, count)
      effects.push({ kind: 'tier-count', ...count, carried })
    }
    if (after === undefined || after === before) continue
    if (after.total > amountMax) return tooMuch(ladder)
    const day = Math.max(activity.day, after.day)
    const move = moveBetween(ladder, { before, after, day })
    if (move === undefined) continue
    if (move.told !== undefined) told.push(move.told)
    if (move.emit !== undefined) effects.push(move.emit)
  }
  return ok({ effects, record: undefined, told, verdicts: [] })
}
