/** An instant as a day and a time of day, in a zone. */
export function localParts(instant: string, timeZone: string): { day: string; time: string } {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(new Date(instant))
  const [day = '', time = ''] = parts.split(' ')
  return { day, time }
}

/**
 * The instant at which clocks of a zone show a day and a time. A time that is skipped in spring is the one an hour
 * later; of a time that comes twice in autumn it is the first.
 */
export function instantAt(local: { day: string; time: string; timeZone: string }): string {
  const wanted = Date.parse(`${local.day}T${local.time}:00Z`)
  const offsets = [-1, 1].map((side) => offsetAt(wanted + side * 86_400_000, local.timeZone))
  const tries = offsets.map((offset) => wanted - offset).sort((a, b) => a - b)
  const exact = tries.find((instant) => instant + offsetAt(instant, local.timeZone) === wanted)
  return new Date(exact ?? tries[1] ?? wanted).toISOString().replace('.000Z', 'Z')
}

/** How far clocks of a zone are ahead of UTC, in milliseconds. */
function offsetAt(instant: number, timeZone: string): number {
  const { day, time } = localParts(new Date(instant).toISOString(), timeZone)
  return Date.parse(`${day}T${time}:00Z`) - Math.floor(instant / 60_000) * 60_000
}
