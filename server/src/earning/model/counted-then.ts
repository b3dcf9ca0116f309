import type { Stage } from '../../activity/index.ts'
import { rowsOf } from './record.ts'
import type { EarningRule } from './rule.ts'

type Then = Parameters<NonNullable<Stage<null>['counted']>>[0]

/**
 * What a cap's counter or a budget said when a record was made: its limit less the room that was kept. A rule without a
 * row wanted nothing then, or had no limit, so that any count gives the same decision again.
 */
export function countedThen({ release, record, of, key }: Then): number {
  const [kind, ruleKey] = splitKey(key.key)
  const row = rowsOf(record).find((each) => each[0] === ruleKey)
  const rule = release.of<EarningRule>('earning-rule').find((each) => each.key === ruleKey)
  const room = row?.[3]
  if (room === undefined || room === null || rule === undefined) return 0
  if (kind === 'cap' && of === 'counter') return Math.max(0, (rule.spec.cap?.points ?? 0) - room)
  if (kind === 'budget' && of === 'budget') return Math.max(0, (rule.spec.budget?.points ?? 0) - room)
  return 0
}

/** `cap` and `welcome` of `cap:welcome`. */
function splitKey(text: string): [string, string] {
  const cut = text.indexOf(':')
  return [text.slice(0, cut), text.slice(cut + 1)]
}
