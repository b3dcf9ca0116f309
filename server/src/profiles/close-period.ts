import type { PeriodList } from '@perennial/contract'
import { recordAudit } from '../access/index.ts'
import { type Day, dayOf, instantText } from '../kernel/instants.ts'
import { ok, refuse, type Verdict } from '../kernel/verdict.ts'
import {
  type ClosedMonth,
  type Flow,
  insertClosedMonth,
  readClosedMonths,
  readFirstFlowDay,
  readFlows,
} from '../ledger/index.ts'
import type { Reader, Writer } from '../platform/database.ts'
import {
  firstDayOf,
  lastDayOfMonth,
  lateFlows,
  type Month,
  monthOf,
  monthText,
} from './model/counted-flows.ts'
import type { Place } from './place.ts'
import { estimateOf, firstDay } from './read-accounts.ts'

/** The month after the last closed one, or that of the first posting; undefined before there is one. */
async function nextMonth(
  tx: Reader,
  programId: number,
  closed: readonly ClosedMonth[],
): Promise<Month | undefined> {
  const last = closed.at(-1)
  if (last !== undefined) return last.month + 1
  const first = await readFirstFlowDay(tx, programId)
  return first === undefined ? undefined : monthOf(first)
}

function isOver(month: Month, today: Day): boolean {
  return lastDayOfMonth(month) < today
}

/** The closed months of a programme, and the one that comes next. */
export async function listPeriods(tx: Reader, place: Place): Promise<PeriodList> {
  const closed = await readClosedMonths(tx, place.programId)
  const next = await nextMonth(tx, place.programId, closed)
  const today = dayOf(place.now, place.release.timeZone)
  return {
    periods: closed.toReversed().map(closedTold),
    next: next === undefined ? null : { month: monthText(next), over: isOver(next, today) },
  }
}

function closedTold({ month, closedAt, closedBy }: Pick<ClosedMonth, 'month' | 'closedAt' | 'closedBy'>) {
  return { month: monthText(month), closedAt: instantText(closedAt.getTime()), closedBy }
}

/**
 * Closes a month: its accounts never change again. What is posted for it later is shown, and counted, in the first month
 * that is open then. Refuses `period_closed`, `period_not_over` and `period_out_of_order`.
 */
export async function closePeriod(
  tx: Writer,
  ask: { place: Place; organizationId: number; actor: string; month: Month },
): Promise<Verdict<PeriodList['periods'][number]>> {
  const { place, month, actor } = ask
  const { programId, release } = place
  const closed = await readClosedMonths(tx, programId)
  if (closed.some((each) => each.month === month)) return alreadyClosed(month)
  if (!isOver(month, dayOf(place.now, release.timeZone)))
    return refuse('period_not_over', `${monthText(month)} is not over in ${release.timeZone}.`, {
      field: 'month',
    })
  const next = await nextMonth(tx, programId, closed)
  if (month !== next) {
    const detail =
      next === undefined
        ? 'Nothing has been posted yet, so there is no month to close.'
        : `Months are closed one after the other: ${monthText(next)} comes next.`
    return refuse('period_out_of_order', detail, { field: 'month' })
  }
  // One statement reads the month and what came late, so whatever is committed after it is late for the next closing.
  const flows = await readFlows(tx, {
    programId,
    from: firstDay,
    until: lastDayOfMonth(month),
  })
  const closing = { month, closedBy: actor, ...splitFlows(flows, { closed, month }) }
  const estimates = Object.fromEntries(
    [...release.currencyByCode.keys()].map((code) => [String(code), estimateOf(release, code)]),
  )
  const closedAt = await insertClosedMonth(tx, programId, { ...closing, estimates })
  if (closedAt === undefined) return alreadyClosed(month)
  await recordAudit(tx, {
    organizationId: ask.organizationId,
    actor,
    action: 'period.closed',
    subject: monthText(month),
    programKey: place.key,
  })
  return ok(closedTold({ ...closing, closedAt }))
}

function splitFlows(
  flows: readonly Flow[],
  of: { closed: readonly ClosedMonth[]; month: Month },
): Pick<ClosedMonth, 'flows' | 'late'> {
  const first = firstDayOf(of.month)
  return { flows: flows.filter((flow) => flow.day >= first), late: lateFlows(flows, of.closed) }
}

function alreadyClosed(month: Month): Verdict<never> {
  return refuse('period_closed', `${monthText(month)} is closed. Nothing was changed.`, { field: 'month' })
}
