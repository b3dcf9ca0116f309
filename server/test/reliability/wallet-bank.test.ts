import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { replayProgram } from '../../src/activity/index.ts'
import { newUuid } from '../../src/kernel/ids.ts'
import type { Program } from '../../src/programs/index.ts'
import { deliverTransfers } from '../../src/wallet/index.ts'
import { walletDefinitions } from '../acceptance/wallet-shop.ts'
import { type Harness, openHarness } from '../harness.ts'
import { seeded, seedOfRun } from './shop.ts'
import { codeOf, give, newOwner, openWorker, tally, type Worker } from './wallet-house.ts'

const long = process.env.PERENNIAL_LONG === '1'
const seconds = long ? 60 : 20
/** A slower machine goes on until so many have looked. */
const readsMin = long ? 5_000 : 0
const accounts = 10
const each = 1_000
const writers = 8

let house: Harness
let program: Program
let workers: Worker[]
let admin: pg.Client

beforeAll(async () => {
  house = await openHarness()
  program = await house.createProgram('bank', { definitions: walletDefinitions() })
  workers = [openWorker(house), openWorker(house)]
  admin = new pg.Client({ connectionString: house.testDatabase.adminUrl })
  await admin.connect()
})

afterAll(async () => {
  await admin.end()
  for (const worker of workers) await worker.close()
  await house.close()
})

/** One statement is one snapshot: what everybody has, and what is between two of them. */
const totalQuery = `select (select coalesce(sum(available + pending + held - debt), 0) from balance where program_id = $1) as held,
    (select coalesce(sum(amount - debt), 0) from transfer where program_id = $1 and state = 'sent') as sent,
    (select min(available) from balance where program_id = $1) as least,
    (select count(*) from balance b join program_currency c using (program_id, currency) where program_id = $1 and c.key = 'points') as owners`

interface Total {
  held: string
  sent: string
  least: string
  owners: string
}

interface History {
  moves: string[]
  reads: number
  kills: number
  bad: string[]
}

function isOver({ endsAt, history }: { endsAt: number; history: History }): boolean {
  return Date.now() >= endsAt && history.reads >= readsMin
}

/** Moves points between accounts until the time is over; a move that met a fault is repeated under its key. */
async function write(
  index: number,
  at: { owners: readonly string[]; endsAt: number; history: History },
): Promise<void> {
  const random = seeded(seedOfRun + index)
  const worker = workers[index % workers.length] as Worker
  while (!isOver(at)) {
    const from = random(accounts)
    const to = (from + 1 + random(accounts - 1)) % accounts
    const transfer = newUuid()
    const command = {
      verb: 'transfer-out' as const,
      kind: 'pool' as const,
      transfer,
      to: at.owners[to] as string,
      parts: [{ currency: 'points', amount: 1 + random(400) }],
    }
    at.history.moves.push(await patiently(() => send(worker, at.owners[from] as string, command)))
  }
}

async function send(
  worker: Worker,
  owner: string,
  command: Parameters<typeof give>[2]['command'] & { transfer: string },
): Promise<string> {
  const { transfer } = command
  const sent = await give(worker, program, { owner, command, key: transfer })
  if (sent.ok) await deliverTransfers(worker, program, transfer)
  return codeOf(sent)
}

/** Repeats what lost its connection: under the same key it is done at most once. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (attempt === 200) throw error
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}

async function read(at: { endsAt: number; history: History }): Promise<void> {
  while (!isOver(at)) {
    const { rows } = await admin.query<Total>(totalQuery, [program.programId])
    const total = rows[0]
    at.history.reads += 1
    const isRight =
      Number(total?.held) + Number(total?.sent) === accounts * each &&
      Number(total?.least) >= 0 &&
      Number(total?.owners) === accounts
    if (!isRight) at.history.bad.push(JSON.stringify(total))
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** Ends a connection of the product now and then, whatever it is doing. */
async function fault(at: { endsAt: number; history: History }): Promise<void> {
  while (!isOver(at)) {
    const { rows } = await admin.query<{ killed: boolean }>(
      `select pg_terminate_backend(pid) as killed from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() order by random() limit 1`,
    )
    if (rows[0]?.killed === true) at.history.kills += 1
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}

test(
  'L-06 the bank: whoever looks whenever, nothing is made and nothing is lost, while connections die',
  async () => {
    const owners = await Promise.all(
      Array.from({ length: accounts }, () => newOwner(house, program, { amount: each })),
    )
    const history: History = { moves: [], reads: 0, kills: 0, bad: [] }
    const at = { owners, endsAt: Date.now() + seconds * 1_000, history }
    const writing = Array.from({ length: writers }, (_, index) => write(index, at))
    await Promise.all([...writing, read(at), fault(at)])
    await patiently(() => deliverTransfers(house, program))
    const told = `PERENNIAL_SEED=${seedOfRun}`
    console.log(
      `L-06: ${JSON.stringify({ ...history, moves: tally(history.moves), bad: history.bad.length })} ${told}`,
    )
    expect(history.bad, told).toEqual([])
    expect(Object.keys(tally(history.moves)).sort(), told).toEqual(['insufficient_points', 'ok'])
    expect(history.reads).toBeGreaterThan(seconds * 10)
    expect(history.kills).toBeGreaterThan(seconds)
    const { rows } = await admin.query<Total>(totalQuery, [program.programId])
    expect(rows[0], told).toMatchObject({ held: String(accounts * each), sent: '0' })
    expect(await house.verify(program)).toEqual([])
    expect((await replayProgram(house, { programId: program.programId })).differences).toEqual([])
  },
  (seconds + (long ? 600 : 120)) * 1_000,
)
