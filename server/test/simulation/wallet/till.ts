import type { WalletCommand } from '@perennial/contract'
import {
  bringBack,
  type Coffer,
  capture,
  close,
  compact,
  empty,
  extend,
  held,
  promise,
  put,
  release,
  returnable,
  spend,
  type Travelling,
  take,
} from './coffer.ts'
import { type CurrencyKey, currencies, endOf, pointsPerStar, termsOf, type WalletTerms } from './terms.ts'

/** What the product must answer to a command or a fact. */
export type Told = 'recorded' | 'parked' | (string & {})

export interface Person {
  coffers: Record<CurrencyKey, Coffer>
  state: 'open' | 'frozen' | 'closed'
  mergedInto: string | null
}

/** Value on its way. */
export interface Sent {
  id: string
  currency: CurrencyKey
  from: string
  to: string
  coins: Travelling[]
  debt: number
}

/** Where a command is carried out: for whom, under which name, when and by which terms. */
export interface Counter {
  person: Person
  owner: string
  id: string
  now: number
  terms: WalletTerms
  /** What leaves is put here. */
  sent: Sent[]
}

type Parts = readonly { currency: string; amount: number }[]

export function sendAll(
  at: Pick<Counter, 'person' | 'sent'>,
  how: { id: string; from: string; to: string; creditedBy?: readonly string[] },
): boolean {
  const { person } = at
  let sent = false
  for (const currency of currencies) {
    const all = empty(person.coffers[currency], how.creditedBy)
    if (all.coins.length === 0 && all.debt === 0) continue
    at.sent.push({ ...all, id: how.id, currency, from: how.from, to: how.to })
    sent = true
  }
  return sent
}

/** What a command does to its owner; what is refused has changed something all the same, and the caller forgets it. */
export function carryOut(at: Counter, command: WalletCommand): Told {
  const { person } = at
  const { owner } = at
  switch (command.verb) {
    case 'spend':
    case 'hold':
      return takeParts(at, command)
    case 'capture':
    case 'cancel':
      return closePromise(at, command)
    case 'spend-return':
      return bringSpendBack(at, command)
    case 'adjust':
    case 'top-up':
    case 'migrate':
      return give(at, command)
    case 'exchange':
      return exchange(at, command)
    case 'transfer-out': {
      const { parts, transfer, to } = command
      if (!Array.isArray(parts)) {
        sendAll(at, { id: transfer, from: owner, to, creditedBy: parts.creditedBy })
        return 'recorded'
      }
      return send(at, { ...command, parts })
    }
    case 'merge': {
      if (command.into === null) {
        person.mergedInto = null
        return 'recorded'
      }
      if (currencies.some((currency) => held(person.coffers[currency]) > 0)) return 'transfer_refused'
      sendAll(at, { id: command.transfer, from: owner, to: command.into })
      person.mergedInto = command.into
      return 'recorded'
    }
    default:
      return manage(at, command)
  }
}

function manage(at: Counter, command: WalletCommand): Told {
  const { person, id } = at
  switch (command.verb) {
    case 'extend': {
      const coffer = person.coffers[command.currency as CurrencyKey]
      return extend(coffer, id, Date.parse(command.expiresAt)) ? 'recorded' : 'not_found'
    }
    case 'compact':
      compact(person.coffers[command.currency as CurrencyKey], id)
      return 'recorded'
    case 'write-off': {
      const coffer = person.coffers[command.currency as CurrencyKey]
      const amount = command.amount ?? coffer.debt
      if (amount === 0 || amount > coffer.debt) return 'insufficient_points'
      coffer.debt -= amount
      return 'recorded'
    }
    case 'freeze':
      person.state = 'frozen'
      return 'recorded'
    case 'unfreeze':
      person.state = 'open'
      return 'recorded'
    case 'close':
      for (const currency of currencies) close(person.coffers[currency], at.now)
      person.state = 'closed'
      return 'recorded'
    default:
      throw new Error(`The bank does not know ${command.verb}`)
  }
}

