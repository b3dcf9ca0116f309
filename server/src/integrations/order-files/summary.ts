import type { ActivityInput } from '@perennial/contract'
import type { FindingGroup } from './findings.ts'

/** Outcomes of orders, or of returns. */
export interface Outcomes {
  /** Recorded by this run. */
  recorded: number
  /** Recorded before, by this import or otherwise: nothing was posted again. */
  known: number
  refused: number
}

/** What an import came to. */
export interface ImportSummary {
  outcome: 'applied' | 'already-applied' | 'preview' | 'stopped'
  fileName: string
  /** SHA-256 of the file. */
  fileHash: string
  mapping: string
  /** Rows: all (without the header), those skipped by the mapping, and those refused before any order was made. */
  rows: { read: number; skipped: number; refused: number }
  orders: Outcomes
  returns: Outcomes
  /** Units of returns that no earlier order has left; lines of returns, and how many of them were partly matched. */
  unmatched: { units: string; lines: number; partly: number }
  /** Members with returns and no order: the programme does not know them. */
  membersUnknown: number
  /** What was left out, by reason. */
  findings: FindingGroup[]
  /** The first orders, in a preview. */
  preview?: ActivityInput[]
  seconds: number
}
