import type { Progress } from '../../platform/progress-line.ts'

/** How far an import is. */
export interface ImportProgress {
  phase: 'reading' | 'posting'
  /** Of this phase, 0 to 1. */
  share: number
  /** Rows read so far. */
  rows: number
  /** Orders and returns done, of how many; both 0 while reading. */
  done: number
  total: number
  refused: number
}

/** The same for a person. */
export function toldProgress({ phase, share, rows, done, total, refused }: ImportProgress): Progress {
  const counted =
    phase === 'reading' ? { done: rows, unit: 'rows' } : { done, total, unit: 'orders and returns' }
  return { doing: phase, share, ...counted, refused }
}
