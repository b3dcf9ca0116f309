import type { Counterexample } from '@perennial/contract'
import { instantText } from '../../../kernel/instants.ts'
import type { Judgement } from './judge-story.ts'
import type { LivedStep } from './live-story.ts'

/** A story that breaks a promise, in sentences and as activities that could be posted. */
export function tellStory({ life, outcome }: Judgement): Counterexample {
  const steps = life.steps.filter((step) => step.do !== 'enrol' || step.effects.length > 0)
  return {
    steps: steps.map((step) => ({
      at: instantText(step.at),
      do: step.do === 'enrol' ? ('activity' as const) : step.do,
      activity: { ...step.activity },
      text: textOf(step),
      effects: [...step.effects],
    })),
    outcome,
  }
}

function textOf(step: LivedStep): string {
  const when = instantText(step.at).slice(0, 16).replace('T', ' ')
  return `${when} UTC: ${whatOf(step)}; ${effectsOf(step)}.`
}

function whatOf({ do: what, activity }: LivedStep): string {
  if (what === 'enrol') return 'the member enrols'
  if (what === 'activity') {
    const data = Object.entries(activity.data ?? {}).map(([name, value]) => `${name} ${String(value)}`)
    return `${activity.type}${data.length === 0 ? '' : ` with ${data.join(', ')}`}`
  }
  if (what === 'return') {
    const lines = activity.return?.lines
    const part =
      lines === undefined ? 'all' : lines.map((line) => `${line.quantity} of line ${line.lineId}`).join(', ')
    return `gives back ${part} of order ${activity.return?.order}`
  }
  const { order, channel, store, sourceId } = activity
  const lines = (order?.lines ?? []).map(
    ({ quantity, sku, category, unitPrice }) =>
      `${quantity} x ${sku}${category === undefined ? '' : ` (${category})`} at ${unitPrice}`,
  )
  const place = [channel && `by ${channel}`, store && `in ${store}`].filter(Boolean).join(' ')
  return `order ${sourceId}: ${lines.join(' and ')} ${order?.currency}${place === '' ? '' : ` ${place}`}`
}

function effectsOf({ effects }: LivedStep): string {
  if (effects.length === 0) return 'nothing'
  return effects
    .map(({ amount, currency, rule }) => `${amount > 0 ? '+' : ''}${amount} ${currency} (${rule})`)
    .join(', ')
}
