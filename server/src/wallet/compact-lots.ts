import type { ProgramPlace } from '../activity/index.ts'
import { dayOf } from '../kernel/instants.ts'
import { orThrow } from '../kernel/verdict.ts'
import { type Crowded, readCrowded } from '../ledger/index.ts'
import type { DeliverParts } from './deliver-transfers.ts'

/** Fewer lots that end together are no burden. */
const lotsMax = 200
const perPage = 200

/**
 * Makes one lot of many that end together, for owners who have gathered them: a spend of ten thousand lots would write
 * as many rows. Returns how many books were compacted.
 */
export async function compactLots(
  parts: DeliverParts,
  ask: { program: ProgramPlace; now: number; signal?: AbortSignal },
): Promise<number> {
  const { programId, clockOffsetSeconds } = ask.program
  const release = orThrow(await parts.programs.currentRelease(programId))
  const now = ask.now + clockOffsetSeconds * 1000
  const today = dayOf(now, release.timeZone)
  let compacted = 0
  let after: Crowded | undefined
  for (;;) {
    ask.signal?.throwIfAborted()
    const place = { programId, now, lots: lotsMax, after, limit: perPage }
    const crowded = await parts.database.read({ programId }, (tx) => readCrowded(tx, place))
    const commands = crowded.flatMap(({ ownerId, currency }) => {
      const key = release.currencyByCode.get(currency)?.key
      if (key === undefined) return []
      // Once a day at most, whoever runs the job.
      const sourceId = `compact/${ownerId}/${currency}/${today}`
      return [
        { ownerId, command: { verb: 'compact' as const, currency: key }, type: 'wallet.compact', sourceId },
      ]
    })
    const verdicts = await parts.pipeline.carryOut(ask.program, commands)
    compacted += verdicts.filter((each) => each.ok && !each.value.replayed).length
    after = crowded.at(-1)
    if (crowded.length < perPage) return compacted
  }
}
