import type { ActivityReply } from '@perennial/contract'
import { uuidOf } from '../kernel/ids.ts'
import type { Verdict } from '../kernel/verdict.ts'
import { isReturn } from './model/intake.ts'

/**
 * Whether a batch recorded orders or returns, given the types of its items and the answers to them; with the members of
 * the returns. Undefined for none of either.
 */
export function ordersIn(
  types: readonly string[],
  replies: readonly Verdict<ActivityReply>[],
): { returned: readonly string[] } | undefined {
  const returned: string[] = []
  let isAny = false
  for (const [index, type] of types.entries()) {
    isAny ||= type === 'order.placed'
    const reply = replies[index]
    if (!isReturn(type) || reply?.ok !== true || reply.value.replayed) continue
    const memberId = uuidOf('mem', reply.value.member ?? '')
    if (memberId === undefined) continue
    isAny = true
    returned.push(memberId)
  }
  return isAny ? { returned } : undefined
}
