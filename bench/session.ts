import { type Load, startLoad } from './load/load.ts'
import type { OrderShape } from './load/orders.ts'
import { goalOf } from './measure/goals.ts'
import { ratios, spreadOf } from './measure/statistics.ts'
import type { Row } from './measure/table.ts'
import { type Cluster, startCluster } from './server/cluster.ts'
import { enrolMembers } from './server/members.ts'
import { type Product, type ProductOptions, startProduct } from './server/product.ts'
import { type LoadDefinition, loadProgram } from './server/program.ts'
import { prepareTpcb, type Tpcb } from './server/tpcb.ts'

/** How long and how often. */
export interface Extent {
  rounds: number
  /** Of one side in one round. */
  seconds: number
}

/** A programme under load. */
export interface Programme {
  key: string
  programId: number
  shape: OrderShape
  /** The number of the next order: every order is new unless a goal wants repeats. */
  next: number
}

/** One measured stretch of load over HTTP. */
export interface HttpAsk {
  programme: Programme
  connections: number
  seconds: number
  /** Default: the session's product. */
  product?: Product
  /** Repeats this many orders from the first on. Default: new orders. */
  repeat?: { first: number; among: number }
}

/** Replies over all stretches of a programme, by status. */
export interface HttpCount {
  perSecond: number
  statuses: Readonly<Record<number, number>>
  sent: number
}

/** A resource: one database server, one product, one load for a whole run; made when first asked for. */
export interface Session {
  extent: Extent
  say(sentence: string): void
  cluster(): Promise<Cluster>
  tpcb(): Promise<Tpcb>
  /** With one process. */
  product(): Promise<Product>
  /** With as many processes as this machine has cores, as whoever runs it there would set it. */
  everyCore(): Promise<Product>
  /** A product of its own kind, ended with the session. */
  anotherProduct(options: Omit<ProductOptions, 'cluster'>): Promise<Product>
  /** A programme with enrolled members. The one called `load` is made once and shared. */
  programme(ask: {
    key: string
    members: number
    definitions?: readonly LoadDefinition[]
    /** When orders happened. Default: the last two hours, each 10 ms after the one before. */
    times?: Pick<OrderShape, 'startMs' | 'stepMs'>
  }): Promise<Programme>
  http(ask: HttpAsk): Promise<HttpCount>
  close(): Promise<void>
}

export const uniformMembers = 100_000

/** Things made once, in the order in which they are ended backwards. */
function onceOnly() {
  const ends: (() => Promise<void> | void)[] = []
  return {
    once<T>(make: () => Promise<T>, end: (made: T) => Promise<void> | void): () => Promise<T> {
      let made: Promise<T> | undefined
      return () => {
        made ??= make().then((value) => {
          ends.push(() => end(value))
          return value
        })
        return made
      }
    },
    async end() {
      for (const each of ends.reverse()) await each()
    },
  }
}

export function openSession(extent: Extent, say: (sentence: string) => void): Session {
  const { once, end } = onceOnly()
  const cluster = once(
    () => startCluster(say),
    (made) => made.stop(),
  )
  const fillTpcb = async () => {
    say('Filling the tables of TPC-B, scale 50')
    return prepareTpcb(await cluster())
  }
  const tpcb = once(fillTpcb, () => {})
  const productWith = (options: Omit<ProductOptions, 'cluster'>) =>
    once(
      async () => startProduct({ cluster: await cluster(), ...options }),
      (made) => made.stop(),
    )
  const product = productWith({})
  const everyCore = productWith({ processes: 'auto' })
  const load = once<Load>(
    async () => startLoad(),
    (made) => made.close(),
  )
  const programmes = new Map<string, Promise<Programme>>()

  async function makeProgramme(ask: Parameters<Session['programme']>[0]): Promise<Programme> {
    say(`Enrolling ${ask.members.toLocaleString('en')} members of the programme ${ask.key}`)
    const programId = await (await product()).createProgram(ask.key, ask.definitions ?? loadProgram())
    await enrolMembers(await cluster(), programId, ask.members)
    // Orders of the last two hours, so that no clock refuses them however long the run lasts.
    const times = ask.times ?? { startMs: Date.now() - 7_200_000 }
    const shape = { members: ask.members, source: 'bench', ...times }
    return { key: ask.key, programId, shape, next: 0 }
  }

  async function http(ask: HttpAsk): Promise<HttpCount> {
    const { programme, connections, seconds, repeat } = ask
    const server = ask.product ?? (await product())
    const path = `/v1/programs/${programme.key}/activities`
    const report = await (await load()).run({
      target: { port: server.port, path, key: server.key },
      shape: programme.shape,
      connections,
      seconds,
      first: repeat?.first ?? programme.next,
      ...(repeat === undefined ? {} : { among: repeat.among }),
    })
    if (repeat === undefined) programme.next += report.sent
    const { statuses, sent } = report
    return { perSecond: report.answered / report.seconds, statuses, sent }
  }

  return {
    extent,
    say,
    cluster,
    tpcb,
    product,
    everyCore,
    anotherProduct: (options) => productWith(options)(),
    programme: (ask) => {
      const there = programmes.get(ask.key) ?? makeProgramme(ask)
      programmes.set(ask.key, there)
      return there
    },
    http,
    close: end,
  }
}

/** The row of a goal that divides one side's rates by the other's, round by round. */
export function ratioRow(
  id: string,
  sides: { above: readonly number[]; below: readonly number[] },
  note: string,
): Row {
  const { above, below } = sides
  const rate = (values: readonly number[]) => Math.round(spreadOf(values).median).toLocaleString('en')
  return {
    goal: goalOf(id),
    measured: spreadOf(ratios(above, below)),
    note: `${rate(above)} / ${rate(below)} a second. ${note}`.trim(),
  }
}

/** Runs new orders until code and caches are warm: the first seconds of a process are not its speed. */
export async function warmUp(session: Session, programme: Programme, product?: Product): Promise<void> {
  const seconds = Math.max(5, session.extent.seconds)
  await session.http({ programme, connections: 256, seconds, product: product ?? (await session.product()) })
}

/** Every reply must be a 201: rates of refusals are no rates. */
export function onlyRecorded({ statuses }: HttpCount): void {
  const others = Object.keys(statuses).filter((status) => status !== '201')
  if (others.length > 0) throw new Error(`The load met other replies than 201: ${JSON.stringify(statuses)}`)
}

/** Books that do not prove themselves make every rate worthless. */
export async function requireSoundBooks(session: Session, programme: Programme): Promise<void> {
  const breaks = await (await session.product()).verify(programme.programId)
  if (breaks.length > 0) throw new Error(`The books of ${programme.key} are broken: ${breaks.join('; ')}`)
}
