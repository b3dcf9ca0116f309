import { type Day, dayOf, dayText, type Instant } from '../kernel/instants.ts'
import { orThrow } from '../kernel/verdict.ts'
import type { Database, Writer } from '../platform/database.ts'
import { appendEvents, type OutboxEvent } from '../platform/outbox.ts'
import type { Programs, Release } from '../programs/index.ts'
import { laddersOf } from './model/climb.ts'
import { type Ladder, levelOf, tierKey } from './model/ladder.ts'
import { fallsOn, levelAt } from './model/window.ts'
import { readHistories } from './read-tiers.ts'
import { dropNotices, insertNotices, type Notice, readRaised } from './store-notice.ts'

const perPage = 500
/** How long it is known who was told, after the tier is gone. */
const keptDays = 90

/**
 * Tells the outbox of tiers that will be lost, so many days before as the ladder says: `tier.ending`, once for an owner,
 * ladder and day of the loss, however many schedulers run and however often. Who keeps the tier meanwhile, and loses it
 * on a later day, is told of that one. Each page is whole or not there, so an interrupted run is made up for by the next
 * one. Returns how many were told.
 */
export async function tellEndingTiers(
  parts: { database: Database; programs: Pick<Programs, 'currentRelease'> },
  ask: { program: { programId: number; clockOffsetSeconds: number }; now: Instant; signal?: AbortSignal },
): Promise<number> {
  const { programId, clockOffsetSeconds } = ask.program
  const release = orThrow(await parts.programs.currentRelease(programId))
  const now = ask.now + clockOffsetSeconds * 1000
  const today = dayOf(now, release.timeZone)
  const ladders = laddersOf(release).filter(({ spec }) => spec.noticeDays !== undefined)
  if (ladders.length === 0) return 0
  await parts.database.write({ programId }, (tx) => dropNotices(tx, programId, today - keptDays))
  let told = 0
  for (const ladder of ladders) {
    let after: string | undefined
    for (;;) {
      ask.signal?.throwIfAborted()
      const page = await parts.database.write({ programId }, (tx) =>
        tellPage(tx, { programId, release, ladder, today, now, after }),
      )
      told += page.told
      after = page.last
      if (after === undefined) break
    }
  }
  return told
}

async function tellPage(
  tx: Writer,
  ask: {
    programId: number
    release: Release
    ladder: Ladder
    today: Day
    now: Instant
    after: string | undefined
  },
): Promise<{ told: number; last: string | undefined }> {
  const { programId, release, ladder, today, now, after } = ask
  // Whoever stands where everybody starts can lose nothing; a stored tier may have fallen since, and never risen.
  const base = tierKey(ladder, levelOf(ladder, 0))
  const owners = await readRaised(tx, { programId, ladder: ladder.key, base, after, limit: perPage })
  if (owners.length === 0) return { told: 0, last: undefined }
  const zone = release.timeZone
  const histories = await readHistories(tx, { programId, owners, ladders: [ladder], zone, day: today })
  const ending: Notice[] = []
  for (const ownerId of owners) {
    const history = histories.get(`${ownerId}/${ladder.key}`)
    const day = history && fallsOn(ladder, history, today)
    const tier = history && tierKey(ladder, levelAt(ladder, history, today))
    if (day === undefined || tier === undefined || tier === null) continue
    if (day - today <= (ladder.spec.noticeDays ?? 0)) ending.push({ ownerId, day, tier })
  }
  const fresh = await insertNotices(tx, { programId, ladder: ladder.key, now, ending })
  await appendEvents(
    tx,
    programId,
    fresh.map((each) => eventOf(each, ladder)),
  )
  return { told: fresh.length, last: owners.at(-1) }
}

function eventOf({ id, ownerId, day, tier }: Notice & { id: string }, ladder: Ladder): OutboxEvent {
  return {
    type: 'tier.ending',
    activity: id,
    owner: ownerId,
    subject: ladder.key,
    detail: { tier, day: dayText(day) },
  }
}
