import type { ProofView, VerifyReport } from '@perennial/contract'
import { heroine } from './fixture-shop.ts'

const head = { seal: 412, hash: '5f'.repeat(32) }

const cleanReport: VerifyReport = {
  clean: true,
  checked: { 'journal rows': 1_204_113, balances: 25_900, lots: 1_003_969, 'sealed rows': 1_204_006 },
  breaks: [],
  head,
  durationMs: 21_964,
}

/** What the API tells while something in the books is wrong. */
export const brokenReport: VerifyReport = {
  ...cleanReport,
  clean: false,
  breaks: [
    {
      check: 'sealed rows are as they were sealed',
      owner: heroine.id,
      currency: 'points',
      row: 17,
      detail: 'row 17 was changed: it says 5000 from account 1 to 2 for earn (seal 3, page 2)',
    },
    {
      check: 'each seal follows from the one before it',
      owner: null,
      currency: null,
      row: null,
      detail: 'seal 3 or a page of it was rewritten',
    },
  ],
}

/** Books that add up, verified twice. */
export const soundProof: ProofView = {
  readOnly: null,
  head,
  sealed: { rows: 1_204_113, at: '2026-11-21T09:31:04Z' },
  running: null,
  runs: [
    { finishedAt: '2026-11-20T03:41:22Z', report: cleanReport },
    { finishedAt: '2026-11-19T03:41:21Z', report: { ...cleanReport, head: { ...head, seal: 388 } } },
  ],
}

/** A break was found and the programme locked for it; a verification is under way. */
export const brokenProof: ProofView = {
  ...soundProof,
  readOnly: {
    since: '2026-11-20T03:42:00Z',
    reason: 'A verification found that the books do not add up.',
    by: 'system',
  },
  running: { step: 'balance equals the sum of its entries', done: 4, of: 16 },
  runs: [{ finishedAt: '2026-11-21T03:41:22Z', report: brokenReport }, ...soundProof.runs],
}

/** A programme whose books nobody has looked at. */
export const noProof: ProofView = { readOnly: null, head: null, sealed: null, running: null, runs: [] }
