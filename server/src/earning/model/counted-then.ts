import type { Stage } from '../../activity/index.ts'
import { rowsOf } from './record.ts'
import type { EarningRule } from './rule.ts'

type Then = Parameters<NonNullable<Stage<null>['counted']>>[0]

/**
 * What a limit's counter or budget said when a record was made: the limit less the room that was kept, if it was this
 * one that left the least. A rule without a row wanted nothing then, or had no limit, and a wider limit did not matter,
 * so that any count gives the same decision again.
 */
export function countedThen({ release, record, of, key }: Then): number {
  const ruleKey = key.key.split(':')[1]
  const row = rowsOf(record).find((each) => each[0] === ruleKey)
  const rule = release.of<EarningRule>('earning-rule').find((each) => each.key === ruleKey)
  const room = row?.[3]
  if (room === undefined || room === null || rule === undefined) return 0
  const bound = row?.[6] ?? undefined
  const index = rule.limits.findIndex((limit) => {
    if ((limit.of === 'member') !== (of === 'counter')) return false
    const isOfSome = limit.of === 'household' || limit.of === 'store'
    return isOfSome ? key.key.startsWith(`${limit.key}:`) : key.key === limit.key
  })
  const limit = rule.limits[index]
  if (limit === undefined || (bound !== undefined && bound !== index)) return 0
  return Math.max(0, limit.most - room)
}
