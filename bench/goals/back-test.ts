import path from 'node:path'
import type { ActivityInput } from '@perennial/contract'
import { ensureOrganization } from '../../server/src/access/index.ts'
import type { HistoryPart } from '../../server/src/activity/back-test/history-part.ts'
import { happenedOf } from '../../server/src/activity/back-test/load-history.ts'
import { createHistory, type History } from '../../server/src/activity/back-test/model/history.ts'
import { noMembersNow } from '../../server/src/activity/back-test/model/member-facts.ts'
import { readHistoryPage } from '../../server/src/activity/back-test/store-history.ts'
import { tryToEnd } from '../../server/src/activity/back-test/try-to-end.ts'
import type { HistoryProcesses } from '../../server/src/activity/index.ts'
import { allKinds, composeProduct, type Product } from '../../server/src/app/compose.ts'
import { historyProcesses } from '../../server/src/app/history-processes.ts'
import { instantText } from '../../server/src/kernel/instants.ts'
import { orThrow } from '../../server/src/kernel/verdict.ts'
import { openDatabase } from '../../server/src/platform/database.ts'
import {
  buildRelease,
  type RawDefinition,
  type Release,
  readTemplate,
  templatesFolder,
} from '../../server/src/programs/index.ts'
import { orderText } from '../load/orders.ts'
import { alternate } from '../measure/alternate.ts'
import type { Row } from '../measure/table.ts'
import { type LoadDefinition, loadProgram } from '../server/program.ts'
import { ratioRow, type Session } from '../session.ts'

/** A year of a shop: orders of its members, and some that come back. */
interface Shop {
  product: Product
  programId: number
  processes: HistoryProcesses
  definitions: readonly RawDefinition[]
  orders: number
}

const ordersPerMember = 4
/** Fewer than the product gives to one, so that filling takes less time: what one order costs does not hang on it. */
const ordersPerProcess = 20_000
const warmSeconds = 10
const linesPerOrder = 20
const products = 400
const dayMs = 86_400_000

/** What happened around one of so many orders. */
type Happening = (index: number, orders: number) => ActivityInput[]

/** As in the real shop of the tests: twenty lines an order, four orders a member, some goods come back. */
function giftOrders(startsAt: number): Happening {
  return (index, orders) => {
    const member = { externalId: `m${(index * 7919) % (orders / ordersPerMember)}` }
    const occurredAt = instantText(startsAt + Math.floor((index * 350 * dayMs) / orders))
    const source = 'bench'
    const lines = Array.from({ length: linesPerOrder }, (_, line) => {
      const product = (index * 31 + line * 17) % products
      return {
        lineId: String(line + 1),
        sku: product % 97 === 0 ? 'POST' : `P${product}`,
        name: `Product ${product}`,
        quantity: String(1 + ((index + line * 3) % 12)),
        unitPrice: `${1 + (product % 9)}.${10 + (product % 89)}`,
      }
    })
    const order = { currency: 'GBP', lines }
    const placed = { type: 'order.placed', source, sourceId: String(index), occurredAt, member, order }
    if (index % 12 !== 0) return [placed]
    const back = { order: String(index), lines: [{ lineId: '1', quantity: '1' }] }
    return [placed, { type: 'order.returned', source, sourceId: `R${index}`, occurredAt, return: back }]
  }
}

/** The orders of the other benches, three lines each. */
function loadOrders(startMs: number): Happening {
  return (index, orders) => {
    const shape = { members: orders / ordersPerMember, source: 'bench', startMs }
    return [JSON.parse(orderText(shape, index)) as ActivityInput]
  }
}

/** The same, where members need not be enrolled before. */
function enrolling(definitions: readonly LoadDefinition[]): RawDefinition[] {
  return definitions.map((each) =>
    each.kind === 'settings'
      ? { ...each, spec: { ...(each.spec as object), enrolOnFirstOrder: true } }
      : each,
  )
}

async function fill(
  house: Pick<Shop, 'product' | 'processes' | 'orders'>,
  of: { key: string; definitions: readonly RawDefinition[]; happening: Happening },
): Promise<Shop> {
  const { key, definitions, happening } = of
  const { product, orders } = house
  const { organizationId } = await ensureOrganization(product.database, { key: 'bench', name: 'Bench' })
  const template = { name: key, definitions: [...definitions] }
  const made = await product.programs.createProgram({ organizationId, key, actor: 'bench', template })
  const { programId } = orThrow(made).program
  const program = { programId, clockOffsetSeconds: 0 }
  for (let from = 0; from < orders; from += 500) {
    const some = Array.from({ length: Math.min(500, orders - from) }, (_, at) => happening(from + at, orders))
    for (const verdict of await product.pipeline.submit(program, some.flat())) orThrow(verdict)
  }
  return { ...house, programId, definitions }
}

/** Compiled anew for every run, so that nothing is remembered by a release. A draft, which processes compile themselves. */
function compiled({ programId, definitions }: Shop): Release {
  const codes = new Map([['points', 1]])
  const built = buildRelease({ programId, number: 0, kinds: allKinds, definitions, codes })
  if (!built.ok) throw new Error(built.errors[0]?.detail)
  return built.release
}

const window = { from: -100_000, to: 100_000 }

/** The history in parts as the product keeps it: in as many processes as it would use, each with its own members. */
async function keptParts(shop: Shop): Promise<readonly HistoryPart[]> {
  const { programId, processes } = shop
  const parts = Array.from({ length: processes.most }, processes.open)
  const startOf = (index: number) => Math.floor((64 * index) / parts.length)
  const ask = { programId, tested: compiled(shop), compared: undefined, now: Date.now() }
  await Promise.all(
    parts.map((part, index) =>
      part.read({ ...ask, buckets: { from: startOf(index), until: startOf(index + 1) } }, () => {}),
    ),
  )
  return parts
}

