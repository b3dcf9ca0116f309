import { activityProblems } from './activity-problems.ts'
import { clockProblems } from './clock-problems.ts'
import { designProblems } from './design-problems.ts'
import { installationProblems } from './installation-problems.ts'
import { releaseProblems } from './release-problems.ts'
import { requestProblems } from './request-problems.ts'
import { segmentProblems } from './segment-problems.ts'
import { staffProblems } from './staff-problems.ts'

/** One entry of the error catalogue (RFC 9457 problem types). */
export interface Problem {
  status: number
  /** What happened, in a few words that never change. */
  title: string
  /** What the caller can do about it. */
  advice: string
  /** Whether the same request may succeed later without a change. */
  retryable: boolean
}

function inOrder<All extends Record<string, Problem>>(all: All): All {
  return Object.fromEntries(Object.entries(all).sort(([one], [other]) => (one < other ? -1 : 1))) as All
}

/**
 * Every refusal the product knows, by code. Each is documented here and thrown somewhere; a test holds both. A refused
 * request has changed nothing.
 */
export const problems = inOrder({
  ...requestProblems,
  ...releaseProblems,
  ...activityProblems,
  ...segmentProblems,
  ...staffProblems,
  ...clockProblems,
  ...designProblems,
  ...installationProblems,
})

export type ProblemCode = keyof typeof problems

/** Where a problem's documentation stands: the `type` of every problem document. */
export function problemType(code: ProblemCode): string {
  return `/docs/problems#${code}`
}
