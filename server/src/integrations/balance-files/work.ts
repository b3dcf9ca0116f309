import type { Pipeline } from '../../activity/index.ts'
import type { Database } from '../../platform/database.ts'
import type { Program, Release } from '../../programs/index.ts'
import type { BalanceProgress } from './progress.ts'
import type { Report } from './report.ts'

/** What every step of an import of balances works with. */
export interface Work {
  database: Database
  pipeline: Pick<Pipeline, 'carryOut' | 'enrol'>
  program: Program
  release: Release
  currency: { key: string }
  enrol: boolean
  file: string
  bytes: number
  /** The first half of the SHA-256 of the file: part of the natural key of each line. */
  fileHash: string
  batchRows: number
  report: Report
  signal: AbortSignal | undefined
  onProgress(progress: BalanceProgress): void
}
