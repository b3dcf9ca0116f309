import type { ActivityInput, FreeData, SettingsSpec } from '@perennial/contract'
import { canonicalJson, fingerprint } from '../../kernel/canonical.ts'
import { dayOf, type Instant, parseInstant } from '../../kernel/instants.ts'
import { ok, type Refusal, refuse, type Verdict } from '../../kernel/verdict.ts'
import { type ActivityType, activityTypeOf, type Release } from '../../programs/index.ts'
import type { RecordedInput } from './work.ts'

/** What is asked of the pipeline: an activity that fits its type, with its fingerprint. */
export interface Intake {
  input: RecordedInput
  /** For a command: about now; it is told the time of its decision. */
  occurredAt: Instant
  /** The canonical text that is stored and hashed. */
  body: string
  hash: string
}

/** Identifies an activity in its programme for ever. */
export interface NaturalKey {
  source: string
  sourceId: string
  type: string
}

export function keyText(key: NaturalKey): string {
  return `${key.type}\u0001${key.source}\u0001${key.sourceId}`
}

/** Types whose content is a return of an order. */
export function isReturn(type: string): boolean {
  return type === 'order.returned' || type === 'order.cancelled'
}

/**
 * Checks an activity against its type and the programme's settings. `now` is the programme's clock; `isOwn` says that the
 * programme itself emits it.
 */
export function takeIn(
  input: ActivityInput,
  release: Release,
  { now, isOwn = false }: { now: Instant; isOwn?: boolean | undefined },
): Verdict<Intake> {
  const occurredAt = parseInstant(input.occurredAt)
  if (occurredAt === undefined) {
    return refuse('activity_invalid', 'occurredAt must be a real RFC 3339 time with its zone.', {
      field: 'occurredAt',
    })
  }
  const type = activityTypeOf(input.type, release.settings)
  if (type === undefined || (type.isDerived && !isOwn)) return unknownType(input.type, type)
  const problem =
    checkTime(occurredAt, release.settings, now) ?? checkShape(input, release) ?? checkData(input, type)
  if (problem !== undefined) return { ok: false, refusal: problem }
  const body = canonicalJson(input)
  return ok({ input, occurredAt, body, hash: fingerprint(body) })
}

function unknownType(type: string, known: ActivityType | undefined): Verdict<never> {
  const detail =
    known === undefined
      ? `The programme declares no activity type "${type}".`
      : `Activities of type "${type}" come from the programme itself.`
  return refuse('activity_type_unknown', detail, { field: 'type' })
}

function problem(code: Refusal['code'], detail: string, field: string): Refusal {
  return { code, detail, field }
}

function checkTime(at: Instant, settings: SettingsSpec, now: Instant): Refusal | undefined {
  if (at > now + settings.acceptFutureHours * 3_600_000) {
    return problem(
      'clock_refused',
      `occurredAt lies more than ${settings.acceptFutureHours} hours ahead.`,
      'occurredAt',
    )
  }
  if (at < now - settings.acceptPastDays * 86_400_000) {
    return problem(
      'clock_refused',
      `occurredAt lies more than ${settings.acceptPastDays} days back.`,
      'occurredAt',
    )
  }
  return undefined
}

function checkShape(input: ActivityInput, release: Release): Refusal | undefined {
  const { type } = input
  if ((type === 'order.placed') !== (input.order !== undefined)) {
    return problem('activity_invalid', 'order belongs to order.placed, and only to it.', 'order')
  }
  if (isReturn(type) !== (input.return !== undefined)) {
    return problem(
      'activity_invalid',
      'return belongs to order.returned and order.cancelled, and only to them.',
      'return',
    )
  }
  if ((type === 'order.fulfilled') !== (input.fulfilment !== undefined)) {
    const detail = 'fulfilment belongs to order.fulfilled, and only to it.'
    return problem('activity_invalid', detail, 'fulfilment')
  }
  const namesOrder = input.return?.order !== undefined || input.fulfilment !== undefined
  if (input.member === undefined && !namesOrder) {
    return problem('activity_invalid', 'Name the member, or (for a return) the order.', 'member')
  }
  return checkOrder(input, release) ?? checkReturn(input)
}

function checkOrder(input: ActivityInput, release: Release): Refusal | undefined {
  const { order } = input
  if (order === undefined) return undefined
  if (order.currency !== release.settings.currency) {
    const detail = `The order is in ${order.currency}, the programme counts ${release.settings.currency}.`
    return problem('currency_mismatch', detail, 'order.currency')
  }
  const seen = new Set<string>()
  for (const [index, line] of order.lines.entries()) {
    if (seen.has(line.lineId)) {
      return problem(
        'activity_invalid',
        `Two lines have the lineId "${line.lineId}".`,
        `order.lines[${index}].lineId`,
      )
    }
    seen.add(line.lineId)
  }
  return undefined
}

function checkReturn(input: ActivityInput): Refusal | undefined {
  const named = input.return
  if (named === undefined) return undefined
  if (named.order === undefined && (input.type === 'order.cancelled' || named.lines === undefined)) {
    return problem(
      'activity_invalid',
      'Without lines, name the order that is given back whole.',
      'return.order',
    )
  }
  if (input.type === 'order.cancelled' && named.lines !== undefined) {
    return problem(
      'activity_invalid',
      'A cancellation takes the whole order: leave the lines out.',
      'return.lines',
    )
  }
  for (const [index, line] of (named.lines ?? []).entries()) {
    const field = `return.lines[${index}]`
    if ((line.lineId === undefined) === (line.sku === undefined)) {
      return problem('activity_invalid', 'Name each returned line by its lineId or by its sku.', field)
    }
    if (named.order === undefined && line.sku === undefined) {
      return problem('activity_invalid', 'A return without its order is matched by sku.', field)
    }
  }
  return undefined
}

const fieldChecks: Readonly<Record<string, (value: FreeData[string]) => boolean>> = {
  text: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  'text-list': (value) => Array.isArray(value) && value.every((each) => typeof each === 'string'),
}

function checkData(input: ActivityInput, type: ActivityType): Refusal | undefined {
  const data = input.data ?? {}
  for (const name of type.required) {
    if (!Object.hasOwn(data, name))
      return problem('activity_invalid', `data.${name} is required.`, `data.${name}`)
  }
  for (const [name, value] of Object.entries(data)) {
    const form = Object.hasOwn(type.fields, name) ? type.fields[name] : undefined
    if (form === undefined)
      return problem('activity_invalid', `${input.type} has no field ${name}.`, `data.${name}`)
    if (fieldChecks[form]?.(value) !== true)
      return problem('activity_invalid', `data.${name} must be ${form}.`, `data.${name}`)
  }
  return undefined
}

/** The day of an instant by the programme. */
export function programDay(at: Instant, release: Release): number {
  return dayOf(at, release.timeZone)
}
