import type { BackTestResult } from '@perennial/contract'
import { RefusalError } from '../../kernel/verdict.ts'
import type { BackTestAsked, House } from './house.ts'
import type { Planned } from './plan.ts'

/** What a plan says of what happened: the result of a back-test, or why there is none. Neither where nobody wants one. */
export interface Tried {
  result?: BackTestResult
  note?: string
}

export interface TryFolder {
  /** Undefined: where there is something to change, and what stands in the way is only said. */
  wanted: boolean | undefined
  /** First day of the window. Default: a year before today. */
  from: string | undefined
  onProgress?: BackTestAsked['onProgress']
}

/** Whoever did not ask for a back-test does not wait longer for a server. */
const unaskedMaxMs = 120_000

/**
 * Tries a folder on what happened in the programme, where it could be published. Throws refusals only to those who asked
 * for a back-test; to others they are a note, because the plan is good without it.
 */
export async function tryFolder(house: House, planned: Planned, ask: TryFolder): Promise<Tried> {
  const { wanted = planned.changes.length > 0, from, onProgress } = ask
  if (!wanted || planned.problems.length > 0) return {}
  const isAsked = ask.wanted === true || from !== undefined
  try {
    const result = await house.backTest(planned.set, {
      from: from ?? yearBefore(await house.today()),
      ...(isAsked ? {} : { waitMaxMs: unaskedMaxMs }),
      ...(onProgress === undefined ? {} : { onProgress }),
    })
    return result.activities > 0 ? { result } : { note: nothingIn(from) }
  } catch (error) {
    if (isAsked || !(error instanceof RefusalError)) throw error
    return { note: `No back-test: ${error.refusal.detail}` }
  }
}

function nothingIn(from: string | undefined): string {
  const since = from === undefined ? 'in the last 12 months' : `since ${from}`
  return `Nothing happened in the programme ${since}, so there is nothing to try this on.`
}

/** The same day a year before; the first of March for the day of a leap year. */
function yearBefore(day: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCFullYear(date.getUTCFullYear() - 1)
  return date.toISOString().slice(0, 10)
}
