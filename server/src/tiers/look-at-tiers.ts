import { canonicalJson } from '../kernel/canonical.ts'
import { dayOf, dayStart, type Instant } from '../kernel/instants.ts'
import type { Database, Writer } from '../platform/database.ts'
import { beginAtTail, followOutbox, type OutboxEvent } from '../platform/outbox.ts'
import type { FactProgress, Programs, Release } from '../programs/index.ts'
import { laddersOf } from './model/climb.ts'
import { nothingKnown } from './model/grant.ts'
import { tierKey } from './model/ladder.ts'
import { levelAt, mayChangeOn } from './model/window.ts'
import { readHistories } from './read-tiers.ts'
import {
  beginLook,
  countStandings,
  lockLook,
  readDue,
  readLook,
  readOwnersAfter,
  type TierNow,
  writeLooked,
  writeTiersNow,
} from './store-now.ts'

/** The name under which looks at tiers follow the outbox. */
export const tierConsumer = 'tiers'

const ownersAtOnce = 1000
const firstOwner = '00000000-0000-0000-0000-000000000000'

interface Parts {
  database: Database
}

/** What is looked at: the ladders of a release at an instant. */
interface Look {
  release: Release
  now: Instant
}

/** What standings follow from beside what is known of members. Names, benefits and what counts may change without a look. */
function basisOf(release: Release): string {
  const ladders = laddersOf(release).map(({ key, spec: { window, graceDays, landing, tiers } }) => {
    return { key, window, graceDays, landing, tiers: tiers.map((tier) => [tier.key, tier.threshold]) }
  })
  return canonicalJson({ ladders, zone: release.timeZone })
}

/**
 * Brings where members stand up to now: looks at everybody where nobody has asked before or ladders changed, a thousand
 * a page, then at those to whom something happened and those whose standing may have changed by time alone. Where
 * `pagesMax` were not enough for everybody, how far it is; undefined when all is known.
 */
export async function lookAtTiers(
  { database }: Parts,
  ask: Look & { pagesMax?: number; signal?: AbortSignal },
): Promise<FactProgress | undefined> {
  const { release, signal, pagesMax = Number.POSITIVE_INFINITY } = ask
  const { programId } = release
  const ladders = laddersOf(release).map((ladder) => ladder.key)
  if (ladders.length === 0) return undefined
  const known = await database.read({ programId }, (tx) => readLook(tx, programId))
  let isComplete = known?.complete === true && known.basis === basisOf(release)
  if (known?.basis !== basisOf(release)) await begin(database, release)
  for (let page = 0; page < pagesMax && !isComplete; page++) {
    signal?.throwIfAborted()
    isComplete = await lookAtMore(database, ask)
  }
  if (!isComplete)
    return database.read({ programId }, async (tx) => {
      const look = await readLook(tx, programId)
      return { done: look?.looked ?? 0, of: await countStandings(tx, { programId, ladders }) }
    })
  await followOutbox(database, {
    programId,
    consumer: tierConsumer,
    signal,
    consume: async (events) => {
      await lookAtOwners(database, ask, ownersOf(events))
    },
  })
  for (;;) {
    signal?.throwIfAborted()
    const place = { programId, ladders, now: ask.now, limit: ownersAtOnce }
    const due = await database.read({ programId }, (tx) => readDue(tx, place))
    if (due.length === 0 || !(await lookAtOwners(database, ask, due))) return undefined
  }
}

/** Keeps up where tiers were asked for, however long it takes; does nothing anywhere else. */
export async function followTiers(
  parts: Parts & { programs: Pick<Programs, 'currentRelease'> },
  ask: { programId: number; now: Instant; signal?: AbortSignal },
): Promise<void> {
  if (!(await keepsTiers(parts.database, ask.programId))) return
  const current = await parts.programs.currentRelease(ask.programId)
  if (current.ok) await lookAtTiers(parts, { ...ask, release: current.value })
}

/** Whether the outbox must keep pages for looks at the tiers of the programme. */
export async function keepsTiers(database: Database, programId: number): Promise<boolean> {
  return (await database.read({ programId }, (tx) => readLook(tx, programId))) !== undefined
}

/** The outbox is followed from before the first owner is looked at, so nothing that happens meanwhile is missed. */
async function begin(database: Database, release: Release): Promise<void> {
  const { programId } = release
  await database.write({ programId }, async (tx) => {
    await lockLook(tx, programId)
    await beginLook(tx, programId, basisOf(release))
    await beginAtTail(tx, programId, tierConsumer)
  })
}

/** Looks at the next owners; whether that was everybody. Whoever does it goes on where others stopped. */
async function lookAtMore(database: Database, { release, now }: Look): Promise<boolean> {
  const { programId } = release
  return database.write({ programId }, async (tx) => {
    const look = await lockLook(tx, programId)
    // Somebody with a newer release has begun anew.
    if (look?.basis !== basisOf(release)) return false
    if (look.complete) return true
    const ladders = laddersOf(release).map((ladder) => ladder.key)
    const place = { programId, ladders, after: look.lookedOwner ?? firstOwner, limit: ownersAtOnce }
    const owners = await readOwnersAfter(tx, place)
    await writeStandings(tx, { release, now }, [...new Set(owners)])
    const last = owners.at(-1)
    const isLast = last === undefined || owners.length < ownersAtOnce
    await writeLooked(
      tx,
      programId,
      isLast ? undefined : { ownerId: last, looked: look.looked + owners.length },
    )
    return isLast
  })
}

function ownersOf(events: readonly OutboxEvent[]): string[] {
  return [
    ...new Set(events.filter((event) => event.type === 'activity.recorded').map((event) => event.owner)),
  ]
}

/**
 * Looks at some. False where others look under other ladders than these, because a release came meanwhile: then they
 * begin anew, so that nobody is forgotten who was handed over here.
 */
async function lookAtOwners(database: Database, look: Look, owners: readonly string[]): Promise<boolean> {
  const { programId } = look.release
  for (let from = 0; from < owners.length; from += ownersAtOnce) {
    const isLooked = await database.write({ programId }, async (tx) => {
      const known = await lockLook(tx, programId)
      if (known?.basis === basisOf(look.release)) {
        await writeStandings(tx, look, owners.slice(from, from + ownersAtOnce))
        return true
      }
      if (known !== undefined) await beginLook(tx, programId, known.basis)
      return false
    })
    if (!isLooked) return false
  }
  return true
}

/** Reads where owners stand and writes it: both under the lock, so that what is written is never older than what is there. */
async function writeStandings(tx: Writer, { release, now }: Look, owners: readonly string[]): Promise<void> {
  const { programId, timeZone } = release
  const ladders = laddersOf(release)
  const day = dayOf(now, timeZone)
  const histories = await readHistories(tx, {
    programId,
    owners,
    ladders,
    zone: release.timeZone,
    day,
    ahead: true,
  })
  const standings = owners.flatMap((ownerId) =>
    ladders.map((ladder): TierNow => {
      const history = histories.get(`${ownerId}/${ladder.key}`) ?? { days: [], memory: nothingKnown }
      const again = mayChangeOn(ladder, history, day)
      return {
        ownerId,
        ladder: ladder.key,
        tier: tierKey(ladder, levelAt(ladder, history, day)) ?? '',
        until: again === undefined ? null : dayStart(again, timeZone),
      }
    }),
  )
  if (standings.length > 0) await writeTiersNow(tx, programId, standings)
}
