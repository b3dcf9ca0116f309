import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises'
import type { ActivityReply } from '@perennial/contract'
import type { Pipeline, ProgramPlace } from '../../activity/index.ts'
import type { Instant } from '../../kernel/instants.ts'
import type { Refusal, Verdict } from '../../kernel/verdict.ts'
import { type DemoEvent, memberStory } from './member-story.ts'
import { spendsAfter } from './spend-points.ts'

export interface DemoFill {
  pipeline: Pick<Pipeline, 'submit' | 'enrol' | 'carryOut'>
  /** A programme made from `templates/demo-shop`. */
  program: ProgramPlace
  /**
   * The instant at which eighteen months of history end. Give the same one when a filling is taken up again, such as
   * when the programme was created, and exactly what is missing is added.
   */
  now: Instant
  /** Default 1. Another seed is another shop. */
  seed?: number
  /** Customers. Default 400. */
  members?: number
  /** Stops between two parts of the story, of three days each. */
  signal?: AbortSignal
  /** After each part of the story. */
  onProgress?: (progress: { done: number; total: number }) => void
}

export interface DemoFilled {
  /** Events of the story that are in the programme now, those that were there before included; spends are not counted. */
  done: number
  total: number
  /** Why single events were refused, at most ten. */
  refusals: readonly Refusal[]
}

/** Refusals which say that an earlier filling has been here. */
const knownCodes: ReadonlySet<string> = new Set(['identifier_taken', 'activity_conflict'])

/**
 * Fills a programme with eighteen months of a shop, through the one write path and in the order of time. The
 * programme's clock travels along, so points became spendable and expired when they would have. Natural keys make it
 * safe to repeat. Other work gets its turn after every part of the story.
 */
export async function fillDemoShop(fill: DemoFill): Promise<DemoFilled> {
  const parts = await storyInParts(fill)
  const total = parts.reduce((sum, events) => sum + events.length, 0)
  const refusals: Refusal[] = []
  let done = 0
  for (const events of parts) {
    if (fill.signal?.aborted === true) break
    const { told, spent } = await tellPart(fill, events)
    const isThere = (verdict: Verdict<ActivityReply>) => verdict.ok || knownCodes.has(verdict.refusal.code)
    done += told.filter(isThere).length
    for (const verdict of [...told, ...spent])
      if (!verdict.ok && !isThere(verdict) && refusals.length < 10) refusals.push(verdict.refusal)
    fill.onProgress?.({ done, total })
    await turn()
  }
  return { done, total, refusals }
}

/** Days that go into the programme together: one transaction or two for each would take longer than the work. */
const partDays = 3

/** All stories together, in the order of time. */
async function storyInParts({ seed = 1, members = 400, now, signal }: DemoFill): Promise<DemoEvent[][]> {
  const events: DemoEvent[] = []
  for (let index = 0; index < members; index += 1) {
    if (signal?.aborted === true) return []
    events.push(...memberStory({ seed, index, now }))
    if (index % 10 === 9) await turn()
  }
  events.sort((a, b) => a.at - b.at)
  return [...Map.groupBy(events, (event) => Math.floor(event.at / (partDays * 86_400_000))).values()]
}

/** Members join before anybody buys, because an order must find its member; who has bought may spend. */
async function tellPart(fill: DemoFill, events: readonly DemoEvent[]) {
  const place = placeAt(fill.program, events.at(-1)?.at ?? fill.now)
  const newcomers = events.flatMap((event) => (event.kind === 'enrol' ? [event.member] : []))
  const activities = events.flatMap((event) => (event.kind === 'activity' ? [event.activity] : []))
  const enrolled = await patiently(fill, () =>
    Promise.all(newcomers.map((member) => fill.pipeline.enrol(place, member))),
  )
  const submitted = await patiently(fill, () => fill.pipeline.submit(place, activities))
  const answered = activities.flatMap((activity, index) => {
    const verdict = submitted[index]
    return verdict?.ok === true ? [{ activity, reply: verdict.value }] : []
  })
  const spends = spendsAfter(fill.seed ?? 1, answered)
  const spent = await patiently(fill, () => fill.pipeline.carryOut(place, spends))
  return { told: [...enrolled, ...submitted], spent }
}

/** The programme with its clock just after an instant of the story. */
function placeAt(program: ProgramPlace, at: Instant): ProgramPlace {
  const behindMs = Date.now() + program.clockOffsetSeconds * 1000 - at
  const backSeconds = Math.max(0, Math.floor(behindMs / 1000) - 1)
  return { ...program, clockOffsetSeconds: program.clockOffsetSeconds - backSeconds }
}

/** Gives way while others keep the product busy. What was recorded meanwhile is known by its key. */
async function patiently(
  fill: DemoFill,
  offer: () => Promise<Verdict<ActivityReply>[]>,
): Promise<Verdict<ActivityReply>[]> {
  for (;;) {
    const verdicts = await offer()
    const isBusy = verdicts.some((verdict) => !verdict.ok && verdict.refusal.code === 'overloaded')
    if (!isBusy || fill.signal?.aborted === true) return verdicts
    await wait(250, undefined, fill.signal === undefined ? {} : { signal: fill.signal }).catch(() => {})
  }
}
