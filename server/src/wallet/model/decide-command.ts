import type { CurrencySpec, WalletCommand } from '@perennial/contract'
import { type Activity, type Count, type CounterKey, periodOf } from '../../activity/index.ts'
import { dayOf, type Instant, parseInstant } from '../../kernel/instants.ts'
import { ok, refuse, type Verdict } from '../../kernel/verdict.ts'
import type { CurrencyInstruction, OwnerInstruction } from '../../ledger/index.ts'
import { lotTimes, type Release } from '../../programs/index.ts'
import { checkAlone } from './alone.ts'

/** What a command comes to: instructions to the books, and what it adds to counters. */
export interface CommandPlan {
  instructions: readonly (CurrencyInstruction | OwnerInstruction)[]
  counts: readonly Count[]
}

export interface CommandInput {
  command: WalletCommand
  release: Release
  activity: Pick<Activity, 'id' | 'occurredAt' | 'day'>
  counted(key: CounterKey): number
}

interface InForce {
  code: number
  spec: CurrencySpec
}

function currencyOf(release: Release, key: string, can?: (spec: CurrencySpec) => boolean): Verdict<InForce> {
  const found = release.currencies.get(key)
  if (found === undefined)
    return refuse('currency_not_offered', `The programme has no currency "${key}".`, { field: 'currency' })
  if (can?.(found.spec) === false) {
    const detail = `"${key}" is ${found.spec.kind}, and this cannot be done with it.`
    return refuse('currency_not_offered', detail, { field: 'currency' })
  }
  return ok(found)
}

/** What counts towards a status is never spent, given away or exchanged. */
function isSpendable(spec: CurrencySpec): boolean {
  return spec.kind !== 'status'
}

/** Amounts by small number of the currency. */
function amountsOf(
  release: Release,
  parts: readonly { currency: string; amount: number }[],
  can?: (spec: CurrencySpec) => boolean,
): Verdict<Map<number, number>> {
  const amounts = new Map<number, number>()
  for (const { currency, amount } of parts) {
    const found = currencyOf(release, currency, can)
    if (!found.ok) return found
    amounts.set(found.value.code, amount)
  }
  return ok(amounts)
}

/** Turns a command into instructions to the books. Pure. Refuses what the programme's currencies do not allow. */
export function planCommand(input: CommandInput): Verdict<CommandPlan> {
  const { command } = input
  switch (command.verb) {
    case 'spend':
    case 'hold':
      return planTaking(input, command)
    case 'capture':
    case 'spend-return':
      return planNamed(input, command)
    case 'cancel':
      return plan([{ do: 'cancel', holdId: command.hold }])
    case 'adjust':
    case 'top-up':
    case 'migrate':
      return planCredit(input, command)
    case 'exchange':
      return planExchange(input, command)
    case 'transfer-out':
      return planSending(input, command)
    case 'transfer-in':
    case 'transfer-back':
      return planArrival(input, command)
    case 'carry-tiers':
    case 'grant-tier':
    case 'revoke-tier':
    case 'carry-cards':
      // Of the tiers and the cards, which count it and remember it.
      return plan([])
    case 'carry-counters':
      return plan([], carriedCounts(command))
    case 'merge':
      return plan([{ do: 'merge', into: command.into, transferId: command.transfer }])
    case 'extend':
    case 'compact':
    case 'write-off':
      return planOther(input, command)
    case 'freeze':
      return plan([{ do: 'set-state', state: 'frozen' }])
    case 'unfreeze':
      return plan([{ do: 'set-state', state: 'open' }])
    case 'close':
      return plan([{ do: 'close' }])
  }
}

function plan(
  instructions: CommandPlan['instructions'],
  counts: readonly Count[] = [],
): Verdict<CommandPlan> {
  return ok({ instructions, counts })
}

function carriedCounts({ from, step, counts }: Of<'carry-counters'>): Count[] {
  const carried = { from, step }
  return counts.map((each) => ({ kind: 'count', of: 'counter', ...each, carried }))
}

type Of<Verb extends WalletCommand['verb']> = Extract<WalletCommand, { verb: Verb }>
type Arriving = Extract<WalletCommand, { lots: readonly unknown[]; debt: number }>

function planTaking(input: CommandInput, command: Of<'spend'> | Of<'hold'>): Verdict<CommandPlan> {
  const amounts = amountsOf(input.release, command.parts, isSpendable)
  if (!amounts.ok) return amounts
  const reference = command.reference ?? null
  return plan(
    [...amounts.value].map(([currency, amount]) =>
      command.verb === 'spend'
        ? { do: 'spend', currency, amount }
        : {
            do: 'hold',
            currency,
            amount,
            expiresAt: input.activity.occurredAt + command.ttlSeconds * 1000,
            reference,
          },
    ),
  )
}

