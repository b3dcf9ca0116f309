import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { replayProgram, settleDue } from '../../src/activity/index.ts'
import { newUuid, uuidOf } from '../../src/kernel/ids.ts'
import { orThrow } from '../../src/kernel/verdict.ts'
import type { Program } from '../../src/programs/index.ts'
import { rebuildTiers, verifyTiers } from '../../src/tiers/index.ts'
import { deliverTransfers } from '../../src/wallet/index.ts'
import { command, walletDefinitions } from '../acceptance/wallet-shop.ts'
import { type ApiHouse, openApiHouse } from '../api-house.ts'
import { orderOf } from '../harness.ts'
import { codeOf, give, newOwner, openWorker, points, spend, tally, type Worker } from './wallet-house.ts'

const long = process.env.PERENNIAL_LONG === '1'

let house: ApiHouse
let program: Program
let admin: pg.Client
/** Four processes' worth of the product over one database. */
let workers: Worker[]

beforeAll(async () => {
  house = await openApiHouse()
  const ladder = {
    name: 'Ladder',
    metric: 'points',
    currency: 'points',
    window: 'lifetime',
    tiers: [
      { key: 'entry', name: 'Entry', threshold: 0 },
      { key: 'gold', name: 'Gold', threshold: 5_000 },
    ],
  }
  const definitions = [...walletDefinitions(), { kind: 'tier-ladder', key: 'ladder', spec: ladder }]
  program = await house.createProgram('wallet', { definitions })
  workers = Array.from({ length: 4 }, () => openWorker(house))
  admin = new pg.Client({ connectionString: house.testDatabase.adminUrl })
  await admin.connect()
})

afterAll(async () => {
  expect(await house.verify(program)).toEqual([])
  const { differences } = await replayProgram(house, { programId: program.programId })
  expect(differences).toEqual([])
  expect(await deadlocks(), 'deadlocks').toBe(0)
  await admin.end()
  for (const worker of workers) await worker.close()
  await house.close()
}, 300_000)

async function deadlocks(): Promise<number> {
  const { rows } = await admin.query<{ deadlocks: string }>(
    'select deadlocks from pg_stat_database where datname = current_database()',
  )
  return Number(rows[0]?.deadlocks)
}

function workerOf(index: number): Worker {
  return workers[index % workers.length] as Worker
}

/** Waits for a moment of the clock. */
function until(at: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, at - Date.now())))
}

/** What is left of points of owners, and what was spent of them. */
async function balances(owners: readonly string[]) {
  const { rows } = await admin.query<{
    owner_id: string
    available: string
    held: string
    lifetime_spent: string
  }>(
    `select owner_id, available, held, lifetime_spent from balance b join program_currency c using (program_id, currency)
      where program_id = $1 and c.key = 'points' and owner_id = any($2::uuid[])`,
    [program.programId, owners],
  )
  return new Map(
    rows.map((row) => [row.owner_id, [Number(row.available), Number(row.held), Number(row.lifetime_spent)]]),
  )
}

test(
  'L-01 forty contenders for ten hundreds: ten win, whichever process they came to',
  async () => {
    const rounds = long ? 2_000 : 400
    const together = 20
    const contenders = 40
    const startedAt = performance.now()
    for (let done = 0; done < rounds; done += together) {
      const owners = await Promise.all(
        Array.from({ length: together }, (_, index) => newOwner(workerOf(index), program, { amount: 1_000 })),
      )
      const answers = await Promise.all(
        owners.map((owner) =>
          Promise.all(
            Array.from({ length: contenders }, (_, index) =>
              give(workerOf(index), program, { owner, command: spend(100) }).then(codeOf),
            ),
          ),
        ),
      )
      for (const each of answers) expect(tally(each)).toEqual({ ok: 10, insufficient_points: 30 })
      const left = await balances(owners)
      expect([...left.values()]).toEqual(owners.map(() => [0, 0, 1_000]))
    }
    const seconds = (performance.now() - startedAt) / 1000
    console.log(`L-01: ${rounds} rounds x ${contenders} in ${seconds.toFixed(1)} s`)
  },
  long ? 1_200_000 : 180_000,
)

