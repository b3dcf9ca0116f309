import { loadHistory } from '../../src/activity/back-test/load-history.ts'
import { noMembersNow } from '../../src/activity/back-test/model/member-facts.ts'
import type { Tried } from '../../src/activity/back-test/model/report.ts'
import { type HistorySource, releasesOf } from '../../src/activity/back-test/read-known.ts'
import { tryToEnd } from '../../src/activity/back-test/try-to-end.ts'
import { orThrow } from '../../src/kernel/verdict.ts'

/** The live release tried on everything that happened. */
export async function tryLive(
  parts: HistorySource & { programs: { currentRelease(programId: number): Promise<unknown> } },
  programId: number,
  endsAt = Date.now(),
): Promise<{ owners: readonly string[]; tried: Tried; readMs: number; decideMs: number; orders: number }> {
  const release = orThrow(await parts.programs.release(programId, 1))
  const startedAt = performance.now()
  const { history } = await loadHistory(parts.database, {
    programId,
    moneyExponent: release.moneyExponent,
    until: endsAt,
    wholeOrders: false,
    activitiesMax: Number.POSITIVE_INFINITY,
  })
  const readAt = performance.now()
  const releases = await releasesOf(parts, programId, history)
  const window = { from: -100_000, to: 100_000 }
  const tried = await tryToEnd({
    stages: parts.stages,
    history,
    release,
    releases,
    window,
    endsAt,
    membersNow: noMembersNow,
  })
  return {
    owners: history.owners,
    tried,
    readMs: readAt - startedAt,
    decideMs: performance.now() - readAt,
    orders: history.orders,
  }
}

/** Owners whose books differ from those that a trial came to: owner, currency, stored, tried. */
export async function differencesOf(
  { database }: Pick<HistorySource, 'database'>,
  programId: number,
  { owners, tried }: { owners: readonly string[]; tried: Tried },
): Promise<string[]> {
  const rows = await database.read({ programId }, (tx) =>
    tx.query<{ owner: string; currency: number; held: number }>(
      `select owner_id as owner, currency, available + pending + held - debt as held from balance where program_id = $1`,
      [programId],
    ),
  )
  const places = new Map(owners.map((owner, place) => [owner, place]))
  return rows.flatMap(({ owner, currency, held }) => {
    const key = tried.release.currencyByCode.get(currency)?.key ?? ''
    const place = places.get(owner)
    const own = place === undefined ? 0 : (tried.tally.currencies.get(key)?.heldBy[place] ?? 0)
    return own === held ? [] : [`${owner} ${key}: ${held}, ${own}`]
  })
}