function planNamed(input: CommandInput, command: Of<'capture'> | Of<'spend-return'>): Verdict<CommandPlan> {
  const { release, activity } = input
  const named = command.parts === undefined ? undefined : amountsOf(release, command.parts)
  if (named !== undefined && !named.ok) return named
  const amounts = named?.value
  if (command.verb === 'capture') return plan([{ do: 'capture', holdId: command.hold, amounts }])
  const restoredUntil = new Map<number, Instant>()
  for (const { code, spec } of release.currencies.values()) {
    const times = { at: activity.occurredAt, day: activity.day, zone: release.timeZone }
    const policy = { expiry: { kind: 'rolling' as const, days: spec.restoredDays } }
    const until = spec.restoredDays === 0 ? null : lotTimes(policy, times).expiresAt
    if (until !== null) restoredUntil.set(code, until)
  }
  return plan([{ do: 'give-back', spend: command.spend, amounts, restoredUntil }])
}

type Crediting = Of<'adjust'> | Of<'top-up'> | Of<'migrate'>

function planCredit(input: CommandInput, command: Crediting): Verdict<CommandPlan> {
  const canTopUp = (spec: CurrencySpec) => spec.kind === 'stored-value'
  const found = currencyOf(input.release, command.currency, command.verb === 'top-up' ? canTopUp : undefined)
  if (!found.ok) return found
  const { code: currency } = found.value
  const reason = ({ adjust: 'adjustment', 'top-up': 'top-up', migrate: 'migration' } as const)[command.verb]
  const { amount } = command
  const { occurredAt: at } = input.activity
  const alone =
    command.verb === 'adjust' ? checkAlone(command, found.value.spec, { at, counted: input.counted }) : ok([])
  if (!alone.ok) return alone
  if (amount < 0)
    return plan([{ do: 'debit', currency, to: 'adjusted', amount: -amount, reason }], alone.value)
  const expiresAt = endOf(input, command, found.value.spec)
  if (!expiresAt.ok) return expiresAt
  const from = ({ adjust: 'adjusted', 'top-up': 'funded', migrate: 'migrated' } as const)[command.verb]
  return plan(
    [{ do: 'credit', currency, from, amount, reason, availableAt: null, expiresAt: expiresAt.value }],
    alone.value,
  )
}

/** The end that the command names, or that of the currency's policy. */
function endOf(input: CommandInput, command: Crediting, spec: CurrencySpec): Verdict<Instant | null> {
  const { activity, release } = input
  const named = 'expiresAt' in command ? command.expiresAt : undefined
  if (named === null) return ok(null)
  if (named !== undefined) return futureOf(named, activity.occurredAt)
  let at = activity.occurredAt
  if (command.verb === 'migrate' && command.earnedAt !== undefined) {
    const earned = parseInstant(command.earnedAt)
    if (earned === undefined || earned > at)
      return refuse('body_invalid', 'earnedAt is a time of the past.', { field: 'earnedAt' })
    at = earned
  }
  const day = dayOf(at, release.timeZone)
  const { expiresAt } = lotTimes({ expiry: spec.expiry }, { at, day, zone: release.timeZone })
  // What ended before it could be brought over would be gone at once: its sender has to say so.
  if (expiresAt !== null && expiresAt <= activity.occurredAt)
    return refuse('body_invalid', 'By the policy of the currency this has ended: give expiresAt.', {
      field: 'expiresAt',
    })
  return ok(expiresAt)
}

function futureOf(text: string, now: Instant): Verdict<Instant> {
  const at = parseInstant(text)
  return at === undefined || at <= now
    ? refuse('body_invalid', 'expiresAt is a time of the future.', { field: 'expiresAt' })
    : ok(at)
}

function planExchange(input: CommandInput, command: Of<'exchange'>): Verdict<CommandPlan> {
  const { release, activity } = input
  const from = currencyOf(release, command.from, isSpendable)
  if (!from.ok) return from
  const to = currencyOf(release, command.to, isSpendable)
  if (!to.ok) return to
  const offer = from.value.spec.exchange.find((each) => each.to === command.to)
  if (offer === undefined)
    return refuse('exchange_not_offered', `"${command.from}" is not exchanged for "${command.to}".`)
  const { amount } = command
  const got = (amount / offer.give) * offer.get
  if (amount % offer.give !== 0 || !Number.isSafeInteger(got)) {
    const detail = `The rate is ${offer.give} for ${offer.get}: give a whole multiple of ${offer.give}.`
    return refuse('exchange_not_offered', detail, { field: 'amount' })
  }
  const when = { at: activity.occurredAt, day: activity.day, zone: release.timeZone }
  const { expiresAt } = lotTimes({ expiry: to.value.spec.expiry }, when)
  return plan([
    { do: 'debit', currency: from.value.code, to: 'converted', amount, reason: 'exchange' },
    {
      do: 'credit',
      currency: to.value.code,
      from: 'converted',
      amount: got,
      reason: 'exchange',
      availableAt: null,
      expiresAt,
    },
  ])
}