function takeParts(
  at: Counter,
  command: { verb: 'spend' | 'hold'; parts: Parts; ttlSeconds?: number },
): Told {
  const { person, id } = at
  for (const { currency, amount } of command.parts) {
    const coffer = person.coffers[currency as CurrencyKey]
    const endsAt = at.now + (command.ttlSeconds ?? 0) * 1000
    const done =
      command.verb === 'spend' ? spend(coffer, id, amount) : promise(coffer, id, { amount, endsAt })
    if (!done) return 'insufficient_points'
  }
  return 'recorded'
}

function closePromise(
  at: Counter,
  command: { verb: 'capture' | 'cancel'; hold: string; parts?: Parts | undefined },
): Told {
  const { person, id } = at
  for (const currency of currencies) {
    const coffer = person.coffers[currency]
    const promised = coffer.promises.find((each) => each.id === command.hold)
    if (promised === undefined) continue
    if (promised.state !== 'open') return promised.state === 'lapsed' ? 'hold_expired' : 'hold_closed'
    if (command.verb === 'cancel') {
      release(coffer, promised, { state: 'cancelled', now: at.now })
      continue
    }
    const named = command.parts?.find((part) => part.currency === currency)?.amount ?? 0
    const amount = command.parts === undefined ? promised.amount : named
    if (amount > promised.amount) return 'hold_exceeded'
    capture(coffer, promised, { id, amount, now: at.now })
  }
  return 'recorded'
}

function bringSpendBack(at: Counter, command: { spend: string; parts?: Parts | undefined }): Told {
  const { person, id } = at
  for (const currency of currencies) {
    const coffer = person.coffers[currency]
    if (!coffer.receipts.has(command.spend)) continue
    const left = returnable(coffer, command.spend)
    const named = command.parts?.find((part) => part.currency === currency)?.amount ?? 0
    const amount = command.parts === undefined ? left : named
    if (command.parts !== undefined && amount === 0) continue
    if (left === 0 || amount > left) return 'spend_exceeded'
    const { restoredDays } = termsOf(at.terms, currency)
    const restoredUntil =
      restoredDays === 0 ? null : endOf({ kind: 'rolling', days: restoredDays }, at.now, at.terms.zone)
    bringBack(coffer, command.spend, { id, amount, now: at.now, restoredUntil })
  }
  return 'recorded'
}

function give(
  at: Counter,
  command: { currency: string; amount: number; expiresAt?: string | null | undefined },
): Told {
  const { person, id } = at
  const currency = command.currency as CurrencyKey
  const coffer = person.coffers[currency]
  const { amount, expiresAt } = command
  if (amount < 0) return take(coffer, -amount) === undefined ? 'insufficient_points' : 'recorded'
  const { expiry } = termsOf(at.terms, currency)
  const endsAt =
    expiresAt === undefined
      ? endOf(expiry, at.now, at.terms.zone)
      : expiresAt === null
        ? null
        : Date.parse(expiresAt)
  put(coffer, amount, { from: id, opensAt: null, endsAt })
  return 'recorded'
}

function exchange(at: Counter, command: { amount: number }): Told {
  const { person, id } = at
  if (take(person.coffers.points, command.amount) === undefined) return 'insufficient_points'
  const endsAt = endOf(termsOf(at.terms, 'stars').expiry, at.now, at.terms.zone)
  put(person.coffers.stars, command.amount / pointsPerStar, { from: id, opensAt: null, endsAt })
  return 'recorded'
}

function send(at: Counter, how: { transfer: string; to: string; parts: Parts }): Told {
  const { person } = at
  for (const { currency, amount } of how.parts) {
    const shares = take(person.coffers[currency as CurrencyKey], amount)
    if (shares === undefined) return 'insufficient_points'
    const coins = shares.map((share) => ({
      left: share.amount,
      opensAt: null,
      isOpen: true,
      endsAt: share.coin.endsAt,
    }))
    const { transfer: id, to } = how
    const { owner: from } = at
    at.sent.push({ id, currency: currency as CurrencyKey, from, to, coins, debt: 0 })
  }
  return 'recorded'
}
