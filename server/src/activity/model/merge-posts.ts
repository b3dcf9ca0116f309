import type { StageEffect } from '../stage.ts'

type Posting = Extract<StageEffect, { kind: 'post' }>['posting']

/**
 * Several rules that give points of one kind to one activity post them as one: same currency, same direction, same
 * dates. What each rule gave stands in the decision; the journal then has one row, and the member one lot, where it
 * would have had one for every rule. A row of several rules names none.
 */
export function mergePosts(effects: readonly StageEffect[]): readonly StageEffect[] {
  const posts = effects.filter((effect) => effect.kind === 'post')
  if (posts.length < 2) return effects
  const merged = new Map<string, Posting>()
  for (const { posting } of posts) {
    const place = placeOf(posting)
    const before = merged.get(place)
    merged.set(
      place,
      before === undefined ? posting : { ...before, amount: before.amount + posting.amount, rule: null },
    )
  }
  const others = effects.filter((effect) => effect.kind !== 'post')
  return [...[...merged.values()].map((posting) => ({ kind: 'post' as const, posting })), ...others]
}

function placeOf(posting: Posting): string {
  const { currency, amount, reason, activityId, takenFrom, effectiveAt, availableAt, expiresAt, debt } =
    posting
  return [
    currency,
    amount > 0,
    reason,
    activityId,
    takenFrom,
    effectiveAt,
    availableAt,
    expiresAt,
    debt,
  ].join('/')
}
