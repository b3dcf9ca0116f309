import type { WalletCommand } from '@perennial/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { composeProduct } from '../../src/app/compose.ts'
import { newUuid, uuidOf } from '../../src/kernel/ids.ts'
import { type Database, openDatabase } from '../../src/platform/database.ts'
import type { Program } from '../../src/programs/index.ts'
import { compactLots } from '../../src/wallet/index.ts'
import { walletDefinitions } from '../acceptance/wallet-shop.ts'
import { type Harness, openHarness, orderOf } from '../harness.ts'
import { codeOf, give, newOwner, points, spend } from './wallet-house.ts'

const lots = 10_000
const perLot = 100

let house: Harness
let program: Program

beforeAll(async () => {
  house = await openHarness()
  program = await house.createProgram('lots', { definitions: walletDefinitions() })
})
afterAll(() => house.close())

/** The same connections, and how long the last write transaction and the answers to its statements took. */
function watched(database: Database) {
  const seen = { transactionMs: 0, waitedMs: 0 }
  const watching: Database = {
    ...database,
    write: async (scope, work) => {
      const from = performance.now()
      seen.waitedMs = 0
      let asked = 0
      let since = 0
      // Time during which at least one statement is unanswered: the rest is deciding.
      const timed = async <T>(statement: () => Promise<T>): Promise<T> => {
        if (asked === 0) since = performance.now()
        asked += 1
        try {
          return await statement()
        } finally {
          asked -= 1
          if (asked === 0) seen.waitedMs += performance.now() - since
        }
      }
      const done = await database.write(scope, (tx) =>
        work({
          query: (sql, params) => timed(() => tx.query(sql, params)),
          execute: (sql, params) => timed(() => tx.execute(sql, params)),
        }),
      )
      seen.transactionMs = performance.now() - from
      return done
    },
  }
  return { watching, seen }
}

/** Orders without end: a lot each. Returns whose they are. */
async function fill(externalId: string): Promise<string> {
  const perBatch = 500
  let owner = ''
  for (let done = 0; done < lots; done += perBatch) {
    const orders = Array.from({ length: perBatch }, (_, index) =>
      orderOf(`${externalId}-${done + index}`, [['A', '1', '1.00']], { member: { externalId } }),
    )
    const verdicts = await house.pipeline.submit(program, orders)
    expect(verdicts.filter((each) => !each.ok)).toEqual([])
    owner = uuidOf('mem', (verdicts[0] as { value: { member: string } }).value.member) as string
  }
  return owner
}

test('a member with ten thousand lots spends a million points in one call, as they are and made into one', async () => {
  const hot = openDatabase({ url: house.testDatabase.appUrl, connectionsMax: 3, hot: true })
  const { watching, seen } = watched(hot)
  const product = composeProduct({ database: house.database, hot: watching, lanes: 1 })
  const [plain, compacted] = await Promise.all([fill('plain'), fill('compacted')])
  const warm = newUuid()
  const measured: Record<string, string> = {}
  const timed = async (name: string, ask: Parameters<typeof give>[2]) => {
    const from = performance.now()
    expect(codeOf(await give(product, program, ask)), name).toBe('ok')
    const whole = performance.now() - from
    measured[name] =
      `${whole.toFixed(0)} ms, transaction ${seen.transactionMs.toFixed(0)}, statements ${seen.waitedMs.toFixed(0)}`
  }
  // The first commands of a process are not its speed.
  for (let index = 0; index < 30; index += 1) await timed('warm', { owner: warm, command: points(1) })
  await timed('spend of 10,000 lots', { owner: plain, command: spend(lots * perLot) })
  // The job finds who has gathered many, and does nothing to anybody a second time.
  const from = performance.now()
  const job = () => compactLots({ ...house, pipeline: product.pipeline }, { program, now: Date.now() })
  expect(await job()).toBe(1)
  measured.job = `${(performance.now() - from).toFixed(0)} ms, transaction ${seen.transactionMs.toFixed(0)}, statements ${seen.waitedMs.toFixed(0)}`
  expect(await job()).toBe(0)
  await timed('spend of 1 lot', { owner: compacted, command: spend(lots * perLot) })
  console.log(JSON.stringify(measured, null, 2))
  await product.pipeline.close()
  await hot.close()
  expect(await house.verify(program)).toEqual([])
}, 180_000)

test('of very many lots a part is spent, with some that are held and few that are far apart, and given back', async () => {
  const owner = await fill('parts')
  const sparse = await newOwner(house, program, { amount: 7 })
  const ask = (command: WalletCommand) => ({ ownerId: owner, command, type: `wallet.${command.verb}` })
  const commands = [
    {
      ...ask({ verb: 'hold', parts: [{ currency: 'points', amount: 250 }], ttlSeconds: 900 }),
      sourceId: 'h',
    },
    { ...ask(spend(500_050)), sourceId: 's' },
    { ...ask(spend(7)), ownerId: sparse, sourceId: 'one' },
    // Of the same batch: what the one before left of a lot in the middle.
    { ...ask(spend(120_000)), sourceId: 't' },
  ]
  const verdicts = await house.pipeline.carryOut(program, commands)
  expect(verdicts.map(codeOf)).toEqual(['ok', 'ok', 'ok', 'ok'])
  expect(await house.verify(program)).toEqual([])
  const left = async () => (await lotsLeft(owner)).map(({ seq, remaining }) => [seq, remaining])
  const all = await left()
  // Three that are held in part or whole, and then those from the 6,204th on, which has lost the rest of 50 and 100.
  expect(all.length).toBe(lots - 6_200)
  expect(all.reduce((sum, [, remaining]) => sum + (remaining ?? 0), 0)).toBe(lots * perLot - 620_050)
  const spent = verdicts[1]
  if (spent?.ok !== true) throw new Error('It was spent')
  const back = {
    verb: 'spend-return' as const,
    spend: uuidOf('act', spent.value.activity ?? '') ?? '',
    reason: 'Back',
  }
  expect(codeOf(await give(house, program, { owner, command: back }))).toBe('ok')
  expect((await left()).reduce((sum, [, remaining]) => sum + (remaining ?? 0), 0)).toBe(
    lots * perLot - 120_000,
  )
  expect(await house.verify(program)).toEqual([])
}, 180_000)

function lotsLeft(owner: string): Promise<{ seq: number; remaining: number }[]> {
  return house.database.read({ programId: program.programId }, (tx) =>
    tx.query('select seq, remaining from journal where program_id = $1 and owner_id = $2 and remaining > 0', [
      program.programId,
      owner,
    ]),
  )
}
