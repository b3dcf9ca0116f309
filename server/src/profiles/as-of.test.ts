import type { MemberView, WalletCommand } from '@perennial/contract'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Harness, openHarness } from '../../test/harness.ts'
import { replayProgram, settleDue } from '../activity/index.ts'
import { newUuid, publicId, uuidOf } from '../kernel/ids.ts'
import { dayOf, dayStart, type Instant } from '../kernel/instants.ts'
import { orThrow } from '../kernel/verdict.ts'
import { getMember, identifierContext } from '../members/index.ts'
import type { Program, RawDefinition, Release } from '../programs/index.ts'
import { deliverTransfers } from '../wallet/index.ts'
import { memberView } from './member-views.ts'
import { readAccounts } from './read-accounts.ts'
import { readStatement } from './read-statement.ts'

const dayMs = 86_400_000
const zone = 'Europe/London'
const isLong = process.env.PERENNIAL_LONG === '1'

/** Every way in which time and commands move points. */
const definitions: RawDefinition[] = [
  {
    kind: 'settings',
    key: 'program',
    spec: { name: 'Shop', timeZone: zone, currency: 'GBP', enrolOnFirstOrder: true },
  },
  ...Object.entries({
    points: {
      pending: { kind: 'delay', days: 2 },
      expiry: { kind: 'rolling', days: 30 },
      restoredDays: 5,
      transfer: { maximum: 1000, monthly: 100_000, coolDownHours: 0 },
      exchange: [{ to: 'stars', give: 2, get: 1 }],
      valuePerPointE4: 5000,
      breakageE4: 1500,
    },
    stars: { expiry: { kind: 'inactivity', days: 20 }, debt: 'within-balance' },
    purse: { kind: 'stored-value', money: 'GBP', valuePerPointE4: 10_000 },
  }).map(([key, spec]) => ({
    kind: 'currency',
    key,
    spec: { name: key, unit: { one: key, other: key }, ...spec },
  })),
  {
    kind: 'earning-rule',
    key: 'base',
    spec: { name: 'Base', currency: 'points', award: { kind: 'per-money', points: 1, perMinor: 1 } },
  },
  {
    kind: 'earning-rule',
    key: 'slow',
    spec: {
      name: 'Slow',
      currency: 'stars',
      award: { kind: 'per-money', points: 1, perMinor: 2 },
      pending: { kind: 'fulfilment', atLatestDays: 15 },
    },
  },
]

const ladder: RawDefinition = {
  kind: 'tier-ladder',
  key: 'spend',
  spec: {
    name: 'Spend',
    metric: 'spend',
    window: 'rolling-12-months',
    tiers: [
      { key: 'entry', name: 'Entry', threshold: 0 },
      { key: 'gold', name: 'Gold', threshold: 700 },
    ],
  },
}

type Step = 'order' | 'fulfil' | 'return' | 'settle' | WalletCommand['verb']
const verbs: Step[] = [
  ...([
    'order',
    'order',
    'order',
    'order',
    'order',
    'fulfil',
    'return',
    'settle',
    'spend',
    'spend',
    'spend-return',
  ] as const),
  ...(['hold', 'capture', 'cancel', 'adjust', 'top-up', 'exchange', 'transfer-out'] as const),
  ...(['extend', 'compact', 'write-off'] as const),
]
const steps = fc.array(
  fc.record({
    do: fc.constantFrom(...verbs),
    who: fc.nat({ max: 1 }),
    /** Hours after the step before, and how long after it somebody looks. */
    hours: fc.integer({ min: 1, max: 160 }),
    look: fc.integer({ min: 0, max: 1000 }),
    amount: fc.integer({ min: 1, max: 300 }),
    pick: fc.nat({ max: 1000 }),
  }),
  { minLength: 12, maxLength: 30 },
)
type Asked = typeof steps extends fc.Arbitrary<(infer One)[]> ? One : never

let harness: Harness

beforeAll(async () => {
  harness = await openHarness()
})

afterAll(async () => {
  await harness.close()
})

/** A programme whose clock is set before each step. */
interface Story {
  program: Program
  release: Release
  clock: Instant
  names: [string, string]
  owners: string[]
  orders: string[]
  holds: string[]
  spends: string[]
}

function set(story: Story): Program {
  return { ...story.program, clockOffsetSeconds: Math.round((story.clock - Date.now()) / 1000) }
}

function pickOf(all: readonly string[], pick: number): string | undefined {
  return all[pick % Math.max(1, all.length)]
}