/** What a member gave away in a month, and received on a day. */
export function givenKey(currency: string, day: number): CounterKey {
  return { key: `given:${currency}`, period: periodOf(day, 'month') }
}

export function receivedKey(currency: string, day: number): CounterKey {
  return { key: `received:${currency}`, period: day }
}

/** The days on which points that were received may not yet be given on. */
export function coolingDays(spec: CurrencySpec, day: number): number[] {
  const days = Math.ceil((spec.transfer?.coolDownHours ?? 0) / 24)
  return Array.from({ length: days === 0 ? 0 : days + 1 }, (_, back) => day - back)
}

function planSending(input: CommandInput, command: Of<'transfer-out'>): Verdict<CommandPlan> {
  const { release } = input
  const transfer = {
    id: command.transfer,
    kind: command.kind,
    to: command.to,
    message: command.message ?? null,
  }
  const { parts } = command
  if (!Array.isArray(parts)) {
    const codes = [...release.currencies.values()].map(({ code }) => code)
    return plan(codes.map((currency) => ({ do: 'send', currency, amount: parts, transfer })))
  }
  const instructions: CurrencyInstruction[] = []
  const counts: Count[] = []
  for (const part of parts) {
    const found = currencyOf(release, part.currency, isSpendable)
    if (!found.ok) return found
    if (command.kind === 'gift') {
      const limited = checkGift(input, found.value.spec, part)
      if (limited !== undefined) return limited
      const key = givenKey(part.currency, input.activity.day)
      counts.push({ kind: 'count', of: 'counter', ...key, amount: part.amount })
    }
    instructions.push({ do: 'send', currency: found.value.code, amount: part.amount, transfer })
  }
  return plan(instructions, counts)
}

function checkGift(
  input: CommandInput,
  spec: CurrencySpec,
  part: { currency: string; amount: number },
): Verdict<never> | undefined {
  const { transfer } = spec
  if (transfer === undefined)
    return refuse('transfer_refused', `Members do not give "${part.currency}" to each other here.`)
  if (part.amount > transfer.maximum)
    return refuse('transfer_limit', `At most ${transfer.maximum} are given at once.`, { field: 'amount' })
  const { day } = input.activity
  const given = input.counted(givenKey(part.currency, day))
  if (given + part.amount > transfer.monthly) {
    const left = Math.max(0, transfer.monthly - given)
    return refuse('transfer_limit', `Of ${transfer.monthly} a month, ${left} are left.`, { field: 'amount' })
  }
  const received = coolingDays(spec, day).reduce(
    (sum, each) => sum + input.counted(receivedKey(part.currency, each)),
    0,
  )
  if (received > 0) {
    const detail = `${received} were received within ${transfer.coolDownHours} hours: they cannot be given on yet.`
    return refuse('transfer_limit', detail)
  }
  return undefined
}

function planArrival(input: CommandInput, command: Arriving): Verdict<CommandPlan> {
  const found = currencyOf(input.release, command.currency)
  if (!found.ok) return found
  const state = command.verb === 'transfer-in' ? 'delivered' : 'returned'
  const lots = command.lots.map((lot) => ({
    amount: lot.amount,
    availableAt: lot.availableAt === null ? null : (parseInstantWide(lot.availableAt) ?? null),
    active: lot.active,
    expiresAt: lot.expiresAt === null ? null : (parseInstantWide(lot.expiresAt) ?? null),
  }))
  const counts: Count[] = []
  if (command.kind === 'gift' && state === 'delivered') {
    const key = receivedKey(command.currency, input.activity.day)
    const amount = lots.reduce((sum, lot) => sum + lot.amount, 0)
    counts.push({ kind: 'count', of: 'counter', ...key, amount })
  }
  const { code: currency } = found.value
  const { transfer: transferId, debt } = command
  const writesOff = found.value.spec.debt === 'within-balance'
  return plan([{ do: 'receive', currency, transferId, lots, debt, state, writesOff }], counts)
}

/** Our own texts: always right, and one of them lies beyond the years that clients may name. */
function parseInstantWide(text: string): Instant | undefined {
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : at
}

function planOther(
  input: CommandInput,
  command: Of<'extend'> | Of<'compact'> | Of<'write-off'>,
): Verdict<CommandPlan> {
  const found = currencyOf(input.release, command.currency)
  if (!found.ok) return found
  const { code: currency } = found.value
  if (command.verb === 'compact') return plan([{ do: 'compact', currency }])
  if (command.verb === 'write-off') return plan([{ do: 'write-off', currency, amount: command.amount }])
  const until = futureOf(command.expiresAt, input.activity.occurredAt)
  if (!until.ok) return until
  return plan([{ do: 'extend', currency, until: until.value, lots: command.lots }])
}
