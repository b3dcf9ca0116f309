import type { ProgramView } from '@perennial/contract'

/**
 * The clock of a programme as it was read at an instant of this machine. That of a test programme may be years away, and
 * what happens on the bench happens by it; a live programme goes by the time of day.
 */
export function clockOf(
  view: Pick<ProgramView, 'test' | 'now'> | undefined,
  readAtMs: number,
  nowMs: () => number = Date.now,
): () => string {
  const aheadMs = view?.test === true ? Date.parse(view.now) - readAtMs : 0
  return () => new Date(nowMs() + aheadMs).toISOString()
}
