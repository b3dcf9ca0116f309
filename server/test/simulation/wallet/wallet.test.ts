import type { ActivityInput, ActivityReply, WalletCommand } from '@perennial/contract'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { applyParked, replayProgram, settleDue } from '../../../src/activity/index.ts'
import { newUuid, uuidOf } from '../../../src/kernel/ids.ts'
import type { Verdict } from '../../../src/kernel/verdict.ts'
import type { Program } from '../../../src/programs/index.ts'
import { deliverTransfers } from '../../../src/wallet/index.ts'
import { type Harness, openHarness } from '../../harness.ts'
import { Bank, type Fact, owesAndHas } from './bank.ts'
import { commandOf, type Known, members, type Operation, operation } from './operations.ts'
import { asKept, asTold, inTransit } from './snapshot.ts'
import { definitionsOf, type WalletTerms, walletTerms } from './terms.ts'

const long = process.env.PERENNIAL_LONG === '1'
const seed = Number(process.env.PERENNIAL_SEED ?? Date.now() % 1_000_000_007)
// The programme's clock starts at a quarter past and moves by whole hours; facts happen on the hour and holds lapse at a
// quarter to: nothing falls due while a run goes on.
const start = Date.UTC(2027, 0, 15, 10, 15)
const hourMs = 3_600_000
const enough = Number(process.env.PERENNIAL_OPERATIONS ?? (long ? 200_000 : 2_000))
/** Lives that are lived side by side, each in a programme of its own: one alone keeps half of the processors waiting. */
const atOnce = long ? 3 : 1
/** Operations after which a long run says how far it is. */
const toldEvery = 10_000

let house: Harness
let admin: pg.Client
let runs = 0
let done = 0
let hasFailed = false

beforeAll(async () => {
  house = await openHarness({ lanes: atOnce })
  admin = new pg.Client({ connectionString: house.testDatabase.adminUrl })
  await admin.connect()
})
afterAll(async () => {
  await admin.end()
  await house.close()
})

/** One programme's life in the product and in the bank's mind. */
interface Life {
  program: Program
  bank: Bank
  zone: string
  known: Known
  /** Units of each order that no return names, by the order's name. */
  left: Map<string, number>
  /** Whether a return of the order that comes next has come already. */
  isEarly: boolean
  facts: number
  last: { input: Parameters<typeof ask>[1]; reply: ActivityReply } | undefined
  /** Owners whom a job may have settled: compared again once they did something. */
  settled: Set<string>
  startedMs: number
}

function place({ program, bank, startedMs }: Life) {
  return { programId: program.programId, clockOffsetSeconds: Math.round((bank.now - startedMs) / 1000) }
}

type Sent = { ownerId: string; command: WalletCommand; sourceId: string }

async function ask(life: Life, sent: Sent, dryRun = false): Promise<Verdict<ActivityReply> | undefined> {
  const asked = { ...sent, type: `wallet.${sent.command.verb}` }
  const [verdict] = await house.pipeline.carryOut(place(life), [asked], { dryRun })
  return verdict
}

function codeOf(verdict: Verdict<ActivityReply> | undefined): string | undefined {
  return verdict?.ok === true ? verdict.value.status : verdict?.refusal.code
}

/** What was named by its activity has another name in the bank. */
function forBank(life: Life, command: WalletCommand): WalletCommand {
  if (command.verb !== 'transfer-out' || Array.isArray(command.parts)) return command
  const { creditedBy } = command.parts
  const named = life.known.orders.filter((each) => creditedBy.includes(each.activity))
  return { ...command, parts: { creditedBy: named.map((each) => each.sourceId) } }
}

async function compare(life: Life, owners: readonly string[], what: string): Promise<void> {
  const sure = owners.filter((owner) => !life.settled.has(owner))
  const kept = await asKept(admin, { programId: life.program.programId, owners: sure })
  for (const owner of sure) {
    const told = asTold(life.bank.person(owner))
    expect(kept.get(owner) ?? {}, `${what} of ${life.known.owners.indexOf(owner)}`).toEqual(told)
    expect(owesAndHas(life.bank.person(owner))).toEqual([])
  }
}

