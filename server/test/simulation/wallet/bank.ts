import type { WalletCommand } from '@perennial/contract'
import { localDay } from '../calendar.ts'
import { available, emptyCoffer, letTimePass, openCoin, payDebt, put, receive, takeBack } from './coffer.ts'
import {
  type CurrencyKey,
  currencies,
  endOf,
  idleEndOf,
  openingOf,
  pointsPerStar,
  starsPerOrder,
  termsOf,
  type WalletTerms,
} from './terms.ts'
import { carryOut, type Person, type Sent, sendAll, type Told } from './till.ts'

interface Order {
  owner: string
  units: number
  /** Points for a unit. */
  price: number
}

/** What commands about a fact say about it. */
export type Fact =
  | { do: 'order'; id: string; owner: string; at: number; units: number; price: number }
  | { do: 'return'; id: string; order: string; at: number; units: number }
  | { do: 'fulfil'; id: string; order: string; at: number }

/** By these their owner shows to be there; the others come from staff, from jobs or from somebody else. */
const ownVerbs = new Set(['spend', 'hold', 'capture', 'top-up', 'exchange', 'transfer-out'])
/** By these something leaves at the owner's will. */
const leavingVerbs = new Set(['spend', 'hold', 'capture', 'exchange'])

/** A resource: an independent opinion on the value of a whole programme, command by command, without a database. */
export class Bank {
  now = 0
  readonly people = new Map<string, Person>()
  readonly orders = new Map<string, Order>()
  /** Value that was sent and has not arrived. */
  sent: Sent[] = []
  private waiting: Fact[] = []
  private readonly terms: WalletTerms

  constructor(terms: WalletTerms) {
    this.terms = terms
  }

  person(id: string): Person {
    const known = this.people.get(id)
    if (known !== undefined) return known
    const coffers = { points: emptyCoffer(), stars: emptyCoffer(), purse: emptyCoffer() }
    const made: Person = { coffers, state: 'open', mergedInto: null }
    this.people.set(id, made)
    return made
  }

  /** A fact from outside. One about an order that is not known waits for it. */
  tell(fact: Fact): Told {
    const owner = this.ownerOf(fact)
    if (owner === undefined) {
      this.waiting.push(fact)
      return 'parked'
    }
    return this.attempt({ owner, id: fact.id }, (person) => {
      if (person.state === 'closed') return 'member_closed'
      this.isThere(person, localDay(fact.at, this.terms.zone))
      if (fact.do === 'order') this.place(person, fact)
      else if (fact.do === 'fulfil') this.fulfil(person, fact.order)
      else this.takeBack(person, fact)
      return 'recorded'
    })
  }

  /** Somebody joins, and so was there today. */
  enrol(owner: string): void {
    this.isThere(this.person(owner), localDay(this.now, this.terms.zone))
  }

  /** Value on its way, by currency. */
  inTransit(): Record<string, number> {
    const sums = new Map<string, number>()
    for (const { currency, coins, debt } of this.sent) {
      const sum = coins.reduce((total, coin) => total + coin.left, 0) - debt
      sums.set(currency, (sums.get(currency) ?? 0) + sum)
    }
    return Object.fromEntries([...sums].filter(([, sum]) => sum !== 0))
  }

  /** Whose fact it is; undefined while its order is not known. */
  ownerOf(fact: Fact): string | undefined {
    return fact.do === 'order' ? fact.owner : this.orders.get(fact.order)?.owner
  }

  /** Tells what waited for its order; what was recorded. */
  sweep(): Fact[] {
    const ready = this.waiting.filter((fact) => this.ownerOf(fact) !== undefined)
    this.waiting = this.waiting.filter((fact) => !ready.includes(fact))
    return ready.filter((fact) => this.tell(fact) === 'recorded')
  }

  /** What a command comes to; `id` names it. */
  command(owner: string, id: string, command: WalletCommand): Told {
    return this.attempt({ owner, id }, (person) => {
      if (person.state === 'closed') return 'member_closed'
      this.isSeen(person, ownVerbs.has(command.verb))
      // What is not offered at all is refused as that.
      if (command.verb === 'exchange' && command.amount % pointsPerStar !== 0) return 'exchange_not_offered'
      const leaves =
        leavingVerbs.has(command.verb) || (command.verb === 'transfer-out' && command.kind !== 'merge')
      if (person.state === 'frozen' && leaves) return 'value_frozen'
      return carryOut({ person, owner, id, now: this.now, terms: this.terms, sent: this.sent }, command)
    })
  }

