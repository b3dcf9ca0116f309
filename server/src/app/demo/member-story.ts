import type { ActivityInput, MemberCreate, OrderLine } from '@perennial/contract'
import {
  calendarOf,
  type Day,
  dayOf,
  dayStart,
  type Instant,
  instantText,
  weekdayAndHour,
} from '../../kernel/instants.ts'
import { monthWeights, stores, weekdayWeights, weighedProducts } from './catalogue.ts'
import { personOf } from './people.ts'
import { type Random, randomOf } from './random.ts'

/** The zone of the template. */
const zone = 'Europe/London'
const hourMs = 3_600_000
const dayMs = 24 * hourMs
const storyDays = 548

/** Something in the life of the shop, at its instant. */
export type DemoEvent =
  | { at: Instant; kind: 'enrol'; member: MemberCreate }
  | { at: Instant; kind: 'activity'; activity: ActivityInput }

/** How a customer buys. */
interface Habit {
  /** Orders of an average day. */
  ordersPerDay: number
  store: string
  /** Share of orders that are bought in the store. */
  inStore: number
  /** Lines of an order at most. */
  linesMax: number
  /** The last day with an order, for those who stay away. */
  until: Day
}

/** Some were there when the story begins; the others join as it goes on, more of them towards its end. */
function joinDay(index: number, random: Random, last: Day): Day {
  const first = last - storyDays + 1
  if (index % 4 === 0) return first + random.whole(0, 20)
  return first + Math.floor(storyDays * random.next() ** 0.85 * 0.98)
}

function habitOf(random: Random, span: { joined: Day; last: Day }): Habit {
  const sort = random.weighted([
    ['loyal', 14],
    ['regular', 40],
    ['occasional', 30],
    ['lapsed', 16],
  ] as const)
  const perMonth = { loyal: 3.2, regular: 1.15, occasional: 0.5, lapsed: 1.4 }[sort]
  return {
    ordersPerDay: (perMonth / 30.4) * (0.7 + random.next() * 0.6),
    store: random.weighted(stores),
    inStore: random.pick([0.15, 0.5, 0.85]),
    linesMax: sort === 'loyal' ? 6 : 4,
    until: sort === 'lapsed' ? span.joined + random.whole(40, 160) : span.last,
  }
}

/**
 * What one customer of the shop does until `now`, in the order of time: joins, buys, brings back, cancels, writes
 * reviews. The same for the same seed, index and day.
 */
export function memberStory(input: { seed: number; index: number; now: Instant }): DemoEvent[] {
  const { index, now } = input
  const random = randomOf(input.seed, `member ${index}`)
  const last = dayOf(now, zone)
  const joined = joinDay(index, random, last)
  const habit = habitOf(random, { joined, last })
  const { name, externalId, email, phone, card } = personOf(index, random)
  const enrolledAt = timeOf(joined, random.whole(8, 19) + random.next())
  const member: MemberCreate = {
    externalId,
    email,
    name,
    enrolledAt: instantText(enrolledAt),
    attributes: { homeStore: habit.store, newsletter: random.chance(0.6) },
    ...(phone === undefined ? {} : { phone }),
    ...(card === undefined ? {} : { card }),
  }
  const events: DemoEvent[] = [{ at: enrolledAt, kind: 'enrol', member }]
  let orders = 0
  for (let day = joined; day <= Math.min(last, habit.until); day += 1) {
    const isFirst = day === joined && random.chance(0.7)
    if (!isFirst && !random.chance(habit.ordersPerDay * dayFacts(day).busyness)) continue
    orders += 1
    events.push(...orderStory({ random, habit, day, externalId, number: orders, after: enrolledAt }))
  }
  return events.filter((event) => event.at <= now).sort((a, b) => a.at - b.at)
}

/** What all customers share: when each day begins and how busy it is. Asking the calendar for each would take seconds. */
const knownDays = new Map<Day, { start: Instant; busyness: number }>()

function dayFacts(day: Day): { start: Instant; busyness: number } {
  let known = knownDays.get(day)
  if (known === undefined) {
    const weekday = (((day + 3) % 7) + 7) % 7
    const busyness = (monthWeights[calendarOf(day).month - 1] ?? 1) * (weekdayWeights[weekday] ?? 1)
    known = { start: dayStart(day, zone), busyness }
    knownDays.set(day, known)
  }
  return known
}

function timeOf(day: Day, hour: number): Instant {
  return dayFacts(day).start + Math.round(hour * 3600) * 1000
}

interface OrderAsk {
  random: Random
  habit: Habit
  day: Day
  externalId: string
  number: number
  after: Instant
}

