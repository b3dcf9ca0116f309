import type { LimitPromise } from '@perennial/contract'
import type { Instant } from '../../../kernel/instants.ts'
import { diceOf } from './dice.ts'
import { type Judgement, judgeStory } from './judge-story.ts'
import type { Stage } from './live-story.ts'
import { changedStory, randomStory, type Story, simplerStories } from './story.ts'

/** A search for a story that breaks a promise: {@link Search.advance} until it is done. */
export interface Search {
  /** Tries some stories; whether the search is over. */
  advance(): boolean
  /** The shortest story found that breaks the promise. */
  found(): Judgement | undefined
  tried(): number
}

export interface SearchInput {
  stage: Stage
  promise: LimitPromise
  seed: number
  now: Instant
  /** Stories at most before it gives up; making a found one simpler takes at most as many again. */
  storiesMax: number
}

const storiesAtOnce = 10
/** After so many stories without coming nearer it starts anew somewhere else. */
const patience = 60

/** The same seed tries the same stories. */
export function searchCounterexample(input: SearchInput): Search {
  const { stage, promise, now, storiesMax } = input
  const dice = diceOf(input.seed)
  let tried = 0
  let sinceNearer = 0
  let best: { story: Story; judgement: Judgement } | undefined
  let shrinking: { story: Story; judgement: Judgement; simpler: Iterator<Story>; left: number } | undefined
  let isOver = false

  function judge(story: Story): Judgement {
    tried += 1
    return judgeStory(stage, story, promise)
  }

  function search(): void {
    const fresh = best === undefined || sinceNearer > patience || dice.chance(0.15)
    const { pantry } = stage
    const story = fresh
      ? randomStory(dice, pantry, now)
      : changedStory((best as { story: Story }).story, { dice, pantry, now })
    const judgement = judge(story)
    if (judgement.broken) {
      shrinking = { story, judgement, simpler: simplerStories(story), left: storiesMax }
      return
    }
    if (best !== undefined && sinceNearer <= patience && judgement.nearness <= best.judgement.nearness) {
      sinceNearer += 1
      return
    }
    best = { story, judgement }
    sinceNearer = 0
  }

  function shrink(at: NonNullable<typeof shrinking>): void {
    const next = at.simpler.next()
    if (next.done === true || at.left === 0) {
      isOver = true
      return
    }
    const judgement = judge(next.value)
    const left = at.left - 1
    shrinking = judgement.broken
      ? { story: next.value, judgement, simpler: simplerStories(next.value), left }
      : { ...at, left }
  }

  return {
    advance() {
      for (let turn = 0; turn < storiesAtOnce && !isOver; turn += 1) {
        if (shrinking !== undefined) shrink(shrinking)
        else if (tried >= storiesMax) isOver = true
        else search()
      }
      return isOver
    },
    found: () => shrinking?.judgement,
    tried: () => tried,
  }
}
