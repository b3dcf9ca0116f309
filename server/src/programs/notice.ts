import type { WorseChange } from '@perennial/contract'
import { type Instant, instantText } from '../kernel/instants.ts'
import { refuse, type Verdict } from '../kernel/verdict.ts'
import type { Proposal } from './store-proposals.ts'

const dayMs = 86_400_000

/** When what is worse may take effect at the earliest, if it is announced now. */
export function earliestAfter(now: Instant, noticeDays: number): Instant {
  return now + noticeDays * dayMs
}

/** Whether a proposal announced everything that it would make worse, long enough ago. */
export function isAnnounced(
  proposal: Pick<Proposal, 'announcedAt' | 'worse'>,
  ask: { worse: readonly WorseChange[]; noticeDays: number; now: Instant },
): boolean {
  if (ask.worse.length === 0 || ask.noticeDays === 0) return true
  const { announcedAt, worse } = proposal
  if (announcedAt === null || worse === null) return false
  return (
    ask.now >= earliestAfter(announcedAt.getTime(), ask.noticeDays) &&
    ask.worse.every((each) => isAmong(each, worse))
  )
}

/** Whether what is worse was announced, field by field; a whole definition only as a whole. */
function isAmong(one: WorseChange, announced: readonly WorseChange[]): boolean {
  return announced.some(
    (each) =>
      each.kind === one.kind &&
      each.key === one.key &&
      each.change === one.change &&
      one.fields.every((field) => each.fields.includes(field)),
  )
}

/** The refusal of what is worse for members before its time. */
export function noticeNeeded(
  worse: readonly WorseChange[],
  noticeDays: number,
  earliest?: Instant,
): Verdict<never> {
  const places = worse.map(({ kind, key }) => `${kind}/${key}`).join(', ')
  const detail = `It may be worse for members (${places}): announce it ${noticeDays} days before, as a proposal with an instant.`
  const extra = { worse, ...(earliest === undefined ? {} : { earliest: instantText(earliest) }) }
  return refuse('notice_needed', detail, { extra })
}
