import type { ActivityInput } from '@perennial/contract'
import fc from 'fast-check'
import type { Terms } from './terms.ts'

/** Something that is done to the product. Numbers between 0 and 1 pick among what there is by then. */
export type Operation =
  | { do: 'order'; member: number; hoursAgo: number; lines: readonly LineDraft[]; dry: boolean }
  | { do: 'huge'; member: number }
  | {
      do: 'return'
      member: number | null
      order: number
      hoursAgo: number
      by: 'line' | 'sku'
      lines: readonly ReturnDraft[]
    }
  | { do: 'return-latest'; member: number; hoursAgo: number; lines: readonly ReturnDraft[] }
  | { do: 'cancel'; order: number; hoursAgo: number }
  | { do: 'check-in'; member: number; hoursAgo: number }
  | { do: 'enrol'; member: number }
  | { do: 'repeat'; pick: number }
  | { do: 'alter'; pick: number }
  | { do: 'publish' }
  | { do: 'wait'; hours: number }
  | { do: 'settle' }
  | { do: 'sweep' }
  | { do: 'send' }

interface LineDraft {
  sku: number
  gift: boolean
  tenths: number
  priceMinor: number
}

interface ReturnDraft {
  line: number
  tenths: number
}

const member = fc.nat(5)
// From a day ahead to more than a year ago; whole hours, so that nothing falls due while a run goes on.
const hoursAgo = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -20, max: 72 }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 3000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 10_000 }) },
)
const share = fc.double({ min: 0, max: 0.999, noNaN: true })
const tenths = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 5 }).map((each) => each * 10) },
  fc.integer({ min: 1, max: 60 }),
)

const lineDraft: fc.Arbitrary<LineDraft> = fc.record({
  sku: fc.nat(2),
  gift: fc.integer({ min: 0, max: 4 }).map((each) => each === 0),
  tenths,
  priceMinor: fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 0, max: 4000 }) },
    fc.integer({ min: -500, max: -1 }),
  ),
})
const returnDraft: fc.Arbitrary<ReturnDraft> = fc.record({ line: fc.nat(3), tenths })
const returnDrafts = fc.array(returnDraft, { minLength: 1, maxLength: 3 })

const dry = fc.integer({ min: 0, max: 9 }).map((each) => each === 0)

export const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constant('order' as const),
      member,
      hoursAgo,
      lines: fc.array(lineDraft, { minLength: 1, maxLength: 4 }),
      dry,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('huge' as const), member: fc.nat(7) }) },
  {
    weight: 9,
    arbitrary: fc.record({
      do: fc.constant('return' as const),
      member: fc.option(member, { freq: 4 }),
      order: share,
      hoursAgo,
      by: fc.constantFrom('line' as const, 'sku' as const),
      lines: returnDrafts,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('return-latest' as const),
      member,
      hoursAgo,
      lines: returnDrafts,
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('cancel' as const), order: share, hoursAgo }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('check-in' as const), member, hoursAgo }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('enrol' as const), member }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('repeat' as const), pick: share }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('alter' as const), pick: share }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('publish' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 1500 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('settle' as const, 'sweep' as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('send' as const) }) },
)

/** What a programme begins with and what its later releases change. */
export function termsArbitrary(): fc.Arbitrary<readonly Terms[]> {
  const numbers = fc.record({
    pendingDays: fc.option(fc.integer({ min: 1, max: 40 })),
    expiresMonths: fc.option(fc.integer({ min: 1, max: 5 })),
    base: fc.record({
      points: fc.integer({ min: 1, max: 30 }),
      perMinor: fc.integer({ min: 1, max: 200 }),
      capMonth: fc.integer({ min: 1, max: 3000 }),
    }),
    boostTenths: fc.integer({ min: 11, max: 40 }),
    big: fc.record({
      points: fc.integer({ min: 1, max: 90 }),
      netMinor: fc.integer({ min: 0, max: 9000 }),
      budgetMonth: fc.integer({ min: 1, max: 400 }),
    }),
    small: fc.record({
      points: fc.integer({ min: 1, max: 40 }),
      netMinor: fc.integer({ min: 0, max: 4000 }),
    }),
    odd: fc.integer({ min: 1, max: 9 }),
    visit: fc.record({
      points: fc.integer({ min: 1, max: 9 }),
      capDay: fc.integer({ min: 1, max: 12 }),
      timesMonth: fc.integer({ min: 1, max: 4 }),
      every: fc.integer({ min: 1, max: 4 }),
      bonus: fc.integer({ min: 1, max: 20 }),
    }),
    reached: fc.integer({ min: 1, max: 200 }),
    welcome: fc.integer({ min: 1, max: 50 }),
    silverMinor: fc.integer({ min: 1, max: 9000 }),
    goldExtra: fc.integer({ min: 1, max: 20_000 }),
    regularOrders: fc.integer({ min: 1, max: 4 }),
  })
  const zone = fc.constantFrom('Europe/London', 'Asia/Tehran', 'America/New_York', 'Africa/Casablanca')
  const debt = fc.constantFrom('unlimited' as const, 'within-balance' as const)
  return fc
    .record({ zone, debt, releases: fc.array(numbers, { minLength: 1, maxLength: 3 }) })
    .map(({ zone, debt, releases }) =>
      releases.map(({ goldExtra, ...terms }, index) => ({
        ...terms,
        zone,
        debt,
        goldMinor: terms.silverMinor + goldExtra,
        miles: index === 0 ? null : 3,
      })),
    )
}

