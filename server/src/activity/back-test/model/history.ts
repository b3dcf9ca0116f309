import type { Order, WalletCommand } from '@perennial/contract'
import { dayOf, type Instant } from '../../../kernel/instants.ts'
import type { Basket, BasketLine } from '../../model/basket.ts'
import { createLineMemo } from '../../model/line-test.ts'
import { createOrderMemo } from '../../model/order-memo.ts'
import type { Matched } from '../../model/returns.ts'
import type { Leftover } from '../../model/work.ts'
import type { Facts } from '../../stage.ts'

/** What only few activities have; kept apart so that the many stay small. */
export interface Special {
  /** Of a command: its activity's own id, which later commands name. */
  id?: string
  data?: Readonly<Record<string, unknown>>
  command?: WalletCommand
  /** Of an order that something comes back to: what deciding it again needs. */
  order?: Order
  /** Of such an order, and of the fulfilment that names it. */
  source?: string
  sourceId?: string
  /** Of a fulfilment: the order that it names. */
  fulfils?: { order: string; source: string }
  /** Of a return: what it took then, orders by their place in the history. */
  matched?: Matched
  /** Of a return: shipping given back. */
  shippingMinor?: number
  /** Of a return: what it leaves of each order, as long as all before it were accepted. */
  leftovers?: ReadonlyMap<string, Leftover>
  /** Of a return: what it takes from the net sales. */
  backMinor?: number
  /** Of the facts that were kept with it, those of the member: the trial makes all others itself. */
  member?: NonNullable<Facts['member']>
}

/**
 * What happened in a programme, in columns: one place an activity, the owners one after the other, each in the order of
 * their decisions. It knows no release, so that any number of them can be tried on it.
 */
export interface History {
  size: number
  orders: number
  /** Ids, by the number that `owner` holds. */
  owners: readonly string[]
  owner: Uint32Array
  /** The release that decided it then. */
  release: Uint32Array
  occurredAt: Float64Array
  postedAt: Float64Array
  /** When it came, before any batch: orders those that were posted together. See {@link arrivalOf}. */
  arrival: Float64Array
  /** The rest of its id, in two halves: see {@link idAt}. */
  idHigh: Uint32Array
  idLow: Uint32Array
  /** Numbers of `texts`. */
  type: Uint32Array
  source: Uint32Array
  channel: Uint32Array
  store: Uint32Array
  texts: readonly string[]
  /** Of orders: worked out once, because it hangs on no release. Lines that are alike are one, whatever orders have them. */
  baskets: readonly (Basket | undefined)[]
  special: ReadonlyMap<number, Special>
  /** Places by when they were posted: budgets are shared, and whoever came first was first. */
  posted(): Uint32Array
  /** The day of each place in a zone. */
  days(zone: string): Int32Array
}

/** One activity as it is put into a history. */
export interface Happened {
  release: number
  occurredAt: Instant
  postedAt: Instant
  id: string
  type: string
  source: string
  channel: string
  store: string
  /** Of an order. */
  basket?: Basket | undefined
  special?: Special | undefined
}

/** Gathers a history, owner by owner. */
export interface HistoryBuilder {
  /** Everything that one owner did, in the order of decisions. Returns the place of the first. */
  addOwner(ownerId: string, happened: readonly Happened[]): number
  /** The place that the next activity takes. */
  next(): number
  /** A basket of which is remembered what rules count of it, with lines that are shared with all that are alike. */
  shared(basket: Basket): Basket
  finish(): History
}

type Columns = Omit<
  History,
  'size' | 'orders' | 'owners' | 'texts' | 'baskets' | 'special' | 'posted' | 'days'
>

function columnsOf(size: number): Columns {
  return {
    owner: new Uint32Array(size),
    release: new Uint32Array(size),
    occurredAt: new Float64Array(size),
    postedAt: new Float64Array(size),
    arrival: new Float64Array(size),
    idHigh: new Uint32Array(size),
    idLow: new Uint32Array(size),
    type: new Uint32Array(size),
    source: new Uint32Array(size),
    channel: new Uint32Array(size),
    store: new Uint32Array(size),
  }
}

function grown(old: Columns, size: number): Columns {
  const bigger = columnsOf(size)
  for (const name of Object.keys(old) as (keyof Columns)[]) bigger[name].set(old[name])
  return bigger
}

/** Numbers for texts: the same text has the same number. */
function createNames() {
  const numbers = new Map<string, number>()
  const texts: string[] = []
  return {
    texts,
    numberOf(text: string): number {
      let number = numbers.get(text)
      if (number === undefined) {
        number = texts.length
        numbers.set(text, number)
        texts.push(text)
      }
      return number
    },
  }
}

/** The same for lines, by all that rules can read of them. The id of a line is not among that. */
function createLineForms() {
  const numbers = new Map<string, number>()
  const forms: BasketLine[] = []
  const memo = createLineMemo(() => forms.length)
  return {
    forms,
    numberOf(line: BasketLine): number {
      const { sku, quantity, amountMinor, taxMinor, unitPrice, name, category } = line
      const data = Object.keys(line.data).length === 0 ? '' : JSON.stringify(line.data)
      const place = `${sku}\u0001${quantity.units}/${quantity.scale}\u0001${unitPrice.units}/${unitPrice.scale}\u0001${amountMinor}\u0001${taxMinor}\u0001${category}\u0001${name}\u0001${data}`
      let number = numbers.get(place)
      if (number === undefined) {
        number = forms.length
        numbers.set(place, number)
        forms.push({ ...line, lineId: '', shared: { index: number, memo } })
      }
      return number
    },
  }
}

