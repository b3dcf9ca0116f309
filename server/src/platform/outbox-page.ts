/** Something that the world must be told, written in the transaction that made it true. */
export interface OutboxEvent {
  /** What happened, such as `activity.recorded`. */
  type: string
  /** The activity that made it happen. */
  activity: string
  owner: string
  /** More exactly what: the type of the activity. */
  subject: string
  /** Facts that no activity tells. */
  detail?: Readonly<Record<string, string | number>>
}

/**
 * A page of a batch as it is written: what all its events repeat stands once, and ids stand behind each other as 32
 * digits each. A page of a batch of 500 is read by the database in half the time, and is half as long.
 */
interface PackedPage {
  /** Each type and subject that occurs. */
  kinds: readonly (readonly [type: string, subject: string])[]
  /** Which of them each event is; absent when there is one. */
  of?: readonly number[]
  activities: string
  owners: string
}

/** A page as it is kept; those of before there was the packed form, and single events, are lists. */
export type KeptPage = readonly OutboxEvent[] | PackedPage

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

function isPlain(event: OutboxEvent): boolean {
  return event.detail === undefined && uuid.test(event.activity) && uuid.test(event.owner)
}

export function packPage(events: readonly OutboxEvent[]): KeptPage {
  if (events.length < 2 || !events.every(isPlain)) return events
  const kinds: [string, string][] = []
  const of: number[] = []
  let [activities, owners] = ['', '']
  for (const { type, subject, activity, owner } of events) {
    let kind = kinds.findIndex((each) => each[0] === type && each[1] === subject)
    if (kind < 0) kind = kinds.push([type, subject]) - 1
    of.push(kind)
    activities += digitsOf(activity)
    owners += digitsOf(owner)
  }
  return { kinds, ...(kinds.length > 1 ? { of } : {}), activities, owners }
}

function digitsOf(id: string): string {
  return id.slice(0, 8) + id.slice(9, 13) + id.slice(14, 18) + id.slice(19, 23) + id.slice(24)
}

export function unpackPage(kept: KeptPage): readonly OutboxEvent[] {
  if (!('kinds' in kept)) return kept
  const { kinds, of, activities, owners } = kept
  return Array.from({ length: activities.length / 32 }, (_, index) => {
    const [type, subject] = kinds[of?.[index] ?? 0] ?? ['', '']
    return { type, activity: idAt(activities, index), owner: idAt(owners, index), subject }
  })
}

function idAt(digits: string, index: number): string {
  const id = digits.slice(32 * index, 32 * index + 32)
  return `${id.slice(0, 8)}-${id.slice(8, 12)}-${id.slice(12, 16)}-${id.slice(16, 20)}-${id.slice(20)}`
}