  /** Brings what was sent to where it goes, or back; who was touched. */
  deliver(): string[] {
    const touched: string[] = []
    const [sent, left] = [this.sent, [] as Sent[]]
    this.sent = []
    for (const each of sent) {
      const end = [each.to, each.from].find((owner) => this.person(owner).state !== 'closed')
      if (end === undefined) {
        left.push(each)
        continue
      }
      touched.push(end)
      // What came back stays: it would go to and fro for ever.
      this.attempt({ owner: end, id: each.id, stays: end === each.from }, (person) => {
        this.isSeen(person, false)
        const coffer = person.coffers[each.currency]
        const owed = coffer.debt
        receive(coffer, each.id, each)
        // Nobody stays in debt where none is left; whoever passes it on is not asked.
        const passesOn = person.mergedInto !== null && end === each.to
        if (termsOf(this.terms, each.currency).debt === 'within-balance' && !passesOn && each.debt > 0)
          coffer.debt = Math.min(coffer.debt, owed)
        return 'recorded'
      })
    }
    this.sent = [...left, ...this.sent]
    return touched
  }

  /** All or nothing: time first, then the change, then what was passed on. */
  private attempt(
    at: { owner: string; id: string; stays?: boolean },
    change: (person: Person) => Told,
  ): Told {
    const { owner, id, stays = false } = at
    const before = structuredClone(this.person(owner))
    const sentBefore = this.sent.length
    const person = this.person(owner)
    this.settle(person)
    const told = change(person)
    if (told !== 'recorded') {
      this.people.set(owner, before)
      this.sent.length = sentBefore
      return told
    }
    // What a late fact brought may have ended already.
    this.settle(person)
    if (person.mergedInto !== null && !stays)
      sendAll({ person, sent: this.sent }, { id, from: owner, to: person.mergedInto })
    return told
  }

  settle(person: Person): void {
    for (const currency of currencies) letTimePass(person.coffers[currency], this.now)
  }

  /**
   * Something happens today. What others do moves no end, but what they bring after an end has passed begins a time of
   * its own.
   */
  private isSeen(person: Person, isOwn: boolean): void {
    const today = localDay(this.now, this.terms.zone)
    const kept = currencies.map((currency) => person.coffers[currency].idleAt)
    this.isThere(person, today)
    if (isOwn) return
    for (const [index, currency] of currencies.entries()) {
      const idleAt = kept[index] ?? null
      if (idleAt === null || idleAt > this.now) person.coffers[currency].idleAt = idleAt
    }
  }

  private isThere(person: Person, day: number): void {
    for (const currency of currencies) {
      const coffer = person.coffers[currency]
      const end = idleEndOf(termsOf(this.terms, currency).expiry, day, this.terms.zone)
      if (end !== null) coffer.idleAt = Math.max(end, coffer.idleAt ?? end)
    }
  }

  private place(person: Person, order: Extract<Fact, { do: 'order' }>): void {
    const { units, price } = order
    for (const [currency, amount] of [
      ['points', units * price],
      ['stars', starsPerOrder],
    ] as const) {
      const { expiry, pending } = termsOf(this.terms, currency)
      const dates = {
        opensAt: openingOf(pending, order.at),
        endsAt: endOf(expiry, order.at, this.terms.zone),
      }
      person.coffers[currency].earned += amount
      put(person.coffers[currency], amount, { from: order.id, ...dates })
    }
    this.orders.set(order.id, { owner: order.owner, units, price })
  }

  private takeBack(person: Person, fact: Extract<Fact, { do: 'return' }>): void {
    const order = this.orders.get(fact.order) as Order
    order.units -= fact.units
    const back = { points: fact.units * order.price, stars: order.units === 0 ? starsPerOrder : 0 }
    for (const currency of ['points', 'stars'] as const) {
      if (back[currency] === 0) continue
      const terms = termsOf(this.terms, currency)
      // Whoever has it now is asked for it.
      const isElsewhere = person.mergedInto !== null && terms.debt === 'within-balance'
      const debt = isElsewhere ? 'unlimited' : terms.debt
      takeBack(person.coffers[currency], back[currency], { order: fact.order, debt })
    }
  }

  private fulfil(person: Person, order: string): void {
    for (const currency of currencies) {
      const coffer = person.coffers[currency]
      for (const coin of coffer.coins) if (coin.from === order && !coin.isOpen) openCoin(coffer, coin)
    }
  }

  /** What can be spent of a currency, once time has passed. */
  spendable(owner: string, currency: CurrencyKey): number {
    const person = structuredClone(this.person(owner))
    this.settle(person)
    return available(person.coffers[currency])
  }
}

/** Debts are paid by whatever is there: nothing else may stand beside one. */
export function owesAndHas(person: Person): CurrencyKey[] {
  return currencies.filter((currency) => {
    const coffer = person.coffers[currency]
    const before = coffer.debt
    payDebt(coffer)
    return coffer.debt !== before
  })
}