/** Tries the rules on the parts, as a back-test does once they are read. */
async function triedOn(parts: readonly HistoryPart[], shop: Shop): Promise<number> {
  const ask = { release: compiled(shop), window, endsAt: Date.now() }
  const tried = await Promise.all(parts.map((part) => part.try(ask, () => {})))
  return tried.reduce((sum, { tally }) => sum + (tally.currencies.get('points')?.outstanding ?? 0), 0)
}

async function trial(shop: Shop, history: History): Promise<number> {
  const release = compiled(shop)
  const { tally } = await tryToEnd({
    stages: shop.product.stages,
    history,
    release,
    releases: new Map([[1, release]]),
    window,
    endsAt: Date.now(),
    membersNow: noMembersNow,
  })
  return tally.currencies.get('points')?.outstanding ?? 0
}

const rowsPerPage = 4_000

/** Reads the rows from the database and decides them on the way; nothing is kept or shared between orders. */
async function streamed(shop: Shop): Promise<number> {
  const { product, programId } = shop
  let after: { ownerId: string; seq: number } | undefined
  let held = 0
  for (;;) {
    const page = { programId, buckets: { from: 0, until: 64 }, after, limit: rowsPerPage }
    const rows = await product.database.read({ programId }, (tx) => readHistoryPage(tx, page))
    const isLast = rows.length < rowsPerPage
    // The last member of a page may go on in the next one.
    const cut = isLast ? undefined : rows.at(-1)?.ownerId
    const owners = Map.groupBy(
      rows.filter((row) => row.ownerId !== cut),
      (row) => row.ownerId,
    )
    const builder = createHistory({ shares: false })
    const terms = { builder, moneyExponent: 2, wholeOrders: false }
    for (const [owner, own] of owners) builder.addOwner(owner, happenedOf(own, terms))
    held += await trial(shop, builder.finish())
    if (isLast) return held
    const last = rows.filter((row) => row.ownerId !== cut).at(-1)
    if (last === undefined) throw new Error('A member has more rows than a page')
    after = { ownerId: last.ownerId, seq: last.seq }
  }
}

async function ledgerOf({ product, programId }: Shop): Promise<number> {
  const rows = await product.database.read({ programId }, (tx) =>
    tx.query<{ held: number }>(
      'select sum(available + pending + held - debt) as held from balance where program_id = $1',
      [programId],
    ),
  )
  return rows[0]?.held ?? 0
}

/** Repeats something for some seconds; how many orders of it a second. */
async function rateOf(shop: Shop, seconds: number, once: () => Promise<number>): Promise<number> {
  const ledger = await ledgerOf(shop)
  const startedAt = performance.now()
  let turns = 0
  do {
    const held = await once()
    if (held !== ledger) throw new Error(`A back-test came to ${held}, the ledger holds ${ledger}`)
    turns += 1
  } while (performance.now() - startedAt < seconds * 1000)
  return (turns * shop.orders * 1000) / (performance.now() - startedAt)
}

async function measure(session: Session, shop: Shop) {
  const { rounds, seconds } = session.extent
  const parts = await keptParts(shop)
  try {
    const kept = () => triedOn(parts, shop)
    const sides = {
      kept: () => rateOf(shop, seconds, kept),
      streamed: () => rateOf(shop, seconds, () => streamed(shop)),
    }
    // Processes begin cold, and what Node makes of the code takes some seconds of work.
    await rateOf(shop, warmSeconds, kept)
    await rateOf(shop, warmSeconds, () => streamed(shop))
    return await alternate(rounds, sides)
  } finally {
    await Promise.all(parts.map((part) => part.close()))
  }
}

/** P9: deciding a history again where processes keep it, against reading its rows from the database for it. */
export async function backTests(session: Session): Promise<Row[]> {
  const cluster = await session.cluster()
  const database = openDatabase({ url: cluster.appUrl, connectionsMax: 4 })
  const hot = openDatabase({ url: cluster.appUrl, connectionsMax: 4, hot: true })
  const product = composeProduct({ database, hot })
  const processes = historyProcesses(cluster.appUrl)
  const orders = processes.most * ordersPerProcess
  const house = { product, processes, orders }
  try {
    const giftware = orThrow(await readTemplate(path.join(templatesFolder, 'giftware')))
    session.say(`Posting ${orders} orders to each of two programmes`)
    const gifts = await fill(house, {
      key: 'gifts',
      definitions: giftware.definitions,
      happening: giftOrders(Date.now() - 360 * dayMs),
    })
    const ten = await fill(house, {
      key: 'ten-rules',
      definitions: enrolling(loadProgram()),
      happening: loadOrders(Date.now() - 7_200_000),
    })
    const one = await measure(session, gifts)
    const other = await measure(session, ten)
    const perSecond = (rates: readonly number[]) => Math.round(Math.max(...rates)).toLocaleString('en')
    return [
      ratioRow(
        'P9',
        { above: one.kept, below: one.streamed },
        `${linesPerOrder} lines an order and the rules of the real shop; ${perSecond(one.kept)} orders/s in ${processes.most} processes. Equal to the ledger.`,
      ),
      ratioRow(
        'P9/ten-rules',
        { above: other.kept, below: other.streamed },
        `The orders and ten rules of the other benches; ${perSecond(other.kept)} orders/s in ${processes.most} processes. Equal to the ledger.`,
      ),
    ]
  } finally {
    await product.pipeline.close()
    await Promise.all([database.close(), hot.close()])
  }
}
