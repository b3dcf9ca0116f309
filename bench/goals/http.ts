import { alternate } from '../measure/alternate.ts'
import { goalOf } from '../measure/goals.ts'
import { spreadOf } from '../measure/statistics.ts'
import type { Row } from '../measure/table.ts'
import { loadProgram } from '../server/program.ts'
import {
  onlyRecorded,
  type Programme,
  ratioRow,
  requireSoundBooks,
  type Session,
  uniformMembers,
  warmUp,
} from '../session.ts'

function sharedProgramme(session: Session): Promise<Programme> {
  return session.programme({ key: 'load', members: uniformMembers })
}

async function newOrders(
  session: Session,
  ask: Omit<Parameters<Session['http']>[0], 'seconds'>,
): Promise<number> {
  const count = await session.http({ ...ask, seconds: session.extent.seconds })
  onlyRecorded(count)
  return count.perSecond
}

/** P1 and P2: durable earns over HTTP against TPC-B. */
export async function httpAgainstTpcb(session: Session): Promise<Row[]> {
  const { rounds, seconds } = session.extent
  const tpcb = await session.tpcb()
  const programme = await sharedProgramme(session)
  const product = await session.everyCore()
  await warmUp(session, programme)
  await warmUp(session, programme, product)
  const rates = await alternate(rounds, {
    many: () => newOrders(session, { programme, connections: 256, product }),
    tpcb: async () => (await tpcb.run(seconds)).perSecond,
    some: () => newOrders(session, { programme, connections: 64, product }),
    few: () => newOrders(session, { programme, connections: 16, product }),
    one: () => newOrders(session, { programme, connections: 256 }),
  })
  await requireSoundBooks(session, programme)
  return [
    ratioRow('P1', { above: rates.many, below: rates.tpcb }, `TPC-B by ${tpcb.driver}.`),
    ratioRow('P1/one', { above: rates.one, below: rates.tpcb }, ''),
    ratioRow('P2/64', { above: rates.some, below: rates.tpcb }, ''),
    ratioRow('P2/16', { above: rates.few, below: rates.tpcb }, ''),
  ]
}

/** P3: batches against the same product, whose batches are held to one activity. */
export async function batchesAgainstSingles(session: Session): Promise<Row[]> {
  const programme = await sharedProgramme(session)
  const single = await session.anotherProduct({ batchMax: 1 })
  await warmUp(session, programme)
  const rates = await alternate(session.extent.rounds, {
    batched: () => newOrders(session, { programme, connections: 256 }),
    single: () => newOrders(session, { programme, connections: 256, product: single }),
  })
  const note = 'Baseline: PERENNIAL_BATCH_MAX=1, one activity a transaction on as many connections.'
  return [ratioRow('P3', { above: rates.batched, below: rates.single }, note)]
}

/** P5: a thousand members who buy all the time. */
export async function hotMembers(session: Session): Promise<Row[]> {
  const uniform = await sharedProgramme(session)
  const hot = await session.programme({ key: 'hot', members: 1_000 })
  const cluster = await session.cluster()
  const product = await session.everyCore()
  await warmUp(session, uniform, product)
  await warmUp(session, hot, product)
  const deadlocks = async () => {
    const [row] = await cluster.sql<{ deadlocks: string }>(
      'select sum(deadlocks) as deadlocks from pg_stat_database',
    )
    return Number(row?.deadlocks ?? 0)
  }
  const before = await deadlocks()
  let conflicts = 0
  const rates = await alternate(session.extent.rounds, {
    hot: async () => {
      const count = await session.http({
        programme: hot,
        connections: 256,
        seconds: session.extent.seconds,
        product,
      })
      conflicts += count.statuses[409] ?? 0
      return count.perSecond
    },
    uniform: () => newOrders(session, { programme: uniform, connections: 256, product }),
  })
  await requireSoundBooks(session, hot)
  const dead = (await deadlocks()) - before
  return [
    ratioRow('P5', { above: rates.hot, below: rates.uniform }, ''),
    { goal: goalOf('P5/deadlocks'), measured: spreadOf([dead]), note: 'By pg_stat_database.' },
    { goal: goalOf('P5/409'), measured: spreadOf([conflicts]), note: 'By the load.' },
  ]
}

/** P7: the same bodies again. */
export async function repeatedKeys(session: Session): Promise<Row[]> {
  const programme = await sharedProgramme(session)
  const product = await session.everyCore()
  await warmUp(session, programme, product)
  const first = programme.next
  const { seconds } = session.extent
  const rates = await alternate(session.extent.rounds, {
    first: () => newOrders(session, { programme, connections: 256, product }),
    again: async (round) => {
      if (programme.next === first) await newOrders(session, { programme, connections: 256, product })
      const repeat = { first, among: programme.next - first }
      const count = await session.http({ programme, connections: 256, seconds, repeat, product })
      if (count.statuses[409] !== undefined) throw new Error(`Round ${round}: a repeat was a conflict`)
      return count.perSecond
    },
  })
  return [ratioRow('P7', { above: rates.again, below: rates.first }, 'Bodies are the same bytes.')]
}

/** P16: what more members and more rules cost. */
export async function growth(session: Session): Promise<Row[]> {
  const small = await sharedProgramme(session)
  const large = await session.programme({ key: 'million', members: 1_000_000 })
  const ruled = await session.programme({
    key: 'ruled',
    members: uniformMembers,
    definitions: loadProgram(990),
  })
  for (const programme of [small, large, ruled]) await warmUp(session, programme)
  const rates = await alternate(session.extent.rounds, {
    small: () => newOrders(session, { programme: small, connections: 256 }),
    large: () => newOrders(session, { programme: large, connections: 256 }),
    ruled: () => newOrders(session, { programme: ruled, connections: 256 }),
  })
  return [
    ratioRow('P16/members', { above: rates.large, below: rates.small }, 'The goal says 10 M; this is 1 M.'),
    ratioRow(
      'P16/rules',
      { above: rates.ruled, below: rates.small },
      '990 rules listen to another activity.',
    ),
  ]
}
