import type { FreeData } from '@perennial/contract'
import type { Instant } from '../../../kernel/instants.ts'
import type { Dice } from './dice.ts'
import type { Pantry } from './pantry.ts'

/** A line of an order in a story. */
export interface StoryLine {
  sku: string
  category: string
  quantity: number
  priceMinor: number
}

/** One thing that a member does, so many hours after the thing before. */
export type Step = { waitHours: number } & (
  | { do: 'order'; lines: readonly StoryLine[]; channel: string; store: string }
  /** Of the order that came so many orders before, all or one of its first line. */
  | { do: 'return'; back: number; whole: boolean }
  | { do: 'activity'; type: string; data: FreeData }
)

/** A member's life in a few steps. A value. */
export interface Story {
  startsAt: Instant
  /** Whether the member is in every segment and has every tag that rules name, or in none. */
  belongs: boolean
  steps: readonly Step[]
}

const stepsMax = 8
const waits = [0, 0, 0, 1, 24, 24, 24 * 7, 24 * 31, 24 * 366]
const hourMs = 3_600_000

export function randomStory(dice: Dice, pantry: Pantry, now: Instant): Story {
  const steps = Array.from({ length: 1 + dice.below(5) }, () => randomStep(dice, pantry))
  return { startsAt: randomStart(dice, pantry, now), belongs: dice.chance(0.7), steps }
}

/** Around what schedules name; else today. Whole hours, so that a story reads well. */
function randomStart(dice: Dice, pantry: Pantry, now: Instant): Instant {
  const named = pantry.instants.length > 0 && dice.chance(0.5)
  const at = named
    ? dice.pick(pantry.instants) + dice.below(3) * 24 * hourMs
    : now + dice.below(7) * 24 * hourMs
  return Math.floor(at / hourMs) * hourMs + dice.below(24) * hourMs
}

function randomStep(dice: Dice, pantry: Pantry): Step {
  const waitHours = dice.pick(waits)
  const roll = dice.next()
  if (roll < 0.2) return { waitHours, do: 'return', back: dice.below(3), whole: dice.chance(0.7) }
  if (roll < 0.4 && pantry.types.length > 0) {
    const { type, fields } = dice.pick(pantry.types)
    return { waitHours, do: 'activity', type, data: randomData(dice, pantry, fields) }
  }
  const lines = Array.from({ length: dice.chance(0.75) ? 1 : 2 }, () => randomLine(dice, pantry))
  return {
    waitHours,
    do: 'order',
    lines,
    channel: dice.pick(pantry.channels),
    store: dice.pick(pantry.stores),
  }
}

function randomLine(dice: Dice, pantry: Pantry): StoryLine {
  return {
    sku: dice.pick(pantry.skus),
    category: dice.pick(pantry.categories),
    quantity: dice.chance(0.7) ? 1 : 2 + dice.below(20),
    priceMinor: dice.pick(pantry.amounts),
  }
}

function randomData(dice: Dice, pantry: Pantry, fields: Readonly<Record<string, string>>): FreeData {
  const data: Record<string, FreeData[string]> = {}
  for (const [name, form] of Object.entries(fields)) {
    if (form === 'number') data[name] = dice.pick(pantry.amounts)
    else if (form === 'boolean') data[name] = dice.chance(0.7)
    else if (form === 'text-list') data[name] = [dice.pick(pantry.words)]
    else data[name] = dice.pick(pantry.words)
  }
  return data
}

/** The same story with one thing changed. */
export function changedStory(story: Story, by: { dice: Dice; pantry: Pantry; now: Instant }): Story {
  const { dice, pantry, now } = by
  const { steps } = story
  const at = dice.below(steps.length)
  const roll = dice.next()
  if (roll < 0.1) return { ...story, startsAt: randomStart(dice, pantry, now) }
  if (roll < 0.2) return { ...story, belongs: !story.belongs }
  if (roll < 0.3 && steps.length > 1) return { ...story, steps: steps.toSpliced(at, 1) }
  if (roll < 0.6 && steps.length < stepsMax)
    return {
      ...story,
      steps: steps.toSpliced(at + 1, 0, dice.chance(0.4) ? (steps[at] as Step) : randomStep(dice, pantry)),
    }
  if (roll < 0.75) {
    const step = { ...(steps[at] as Step), waitHours: dice.pick(waits) }
    return { ...story, steps: steps.toSpliced(at, 1, step) }
  }
  return { ...story, steps: steps.toSpliced(at, 1, randomStep(dice, pantry)) }
}

/** Simpler stories that may break the same promise, the boldest first. */
export function* simplerStories(story: Story): Generator<Story> {
  const { steps } = story
  for (let at = steps.length - 1; at >= 0 && steps.length > 1; at -= 1)
    yield { ...story, steps: steps.toSpliced(at, 1) }
  if (story.belongs) yield { ...story, belongs: false }
  for (const [at, step] of steps.entries())
    for (const simpler of simplerSteps(step)) yield { ...story, steps: steps.toSpliced(at, 1, simpler) }
}

function* simplerSteps(step: Step): Generator<Step> {
  for (const waitHours of [0, 1, 24]) if (waitHours < step.waitHours) yield { ...step, waitHours }
  if (step.do === 'return') {
    if (!step.whole) yield { ...step, whole: true }
    if (step.back > 0) yield { ...step, back: 0 }
  } else if (step.do === 'activity') {
    for (const name of Object.keys(step.data)) {
      const { [name]: _gone, ...data } = step.data
      yield { ...step, data }
    }
  } else yield* simplerOrders(step)
}

type OrderStep = Extract<Step, { do: 'order' }>

function* simplerOrders(step: OrderStep): Generator<Step> {
  const { lines } = step
  if (step.channel !== '') yield { ...step, channel: '' }
  if (step.store !== '') yield { ...step, store: '' }
  for (const [at, line] of lines.entries()) {
    if (lines.length > 1) yield { ...step, lines: lines.toSpliced(at, 1) }
    const withLine = (changed: Partial<StoryLine>) => ({
      ...step,
      lines: lines.toSpliced(at, 1, { ...line, ...changed }),
    })
    if (line.category !== '') yield withLine({ category: '' })
    if (line.sku !== 'any') yield withLine({ sku: 'any' })
    for (const quantity of [1, Math.floor(line.quantity / 2), line.quantity - 1])
      if (quantity > 0 && quantity < line.quantity) yield withLine({ quantity })
    for (const priceMinor of smallerPrices(line.priceMinor)) yield withLine({ priceMinor })
  }
}

/** Round prices below first: they read best. */
function smallerPrices(priceMinor: number): number[] {
  const round = [100, 1000, 10_000].map((unit) => Math.floor(priceMinor / unit) * unit)
  const nearer = [0.5, 0.9].map((share) => Math.floor(priceMinor * share))
  return [1, ...nearer, ...round, priceMinor - 100, priceMinor - 1].filter(
    (price) => price > 0 && price < priceMinor,
  )
}
