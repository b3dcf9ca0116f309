import type { Release } from '../../../programs/index.ts'
import { factsNamed } from '../../model/facts.ts'
import { activityOf, type OwnerWork } from '../../model/work.ts'
import type { AnyStage } from '../../stage.ts'
import type { History, Special } from './history.ts'
import type { Tallying } from './tally.ts'

type Fields = Readonly<Record<string, unknown>>

/** What is known of members today: it stands in for facts that were not kept with what happened. */
export interface MembersNow {
  /** By owner: facts that no stage knows. */
  facts: ReadonlyMap<string, Fields>
  /** By stage that tells of the world outside, and by owner: its state. */
  states: ReadonlyMap<string, ReadonlyMap<string, unknown>>
}

/** Where no release reads anything of a member. */
export const noMembersNow: MembersNow = { facts: new Map(), states: new Map() }

interface Input {
  history: History
  stages: readonly AnyStage[]
  release: Release
  membersNow: MembersNow
}

/** The facts of a member for one decision. */
export interface FactsAt {
  work: OwnerWork
  /** What takes the place of what stages know today. */
  outside: Fields | undefined
}

const nothing: Fields = {}

/**
 * What rules may read of a member at the time of an activity, as far as the trial does not count it up itself: what was
 * kept with the activity, else what is known today, which is told to the tally.
 */
export function memberFactsOf(
  input: Input,
  tallying: Tallying,
): (work: OwnerWork, special: Special | undefined, isTested: boolean) => FactsAt {
  const { release, stages, membersNow } = input
  const named = factsNamed(release, stages).get('member')
  if (named === undefined && membersNow.facts.size + membersNow.states.size === 0)
    return (work) => ({ work, outside: undefined })
  const outside = new Set(stages.flatMap((stage) => stage.outside ?? []))
  const counted = countedFields(input)
  const isLeanedOn = (field: string) => (named === 'all' || named?.has(field) === true) && !counted.has(field)
  const outsideRead = [...outside].filter(isLeanedOn)
  return (work, special, isTested) => {
    const kept =
      special?.member !== undefined && tellsMore(special.member, counted) ? special.member : nothing
    const now = membersNow.facts.get(work.ownerId) ?? nothing
    const { orders = 0 } = work.member
    // A return is decided with the facts of its order, and a command reads none.
    if (isTested && special?.matched === undefined && special?.command === undefined) {
      for (const field of outsideRead) if (!Object.hasOwn(kept, field)) tallying.leaned(`member.${field}`)
      if (now !== nothing)
        for (const field of Object.keys(now))
          if (isLeanedOn(field) && !Object.hasOwn(kept, field)) tallying.leaned(`member.${field}`)
    }
    if (now === nothing && kept === nothing && work.member.orders === orders)
      return { work, outside: undefined }
    return { work: { ...work, member: { ...now, ...kept, orders } }, outside: picked(kept, outside) }
  }
}

/** Whether facts that were kept tell anything that the trial does not count up itself. */
function tellsMore(kept: Fields, counted: ReadonlySet<string>): boolean {
  for (const field in kept) if (!counted.has(field)) return true
  return false
}

function picked(kept: Fields, fields: ReadonlySet<string>): Fields | undefined {
  let found: Record<string, unknown> | undefined
  for (const field of fields) {
    if (!Object.hasOwn(kept, field)) continue
    found ??= {}
    found[field] = kept[field]
  }
  return found
}

/** Fields that the trial counts up itself: never today's. */
function countedFields({ stages, release }: Input): ReadonlySet<string> {
  const fields = new Set<string>(['orders'])
  const input = { type: '', source: '', sourceId: '' }
  const activity = activityOf({ id: '', input, occurredAt: 0, day: 0, depth: 0 })
  for (const stage of stages) {
    if (stage.outside !== undefined) continue
    const told = stage.facts?.({ state: stage.initial(), release, activity, counted: () => 0 })
    for (const field of Object.keys(told?.member ?? {})) fields.add(field)
  }
  return fields
}
