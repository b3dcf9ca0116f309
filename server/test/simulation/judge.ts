import type { ActivityInput } from '@perennial/contract'
import { firstInstant, localDay, monthOf, monthsLater } from './calendar.ts'
import { climbed, type Ladders, newLadders, standing, tierOn } from './ladders.ts'
import {
  amountOf,
  currencyOf,
  grants,
  type Line,
  type OrderRule,
  orderRules,
  spendOf,
} from './order-rules.ts'
import { contents, emptyPurse, letTimePass, type Purse, putIn, takeOut } from './purse.ts'
import type { Terms } from './terms.ts'

/** What the product must answer. */
export type Expected =
  | { kind: 'refused'; code: string }
  | { kind: 'parked' }
  | {
      kind: 'recorded'
      points: Record<string, number>
      balances: Record<string, readonly number[]>
      tiers: readonly (readonly [ladder: string, tier: string, total: number])[]
    }

export interface Answer {
  expected: Expected
  again: boolean
}

interface Order {
  id: string
  member: Member
  at: number
  day: number
  terms: Terms
  tier: string
  lines: readonly Line[]
  left: number[]
  first: Map<OrderRule, number>
  stands: Map<OrderRule, number>
  spendFirst: number
  spendStands: number
  counts: boolean
  place: number
}

interface Member {
  purses: Map<string, Purse>
  ladders: Ladders
  caps: Map<string, number>
}

interface Known {
  text: string
  answer: Expected
}

type Return = NonNullable<ActivityInput['return']>

/** A resource: an independent opinion on a whole programme, fact by fact, in plain arrays and without a database. */
export class Judge {
  terms: Terms
  now = 0
  readonly members = new Map<string, Member>()
  private readonly orders = new Map<string, Order>()
  private readonly known = new Map<string, Known>()
  private readonly budgets = new Map<string, number>()
  private waiting: ActivityInput[] = []

  constructor(terms: Terms) {
    this.terms = terms
  }

  /** Judges a fact that is sent in. */
  submit(input: ActivityInput): Answer {
    const key = keyOf(input)
    const text = JSON.stringify(input)
    const known = this.known.get(key)
    if (known !== undefined) {
      if (known.text !== text)
        return { expected: { kind: 'refused', code: 'activity_conflict' }, again: false }
      return { expected: known.answer, again: known.answer.kind !== 'refused' }
    }
    const expected = this.decide(input)
    if (expected.kind !== 'refused') this.known.set(key, { text, answer: expected })
    return { expected, again: false }
  }

  /** Applies returns whose order has come; how many. */
  sweep(): number {
    const ready = this.waiting.filter((input) => this.orders.has(orderId(input) ?? ''))
    this.waiting = this.waiting.filter((input) => !this.orders.has(orderId(input) ?? ''))
    let applied = 0
    for (const input of ready) {
      const answer = this.decide(input)
      if (answer.kind === 'recorded') applied += 1
      this.known.set(keyOf(input), { text: JSON.stringify(input), answer })
    }
    return applied
  }

  private decide(input: ActivityInput): Expected {
    if (input.return !== undefined) return this.takeBack(input, input.return)
    const name = input.member?.externalId ?? ''
    const enrols = input.type === 'order.placed' || input.type === 'member.enrolled'
    if (!this.members.has(name) && !enrols) return { kind: 'refused', code: 'member_unknown' }
    if (this.members.has(name) && input.type === 'member.enrolled')
      return { kind: 'refused', code: 'identifier_taken' }
    const lines = linesOf(input)
    if (Math.abs(lines.reduce((sum, line) => sum + amountOf(line), 0)) > Number.MAX_SAFE_INTEGER)
      return { kind: 'refused', code: 'limit_exceeded' }
    const at = Date.parse(input.occurredAt)
    const member = this.members.get(name) ?? this.enrolled(name, at, input.type !== 'member.enrolled')
    this.settle(member)
    if (input.type === 'order.placed') return this.place(input, { member, at, lines })
    if (input.type === 'member.enrolled') return this.welcome(member, at, keyOf(input))
    return this.visit(input, member, at)
  }

  private visit(input: ActivityInput, member: Member, at: number): Expected {
    const { points, capDay, timesMonth, every, bonus } = this.terms.visit
    const day = localDay(at, this.terms.zone)
    const used = (name: string) => member.caps.get(name) ?? 0
    const [cap, times] = [`visit/${day}`, `visit-times/${monthOf(day)}`]
    const given = used(times) < timesMonth ? Math.max(0, Math.min(points, capDay - used(cap))) : 0
    member.caps.set(cap, used(cap) + given)
    if (given > 0) member.caps.set(times, used(times) + 1)
    member.caps.set('visits', used('visits') + 1)
    const again = used('visits') % every === 0 ? bonus : 0
    const all = given + again
    this.earn(member, { currency: 'points', points: all, at, order: keyOf(input), terms: this.terms })
    return this.recorded(member, at, new Map([['points', all]]))
  }

