import { dayOf, dayText, type Instant } from '../kernel/instants.ts'
import { orThrow } from '../kernel/verdict.ts'
import { dropWarnings, insertWarnings, type Warning } from '../ledger/index.ts'
import type { Database } from '../platform/database.ts'
import { appendEvents, type OutboxEvent } from '../platform/outbox.ts'
import type { Programs, Release } from '../programs/index.ts'

const perBatch = 500
/** How long it is known who was warned, after the points are gone. */
const keptDays = 90

/**
 * Tells the outbox of points that will end, at the distances that each currency names: `points.expiring`, once for an
 * owner, currency, day and distance, however many schedulers run and however often. A run that was missed is made up
 * for by the next one, which warns of the nearest distance that has been reached. Each batch is whole or not there, so
 * an interrupted run goes on where it stopped. Returns how many warnings went out.
 */
export async function warnExpiring(
  parts: { database: Database; programs: Pick<Programs, 'currentRelease'> },
  ask: {
    program: { programId: number; clockOffsetSeconds: number }
    now: Instant
    signal?: AbortSignal
  },
): Promise<number> {
  const { programId, clockOffsetSeconds } = ask.program
  const release = orThrow(await parts.programs.currentRelease(programId))
  const now = ask.now + clockOffsetSeconds * 1000
  const zone = release.timeZone
  const today = dayOf(now, zone)
  const distances = [...release.currencies.values()].flatMap(({ code, spec }) =>
    spec.warnDays.map((days) => ({ currency: code, days })),
  )
  await parts.database.write({ programId }, (tx) => dropWarnings(tx, programId, today - keptDays))
  if (distances.length === 0) return 0
  let told = 0
  for (;;) {
    ask.signal?.throwIfAborted()
    const warnings = await parts.database.write({ programId }, async (tx) => {
      const fresh = await insertWarnings(tx, { programId, today, now, zone, distances, limit: perBatch })
      await appendEvents(
        tx,
        programId,
        fresh.map((each) => eventOf(each, release)),
      )
      return fresh
    })
    told += warnings.length
    // Another scheduler may have taken a part of the batch: only an empty one is the end.
    if (warnings.length === 0) return told
  }
}

function eventOf(warning: Warning, release: Release): OutboxEvent {
  const currency = release.currencyByCode.get(warning.currency)?.key ?? String(warning.currency)
  const { points, warnDays } = warning
  return {
    type: 'points.expiring',
    activity: warning.id,
    owner: warning.ownerId,
    subject: currency,
    detail: { points, day: dayText(warning.day), warnDays },
  }
}