const skus = ['A', 'B', 'C']
const hourMs = 3_600_000

/** Turns operations into inputs: remembers which orders there are and gives each new fact its own key. */
export interface Writer {
  inputs: ActivityInput[]
  orders: { sourceId: string; lines: number }[]
}

const source = 'till'

function occurred(now: number, ago: number): string {
  return new Date(Math.floor(now / hourMs) * hourMs - ago * hourMs).toISOString()
}

function quantityOf(each: number): string {
  return String(each / 10)
}

/** The input of an operation that sends one; undefined for one that does something else, or finds nothing to pick. */
export function inputOf(operation: Operation, writer: Writer, now: number): ActivityInput | undefined {
  const sourceId = `n${writer.inputs.length}`
  const base = {
    source,
    sourceId,
    occurredAt: occurred(now, 'hoursAgo' in operation ? operation.hoursAgo : 0),
  }
  const who =
    'member' in operation && operation.member !== null
      ? { member: { externalId: `m${operation.member}` } }
      : {}
  switch (operation.do) {
    case 'order':
      // The orders that do not exist yet are the ones that returns name too early.
      return {
        ...base,
        ...who,
        type: 'order.placed',
        sourceId: `o${writer.orders.length}`,
        order: { currency: 'EUR', lines: operation.lines.map(lineOf) },
      }
    case 'huge':
      return {
        ...base,
        ...who,
        type: 'order.placed',
        sourceId: `o${writer.orders.length}`,
        order: {
          currency: 'EUR',
          lines: [{ lineId: '1', sku: 'A', quantity: '999999999', unitPrice: '999999999999' }],
        },
      }
    case 'return':
      return {
        ...base,
        ...who,
        type: 'order.returned',
        return: {
          order: pickOrder(operation.order, writer),
          lines: operation.lines.map((each) => returnLine(each, operation.by)),
        },
      }
    case 'return-latest':
      return {
        ...base,
        ...who,
        type: 'order.returned',
        return: { lines: operation.lines.map((each) => returnLine(each, 'sku')) },
      }
    case 'cancel':
      return { ...base, type: 'order.cancelled', return: { order: pickOrder(operation.order, writer) } }
    case 'check-in':
      return { ...base, ...who, type: 'check-in', data: { level: 1 } }
    case 'enrol':
      return { ...base, ...who, type: 'member.enrolled' }
    case 'repeat':
      return writer.inputs[Math.floor(operation.pick * writer.inputs.length)]
    case 'alter': {
      const original = writer.inputs[Math.floor(operation.pick * writer.inputs.length)]
      return original && { ...original, channel: original.channel === 'web' ? 'shop' : 'web' }
    }
    default:
      return undefined
  }
}

function lineOf(draft: LineDraft, index: number) {
  return {
    lineId: String(index + 1),
    sku: skus[draft.sku] ?? 'A',
    category: draft.gift ? 'gift' : 'food',
    quantity: quantityOf(draft.tenths),
    unitPrice: (draft.priceMinor / 100).toFixed(2),
  }
}

function returnLine(draft: ReturnDraft, by: 'line' | 'sku') {
  const quantity = quantityOf(draft.tenths)
  return by === 'line'
    ? { lineId: String(draft.line + 1), quantity }
    : { sku: skus[draft.line % 3] ?? 'A', quantity }
}

/** Mostly one of the last orders, or one of the next two. */
function pickOrder(place: number, { orders }: Writer): string {
  const recent = Math.min(orders.length, 12)
  return `o${orders.length - recent + Math.floor(place * (recent + 2))}`
}