async function carryOut(life: Life, each: Operation): Promise<boolean> {
  const asked = commandOf(each, life)
  if (asked === undefined) return false
  const { owner, command } = asked
  const sent: Sent = { ownerId: owner, command, sourceId: `c${life.facts++}` }
  const what = JSON.stringify(command)
  const dry = each.do === 'spend' && each.dry ? await ask(life, sent, true) : undefined
  const verdict = await ask(life, sent)
  const activity = verdict?.ok === true ? uuidOf('act', verdict.value.activity ?? '') : undefined
  const id = activity ?? newUuid()
  const told = life.bank.command(owner, id, forBank(life, command))
  expect(codeOf(verdict), what).toBe(told)
  if (dry !== undefined) {
    expect(dry.ok, what).toBe(told === 'recorded')
    if (dry.ok && verdict?.ok === true) expect(dry.value.balances, what).toEqual(verdict.value.balances)
  }
  if (verdict?.ok === true) {
    life.last = { input: sent, reply: verdict.value }
    if (command.verb === 'hold') life.known.holds.push({ id, owner })
    if (command.verb === 'spend' || command.verb === 'capture') life.known.spends.push({ id, owner })
    life.settled.delete(owner)
  }
  await compare(life, [owner], what)
  return true
}

function sourceOf(index: number): string {
  return `o${index}`
}

/** The input of a fact about an order, and what the bank is to make of it. */
function factOf(life: Life, each: Operation): { input: ActivityInput; fact: Fact } | undefined {
  const { bank, known } = life
  if (each.do !== 'order' && each.do !== 'return' && each.do !== 'fulfil') return undefined
  const at = Math.floor(bank.now / hourMs) * hourMs - each.daysAgo * 24 * hourMs
  const base = { source: 'till', occurredAt: new Date(at).toISOString() }
  if (each.do === 'order') {
    // Who was merged into another goes by the same name, and is that other.
    const named = known.owners[each.owner] as string
    const owner = bank.person(named).mergedInto ?? named
    if (bank.person(owner).state === 'closed') return undefined
    const sourceId = sourceOf(known.orders.length)
    const { units, price } = each
    life.left.set(sourceId, life.isEarly ? units - 1 : units)
    life.isEarly = false
    const unitPrice = (price / 100).toFixed(2)
    const lines = [{ lineId: '1', sku: 'A', quantity: String(units), unitPrice }]
    const member = { externalId: `m${each.owner}` }
    return {
      input: { ...base, type: 'order.placed', sourceId, member, order: { currency: 'EUR', lines } },
      fact: { do: 'order', id: sourceId, owner, at, units, price },
    }
  }
  const order = each.later
    ? sourceOf(known.orders.length)
    : known.orders[Math.floor(each.pick * known.orders.length)]?.sourceId
  if (order === undefined) return undefined
  const id = `f${life.facts++}`
  if (each.do === 'fulfil') {
    const input = { ...base, type: 'order.fulfilled', sourceId: id, fulfilment: { order } }
    return { input, fact: { do: 'fulfil', id, order, at } }
  }
  return returnOf(life, { order, id, at, units: each.units, base })
}

function returnOf(
  life: Life,
  ask: { order: string; id: string; at: number; units: number; base: { source: string; occurredAt: string } },
): { input: ActivityInput; fact: Fact } | undefined {
  const { order, id, at, base } = ask
  const left = life.left.get(order)
  // Of an order that is to come one unit: it has at least that.
  const units = left === undefined ? 1 : Math.min(left, ask.units)
  if (units === 0 || (left === undefined && life.isEarly)) return undefined
  if (left === undefined) life.isEarly = true
  else life.left.set(order, left - units)
  const lines = [{ lineId: '1', quantity: String(units) }]
  const input = { ...base, type: 'order.returned', sourceId: id, return: { order, lines } }
  return { input, fact: { do: 'return', id, order, at, units } }
}

async function tell(life: Life, each: Operation): Promise<boolean> {
  const made = factOf(life, each)
  if (made === undefined) return false
  const { input, fact } = made
  const what = JSON.stringify(input)
  const [verdict] = await house.pipeline.submit(place(life), [input])
  const told = life.bank.tell(fact)
  expect(codeOf(verdict), what).toBe(told)
  if (fact.do === 'order' && verdict?.ok === true) {
    const activity = uuidOf('act', verdict.value.activity ?? '') as string
    life.known.orders.push({ activity, sourceId: fact.id, owner: fact.owner })
  }
  const owner = life.bank.ownerOf(fact)
  if (owner === undefined) return true
  if (told === 'recorded') life.settled.delete(owner)
  await compare(life, [owner], what)
  return true
}