async function submit(story: Story, type: string, more: object): Promise<string | undefined> {
  const [verdict] = await harness.pipeline.submit(set(story), [
    {
      type,
      source: 'test',
      sourceId: newUuid(),
      occurredAt: new Date(story.clock).toISOString(),
      ...more,
    } as never,
  ])
  return verdict?.ok === true ? (verdict.value.activity ?? undefined) : undefined
}

async function act(story: Story, asked: Asked): Promise<void> {
  const name = story.names[asked.who] ?? ''
  const { amount, pick } = asked
  if (asked.do === 'order') {
    const sourceId = newUuid()
    const unitPrice = (amount / 100).toFixed(2)
    const order = { currency: 'GBP', lines: [{ lineId: '1', sku: 'a', quantity: '2', unitPrice }] }
    const done = await submit(story, 'order.placed', { member: { externalId: name }, order, sourceId })
    if (done !== undefined) story.orders.push(`${name}/${sourceId}`)
    return
  }
  if (asked.do === 'fulfil' || asked.do === 'return') {
    const [member, sourceId] = pickOf(story.orders, pick)?.split('/') ?? []
    if (sourceId === undefined) return
    const more =
      asked.do === 'fulfil'
        ? { fulfilment: { order: sourceId } }
        : { return: { order: sourceId, lines: [{ lineId: '1', quantity: '1' }] } }
    await submit(story, asked.do === 'fulfil' ? 'order.fulfilled' : 'order.returned', {
      member: { externalId: member },
      ...more,
    })
    return
  }
  if (asked.do === 'settle') {
    await settleDue(harness, { program: set(story), now: Date.now() })
    return
  }
  await carryOut(story, asked)
}

function commandOf(story: Story, asked: Asked): WalletCommand | undefined {
  const { pick } = asked
  // Less than orders bring, so that most of it can be done.
  const amount = 1 + (asked.amount % 60)
  const currency = (['points', 'stars', 'purse'] as const)[pick % 3] ?? 'points'
  const parts = [{ currency, amount }]
  const spend = pickOf(story.spends, pick)
  const hold = pickOf(story.holds, pick)
  const to = story.owners[1 - asked.who]
  const actor = 'test'
  const expiresAt = new Date(story.clock + (10 + (pick % 40)) * dayMs).toISOString()
  switch (asked.do) {
    case 'spend':
      return { verb: 'spend', parts }
    case 'spend-return':
      return spend === undefined ? undefined : { verb: 'spend-return', spend, reason: 'back' }
    case 'hold':
      return { verb: 'hold', parts, ttlSeconds: 3600 * (1 + (pick % 500)) }
    case 'capture':
      return hold === undefined ? undefined : { verb: 'capture', hold }
    case 'cancel':
      return hold === undefined ? undefined : { verb: 'cancel', hold }
    case 'adjust':
      return {
        verb: 'adjust',
        currency,
        amount: pick % 2 === 0 ? amount : -amount,
        reason: 'test',
        actor,
        approvedBy: 'second',
      }
    case 'top-up':
      return { verb: 'top-up', currency: 'purse', amount }
    case 'exchange':
      return { verb: 'exchange', from: 'points', to: 'stars', amount: amount * 2 }
    case 'transfer-out':
      return to === undefined
        ? undefined
        : {
            verb: 'transfer-out',
            kind: 'gift',
            transfer: newUuid(),
            to,
            parts: [{ currency: 'points', amount }],
          }
    case 'extend':
      return { verb: 'extend', currency: 'points', expiresAt, reason: 'test', actor }
    case 'compact':
      return { verb: 'compact', currency }
    case 'write-off':
      return { verb: 'write-off', currency, reason: 'test', actor }
    default:
      return undefined
  }
}

async function carryOut(story: Story, asked: Asked): Promise<void> {
  const ownerId = story.owners[asked.who]
  const command = commandOf(story, asked)
  if (ownerId === undefined || command === undefined) return
  const program = set(story)
  const [verdict] = await harness.pipeline.carryOut(program, [
    { ownerId, command, type: `wallet.${command.verb}`, sourceId: newUuid() },
  ])
  if (verdict?.ok !== true) return
  const id = uuidOf('act', verdict.value.activity ?? '') ?? ''
  if (asked.do === 'hold') story.holds.push(id)
  if (asked.do === 'spend' || asked.do === 'capture') story.spends.push(id)
  await deliverTransfers(harness, program)
}

async function look(story: Story, who: number, view: { at: Instant; isPast: boolean }) {
  const { programId } = story.program
  return harness.database.read({ programId }, async (tx) => {
    const context = identifierContext(story.release)
    const address = publicId('mem', story.owners[who] ?? '')
    const member = orThrow(await getMember(tx, { programId, member: address, context }))
    const told = await memberView(tx, {
      programs: harness.programs,
      programId,
      release: story.release,
      beta: undefined,
      member,
      ...view,
    })
    const { balances, lots, expiring, tiers } = told
    return { balances, lots, expiring, tiers }
  })
}

