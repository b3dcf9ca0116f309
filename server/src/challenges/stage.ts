import type { Decided, LoadBatch, Stage, StageEffect, WriteBatch } from '../activity/index.ts'
import { dayOf } from '../kernel/instants.ts'
import { copyOf } from '../kernel/maps.ts'
import { ok } from '../kernel/verdict.ts'
import type { Reader, Writer } from '../platform/database.ts'
import type { Programs, Release } from '../programs/index.ts'
import { loadTallies } from './load-tallies.ts'
import { cardsOf } from './model/card.ts'
import { carriedOf, carriedOn, carryCards } from './model/carry.ts'
import { stampCards } from './model/stamp.ts'
import { standingOf } from './model/standing.ts'
import { type CardTallies, type CardTally, stampOn, unstamped } from './model/tally.ts'
import { addStamps, type CardRow, type KeptCame, writeCards } from './store.ts'
import { type CarriedRow, writeCarried } from './store-carry.ts'

/** What is known of one owner, by card. */
export type CardsState = CardTallies

const nobody: CardTallies = new Map()
const nothing: Decided = { effects: [], record: undefined, told: [], verdicts: [] }

/** Stamp cards. Decides after earning and tiers: what a full card gives counts towards no ladder. */
export function challengesStage(parts: { programs: Pick<Programs, 'release'> }): Stage<CardsState> {
  return {
    name: 'challenges',
    load: (tx, batch) => load(parts.programs, tx, batch),
    initial: () => nobody,
    decides: (release, type) => cardsOf(release).some((card) => card.spec.on === type),
    decide: (input) => {
      const { command } = input.activity
      if (command === undefined) return stampCards(input)
      return command.verb === 'carry-cards' ? carryCards(input, command) : ok(nothing)
    },
    evolve,
    summary: ({ state, release, at }) => ({ cards: summaryAt(state, release, at) }),
    write,
  }
}

function evolve(state: CardTallies, effect: StageEffect): CardTallies {
  if (effect.kind === 'stamps-carried') return carriedOn(state, effect.card, effect)
  if (effect.kind !== 'stamp') return state
  return copyOf(state).set(effect.card, stampOn(state.get(effect.card) ?? unstamped, effect))
}

/** As of the activity, or of the latest stamp: who hears of a late one wants to know the card as it is. */
function summaryAt(state: CardTallies, release: Release, at: number) {
  const zone = release.timeZone
  return cardsOf(release).map((card) => {
    const { rows, filled } = state.get(card.key) ?? unstamped
    const day = Math.max(dayOf(at, zone), rows.at(-1)?.day ?? Number.NEGATIVE_INFINITY)
    return standingOf(card, filled, { day, zone })
  })
}

/** Without cards nothing is read, but where old orders come back: their own releases may have had some. */
async function load(
  programs: Pick<Programs, 'release'>,
  tx: Reader,
  batch: LoadBatch,
): Promise<ReadonlyMap<string, CardTallies>> {
  const hasCards = cardsOf(batch.release).length > 0
  const owners = hasCards ? batch.owners : batch.owners.filter((owner) => batch.returning.has(owner))
  if (owners.length === 0) return new Map()
  return loadTallies(tx, programs, { programId: batch.programId, owners })
}

async function write(tx: Writer, batch: WriteBatch<CardTallies>): Promise<void> {
  const stamps = new Map<string, Parameters<typeof addStamps>[2][number]>()
  const changed = new Map<string, { ownerId: string; card: string }>()
  const came: CarriedRow[] = []
  for (const { ownerId, effect } of batch.effects) {
    if (effect.kind === 'stamps-carried') {
      const { card, carried } = effect
      came.push({ sourceId: carried.from, targetId: ownerId, came: carried.card, step: carried.step })
      changed.set(`${ownerId}/${card}`, { ownerId, card })
    }
    if (effect.kind !== 'stamp') continue
    const { card, day, release } = effect
    const place = `${ownerId}/${card}/${day}/${release}`
    const amount = (stamps.get(place)?.amount ?? 0) + effect.amount
    stamps.set(place, { ownerId, card, day, release, amount })
    changed.set(`${ownerId}/${card}`, { ownerId, card })
  }
  if (changed.size === 0) return
  const cards = [...changed.values()].map(({ ownerId, card }): CardRow => {
    const tally = batch.states.get(ownerId)?.get(card) ?? unstamped
    const { filled, granted, told } = tally
    const row = { ownerId, card, completed: filled.completed, told }
    return { ...row, granted: Object.fromEntries(granted), came: keptCame(card, tally) }
  })
  await Promise.all([
    stamps.size === 0 ? undefined : addStamps(tx, batch.programId, [...stamps.values()]),
    writeCards(tx, batch.programId, cards),
    came.length === 0 ? undefined : writeCarried(tx, batch.programId, came),
  ])
}

function keptCame(card: string, { came }: CardTally): KeptCame[] | null {
  if (came.length === 0) return null
  return came.map((each) => ({ from: each.from, under: each.under, card: carriedOf(card, each) }))
}
