import type { StampsCame, StampTerms } from '../activity/index.ts'
import type { Day } from '../kernel/instants.ts'
import { invariant, orThrow } from '../kernel/verdict.ts'
import type { Reader } from '../platform/database.ts'
import type { Programs } from '../programs/index.ts'
import { cardsOf } from './model/card.ts'
import { cameOf } from './model/carry.ts'
import { fill, type StampRow } from './model/fill.ts'
import type { CardTallies, CardTally } from './model/tally.ts'
import { type CardRow, readCards, readStamps, type StoredStamp } from './store.ts'

/** All that is known of the owners, on every card that ever stamped them; up to a day, when one is given. */
export async function loadTallies(
  tx: Reader,
  programs: Pick<Programs, 'release'>,
  ask: { programId: number; owners: readonly string[]; until?: Day },
): Promise<Map<string, CardTallies>> {
  const [stamps, cards] = await Promise.all([readStamps(tx, ask), readCards(tx, ask.programId, ask.owners)])
  const rows = await withTerms(programs, ask.programId, stamps)
  const tallies = new Map<string, Map<string, CardTally>>()
  for (const row of cards) {
    const { ownerId, card, granted, told } = row
    const own = rows.get(`${ownerId}/${card}`) ?? []
    const came = row.came === null ? [] : await cameTo(programs, ask, row)
    const units = new Map(Object.entries(granted).map(([code, amount]) => [Number(code), amount]))
    const tally = { rows: own, came, filled: fill(own, came), granted: units, told }
    const all = tallies.get(ownerId) ?? new Map<string, CardTally>()
    tallies.set(ownerId, all.set(card, tally))
  }
  return tallies
}

/** What came onto a card, up to a day: its rewards go by the release under which it came. */
async function cameTo(
  programs: Pick<Programs, 'release'>,
  ask: { programId: number; until?: Day },
  { came }: CardRow,
): Promise<StampsCame[]> {
  const all: StampsCame[] = []
  for (const { from, under, card } of came ?? []) {
    if (ask.until !== undefined && card.day > ask.until) continue
    all.push(cameOf(from, card, orThrow(await programs.release(ask.programId, under))))
  }
  return all
}

/** Stored stamps with the terms of the releases that gave them, by owner and card. */
async function withTerms(
  programs: Pick<Programs, 'release'>,
  programId: number,
  stamps: readonly StoredStamp[],
): Promise<Map<string, StampRow[]>> {
  const terms = new Map<string, StampTerms>()
  for (const number of new Set(stamps.map((each) => each.release))) {
    for (const card of cardsOf(orThrow(await programs.release(programId, number))))
      terms.set(`${number}/${card.key}`, card.terms)
  }
  const rows = new Map<string, StampRow[]>()
  for (const { ownerId, card, day, release, amount } of stamps) {
    const own = terms.get(`${release}/${card}`)
    invariant(own !== undefined, `release ${release} has the card ${card} that it stamped`)
    const place = `${ownerId}/${card}`
    const all = rows.get(place) ?? []
    all.push({ day, release, terms: own, amount })
    rows.set(place, all)
  }
  return rows
}