  private enrolled(name: string, at: number, isGreeted: boolean): Member {
    const member: Member = { purses: new Map(), ladders: newLadders(), caps: new Map() }
    this.members.set(name, member)
    if (isGreeted) this.welcome(member, at, `welcome/${name}`)
    return member
  }

  private welcome(member: Member, at: number, order: string): Expected {
    const points = this.terms.welcome
    this.earn(member, { currency: 'stars', points, at, order, terms: this.terms })
    return this.recorded(member, at, new Map([['stars', points]]))
  }

  private place(input: ActivityInput, fact: { member: Member; at: number; lines: Line[] }): Expected {
    const { member, at, lines } = fact
    const { terms } = this
    const day = localDay(at, terms.zone)
    const tier = tierOn(member.ladders, terms, { ladder: 'a-spend', day })
    const given = grants({ terms, lines, tier, room: (rule) => this.room(member, rule, day) })
    const told = new Map<string, number>()
    for (const rule of orderRules) {
      const points = given.get(rule) ?? 0
      this.count(member, rule, { day, points })
      this.earn(member, { currency: currencyOf(rule), points, at, order: keyOf(input), terms })
      told.set(currencyOf(rule), (told.get(currencyOf(rule)) ?? 0) + points)
    }
    const spend = spendOf(lines)
    const reached = [
      ...climbed(member.ladders, terms, { ladder: 'a-spend', day, amount: spend }),
      ...climbed(member.ladders, terms, { ladder: 'b-orders', day, amount: 1 }),
    ]
    for (const ladder of reached) {
      const order = `${keyOf(input)}/${ladder}`
      this.earn(member, { currency: 'points', points: terms.reached, at, order, terms })
    }
    this.orders.set(keyOf(input), {
      id: keyOf(input),
      member,
      at,
      day,
      terms,
      tier,
      lines,
      left: lines.map((line) => line.tenths),
      first: given,
      stands: new Map(given),
      spendFirst: spend,
      spendStands: spend,
      counts: true,
      place: this.orders.size,
    })
    return this.recorded(member, at, told)
  }

  private takeBack(input: ActivityInput, asked: Return): Expected {
    const name = input.member?.externalId
    const id = orderId(input)
    const order = id === undefined ? undefined : this.orders.get(id)
    if (id !== undefined && order === undefined) {
      this.waiting.push(input)
      return { kind: 'parked' }
    }
    const named = name === undefined ? undefined : this.members.get(name)
    if (name !== undefined && named === undefined) return { kind: 'refused', code: 'member_unknown' }
    if (order !== undefined && named !== undefined && order.member !== named)
      return { kind: 'refused', code: 'activity_invalid' }
    const member = order?.member ?? named
    if (member === undefined) return { kind: 'refused', code: 'activity_invalid' }
    const at = Date.parse(input.occurredAt)
    const taken = order === undefined ? this.latest(member, asked, at) : fromOrder(order, asked)
    if (typeof taken === 'string') return { kind: 'refused', code: taken }
    this.settle(member)
    const told = new Map<string, number>()
    for (const [each, quantities] of taken) {
      each.left = each.left.map((left, index) => left - (quantities[index] ?? 0))
      this.again(each, { id: keyOf(input), day: localDay(at, this.terms.zone), told })
    }
    return this.recorded(member, at, told)
  }

  /** Decides an order again on what is left of it: the rules and the tier of then, no more than was given then. */
  private again(order: Order, cause: { id: string; day: number; told: Map<string, number> }): void {
    const { member, terms, day } = order
    const isGone = order.left.every((left) => left === 0)
    const lines = order.lines.map((line, index) => ({ ...line, tenths: order.left[index] ?? 0 }))
    const asked = new Set(orderRules.filter((rule) => (order.first.get(rule) ?? 0) > 0))
    const room = (rule: OrderRule) => order.first.get(rule) ?? 0
    const targets = isGone
      ? new Map<OrderRule, number>()
      : grants({ terms, lines, tier: order.tier, room, asked })
    for (const rule of orderRules) {
      const change = (targets.get(rule) ?? 0) - (order.stands.get(rule) ?? 0)
      order.stands.set(rule, targets.get(rule) ?? 0)
      const currency = currencyOf(rule)
      this.count(member, rule, { day, points: change })
      if (change > 0) this.earn(member, { currency, points: change, at: order.at, order: cause.id, terms })
      if (change < 0) {
        const debt =
          currency === 'stars' ? 'within-balance' : currency === 'points' ? terms.debt : 'unlimited'
        takeOut(this.purse(member, currency), -change, { order: order.id, debt })
      }
      cause.told.set(currency, (cause.told.get(currency) ?? 0) + change)
    }
    const spend = isGone ? 0 : Math.min(order.spendFirst, spendOf(lines))
    climbed(member.ladders, terms, { ladder: 'a-spend', day, amount: spend - order.spendStands })
    order.spendStands = spend
    if (isGone && order.counts) {
      climbed(member.ladders, terms, { ladder: 'b-orders', day, amount: -1 })
      order.counts = false
    }
  }