test(
  'L-01 over HTTP: ten are paid, thirty are told that there is too little',
  async () => {
    for (let round = 0; round < (long ? 200 : 10); round += 1) {
      const { member } = orThrow(await house.pipeline.enrol(program, { externalId: `http-${round}` }))
      const owner = uuidOf('mem', member ?? '') as string
      expect(codeOf(await give(house, program, { owner, command: points(1_000) }))).toBe('ok')
      const body = { parts: [{ currency: 'points', amount: 100 }] }
      const replies = await Promise.all(
        Array.from({ length: 40 }, () => command(house, `members/externalId:http-${round}/spends`, { body })),
      )
      const told = replies.map((reply) => `${reply.status} ${reply.body.code ?? ''}`)
      expect(tally(told)).toEqual({ '200 ': 10, '409 insufficient_points': 30 })
      expect((await balances([owner])).get(owner)).toEqual([0, 0, 1_000])
    }
    expect(house.violations).toEqual([])
  },
  long ? 300_000 : 60_000,
)

test('L-10 a hold that reaches its end is captured or lapses, never both', async () => {
  const owners = await Promise.all(
    Array.from({ length: 60 }, (_, index) => newOwner(workerOf(index), program, { amount: 100 })),
  )
  const hold = { verb: 'hold' as const, parts: [{ currency: 'points', amount: 60 }], ttlSeconds: 1 }
  const holds = await Promise.all(
    owners.map((owner, index) => give(workerOf(index), program, { owner, command: hold })),
  )
  const ends = holds.map((held) => Date.parse(orThrow(held).effects[0]?.expiresAt ?? ''))
  // The job runs again and again over the moment at which all of them end; so do the captures.
  let isOver = false
  const job = (async () => {
    while (!isOver) await settleDue(workerOf(1), { program, now: Date.now(), holdsOnly: true })
  })()
  const answers = await Promise.all(
    holds.map(async (held, index) => {
      const id = uuidOf('act', orThrow(held).activity ?? '') as string
      // From a moment before its end to a moment after it.
      await until((ends[index] ?? 0) - 150 + (index * 200) / holds.length)
      const owner = owners[index] as string
      return codeOf(await give(workerOf(index), program, { owner, command: { verb: 'capture', hold: id } }))
    }),
  )
  isOver = true
  await job
  await settleDue(house, { program, now: Date.now(), holdsOnly: true })
  const left = await balances(owners)
  for (const [index, answer] of answers.entries()) {
    expect(['ok', 'hold_expired']).toContain(answer)
    expect(left.get(owners[index] as string)).toEqual(answer === 'ok' ? [40, 0, 60] : [100, 0, 0])
  }
  const { rows } = await admin.query<{ hold_id: string; ends: string }>(
    `select hold_id, (select count(*) from journal j where j.program_id = h.program_id and j.owner_id = h.owner_id
        and j.debit = 4 and j.reason in ('capture', 'lapse')) as ends from hold h where program_id = $1 and owner_id = any($2::uuid[])`,
    [program.programId, owners],
  )
  expect(rows.map((row) => Number(row.ends))).toEqual(owners.map(() => 1))
  console.log(`L-10: ${JSON.stringify(tally(answers))}`)
})

test('L-11 F-25 the same spend given back by two workers at once comes back once', async () => {
  for (let round = 0; round < (long ? 500 : 100); round += 20) {
    const answers = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const owner = await newOwner(workerOf(index), program, { amount: 500 })
        const spent = orThrow(await give(workerOf(index), program, { owner, command: spend(300) }))
        const back = {
          verb: 'spend-return' as const,
          spend: uuidOf('act', spent.activity ?? '') as string,
          reason: 'Twice',
        }
        const both = await Promise.all(
          [0, 1].map((worker) => give(workerOf(index + worker), program, { owner, command: back })),
        )
        return { owner, codes: both.map(codeOf).sort() }
      }),
    )
    for (const { codes } of answers) expect(codes).toEqual(['ok', 'spend_exceeded'])
    const left = await balances(answers.map(({ owner }) => owner))
    for (const each of left.values()) expect(each).toEqual([500, 0, 0])
  }
})

