/** How far an import of balances is. */
export interface BalanceProgress {
  phase: 'checking' | 'posting'
  /** Rows so far, in this phase. */
  rows: number
  /** Of this phase, 0 to 1. */
  share: number
  refused: number
}
