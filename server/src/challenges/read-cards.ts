import type { CardStanding } from '@perennial/contract'
import { dayOf, type Instant } from '../kernel/instants.ts'
import type { Reader } from '../platform/database.ts'
import type { Programs, Release } from '../programs/index.ts'
import { loadTallies } from './load-tallies.ts'
import { cardsOf } from './model/card.ts'
import { standingOf } from './model/standing.ts'
import { unstamped } from './model/tally.ts'
import { readCardOwners, readCards } from './store.ts'

/** Where an owner stands on every card of the release at any instant, by the stamps known now and none after it. */
export async function cardStandings(
  tx: Reader,
  programs: Pick<Programs, 'release'>,
  ask: { programId: number; release: Release; ownerId: string; at: Instant },
): Promise<readonly CardStanding[]> {
  const { programId, release, ownerId, at } = ask
  const cards = cardsOf(release)
  if (cards.length === 0) return []
  const zone = release.timeZone
  const day = dayOf(at, zone)
  const tallies = await loadTallies(tx, programs, { programId, owners: [ownerId], until: day })
  const own = tallies.get(ownerId)
  return cards.map((card) => standingOf(card, (own?.get(card.key) ?? unstamped).filled, { day, zone }))
}

const ownersPerPage = 500

/** The first card, by owner, that is not what its stamps make of it; undefined when all are. */
export async function verifyCards(
  tx: Reader,
  programs: Pick<Programs, 'release'>,
  programId: number,
): Promise<{ name: string; ownerId: string; detail: string } | undefined> {
  let after: string | undefined
  for (;;) {
    const owners = await readCardOwners(tx, { programId, after, limit: ownersPerPage })
    if (owners.length === 0) return undefined
    const stored = await readCards(tx, programId, owners)
    const tallies = await loadTallies(tx, programs, { programId, owners })
    for (const { ownerId, card, completed, told } of stored) {
      const recomputed = tallies.get(ownerId)?.get(card)?.filled.completed ?? 0
      if (recomputed === completed && told >= completed) continue
      const detail = `The card ${card} was filled ${completed} times (${told} told), but its stamps fill it ${recomputed} times.`
      return { name: 'card-completed', ownerId, detail }
    }
    after = owners.at(-1)
  }
}
