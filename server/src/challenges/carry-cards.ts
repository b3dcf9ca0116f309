import type { CarriedCard } from '@perennial/contract'
import type { CommandAsked, Pipeline, ProgramPlace } from '../activity/index.ts'
import { canonicalJson } from '../kernel/canonical.ts'
import { type Day, dayOf } from '../kernel/instants.ts'
import { orThrow } from '../kernel/verdict.ts'
import { selectMerged } from '../members/index.ts'
import { systemClock } from '../platform/clock.ts'
import type { Database, Reader } from '../platform/database.ts'
import type { Programs } from '../programs/index.ts'
import { loadTallies } from './load-tallies.ts'
import { whatFollows } from './model/carry.ts'
import type { CardTallies } from './model/tally.ts'
import { type CarriedRow, readCarried } from './store-carry.ts'

export interface CarryParts {
  database: Database
  programs: Pick<Programs, 'currentRelease' | 'release'>
  pipeline: Pick<Pipeline, 'carryOut'>
}

interface Pair {
  sourceId: string
  targetId: string
}

const sourcesAtOnce = 500
const cardsAtOnce = 200

/**
 * Lets what stands on the cards of members who were merged into others come onto the cards of those, and takes it back
 * where a merge has ended. Compares what should have been carried with what was, so it may be called at any time, by
 * anybody, and after a crash. Returns how many steps were taken.
 */
export async function carryCards(
  parts: CarryParts,
  ask: { program: ProgramPlace; sourceId?: string },
): Promise<number> {
  const { programId, clockOffsetSeconds } = ask.program
  const release = orThrow(await parts.programs.currentRelease(programId))
  const today = dayOf(systemClock.now() + clockOffsetSeconds * 1000, release.timeZone)
  let taken = 0
  for (;;) {
    const commands = await parts.database.read({ programId }, (tx) =>
      commandsDue(parts, tx, { programId, sourceId: ask.sourceId, today }),
    )
    const verdicts = await parts.pipeline.carryOut(ask.program, commands)
    const fresh = verdicts.filter((each) => each.ok && !each.value.replayed).length
    taken += fresh
    // Refused: somebody else carries at the same time, or the other has closed the account.
    if (fresh === 0) return taken
  }
}

async function commandsDue(
  parts: CarryParts,
  tx: Reader,
  ask: { programId: number; sourceId: string | undefined; today: Day },
): Promise<CommandAsked[]> {
  const { programId, sourceId, today } = ask
  const merged = await selectMerged(tx, programId, sourceId)
  const carried = Map.groupBy(await readCarried(tx, programId, sourceId), pairText)
  const commands: CommandAsked[] = []
  for (let start = 0; start < merged.length; start += sourcesAtOnce) {
    const some = merged.slice(start, start + sourcesAtOnce)
    const owners = some.map((each) => each.memberId).sort()
    const tallies = await loadTallies(tx, parts.programs, { programId, owners })
    for (const { memberId, mergedInto } of some) {
      const pair = { sourceId: memberId, targetId: mergedInto }
      const before = carried.get(pairText(pair)) ?? []
      const changed = changesOf(tallies.get(memberId) ?? new Map(), before, today)
      commands.push(...commandOf(pair, before, changed))
    }
  }
  const together = new Set(
    merged.map((each) => pairText({ sourceId: each.memberId, targetId: each.mergedInto })),
  )
  for (const [text, before] of carried) {
    const [pair] = before
    if (pair === undefined || together.has(text)) continue
    const gone = before.filter(({ came }) => !isNothing(came)).map(({ came }) => nothingOf(came))
    commands.push(...commandOf(pair, before, gone))
  }
  return commands
}

function pairText({ sourceId, targetId }: Pair): string {
  return `${sourceId}/${targetId}`
}

/** What came once keeps its day: only what is on the card by then follows. */
function changesOf(tallies: CardTallies, before: readonly CarriedRow[], today: Day): CarriedCard[] {
  const known = new Map(before.map(({ came }) => [came.card, came]))
  return [...tallies].flatMap(([card, tally]) => {
    const was = known.get(card)
    const now = whatFollows(card, tally, was === undefined || isNothing(was) ? today : was.day)
    const isSame = was === undefined ? isNothing(now) : canonicalJson(now) === canonicalJson(was)
    return isSame || (isNothing(now) && was !== undefined && isNothing(was)) ? [] : [now]
  })
}

function isNothing({ completed, told, stamps }: CarriedCard): boolean {
  return completed === 0 && told === 0 && stamps.length === 0
}

function nothingOf({ card, day }: CarriedCard): CarriedCard {
  return { card, day, completed: 0, told: 0, stamps: [] }
}

function commandOf(
  pair: Pair,
  before: readonly CarriedRow[],
  changed: readonly CarriedCard[],
): CommandAsked[] {
  if (changed.length === 0) return []
  const step = 1 + Math.max(0, ...before.map((row) => row.step))
  const cards = changed.slice(0, cardsAtOnce)
  return [
    {
      ownerId: pair.targetId,
      command: { verb: 'carry-cards', from: pair.sourceId, step, cards },
      type: 'wallet.carry-cards',
      sourceId: `cards/${pairText(pair)}/${step}`,
    },
  ]
}
