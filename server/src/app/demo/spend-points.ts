import type { ActivityInput, ActivityReply } from '@perennial/contract'
import type { CommandAsked } from '../../activity/index.ts'
import { uuidOf } from '../../kernel/ids.ts'
import { randomOf } from './random.ts'

/** An activity of the story, and what the programme answered. */
export interface Told {
  activity: ActivityInput
  reply: ActivityReply
}

/** Points are spent in vouchers of this size, up to so many at once. */
const voucher = 500
const vouchersMax = 6
/** Customers who spend at all; what the others have expires. */
const spenders = 0.6
/** How often such a customer who could spend does, having just bought something. */
const share = 0.35

/**
 * What customers spend after a part of the story: some of those whose last word in it was an order, and who have enough.
 * Everything follows from the seed and the replies, which are the same when a part is told again.
 */
export function spendsAfter(seed: number, told: readonly Told[]): CommandAsked[] {
  const last = new Map(told.map((each) => [each.reply.member, each]))
  return [...last.values()].flatMap(({ activity, reply }) => {
    const random = randomOf(seed, `spend ${activity.sourceId}`)
    const ownerId = uuidOf('mem', reply.member ?? '')
    const { available = 0 } = reply.balances.find((each) => each.currency === 'points') ?? {}
    const vouchers = Math.min(vouchersMax, Math.floor(available / voucher))
    if (ownerId === undefined || activity.type !== 'order.placed' || vouchers < 1) return []
    if (!randomOf(seed, `spender ${ownName(activity)}`).chance(spenders) || !random.chance(share)) return []
    const amount = voucher * random.whole(1, vouchers)
    const parts = [{ currency: 'points', amount }]
    const command = { verb: 'spend' as const, parts, reference: `Voucher at ${activity.sourceId}` }
    return [{ ownerId, command, type: 'wallet.spend', sourceId: `demo-${activity.sourceId}` }]
  })
}

/** What the story calls its customer. */
function ownName({ member }: ActivityInput): string {
  return member !== undefined && 'externalId' in member ? String(member.externalId) : ''
}
