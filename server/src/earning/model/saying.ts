import type { RuleVerdict, VerdictReason, VerdictReasonCode } from '@perennial/contract'
import { dayText, instantText } from '../../kernel/instants.ts'
import type { OffAudience } from './audience.ts'
import type { Reason } from './reason.ts'
import { audienceText, hoursText, momentText, weekdayText } from './wording.ts'

/** One thing that a verdict says: in English, and as a code with what it names. */
export interface Saying {
  text: string
  reason: VerdictReason
}

export function say(code: VerdictReasonCode, params: VerdictReason['params'], text: string): Saying {
  return { text, reason: { code, params } }
}

/** The two parts of a verdict that say why. */
export function told(sayings: readonly Saying[]): Pick<RuleVerdict, 'because' | 'reasons'> {
  return { because: sayings.map(({ text }) => text), reasons: sayings.map(({ reason }) => reason) }
}

/** Reasons that need nothing but themselves to be told. */
type PlainReason = Exclude<
  Reason,
  { kind: 'condition' | 'no-line' | 'minimum-basket' | 'zero' | 'expression' }
>

export function sayReason(reason: PlainReason): Saying {
  switch (reason.kind) {
    case 'paused':
      return say('paused', {}, 'The rule is paused.')
    case 'ended': {
      const day = dayText(reason.lastDay)
      return say('ended', { day }, `What it gives ended with ${day}.`)
    }
    case 'segment':
    case 'tier':
    case 'tag':
      return sayAudience(reason)
    case 'holdout': {
      const { percent } = reason
      const text = `The member is among the ${percent} % who do not get it, so that what it changes can be measured.`
      return say('holdout', { percent }, text)
    }
    case 'chance': {
      const { percent } = reason
      const text = `Chance gives it to ${percent} % of such activities, and this is not one of them.`
      return say('chance', { percent }, text)
    }
    case 'before':
    case 'after':
    case 'weekday':
    case 'hour':
      return saySchedule(reason)
    case 'store':
    case 'channel':
      return sayPlace(reason)
    case 'no-base':
      return say('no-base', {}, 'No rule that it multiplies granted points.')
    case 'stacking': {
      const { group, winner, mode } = reason
      const why = mode === 'first' ? 'comes first' : 'gives the member most'
      const text = `Of the group "${group}" only one rule counts, and "${winner}" ${why}.`
      return say(mode === 'first' ? 'stacking-first' : 'stacking-best', { group, winner }, text)
    }
  }
}

function sayAudience(missed: OffAudience): Saying {
  const text = audienceText(missed)
  if (missed.kind === 'tier') return say('tier', { held: [...missed.held], tiers: [...missed.tiers] }, text)
  const keys = missed.keys.slice(0, 5)
  return say(`${missed.kind}-${missed.isExcluded ? 'excluded' : 'missing'}`, { keys }, text)
}

function saySchedule(reason: PlainReason & { kind: 'before' | 'after' | 'weekday' | 'hour' }): Saying {
  switch (reason.kind) {
    case 'before':
      return say(
        'not-started',
        { at: instantText(reason.from) },
        `The rule starts at ${momentText(reason.from)}.`,
      )
    case 'after':
      return say('over', { at: instantText(reason.until) }, `The rule ended at ${momentText(reason.until)}.`)
    case 'weekday': {
      const { weekday, weekdays } = reason
      const text = `It was ${weekdayText(weekday)}; the rule holds on ${weekdays.map(weekdayText).join(', ')}.`
      return say('weekday', { weekday, weekdays: [...weekdays] }, text)
    }
    case 'hour': {
      const hours = reason.hours.map(({ from, until }) => `${from}-${until}`)
      const text = `It was hour ${reason.hour}; the rule holds ${hoursText(reason.hours)}.`
      return say('hour', { hour: reason.hour, hours }, text)
    }
  }
}

function sayPlace(reason: PlainReason & { kind: 'store' | 'channel' }): Saying {
  const [noun, name] = reason.kind === 'store' ? ['store', reason.store] : ['channel', reason.channel]
  if (name === '') return say(`${reason.kind}-missing`, {}, `No ${noun} was given.`)
  return say(reason.kind, { [noun]: name }, `The ${noun} "${name}" is not one of the rule's.`)
}