function orderStory({ random, habit, day, externalId, number, after }: OrderAsk): DemoEvent[] {
  const inStore = random.chance(habit.inStore)
  const hour = inStore
    ? random.weighted([
        [9, 2],
        [10, 4],
        [11, 5],
        [12, 5],
        [13, 4],
        [15, 4],
        [17, 3],
      ])
    : random.whole(7, 22)
  const at = Math.max(timeOf(day, hour + random.next()), after + 300_000)
  const sourceId = `${externalId}-${String(number).padStart(3, '0')}`
  const lines = linesOf(random, habit.linesMax)
  const netMinor = lines.reduce((sum, line) => sum + (line.amountMinor ?? 0), 0)
  const channel = inStore ? 'till' : random.pick(['web', 'web', 'app'])
  const place = {
    source: inStore ? `till-${habit.store}` : 'web-shop',
    occurredAt: instantText(at),
    member: { externalId },
    channel,
    ...(inStore ? { store: habit.store } : {}),
  }
  const shipping = inStore || netMinor >= 4000 ? {} : { shippingMinor: 395 }
  const order: ActivityInput = {
    type: 'order.placed',
    ...place,
    sourceId,
    order: { currency: 'GBP', lines, taxIncluded: true, ...shipping },
  }
  return [
    { at, kind: 'activity', activity: order },
    ...afterwards({ random, at, place, sourceId, lines, inStore }),
  ]
}

function linesOf(random: Random, linesMax: number): OrderLine[] {
  const chosen = new Map(
    Array.from({ length: random.whole(1, linesMax) }, () => random.weighted(weighedProducts)).map((each) => [
      each.sku,
      each,
    ]),
  )
  return [...chosen.values()].map((each, index) => {
    const quantity = each.priceMinor < 1500 ? random.weighted([[1, 6] as const, [2, 3], [3, 1]]) : 1
    const fullMinor = each.priceMinor * quantity
    // A line on sale is a fifth cheaper: the amount says so, the unit price stays.
    const amountMinor = random.chance(0.08) ? fullMinor - Math.round(fullMinor / 5) : fullMinor
    return {
      lineId: String(index + 1),
      sku: each.sku,
      name: each.name,
      category: each.category,
      quantity: String(quantity),
      unitPrice: `${Math.floor(each.priceMinor / 100)}.${String(each.priceMinor % 100).padStart(2, '0')}`,
      amountMinor,
      taxMinor: each.category === 'gift-cards' ? 0 : Math.round(amountMinor / 6),
    }
  })
}

interface AfterOrder {
  random: Random
  at: Instant
  place: Pick<ActivityInput, 'source' | 'occurredAt' | 'member' | 'channel' | 'store'>
  sourceId: string
  lines: readonly OrderLine[]
  inStore: boolean
}

/** What may follow an order: it is cancelled, something comes back, or somebody writes about it. */
function afterwards({ random, at, place, sourceId, lines, inStore }: AfterOrder): DemoEvent[] {
  const later = (type: string, id: string, delayMs: number): { at: Instant; activity: ActivityInput } => {
    const then = at + Math.round(delayMs / 1000) * 1000
    return { at: then, activity: { ...place, type, sourceId: id, occurredAt: instantText(then) } }
  }
  if (!inStore && random.chance(0.025)) {
    const { activity, at: then } = later('order.cancelled', `${sourceId}-X`, random.next() * 8 * hourMs)
    return [{ at: then, kind: 'activity', activity: { ...activity, return: { order: sourceId } } }]
  }
  if (random.chance(0.07)) {
    const delayMs = random.whole(3, 24) * dayMs + random.next() * 4 * hourMs
    const { activity, at: then } = later('order.returned', `${sourceId}-R`, daytime(at, delayMs))
    const back = lines.filter(() => random.chance(0.5))
    const returned = (back.length === 0 ? lines.slice(0, 1) : back).map((line) => ({
      lineId: line.lineId,
      quantity: line.quantity === '1' ? '1' : String(random.whole(1, Number(line.quantity))),
    }))
    return [
      { at: then, kind: 'activity', activity: { ...activity, return: { order: sourceId, lines: returned } } },
    ]
  }
  if (!random.chance(0.06)) return []
  const { activity, at: then } = later(
    'review.written',
    `${sourceId}-V`,
    daytime(at, random.whole(2, 12) * dayMs),
  )
  const data = { product: random.pick(lines).sku, stars: random.weighted([[5, 6] as const, [4, 3], [3, 1]]) }
  const { store: _, ...online } = activity
  return [{ at: then, kind: 'activity', activity: { ...online, source: 'web-shop', channel: 'web', data } }]
}

/** The delay, less the hours that would make somebody come at night. */
function daytime(at: Instant, delayMs: number): number {
  const { hour } = weekdayAndHour(at + delayMs, zone)
  return hour >= 20 ? delayMs - 5 * hourMs : delayMs
}
