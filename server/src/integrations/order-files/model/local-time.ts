import { type Instant, instantOfLocal, parseInstant, zoneOffsetMs } from '../../../kernel/instants.ts'

const dayMs = 86_400_000
const parts = ['yyyy', 'MM', 'dd', 'HH', 'mm', 'ss'] as const
const needed = ['yyyy', 'MM', 'dd'] as const

/** The pattern of a format, with one named group a part; undefined when a part is missing or stands twice. */
export function compileTimeFormat(format: string): RegExp | undefined {
  const seen = new Set<string>()
  let pattern = ''
  for (const [token] of format.matchAll(/yyyy|MM|dd|HH|mm|ss|./gs)) {
    if (!(parts as readonly string[]).includes(token)) {
      pattern += token.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
      continue
    }
    if (seen.has(token)) return undefined
    seen.add(token)
    // Written by people, days and hours often lack their leading zero; without separators they cannot.
    const width = token === 'yyyy' ? '{4}' : '{1,2}'
    pattern += `(?<${token}>\\d${/^[yMdHms]+$/.test(format) ? `{${token.length}}` : width})`
  }
  return needed.every((part) => seen.has(part)) ? new RegExp(`^${pattern}$`) : undefined
}

/** Reads times of a format; NaN for what is no real time. A time that the clocks skip is the instant after the gap. */
export function timeReader(time: { format: string; zone?: string | undefined }): (text: string) => Instant {
  if (time.format === 'rfc3339') return (text) => parseInstant(text) ?? Number.NaN
  const pattern = compileTimeFormat(time.format)
  const zone = time.zone ?? 'UTC'
  return (text) => {
    const groups = pattern?.exec(text)?.groups
    if (groups === undefined) return Number.NaN
    const [year, month, day] = [Number(groups.yyyy), Number(groups.MM), Number(groups.dd)]
    const [hour, minute, second] = [Number(groups.HH ?? 0), Number(groups.mm ?? 0), Number(groups.ss ?? 0)]
    if (year < 1900 || year > 2399 || hour > 23 || minute > 59 || second > 59) return Number.NaN
    const wall = Date.UTC(year, month - 1, day, hour, minute, second)
    const date = new Date(wall)
    if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return Number.NaN
    return instantOfWall(wall, zone)
  }
}

/** Asking the calendar costs tens of microseconds, so it is asked only near a change of the clocks. */
function instantOfWall(wall: number, zone: string): Instant {
  const midnight = Math.floor(wall / dayMs) * dayMs
  const before = zoneOffsetMs(midnight - dayMs, zone)
  const after = zoneOffsetMs(midnight + 2 * dayMs, zone)
  if (before === after) return wall - before
  return instantOfLocal(new Date(wall).toISOString().slice(0, 19), zone) ?? Number.NaN
}
