import type { StageEffect } from '../stage.ts'

type Posting = Extract<StageEffect, { kind: 'post' }>['posting']

/**
 * Several rules that give points of one kind to one activity post them as one: same currency, same direction, same
 * dates. What each rule gave stands in the decision; the journal then has one row, and the member one lot, where it
 * would have had one for every rule. A row of several rules names none.
 */
export function mergePosts(effects: readonly StageEffect[]): readonly StageEffect[] {
  if (postsOf(effects) < 2) return effects
  const merged: Posting[] = []
  const others: StageEffect[] = []
  for (const effect of effects) {
    if (effect.kind !== 'post') {
      others.push(effect)
      continue
    }
    const { posting } = effect
    let place = 0
    while (place < merged.length && !isOneLot(merged[place] as Posting, posting)) place += 1
    const before = merged[place]
    if (before === undefined) merged.push(posting)
    else merged[place] = { ...before, amount: before.amount + posting.amount, rule: null }
  }
  if (merged.length + others.length === effects.length) return effects
  return [...merged.map((posting) => ({ kind: 'post' as const, posting })), ...others]
}

function postsOf(effects: readonly StageEffect[]): number {
  let posts = 0
  for (const { kind } of effects) if (kind === 'post') posts += 1
  return posts
}

function isOneLot(a: Posting, b: Posting): boolean {
  return (
    a.currency === b.currency &&
    a.amount > 0 === b.amount > 0 &&
    a.reason === b.reason &&
    a.activityId === b.activityId &&
    a.takenFrom === b.takenFrom &&
    a.effectiveAt === b.effectiveAt &&
    a.availableAt === b.availableAt &&
    a.expiresAt === b.expiresAt &&
    a.debt === b.debt
  )
}
