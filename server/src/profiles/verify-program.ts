import type { VerifyReport } from '@perennial/contract'
import { verifyActivities, verifyHistory } from '../activity/index.ts'
import { verifyCards } from '../challenges/index.ts'
import { publicId } from '../kernel/ids.ts'
import { orThrow } from '../kernel/verdict.ts'
import { ledgerSteps, type SealHead, verifyLedger } from '../ledger/index.ts'
import type { Database } from '../platform/database.ts'
import type { Programs } from '../programs/index.ts'
import { verifyTiers } from '../tiers/index.ts'

/** Recomputing a whole programme takes longer than a request may. */
const timeoutMs = 3_600_000

/** How far a verification has come. */
export interface VerifyStep {
  /** The check at work, by name. */
  step: string
  /** Checks done, of how many. */
  done: number
  of: number
}

export interface VerifyOptions {
  /** Heads of the chain that were written down: each must still be part of it. */
  heads?: readonly SealHead[]
  onStep?(at: VerifyStep): void
  /** Ends it, also in the middle of a check; the promise rejects with the signal's reason. */
  signal?: AbortSignal
}

/**
 * Compares the journal of a programme with its seals and recomputes what is kept from the rows that prove it: balances,
 * lots, holds and daily flows from the journal, tier totals from their days, full cards from their stamps, histories from
 * their orders, activities and their natural keys from each other. Changes nothing. Throws the refusal
 * `program_unpublished`.
 */
export async function verifyProgram(
  parts: { database: Database; programs: Pick<Programs, 'currentRelease' | 'release'> },
  programId: number,
  options: VerifyOptions = {},
): Promise<VerifyReport> {
  const release = orThrow(await parts.programs.currentRelease(programId))
  const zone = release.timeZone
  const { signal, heads = [] } = options
  const startedMs = performance.now()
  let done = 0
  const onStep = (step: string) => {
    signal?.throwIfAborted()
    options.onStep?.({ step, done, of: ledgerSteps + 4 })
    done += 1
  }
  return parts.database.read(
    { programId },
    async (tx) => {
      const ledger = await verifyLedger(tx, { programId, zone, heads, onStep })
      onStep('activities and their natural keys agree')
      const activities = await verifyActivities(tx, { programId, zone })
      onStep('tier totals follow from their days')
      const tiers = await verifyTiers(tx, { programId, release })
      onStep('full cards follow from their stamps')
      const cards = await verifyCards(tx, parts.programs, programId)
      onStep('histories follow from their orders')
      const history = await verifyHistory(tx, { programId, programs: parts.programs })
      const misfits = [tiers, cards, history].filter((each) => each !== undefined)
      const others = [
        ...activities.breaks,
        ...misfits.map(({ name, ownerId, detail }) => ({ check: name, ownerId, detail })),
      ]
      const breaks = [...ledger.breaks, ...others.map((each) => ({ ...each, currency: null, seq: null }))]
      return {
        clean: breaks.length === 0,
        checked: { ...ledger.checked, ...activities.checked },
        breaks: breaks.map(({ check, ownerId, currency, seq, detail }) => ({
          check,
          owner: ownerId === null ? null : publicId('mem', ownerId),
          currency:
            currency === null ? null : (release.currencyByCode.get(currency)?.key ?? String(currency)),
          row: seq,
          detail,
        })),
        head: ledger.head,
        durationMs: Math.round(performance.now() - startedMs),
      }
    },
    { timeoutMs, ...(signal === undefined ? {} : { signal }) },
  )
}
