import { dayText, instantOfLocal, parseDay } from '../../kernel/instants.ts'
import { RefusalError } from '../../kernel/verdict.ts'
import type { Fault } from './judge.ts'
import { begin, type Play, playStep, type Server } from './play.ts'
import { actionNames, type Story } from './story.ts'

export interface JourneyAsk extends Story {
  server: Server
  /** Key of the test programme that the story is played in; it does not exist yet. */
  program: string
  /** Called before each step. */
  onStep?: (number: number, of: number) => void
  signal?: AbortSignal
}

/** Where a story stopped being true. */
export interface BrokenStep extends Place {
  step: number
  who: string | undefined
  /** What the step did. */
  what: string
  note: string | undefined
  faults: Fault[]
}

export interface JourneyReport {
  held: boolean
  title: string
  program: string
  /** Steps that were played. */
  steps: number
  /** The last day of the story that was reached. */
  day: number
  broken?: BrokenStep
}

interface Place {
  /** Counts from 1. */
  day: number
  /** On the clocks of the programme. */
  time: string
}

/**
 * Plays a story in a test programme of its own, through the public API, moving the programme's clock; stops at the first
 * step that does not come out as told. Throws the refusal when the programme cannot be made or the story is unclear.
 */
export async function runJourney(ask: JourneyAsk): Promise<JourneyReport> {
  const { journey, template, currency, timeZone, server, program } = ask
  const [startDay = '', startTime = ''] = journey.starts.split('T')
  const play: Play = { server, program, currency, ids: new Map(), attributes: new Map(), aheadMs: 0 }
  let place: Place = { day: 1, time: startTime }
  let who: string | undefined
  const report = { title: journey.title, program }
  await begin(play, { template, at: instantAt(startDay, place, timeZone) })
  for (const [index, step] of journey.steps.entries()) {
    ask.signal?.throwIfAborted()
    const number = index + 1
    ask.onStep?.(number, journey.steps.length)
    const isSameDay = step.day === undefined || step.day === place.day
    place = { day: step.day ?? place.day, time: step.time ?? (isSameDay ? place.time : startTime) }
    who = step.who ?? who
    const faults = await playStep(play, step, { at: instantAt(startDay, place, timeZone), number, who })
    if (faults.length === 0) continue
    const what = actionNames.find((name) => step[name] !== undefined) ?? 'look'
    const broken = { step: number, ...place, who, what, note: step.note, faults }
    return { held: false, ...report, steps: number, day: place.day, broken }
  }
  return { held: true, ...report, steps: journey.steps.length, day: place.day }
}

function instantAt(startDay: string, { day, time }: Place, zone: string): number {
  const first = parseDay(startDay)
  const at = first === undefined ? undefined : instantOfLocal(`${dayText(first + day - 1)} ${time}`, zone)
  if (at === undefined)
    throw new RefusalError({ code: 'journey_invalid', detail: `${startDay} is no day to start on.` })
  return at
}

/** The report in plain words: the whole story in a line, or where it broke, what was expected and what came. */
export function journeyPage(report: JourneyReport): string {
  const { title, steps, day, program, broken } = report
  const where = `The test programme ${program} shows how it ended.`
  if (broken === undefined) return `${title}: all ${steps} steps of ${day} days came out as told. ${where}`
  const who = broken.who === undefined ? '' : `, ${broken.who}`
  const note = broken.note === undefined ? '' : ` (${broken.note})`
  const show = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))
  return [
    `${title}: step ${broken.step}, day ${broken.day} ${broken.time}${who}: ${broken.what}${note} did not come out as told.`,
    ...broken.faults.map(
      (each) => `  ${each.what}: expected ${show(each.expected)}, came ${show(each.came)}`,
    ),
    where,
  ].join('\n')
}
