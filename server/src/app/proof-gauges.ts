import type { Database } from '../platform/database.ts'
import type { Metrics } from '../platform/metrics.ts'
import { type ProofTotals, readProofTotals } from '../programs/index.ts'

const patienceMs = 1_000

/** What is not known in time is left out of the scrape. */
async function inTime(asked: Promise<ProofTotals>): Promise<ProofTotals | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), patienceMs)
  })
  try {
    return await Promise.race([asked.catch(() => undefined), late])
  } finally {
    clearTimeout(timer)
  }
}

/** Numbers on the proof of all programmes; totals, because an installation may have thousands. */
export function proofGauges(metrics: Metrics, database: Database): void {
  // One question for the three of a scrape. A database that does not answer must not keep the others from being read.
  let asked: Promise<ProofTotals | undefined> | undefined
  const totals = () => {
    asked ??= inTime(database.read('none', readProofTotals)).finally(() => {
      asked = undefined
    })
    return asked
  }
  const read = (of: (found: ProofTotals) => number) => async () => {
    const found = await totals()
    return found === undefined ? Number.NaN : of(found)
  }
  metrics.gauge({
    name: 'perennial_verify_broken_programs',
    help: 'Programmes whose last verification found that the books do not add up',
    read: read((found) => found.broken),
  })
  metrics.gauge({
    name: 'perennial_verify_age_seconds',
    help: 'Age of the last verification, of the programme where it is oldest',
    read: read((found) =>
      found.oldest === null ? Number.NaN : (Date.now() - found.oldest.getTime()) / 1000,
    ),
  })
  metrics.gauge({
    name: 'perennial_read_only_programs',
    help: 'Programmes to which nothing may be written',
    read: read((found) => found.readOnly),
  })
}
