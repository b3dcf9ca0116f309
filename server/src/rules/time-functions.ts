import { isTimeZone, parseInstant, zoneOffsetMs } from '../kernel/instants.ts'
import { duration, int, string, timestamp } from './fact-type.ts'
import type { FunctionEntry, Overload } from './function-entry.ts'
import { RuleFault } from './rule-error.ts'

const minuteMs = 60_000
const hourMs = 3_600_000
const dayMs = 86_400_000

/** The years that the product accepts anywhere, as instants: the ends of 1900 and 2399. */
export const instantMin = Date.UTC(1900, 0, 1)
export const instantMax = Date.UTC(2400, 0, 1) - 1

/** The instant itself, or an overflow when it left the years 1900 to 2399. */
export function checkedInstant(at: number): number {
  if (at >= instantMin && at <= instantMax) return at
  throw new RuleFault('overflow', 'The timestamp is outside the years 1900 to 2399.')
}

/** Ten thousand years, which is as long as CEL's durations are. */
export const durationMaxMs = 315_576_000_000_000

/** The duration itself, or an overflow past ten thousand years. */
export function checkedDuration(ms: number): number {
  if (Math.abs(ms) <= durationMaxMs) return ms
  throw new RuleFault('overflow', 'The duration is longer than 10000 years.')
}

function instantOf(text: string): number {
  const at = parseInstant(text)
  if (at === undefined) {
    throw new RuleFault('invalid_value', `"${text}" is no RFC 3339 timestamp of the years 1900 to 2399.`)
  }
  return at
}

const unitMs: Readonly<Record<string, number>> = { h: hourMs, m: minuteMs, s: 1000, ms: 1 }
const durationForm = /^([+-]?)((?:\d+(?:\.\d+)?(?:ms|h|m|s))+)$/

/** Milliseconds of `1h30m`, `90s`, `-1.5h`, `250ms`. */
function durationOf(text: string): number {
  const match = durationForm.exec(text)
  if (match === null)
    throw new RuleFault('invalid_value', `"${text}" is no duration such as "1h30m" or "90s".`)
  let total = 0
  for (const part of match[2]?.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g) ?? []) {
    total += Number(part[1]) * (unitMs[part[2] ?? ''] ?? 0)
  }
  if (!Number.isSafeInteger(total)) {
    throw new RuleFault('invalid_value', `The duration "${text}" is no whole number of milliseconds.`)
  }
  return checkedDuration(match[1] === '-' ? 0 - total : total)
}

/** `5400s` or `0.25s`, as CEL writes durations. */
export function durationText(ms: number): string {
  return `${ms / 1000}s`
}

const fixedOffset = /^([+-]?)([01]\d|2[0-3]):([0-5]\d)$/
const knownZones = new Set<string>(['UTC'])

/** Whether the text names a time zone: `Europe/London`, or an offset such as `+05:30`. */
export function isZone(text: string): boolean {
  if (knownZones.has(text) || fixedOffset.test(text)) return true
  if (!isTimeZone(text)) return false
  knownZones.add(text)
  return true
}

/** The instant moved so that its UTC fields read as the local ones of the zone. */
function localDate(at: number, zone: string): Date {
  if (zone === 'UTC') return new Date(at)
  const fixed = fixedOffset.exec(zone)
  if (fixed !== null) {
    const offset = Number(fixed[2]) * hourMs + Number(fixed[3]) * minuteMs
    return new Date(at + (fixed[1] === '-' ? -offset : offset))
  }
  if (!isZone(zone))
    throw new RuleFault('invalid_value', `"${zone}" is no time zone such as "Europe/London".`)
  return new Date(at + zoneOffsetMs(at, zone))
}

function dayOfYear(date: Date): number {
  return Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / dayMs)
}

const partsOfDate: Readonly<Record<string, (date: Date) => number>> = {
  getFullYear: (date) => date.getUTCFullYear(),
  getMonth: (date) => date.getUTCMonth(),
  getDate: (date) => date.getUTCDate(),
  getDayOfMonth: (date) => date.getUTCDate() - 1,
  getDayOfWeek: (date) => date.getUTCDay(),
  getDayOfYear: dayOfYear,
  getHours: (date) => date.getUTCHours(),
  getMinutes: (date) => date.getUTCMinutes(),
  getSeconds: (date) => date.getUTCSeconds(),
  getMilliseconds: (date) => date.getUTCMilliseconds(),
}

const partsOfDuration: Readonly<Record<string, (ms: number) => number>> = {
  getHours: (ms) => Math.trunc(ms / hourMs),
  getMinutes: (ms) => Math.trunc(ms / minuteMs),
  getSeconds: (ms) => Math.trunc(ms / 1000),
  getMilliseconds: (ms) => ms % 1000,
}

function accessorEntry(name: string, part: (date: Date) => number): FunctionEntry {
  const overloads: Overload[] = [
    { params: [timestamp], result: int, run: (at: number) => part(new Date(at)) },
    {
      params: [timestamp, string],
      result: int,
      run: (at: number, zone: string) => part(localDate(at, zone)),
    },
  ]
  const ofDuration = partsOfDuration[name]
  if (ofDuration !== undefined) overloads.push({ params: [duration], result: int, run: ofDuration })
  return { style: 'method', overloads }
}

/** Accessors of timestamps (UTC unless a zone is given) and durations. Months and weekdays count from 0, as in CEL. */
export const timeFunctions: Readonly<Record<string, FunctionEntry>> = {
  ...Object.fromEntries(Object.entries(partsOfDate).map(([name, part]) => [name, accessorEntry(name, part)])),
  timestamp: {
    style: 'function',
    overloads: [
      { params: [string], result: timestamp, run: instantOf },
      { params: [int], result: timestamp, run: (seconds: number) => checkedInstant(seconds * 1000) },
      { params: [timestamp], result: timestamp, run: (at: number) => at },
    ],
  },
  duration: {
    style: 'function',
    overloads: [
      { params: [string], result: duration, run: durationOf },
      { params: [duration], result: duration, run: (ms: number) => ms },
    ],
  },
}