test('L-13 at the instant of its end a lot is spent or expired, never both, and nothing is spent after it', async () => {
  const endsAt = Date.now() + 1_500
  const expiresAt = new Date(endsAt).toISOString()
  const owners = await Promise.all(
    Array.from({ length: 40 }, (_, index) => newOwner(workerOf(index), program, { amount: 100, expiresAt })),
  )
  await Promise.all(
    owners.map(async (owner, index) => {
      await until(endsAt - 60 + (index * 120) / owners.length)
      // Earning and spending meet the end from different processes.
      await Promise.all([
        give(workerOf(index), program, { owner, command: spend(70) }),
        give(workerOf(index + 1), program, { owner, command: points(1) }),
        give(workerOf(index + 2), program, { owner, command: spend(70) }),
      ])
    }),
  )
  await until(endsAt + 5)
  for (const owner of owners)
    expect(codeOf(await give(house, program, { owner, command: points(1) }))).toBe('ok')
  const { rows } = await admin.query<{ spent: string; expired: string; remaining: string; late: string }>(
    `select l.remaining, coalesce(sum(u.amount) filter (where j.reason = 'spend'), 0) as spent,
        coalesce(sum(u.amount) filter (where j.reason = 'expiry'), 0) as expired,
        count(*) filter (where j.reason = 'spend' and j.effective_at >= l.expires_at
          or j.reason = 'expiry' and j.effective_at <> l.expires_at) as late
      from journal l
      join lot_use u on u.program_id = l.program_id and u.owner_id = l.owner_id and u.currency = l.currency and u.lot_seq = l.seq
      join journal j on j.program_id = u.program_id and j.owner_id = u.owner_id and j.currency = u.currency and j.seq = u.spend_seq
      where l.program_id = $1 and l.owner_id = any($2::uuid[]) and l.expires_at is not null
      group by l.owner_id, l.currency, l.seq, l.remaining`,
    [program.programId, owners],
  )
  expect(rows).toHaveLength(owners.length)
  const outcomes = rows.map((row) => {
    const [spent, expired] = [Number(row.spent), Number(row.expired)]
    expect([spent + expired, Number(row.remaining), Number(row.late)]).toEqual([100, 0, 0])
    return `spent ${spent}`
  })
  for (const outcome of outcomes) expect(['spent 0', 'spent 70']).toContain(outcome)
  console.log(`L-13: ${JSON.stringify(tally(outcomes))}`)
})

test('L-05 L-20 gifts across and around arrive whole while everybody spends, and no deadlock is seen', async () => {
  const ring = await Promise.all(
    Array.from({ length: 6 }, (_, index) => newOwner(workerOf(index), program, { amount: 1_000 })),
  )
  const moves = await Promise.all(
    Array.from({ length: long ? 2_000 : 200 }, async (_, index) => {
      const [from, to] = [ring[index % 6] as string, ring[(index * 5 + 1) % 6] as string]
      if (from === to) return 'ok'
      const transfer = newUuid()
      const parts = [{ currency: 'points', amount: 1 + (index % 90) }]
      const out = { verb: 'transfer-out' as const, kind: 'pool' as const, transfer, to, parts }
      const sent = await give(workerOf(index), program, { owner: from, command: out })
      if (sent.ok) await deliverTransfers(workerOf(index + 1), program, transfer)
      return codeOf(sent)
    }),
  )
  for (const code of moves) expect(['ok', 'insufficient_points']).toContain(code)
  const left = await balances(ring)
  expect([...left.values()].reduce((sum, [available = 0]) => sum + available, 0)).toBe(6_000)
  for (const [available] of left.values()) expect(available).toBeGreaterThanOrEqual(0)
})

test('L-24 tiers made anew while points are earned are what the history says', async () => {
  const release = orThrow(await house.programs.currentRelease(program.programId))
  let isOver = false
  const { programId } = program
  const job = (async () => {
    let rebuilt = 0
    for (let times = 0; !isOver; times += 1) {
      // One at a time, so that it waits for nobody while somebody waits for it.
      await admin.query(
        `update tier_state set counted_over = null, total = total + 1
         where owner_id = (select owner_id from tier_state where program_id = $1 order by owner_id offset $2 limit 1)`,
        [programId, times % 10],
      )
      rebuilt += await rebuildTiers(house.database, { programId, release })
    }
    return rebuilt
  })()
  const answers = await Promise.all(
    Array.from({ length: long ? 4_000 : 400 }, (_, index) =>
      workerOf(index).pipeline.submit(program, [
        orderOf(`tier-${index}`, [['A', '1', '3.00']], { member: { externalId: `climber-${index % 10}` } }),
      ]),
    ),
  )
  isOver = true
  expect(await job).toBeGreaterThan(0)
  expect(tally(answers.flat().map(codeOf))).toEqual({ ok: answers.length })
  const misfit = await house.database.read({ programId }, (tx) => verifyTiers(tx, { programId, release }))
  expect(misfit).toBeUndefined()
  const last = await house.pipeline.submit(program, [
    orderOf('tier-last', [['A', '1', '0.01']], { member: { externalId: 'climber-0' } }),
  ])
  const total = (answers.length / 10) * 300 + 1
  expect(last).toMatchObject([
    { value: { tiers: [{ ladder: 'ladder', tier: total >= 5_000 ? 'gold' : 'entry', total }] } },
  ])
})