async function step(life: Life, each: Operation): Promise<void> {
  done += 1
  if ((await carryOut(life, each)) || (await tell(life, each))) return
  if (each.do === 'wait') life.bank.now += each.hours * hourMs
  else if (each.do === 'deliver') {
    await deliverTransfers(house, place(life))
    const touched = life.bank.deliver()
    for (const owner of touched) life.settled.delete(owner)
    await compare(life, touched, 'delivered')
  } else if (each.do === 'settle') {
    await settleDue(house, { program: place(life), now: Date.now() })
    for (const owner of life.known.owners) life.settled.add(owner)
  } else if (each.do === 'sweep') {
    const applied = life.bank.sweep().flatMap((fact) => life.bank.ownerOf(fact) ?? [])
    expect(await applyParked(house, place(life) as Program)).toBe(applied.length)
    for (const owner of applied) life.settled.delete(owner)
    await compare(life, applied, 'swept')
  } else if (each.do === 'repeat' && life.last !== undefined) {
    const again = await ask(life, life.last.input)
    expect(again).toEqual({ ok: true, value: { ...life.last.reply, replayed: true } })
  } else done -= 1
}

async function begin(terms: WalletTerms): Promise<Life> {
  runs += 1
  const program = await house.createProgram(`wallet-${runs}`, { definitions: definitionsOf(terms) })
  const bank = new Bank(terms)
  bank.now = start
  const owners: string[] = []
  const known: Known = { owners, holds: [], spends: [], orders: [] }
  const life: Life = {
    program,
    bank,
    zone: terms.zone,
    known,
    left: new Map(),
    isEarly: false,
    facts: 0,
    last: undefined,
    settled: new Set(),
    startedMs: Date.now(),
  }
  for (let index = 0; index < members; index += 1) {
    const enrolled = await house.pipeline.enrol(place(life), { externalId: `m${index}` })
    const id = enrolled.ok ? uuidOf('mem', enrolled.value.member ?? '') : undefined
    owners.push(id as string)
    bank.enrol(id as string)
  }
  owners.push(newUuid())
  return life
}

interface Plan {
  terms: WalletTerms
  steps: readonly Operation[]
}

async function live(plans: readonly Plan[]): Promise<void> {
  // Lives that make a failed one shorter are always lived.
  if (done >= enough && !hasFailed) return
  const before = done
  const ended = await Promise.allSettled(
    plans.map(async ({ terms, steps }) => judge(await begin(terms), steps)),
  )
  const failed = ended.find((each) => each.status === 'rejected')
  if (failed !== undefined) {
    hasFailed = true
    throw failed.reason
  }
  if (Math.floor(done / toldEvery) > Math.floor(before / toldEvery)) console.log(`${done} operations`)
}

async function judge(life: Life, steps: readonly Operation[]): Promise<void> {
  const { program, bank, known } = life
  for (const each of steps) await step(life, each)
  // Everybody is looked at once more: what jobs have settled and what they have not must be the same.
  for (const owner of known.owners) {
    const sent: Sent = {
      ownerId: owner,
      command: { verb: 'unfreeze', reason: 'end', actor: 'end' },
      sourceId: `e${owner}`,
    }
    expect(codeOf(await ask(life, sent))).toBe(bank.command(owner, newUuid(), sent.command))
    if (bank.person(owner).state !== 'closed') life.settled.delete(owner)
    await compare(life, [owner], 'at the end')
  }
  const { programId } = program
  expect(await inTransit(admin, programId)).toEqual(bank.inTransit())
  expect(await house.verify(program)).toEqual([])
  expect((await replayProgram(house, { programId })).differences).toEqual([])
}

test(
  'L-17 L-27 INV-1..6 random commands: balances, lots and holds equal the bank’s after each, and the books prove themselves',
  async () => {
    console.log(`wallet simulation seed ${seed}`)
    const property = fc.asyncProperty(
      fc.array(
        fc.record({
          terms: walletTerms,
          steps: fc.array(operation, { minLength: 1, maxLength: long ? 400 : 200, size: 'max' }),
        }),
        { minLength: 1, maxLength: atOnce, size: 'max' },
      ),
      live,
    )
    await fc.assert(property, {
      seed,
      numRuns: long ? 4_000 : 60,
      endOnFailure: process.env.PERENNIAL_NO_SHRINK === '1',
      interruptAfterTimeLimit: long ? 7_000_000 : 200_000,
    })
    console.log(`wallet simulation: ${runs} lives, ${done} operations`)
    expect(done).toBeGreaterThanOrEqual(enough)
  },
  long ? 7_200_000 : 240_000,
)
