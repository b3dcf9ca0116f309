import { type Day, dayOf } from '../../kernel/instants.ts'
import { refuse, type Verdict } from '../../kernel/verdict.ts'
import { type Books, numberActivity, type Posted, passAll, withIdle } from '../../ledger/index.ts'
import { idleEnd, type Release } from '../../programs/index.ts'
import type { Activity } from '../stage.ts'
import type { Decider, OwnerWork } from './work.ts'

/** Commands by which members themselves do something; all others come from staff, from jobs or from somebody else. */
export const byMember: ReadonlySet<string> = new Set([
  'spend',
  'hold',
  'capture',
  'top-up',
  'exchange',
  'transfer-out',
])

/** Numbers an activity of the owner, who is not idle by what is their own doing. */
export function numberOwner(
  owned: Books,
  activity: Pick<Activity, 'day' | 'command'>,
  release: Release,
): { books: Books; seq: number } {
  const { day, command } = activity
  const isOwn = command === undefined || byMember.has(command.verb)
  const { books, seq } = numberActivity(owned, isOwn ? day : null)
  return { books: notIdle(books, { day, release, isOwn }), seq }
}

/**
 * Moves the ends by inactivity. What comes from others moves none, but where the end has passed all that was there is
 * gone: what comes after it begins a time of its own, and does not end before it came.
 */
function notIdle(books: Books, by: { day: Day; release: Release; isOwn: boolean }): Books {
  const { day, release, isOwn } = by
  let changed = books
  for (const { code, spec } of release.currencies.values()) {
    const own = books.currencies.get(code)
    if (own === undefined || (own.idleAt === null && spec.expiry?.kind !== 'inactivity')) continue
    if (!isOwn && (own.idleAt === null || dayOf(own.idleAt, release.timeZone) > day)) continue
    const end = idleEnd(spec, day, release.timeZone)
    const idleAt = end === null ? null : Math.max(end, own.idleAt ?? end)
    if (idleAt !== own.idleAt) changed = withIdle(changed, { own, idleAt, zone: release.timeZone })
  }
  return changed
}

/** Nothing happens on a closed account any more. */
export function refuseClosed(work: OwnerWork): Verdict<never> | undefined {
  return work.books.state === 'closed'
    ? refuse('member_closed', 'The account is closed. Nothing was changed.')
    : undefined
}

/**
 * What an owner who was merged into another has received goes on to that other. What came back from there, because it
 * could not arrive, stays: it would go to and fro for ever.
 */
export function passOn(
  books: Books,
  decider: Decider,
  activity: Pick<Activity, 'id' | 'command'> | undefined,
): Posted {
  const { mergedInto } = books
  if (mergedInto === null || activity === undefined || activity.command?.verb === 'transfer-back')
    return { books, entries: [] }
  const { now, release } = decider
  const { id: activityId } = activity
  const cause = { activityId, release: release.number, rule: null, effectiveAt: now }
  // An activity sends at most one transfer in a currency, so its id is as good as a new one, and replay finds it again.
  return passAll(books, { to: mergedInto, transferId: activityId, cause, zone: release.timeZone })
}