type Seen = Awaited<ReturnType<typeof look>>

let stories = 0

async function open(): Promise<Story> {
  stories += 1
  const program = await harness.createProgram(`story-${stories}`, { definitions: [...definitions, ladder] })
  const release = orThrow(await harness.programs.currentRelease(program.programId))
  const story: Story = {
    program,
    release,
    clock: Date.now() - 300 * dayMs,
    names: [`a${stories}`, `b${stories}`],
    owners: [],
    orders: [],
    holds: [],
    spends: [],
  }
  for (const externalId of story.names) {
    const made = orThrow(await harness.pipeline.enrol(set(story), { externalId }))
    story.owners.push(uuidOf('mem', made.member ?? '') ?? '')
  }
  return story
}

function heldBy(view: Pick<MemberView, 'balances'>, currency: string): number {
  const balance = view.balances.find((each) => each.currency === currency)
  const { available = 0, pending = 0, held = 0, debt = 0 } = balance ?? {}
  return available + pending + held - debt
}

async function proveReports(story: Story, last: Instant): Promise<void> {
  const { program, release } = story
  const { programId } = program
  story.clock = last + 2 * dayMs
  await settleDue(harness, { program: set(story), now: Date.now() })
  const to = dayOf(last, zone)
  const from = to - 60
  const report = await harness.database.read({ programId }, (tx) =>
    readAccounts(tx, { programId, key: program.key, release, by: 'day', from, to }),
  )
  for (const day of [from, from + 17, from + 40, to - 1, to]) {
    const at = dayStart(day + 1, zone) - 1
    const views = [await look(story, 0, { at, isPast: true }), await look(story, 1, { at, isPast: true })]
    for (const { currency, periods } of report.currencies)
      expect(periods[day - from]?.liability).toBe(
        views.reduce((sum, view) => sum + heldBy(view, currency), 0),
      )
  }
  for (const who of [0, 1]) {
    const told = await harness.database.read({ programId }, async (tx) => {
      const context = identifierContext(release)
      const member = orThrow(
        await getMember(tx, { programId, member: publicId('mem', story.owners[who] ?? ''), context }),
      )
      const ask = { programId, key: program.key, release, member, currency: undefined, from, to }
      return orThrow(await readStatement(tx, { ...ask, now: story.clock, language: 'en' }))
    })
    const end = await look(story, who, { at: dayStart(to + 1, zone) - 1, isPast: true })
    for (const { currency, opening, movements, closing } of told.currencies) {
      expect(opening.total + movements.reduce((sum, each) => sum + each.change, 0)).toBe(closing.total)
      expect(opening.available + movements.reduce((sum, each) => sum + each.availableChange, 0)).toBe(
        closing.available,
      )
      expect(closing.total).toBe(heldBy(end, currency))
      expect(movements.at(-1)?.total ?? opening.total).toBe(closing.total)
    }
  }
}

test('INV-6 what is told of a past instant is what was told then, and reports and statements equal it', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const story = await open()
      const seen: { at: Instant; who: number; hasTiers: boolean; told: Seen }[] = []
      for (const [index, asked] of all.entries()) {
        await act(story, asked)
        const hours = all[index + 1]?.hours ?? 48
        const next = story.clock + hours * 3_600_000
        const at = story.clock + 2000 + Math.floor((asked.look * (hours * 3_600_000 - 4000)) / 1000)
        const returns = all.slice(index + 1).some((later) => later.do === 'return')
        const hasTiers = !returns && dayOf(at, zone) < dayOf(next, zone)
        for (const who of [0, 1])
          seen.push({ at, who, hasTiers, told: await look(story, who, { at, isPast: false }) })
        story.clock = next
      }
      const last = story.clock
      for (const { at, who, hasTiers, told } of seen) {
        const { tiers, ...then } = await look(story, who, { at, isPast: true })
        expect(then).toEqual({ ...told, tiers: undefined })
        // A tier follows from totals of whole days, from which a return takes on the day of its order.
        if (hasTiers) expect(tiers).toEqual(told.tiers)
      }
      await proveReports(story, last)
      expect(await harness.verify(story.program)).toEqual([])
      const { programId } = story.program
      expect(await replayProgram(harness, { programId })).toMatchObject({ reproduced: true, differences: [] })
    }),
    { numRuns: isLong ? 200 : 6, endOnFailure: true },
  )
}, 900_000)