  /** Latest orders first, by time and then by when they came; within one, later lines first. */
  private latest(member: Member, asked: Return, at: number): Map<Order, number[]> {
    const open = [...this.orders.values()]
      .filter((order) => order.member === member && order.at <= at)
      .sort((a, b) => b.at - a.at || b.place - a.place)
    const taken = new Map<Order, number[]>()
    for (const line of asked.lines ?? []) {
      let wanted = tenthsOf(line.quantity)
      for (const order of open) wanted = take({ order, taken, wanted, fits: (each) => each.sku === line.sku })
    }
    return taken
  }

  private room(member: Member, rule: OrderRule, day: number): number {
    const { base, big } = this.terms
    if (rule === 'base') return Math.max(0, base.capMonth - (member.caps.get(`base/${monthOf(day)}`) ?? 0))
    if (rule === 'big') return Math.max(0, big.budgetMonth - (this.budgets.get(monthOf(day)) ?? 0))
    return Number.POSITIVE_INFINITY
  }

  private count(member: Member, rule: OrderRule, more: { day: number; points: number }): void {
    const month = monthOf(more.day)
    if (rule === 'base')
      member.caps.set(`base/${month}`, (member.caps.get(`base/${month}`) ?? 0) + more.points)
    if (rule === 'big') this.budgets.set(month, (this.budgets.get(month) ?? 0) + more.points)
  }

  private earn(
    member: Member,
    fact: { currency: string; points: number; at: number; order: string; terms: Terms },
  ): void {
    if (fact.points === 0) return
    const { at, order, terms } = fact
    const isTimed = fact.currency === 'points'
    const opensAt = isTimed && terms.pendingDays !== null ? at + terms.pendingDays * 86_400_000 : null
    const endsAt =
      isTimed && terms.expiresMonths !== null
        ? firstInstant(monthsLater(localDay(at, terms.zone), terms.expiresMonths) + 1, terms.zone)
        : null
    putIn(this.purse(member, fact.currency), fact.points, { order, opensAt, endsAt })
  }

  private purse(member: Member, currency: string): Purse {
    const purse = member.purses.get(currency) ?? emptyPurse()
    member.purses.set(currency, purse)
    return purse
  }

  private settle(member: Member): void {
    for (const purse of member.purses.values()) letTimePass(purse, this.now)
  }

  private recorded(member: Member, at: number, told: ReadonlyMap<string, number>): Expected {
    this.settle(member)
    const balances: Record<string, readonly number[]> = {}
    for (const [currency, purse] of member.purses) balances[currency] = contents(purse)
    const points = Object.fromEntries([...told].filter(([, amount]) => amount !== 0))
    const day = localDay(at, this.terms.zone)
    return { kind: 'recorded', points, balances, tiers: standing(member.ladders, this.terms, day) }
  }
}

export function keyOf(input: ActivityInput): string {
  return `${input.type}|${input.source}|${input.sourceId}`
}

function orderId(input: ActivityInput): string | undefined {
  const named = input.return?.order
  return named === undefined
    ? undefined
    : `order.placed|${input.return?.orderSource ?? input.source}|${named}`
}

function tenthsOf(quantity: string): number {
  return Math.round(Number(quantity) * 10)
}

function linesOf(input: ActivityInput): Line[] {
  return (input.order?.lines ?? []).map((line) => ({
    lineId: line.lineId,
    sku: line.sku,
    category: line.category ?? '',
    tenths: tenthsOf(line.quantity),
    priceMinor: Math.round(Number(line.unitPrice) * 100),
  }))
}

/** Takes from the lines of an order that fit, later ones first; what is still wanted. */
function take(from: {
  order: Order
  taken: Map<Order, number[]>
  wanted: number
  fits(line: Line): boolean
}): number {
  const { order, taken } = from
  let { wanted } = from
  for (let index = order.lines.length - 1; index >= 0 && wanted > 0; index -= 1) {
    const line = order.lines[index]
    if (line === undefined || !from.fits(line)) continue
    const quantities = taken.get(order) ?? order.lines.map(() => 0)
    const part = Math.min(wanted, (order.left[index] ?? 0) - (quantities[index] ?? 0))
    if (part <= 0) continue
    quantities[index] = (quantities[index] ?? 0) + part
    taken.set(order, quantities)
    wanted -= part
  }
  return wanted
}

/** All or nothing from the order named. */
function fromOrder(order: Order, asked: Return): Map<Order, number[]> | string {
  if (asked.lines === undefined)
    return order.left.every((left) => left === 0) ? new Map() : new Map([[order, [...order.left]]])
  const taken = new Map<Order, number[]>()
  for (const line of asked.lines) {
    const fits = (each: Line) =>
      line.lineId === undefined ? each.sku === line.sku : each.lineId === line.lineId
    if (!order.lines.some(fits)) return 'return_line_unknown'
    if (take({ order, taken, wanted: tenthsOf(line.quantity), fits }) > 0) return 'return_exceeds_order'
  }
  return taken
}
