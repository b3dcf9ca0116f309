/** How far an import of balances is. */
export interface BalanceProgress {
  phase: 'checking' | 'posting'
  /** Rows so far, in this phase. */
  rows: number
  /** Of this phase, 0 to 1. */
  share: number
  refused: number
}

const redrawMs = 200
const plainLineMs = 5000

/** A resource: one line on a terminal, redrawn; elsewhere a line every five seconds. */
export function openProgressLine(to: { write(text: string): unknown; isTTY?: boolean }) {
  const isTerminal = to.isTTY === true
  let shownAt = Number.NEGATIVE_INFINITY
  let isDrawn = false
  return {
    show(progress: BalanceProgress): void {
      const now = performance.now()
      if (now - shownAt < (isTerminal ? redrawMs : plainLineMs)) return
      shownAt = now
      isDrawn = isTerminal
      const { phase, rows, share, refused } = progress
      const refusals = refused === 0 ? '' : `  ${refused.toLocaleString('en')} refused`
      const text = `${phase} ${Math.floor(share * 100)} %  ${rows.toLocaleString('en')} rows${refusals}`
      // Erasing the line first: the next one may be shorter.
      to.write(isTerminal ? `\r\u001b[2K${text}` : `${text}\n`)
    },
    end(): void {
      if (isDrawn) to.write('\r\u001b[2K')
    },
  }
}
