import { type ActivityReply, type ItemOutcome, problems } from '@perennial/contract'
import type { Refusal, Verdict } from '../../kernel/verdict.ts'

/** 201 the first time, 202 while parked, 200 for a replay or a dry run. */
export function statusOf(reply: ActivityReply): number {
  if (reply.status === 'parked') return 202
  return reply.status === 'recorded' && !reply.replayed ? 201 : 200
}

/** A refusal as one item of many tells it. */
export function problemOf(refusal: Refusal): NonNullable<ItemOutcome['problem']> {
  const { code, detail, field } = refusal
  return { code, title: problems[code].title, detail, ...(field === undefined ? {} : { field }) }
}

/** The outcome of one item of many. */
export function outcomeOf(index: number, verdict: Verdict<ActivityReply>): ItemOutcome {
  if (verdict.ok) return { index, status: statusOf(verdict.value), reply: verdict.value }
  return { index, status: problems[verdict.refusal.code].status, problem: problemOf(verdict.refusal) }
}