/** Makes baskets of which is remembered what rules count of them; their lines are shared with all that are alike. */
function createSharing(): (basket: Basket) => Basket {
  const forms = createLineForms()
  let size = 0
  const memo = createOrderMemo(() => size)
  return (basket) => {
    const index = size
    size += 1
    const lines = basket.lines.map((line) => forms.forms[forms.numberOf(line)] as BasketLine)
    return { ...basket, lines, shared: { index, memo } }
  }
}

/** With `shares: false` every line stays its own: for what is decided once and thrown away. */
export function createHistory({ shares = true } = {}): HistoryBuilder {
  let columns = columnsOf(1024)
  let size = 0
  let orders = 0
  const owners: string[] = []
  const names = createNames()
  const shared = shares ? createSharing() : (basket: Basket) => basket
  const baskets: (Basket | undefined)[] = []
  const special = new Map<number, Special>()

  function add(owner: number, each: Happened): void {
    if (size === columns.owner.length) columns = grown(columns, size * 2)
    const at = size
    columns.owner[at] = owner
    columns.release[at] = each.release
    columns.occurredAt[at] = each.occurredAt
    columns.postedAt[at] = each.postedAt
    columns.arrival[at] = arrivalOf(each.id)
    columns.idHigh[at] = Number.parseInt(each.id.slice(19, 23) + each.id.slice(24, 28), 16)
    columns.idLow[at] = Number.parseInt(each.id.slice(28), 16)
    columns.type[at] = names.numberOf(each.type)
    columns.source[at] = names.numberOf(each.source)
    columns.channel[at] = names.numberOf(each.channel)
    columns.store[at] = names.numberOf(each.store)
    baskets.push(each.basket === undefined ? undefined : shared(each.basket))
    if (each.basket !== undefined) orders += 1
    if (each.special !== undefined) special.set(at, each.special)
    size += 1
  }

  return {
    next: () => size,
    shared,
    addOwner(ownerId, happened) {
      const first = size
      const owner = owners.length
      owners.push(ownerId)
      for (const each of happened) add(owner, each)
      return first
    },
    finish() {
      let posted: Uint32Array | undefined
      const days = new Map<string, Int32Array>()
      return {
        ...columns,
        size,
        orders,
        owners,
        texts: names.texts,
        baskets,
        special,
        posted: () => {
          posted ??= byPosting(columns, size)
          return posted
        },
        days: (zone) => {
          const known = days.get(zone) ?? daysIn(columns, size, zone)
          days.set(zone, known)
          return known
        },
      }
    },
  }
}

function daysIn({ occurredAt }: Columns, size: number, zone: string): Int32Array {
  const days = new Int32Array(size)
  for (let place = 0; place < size; place += 1) days[place] = dayOf(occurredAt[place] as number, zone)
  return days
}

/**
 * Places by posting, then by arrival. Those of one owner keep their order, whatever the clocks said: what the programme
 * itself put before an activity, such as the enrolment of a newcomer, came with it.
 */
function byPosting({ postedAt, arrival, owner }: Columns, size: number): Uint32Array {
  const at = postedAt.slice(0, size)
  const came = arrival.slice(0, size)
  for (let place = 1; place < size; place += 1)
    if (owner[place - 1] === owner[place]) at[place] = Math.max(at[place - 1] as number, at[place] as number)
  for (let place = size - 2; place >= 0; place -= 1) {
    const isOne = owner[place] === owner[place + 1] && at[place] === at[place + 1]
    if (isOne) came[place] = Math.min(came[place] as number, came[place + 1] as number)
  }
  const places = new Uint32Array(size)
  for (let place = 0; place < size; place += 1) places[place] = place
  return places.sort(
    (a, b) => (at[a] as number) - (at[b] as number) || (came[a] as number) - (came[b] as number) || a - b,
  )
}

/**
 * When an activity came, by its id: milliseconds, and as a fraction the counter that orders the ids of one. Both fit a
 * number exactly.
 */
function arrivalOf(activityId: string): number {
  const digits = activityId.replaceAll('-', '')
  return Number.parseInt(digits.slice(0, 12), 16) + Number.parseInt(digits.slice(13, 16), 16) / 4096
}

/** The id of the activity at a place: a UUIDv7, of which the columns hold all but the version. */
export function idAt({ arrival, idHigh, idLow }: History, place: number): string {
  const came = arrival[place] as number
  const time = digits(Math.floor(came), 12)
  const high = digits(idHigh[place] as number, 8)
  const tail = high.slice(4) + digits(idLow[place] as number, 8)
  const counter = digits((came % 1) * 4096, 3)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter}-${high.slice(0, 4)}-${tail}`
}

function digits(value: number, length: number): string {
  return value.toString(16).padStart(length, '0')
}
