import type { Order, WalletCommand } from '@perennial/contract'
import type { Instant } from '../../../kernel/instants.ts'
import type { BasketLine } from '../../model/basket.ts'
import type { Matched } from '../../model/returns.ts'
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
  /** Of a return: shipping given back; undefined for all that is left. */
  shippingMinor?: number | undefined
  /** Facts that were kept with it. */
  facts?: Facts
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
  /** Numbers of `texts`. */
  type: Uint32Array
  source: Uint32Array
  channel: Uint32Array
  store: Uint32Array
  /** Where its lines begin in `lines`; those of the next begin where its own end. */
  lineFrom: Uint32Array
  shippingMinor: Float64Array
  /** 0: no order; 1: tax is on top; 2: line amounts contain the tax. */
  form: Uint8Array
  texts: readonly string[]
  /** Numbers of `lineForms`. */
  lines: Uint32Array
  /** Each line once, whatever orders have it: a shop sells the same thing at the same price again and again. */
  lineForms: readonly BasketLine[]
  special: ReadonlyMap<number, Special>
  /** Places by when they were posted: budgets are shared, and whoever came first was first. */
  posted(): Uint32Array
}

/** One activity as it is put into a history. */
export interface Happened {
  release: number
  occurredAt: Instant
  postedAt: Instant
  arrival: number
  type: string
  source: string
  channel: string
  store: string
  /** Of an order. */
  basket?: { taxIncluded: boolean; shippingMinor: number; lines: readonly BasketLine[] } | undefined
  special?: Special | undefined
}

/** Gathers a history, owner by owner. */
export interface HistoryBuilder {
  /** Everything that one owner did, in the order of decisions. Returns the place of the first. */
  addOwner(ownerId: string, happened: readonly Happened[]): number
  /** The place that the next activity takes. */
  next(): number
  finish(): History
}

type Columns = Omit<History, 'size' | 'orders' | 'owners' | 'texts' | 'lineForms' | 'special' | 'posted'>

function columnsOf(size: number, lines: number): Columns {
  return {
    owner: new Uint32Array(size),
    release: new Uint32Array(size),
    occurredAt: new Float64Array(size),
    postedAt: new Float64Array(size),
    arrival: new Float64Array(size),
    type: new Uint32Array(size),
    source: new Uint32Array(size),
    channel: new Uint32Array(size),
    store: new Uint32Array(size),
    lineFrom: new Uint32Array(size + 1),
    shippingMinor: new Float64Array(size),
    form: new Uint8Array(size),
    lines: new Uint32Array(lines),
  }
}

function grown(old: Columns, size: number, lines: number): Columns {
  const bigger = columnsOf(size, lines)
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
        forms.push({ ...line, lineId: '' })
      }
      return number
    },
  }
}

export function createHistory(): HistoryBuilder {
  let columns = columnsOf(1024, 8192)
  let size = 0
  let orders = 0
  let lineCount = 0
  const owners: string[] = []
  const names = createNames()
  const forms = createLineForms()
  const special = new Map<number, Special>()

  function add(owner: number, each: Happened): void {
    const wanted = lineCount + (each.basket?.lines.length ?? 0)
    if (size + 1 >= columns.owner.length || wanted > columns.lines.length)
      columns = grown(columns, columns.owner.length * 2, Math.max(columns.lines.length * 2, wanted))
    const at = size
    columns.owner[at] = owner
    columns.release[at] = each.release
    columns.occurredAt[at] = each.occurredAt
    columns.postedAt[at] = each.postedAt
    columns.arrival[at] = each.arrival
    columns.type[at] = names.numberOf(each.type)
    columns.source[at] = names.numberOf(each.source)
    columns.channel[at] = names.numberOf(each.channel)
    columns.store[at] = names.numberOf(each.store)
    columns.lineFrom[at] = lineCount
    if (each.basket !== undefined) {
      orders += 1
      columns.form[at] = each.basket.taxIncluded ? 2 : 1
      columns.shippingMinor[at] = each.basket.shippingMinor
      for (const line of each.basket.lines) {
        columns.lines[lineCount] = forms.numberOf(line)
        lineCount += 1
      }
    }
    if (each.special !== undefined) special.set(at, each.special)
    size += 1
    columns.lineFrom[size] = lineCount
  }

  return {
    next: () => size,
    addOwner(ownerId, happened) {
      const first = size
      const owner = owners.length
      owners.push(ownerId)
      for (const each of happened) add(owner, each)
      return first
    },
    finish() {
      let posted: Uint32Array | undefined
      return {
        ...columns,
        size,
        orders,
        owners,
        texts: names.texts,
        lineForms: forms.forms,
        special,
        posted: () => {
          posted ??= byPosting(columns, size)
          return posted
        },
      }
    },
  }
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
export function arrivalOf(activityId: string): number {
  const digits = activityId.replaceAll('-', '')
  return Number.parseInt(digits.slice(0, 12), 16) + Number.parseInt(digits.slice(13, 16), 16) / 4096
}
