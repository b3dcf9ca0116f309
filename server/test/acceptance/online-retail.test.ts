import { createReadStream, createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { replayProgram } from '../../src/activity/index.ts'
import { type ImportSummary, importOrders, loadMapping } from '../../src/integrations/order-files/index.ts'
import { orThrow } from '../../src/kernel/verdict.ts'
import type { Program } from '../../src/programs/index.ts'
import { type Harness, openHarness } from '../harness.ts'
import { differencesOf, tryLive } from './back-test-house.ts'
import { type Expected, recompute } from './online-retail-recompute.ts'
import { booksByMember, isHere, onlineRetailFile, tiersByMember } from './real-data.ts'

function tierOf(spend: number): string {
  return spend >= 500_000 ? 'platinum' : spend >= 200_000 ? 'gold' : spend >= 50_000 ? 'silver' : 'entry'
}

function countBy(values: Iterable<string>): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1
  return counts
}

describe.skipIf(!isHere(onlineRetailFile))('a year of a real shop', { timeout: 180_000 }, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'perennial-online-retail-'))
  const reportFile = path.join(folder, 'report.csv')
  let harness: Harness
  let program: Program
  let expected: Expected
  let summary: ImportSummary

  async function importFile(file: string, report?: string): Promise<ImportSummary> {
    return orThrow(
      await importOrders({
        database: harness.database,
        pipeline: harness.pipeline,
        program,
        currency: 'GBP',
        file,
        mapping: orThrow(await loadMapping('online-retail')),
        preview: false,
        ...(report === undefined ? {} : { reportFile: report }),
      }),
    )
  }

  beforeAll(async () => {
    harness = await openHarness()
    program = await harness.createProgram('giftware', { template: 'giftware' })
    expected = await recompute(onlineRetailFile)
    summary = await importFile(onlineRetailFile, reportFile)
    console.info(`imported ${summary.rows.read} rows in ${summary.seconds} s`)
  }, 180_000)

  afterAll(async () => {
    await harness.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('the independent recompute gives the totals that are known of the file', () => {
    const { members, ...counts } = expected
    const points = [...members.values()].map((member) => member.points)
    expect(points.reduce((sum, each) => sum + each, 0)).toBe(82_722_310)
    expect(members.size).toBe(4339)
    expect(counts).toMatchObject({
      withoutCustomer: 135_080,
      unmatchedUnits: 23_970,
      unmatchedLines: 1389,
      partlyMatched: 54,
    })
    expect(countBy([...members.values()].map((member) => tierOf(member.spend)))).toEqual({
      entry: 1865,
      silver: 1637,
      gold: 588,
      platinum: 249,
    })
  })

  it('counts what it took and what it left', () => {
    expect(summary).toMatchObject({
      outcome: 'applied',
      rows: { read: 541_909, skipped: 135_080, refused: 3 },
      orders: { recorded: expected.orders, known: 0, refused: 0 },
      unmatched: { units: '23970', lines: 1389, partly: 54 },
      membersUnknown: 33,
    })
    expect(summary.returns.recorded + summary.returns.refused).toBe(expected.cancellations)
  })

  it('every one of 4,339 members has the points of the recompute', async () => {
    const books = await booksByMember(harness, program.programId)
    const points = new Map([...books].map(([member, each]) => [member, each.points]))
    const wanted = new Map([...expected.members].map(([member, each]) => [member, each.points]))
    expect(points).toEqual(wanted)
  })

  it('every member stands at the tier of the recompute on 2011-12-10', async () => {
    const tiers = await tiersByMember(harness, program.programId, '2011-12-10T00:00:00Z')
    const wanted = new Map([...expected.members].map(([member, each]) => [member, tierOf(each.spend)]))
    expect(tiers).toEqual(wanted)
  })

  it('the report names each row and unit that was left out', () => {
    const rows = readFileSync(reportFile, 'utf8').trimEnd().split('\r\n')
    const unmatched = rows.filter((row) => row.includes(',unmatched,'))
    expect(unmatched).toHaveLength(1389)
    expect(unmatched.reduce((sum, row) => sum + Number(row.split(',').at(-1)), 0)).toBe(23_970)
    expect(rows.filter((row) => row.includes(',skipped,No customer'))).toHaveLength(135_080)
    expect(rows.filter((row) => /^\d+,A\d+,refused,/.test(row))).toHaveLength(3)
  })

  it('the books prove themselves', async () => {
    expect(await harness.verify(program)).toEqual([])
  })

  it('replay decides everything again to the same journal', async () => {
    const replayed = await replayProgram(harness, { programId: program.programId })
    expect(replayed.differences).toEqual([])
    expect(replayed).toMatchObject({ reproduced: true, owners: 4339 })
  })

  it('a back-test of the live release equals the ledger to the unit for every member', async () => {
    const live = await tryLive(harness, program.programId)
    expect(live.owners).toHaveLength(4339)
    expect(await differencesOf(harness, program.programId, live)).toEqual([])
    expect(live.tried.tally.currencies.get('points')).toMatchObject({ outstanding: 82_722_310 })
  })

  it('importing the same file again is answered at once', async () => {
    const again = await importFile(onlineRetailFile)
    expect(again).toMatchObject({ outcome: 'already-applied', orders: summary.orders })
    expect(again.seconds).toBeLessThan(2)
  })

  it('the same orders from another file post nothing', async () => {
    const before = await booksByMember(harness, program.programId)
    const unpacked = path.join(folder, 'unpacked.csv')
    await pipeline(createReadStream(onlineRetailFile), createGunzip(), createWriteStream(unpacked))
    const again = await importFile(unpacked)
    expect(again).toMatchObject({
      outcome: 'applied',
      orders: { recorded: 0, known: expected.orders },
      returns: { recorded: 0 },
      unmatched: summary.unmatched,
    })
    expect(await booksByMember(harness, program.programId)).toEqual(before)
  })
})
