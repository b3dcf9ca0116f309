import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importOrders, loadMapping } from '../../src/integrations/order-files/index.ts'
import { orThrow } from '../../src/kernel/verdict.ts'
import type { Program } from '../../src/programs/index.ts'
import { type Harness, openHarness } from '../harness.ts'
import { booksByMember, cdnowFile, isHere } from './real-data.ts'

describe.skipIf(!isHere(cdnowFile))('purchases without order ids', { timeout: 180_000 }, () => {
  let harness: Harness
  let program: Program

  beforeAll(async () => {
    harness = await openHarness()
    program = await harness.createProgram('cdnow', { template: 'cdnow' })
  })

  afterAll(() => harness.close())

  async function importFile() {
    return orThrow(
      await importOrders({
        database: harness.database,
        pipeline: harness.pipeline,
        program,
        currency: 'USD',
        file: cdnowFile,
        mapping: orThrow(await loadMapping('cdnow')),
        preview: false,
      }),
    )
  }

  it('every line is a purchase: one point a dollar, floor, also for repeated and worthless rows', async () => {
    const rows = readFileSync(cdnowFile, 'utf8').trimEnd().split('\n')
    const points = new Map<string, number>()
    for (const row of rows) {
      const [member = '', , , , dollars = ''] = row.trim().split(/\s+/)
      points.set(member, (points.get(member) ?? 0) + Math.floor(Number(dollars)))
    }
    const copies = Map.groupBy(rows, (row) => row.trim())
    expect([...copies.values()].filter((each) => each.length > 1)).toHaveLength(19)
    expect(rows.filter((row) => Number(row.trim().split(/\s+/)[4]) === 0)).toHaveLength(8)

    const summary = await importFile()
    expect(summary).toMatchObject({
      outcome: 'applied',
      rows: { read: 6919, skipped: 0, refused: 0 },
      orders: { recorded: 6919, known: 0, refused: 0 },
      findings: [],
    })
    const books = await booksByMember(harness, program.programId)
    expect(new Map([...books].map(([member, each]) => [member, each.points]))).toEqual(points)
    expect(points.size).toBe(2357)
    expect(await harness.verify(program)).toEqual([])

    expect(await importFile()).toMatchObject({ outcome: 'already-applied', orders: { recorded: 6919 } })
    expect(await booksByMember(harness, program.programId)).toEqual(books)
  })
})
