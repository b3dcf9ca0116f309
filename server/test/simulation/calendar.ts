/** Days since 1970-01-01, as Intl tells them: the judge asks another source than the product does. */

const dayMs = 86_400_000
const formats = new Map<string, Intl.DateTimeFormat>()
const days = new Map<string, number>()

/** The local day of an instant. */
export function localDay(at: number, zone: string): number {
  const place = `${zone}/${at}`
  const known = days.get(place)
  if (known !== undefined) return known
  let format = formats.get(zone)
  if (format === undefined) {
    const parts = { year: 'numeric', month: 'numeric', day: 'numeric' } as const
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, calendar: 'gregory', ...parts })
    formats.set(zone, format)
  }
  const read = new Map(format.formatToParts(at).map((part) => [part.type, Number(part.value)]))
  const day = Date.UTC(read.get('year') ?? 0, (read.get('month') ?? 0) - 1, read.get('day') ?? 0) / dayMs
  days.set(place, day)
  return day
}

/** The first instant of a local day, found by halving between instants that surely lie before and after it. */
export function firstInstant(day: number, zone: string): number {
  const slotMs = 900_000
  let before = Math.floor((day * dayMs - 15 * 3_600_000) / slotMs)
  let after = Math.ceil((day * dayMs + 15 * 3_600_000) / slotMs)
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (localDay(middle * slotMs, zone) >= day) after = middle
    else before = middle
  }
  return after * slotMs
}

/** The day some months later; what the month lacks becomes its last day. */
export function monthsLater(day: number, months: number): number {
  const date = new Date(day * dayMs)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months]
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return Date.UTC(year, month, Math.min(date.getUTCDate(), lastOfMonth)) / dayMs
}

export function yearOf(day: number): number {
  return new Date(day * dayMs).getUTCFullYear()
}

/** Names the month of a day. */
export function monthOf(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 7)
}
