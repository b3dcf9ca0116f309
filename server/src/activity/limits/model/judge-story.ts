import type { LimitPromise } from '@perennial/contract'
import { moneyText } from '../../../kernel/money.ts'
import { periodOf } from '../../model/period.ts'
import { type Life, type LivedStep, liveStory, type Stage } from './live-story.ts'
import type { Story } from './story.ts'

/** How near a story comes to breaking a promise. */
export interface Judgement {
  broken: boolean
  /** Above 1 it is broken; the search climbs on it. */
  nearness: number
  life: Life
  /** A sentence. */
  outcome: string
}

/** Lives a story and says what it does to a promise. */
export function judgeStory(stage: Stage, story: Story, promise: LimitPromise): Judgement {
  switch (promise.kind) {
    case 'member-gain':
      return judgeGain(stage, liveStory(stage, story), promise)
    case 'order-give-back':
      return judgeGiveBack(stage, liveStory(stage, story), promise)
    case 'return-loop':
      return judgeLoop(stage, story)
  }
}

/** Fair value in ten-thousandths of the minor unit. */
function valueE4({ release }: Stage, effects: LivedStep['effects']): number {
  return effects.reduce(
    (sum, { currency, amount }) =>
      sum + amount * (release.currencies.get(currency)?.spec.valuePerPointE4 ?? 0),
    0,
  )
}

type Of<Kind extends LimitPromise['kind']> = Extract<LimitPromise, { kind: Kind }>

function judgeGain(stage: Stage, life: Life, promise: Of<'member-gain'>): Judgement {
  const gains = new Map<number, number>()
  let most = 0
  for (const step of life.steps) {
    const period = periodOf(step.day, promise.per)
    const own = step.effects.filter(
      (each) => promise.currency === undefined || each.currency === promise.currency,
    )
    const gain =
      promise.points === undefined
        ? valueE4(stage, own) / 10_000
        : own.reduce((sum, each) => sum + each.amount, 0)
    const total = (gains.get(period) ?? 0) + gain
    gains.set(period, total)
    // What is taken back later in the period was held until then.
    most = Math.max(most, total)
  }
  const limit = promise.points ?? promise.valueMinor ?? 0
  const told = (amount: number) =>
    promise.points === undefined
      ? moneyText(amount, stage.release.settings.currency)
      : `${amount} ${promise.currency}`
  return {
    broken: most > limit,
    nearness: nearness(most, limit),
    life,
    outcome: `In one ${promise.per} the member gains ${told(most)}; the promise is ${told(limit)} at most.`,
  }
}

function judgeGiveBack(stage: Stage, life: Life, promise: Of<'order-give-back'>): Judgement {
  let worst: { shareE4: number; step: LivedStep } | undefined
  for (const step of life.steps) {
    const { netMinor } = step
    if (netMinor === undefined || netMinor < promise.fromMinor) continue
    const shareE4 = valueE4(stage, step.effects) / netMinor
    if (worst === undefined || shareE4 > worst.shareE4) worst = { shareE4, step }
  }
  const shareE4 = worst?.shareE4 ?? 0
  const percent = (share: number) => `${Math.round(share) / 100} %`
  return {
    broken: shareE4 > promise.mostE4,
    nearness: nearness(shareE4, promise.mostE4),
    life,
    outcome: `An order of ${moneyText(worst?.step.netMinor ?? 0, stage.release.settings.currency)} gives back ${percent(shareE4)}; the promise is ${percent(promise.mostE4)} at most.`,
  }
}

/** The story with all orders given back at its end, against the same story without orders. */
function judgeLoop(stage: Stage, story: Story): Judgement {
  const life = liveStory(stage, story, true)
  const others = story.steps.map((step) => (step.do === 'activity' ? step : undefined))
  const without = liveStory(stage, { ...story, steps: keepingTime(story, others) })
  let gain = 0
  let currency = ''
  for (const [key, held] of life.held) {
    const more = held - (without.held.get(key) ?? 0)
    if (more <= gain) continue
    gain = more
    currency = key
  }
  const hasOrder = life.steps.some((step) => step.do === 'order')
  return {
    broken: gain > 0,
    nearness: gain > 0 ? 1 + gain : hasOrder ? 0.5 : 0,
    life,
    outcome: `Everything that was bought went back, and ${gain} ${currency} are left of it.`,
  }
}

/** The steps that stay, each at its own time. */
function keepingTime(story: Story, kept: readonly (Story['steps'][number] | undefined)[]): Story['steps'] {
  let waitHours = 0
  const steps: Story['steps'][number][] = []
  for (const [index, step] of story.steps.entries()) {
    waitHours += step.waitHours
    const stays = kept[index]
    if (stays === undefined) continue
    steps.push({ ...stays, waitHours })
    waitHours = 0
  }
  return steps
}

function nearness(amount: number, limit: number): number {
  return limit === 0 ? 1 + amount : amount / limit
}
