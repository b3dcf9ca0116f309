import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { foldActivityDays, settleDue } from '../../src/activity/index.ts'
import { foldFlows, sealJournal } from '../../src/ledger/index.ts'
import type { Program } from '../../src/programs/index.ts'
import { walletDefinitions } from '../acceptance/wallet-shop.ts'
import { type Harness, openHarness, orderOf } from '../harness.ts'
import { seeded, seedOfRun } from './shop.ts'

const hourMs = 3_600_000
let house: Harness

beforeAll(async () => {
  house = await openHarness()
})

afterAll(() => house.close())

/** The programme at another time. */
function at(program: Program, instantMs: number): Program {
  return { ...program, clockOffsetSeconds: Math.round((instantMs - Date.now()) / 1000) }
}

/** What every scheduled duty does, as one process does it at an instant. */
async function duties(program: Program, instantMs: number): Promise<void> {
  const { programId } = program
  await settleDue(house, { program: at(program, instantMs), now: Date.now() })
  await house.database.write({ programId }, (tx) => foldFlows(tx, programId))
  await house.database.write({ programId }, (tx) => foldActivityDays(tx, programId))
  await sealJournal(house.database, { programId, signal: new AbortController().signal })
}

/** Orders of 48 hours, one an hour, whose points become available after a day and end after a month. */
async function openShop(key: string, fromMs: number): Promise<Program> {
  const program = await house.createProgram(key, {
    definitions: walletDefinitions({
      points: { pending: { kind: 'delay', days: 1 }, expiry: { kind: 'rolling', months: 1 } },
    }),
  })
  for (let hour = 0; hour < 48; hour += 1) {
    const occurredAt = new Date(fromMs + hour * hourMs).toISOString()
    const input = orderOf(`o-${hour}`, [['a', '1', '10.00']], {
      member: { externalId: `m${hour}` },
      occurredAt,
    })
    const [verdict] = await house.pipeline.submit(at(program, fromMs + 49 * hourMs), [input])
    expect(verdict?.ok, JSON.stringify(verdict)).toBe(true)
  }
  return program
}

/** Every posting of each member but its moment of writing, and what is left. */
async function books(program: Program): Promise<unknown[]> {
  const { programId } = program
  return house.database.read({ programId }, (tx) =>
    tx.query(
      `select i.value, j.reason, j.debit, j.credit, j.amount, j.effective_at::text, b.available, b.pending
       from journal j join member_identifier i on i.program_id = j.program_id and i.member_id = j.owner_id
         join balance b on b.program_id = j.program_id and b.owner_id = j.owner_id and b.currency = j.currency
       where j.program_id = $1 order by i.value, j.effective_at, j.reason`,
      [programId],
    ),
  )
}

describe('D-18: duties that come twice, or not for hours, around a change of the clocks', () => {
  test.each([
    ['spring', '2027-02-27T00:30:00Z', '2027-03-27T00:00:00Z'],
    ['autumn', '2027-09-30T00:30:00Z', '2027-10-30T00:00:00Z'],
  ])(
    '%s in London: each posting is there once, as after one run at the end',
    async (season, orders, from) => {
      const irregular = await openShop(`${season}-irregular`, Date.parse(orders))
      const once = await openShop(`${season}-once`, Date.parse(orders))
      const random = seeded(seedOfRun)
      const startMs = Date.parse(from)
      const runs: number[] = []
      for (let hour = 0; hour < 80; hour += 1) {
        // No run in every other hour or so, two at the same moment otherwise, one of them by a clock that lags.
        if (random(2) === 0) continue
        runs.push(hour)
        const instant = startMs + hour * hourMs
        await Promise.all([duties(irregular, instant), duties(irregular, instant - 10 * 60_000)])
      }
      const endMs = startMs + 144.5 * hourMs
      await Promise.all([duties(irregular, endMs), duties(once, endMs)])
      const told = `PERENNIAL_SEED=${seedOfRun}; runs in the hours ${runs.join(', ')}`
      const found = await books(irregular)
      expect(found, told).toEqual(await books(once))
      const expired = found.filter((row) => (row as { reason: string }).reason === 'expiry')
      expect(expired, told).toHaveLength(48)
      expect(await house.verify(irregular), told).toEqual([])
      expect(await house.verify(once), told).toEqual([])
    },
    120_000,
  )
})
