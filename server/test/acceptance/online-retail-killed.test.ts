import { spawn } from 'node:child_process'
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ImportSummary } from '../../src/integrations/order-files/index.ts'
import { type Harness, openHarness } from '../harness.ts'
import type { ImportProcess } from './import-process.ts'
import { recompute } from './online-retail-recompute.ts'
import { booksByMember, isHere, onlineRetailFile } from './real-data.ts'

const isLong = process.env.PERENNIAL_LONG === '1'
const kills = 20
/** Rows of the short form, with the header: about ten weeks. */
const cutRows = 60_001
const places = ['before-begin', 'after-keys', 'after-entries', 'before-commit', 'after-commit']

/** Runs the import in a process of its own; how it ended, and its summary when it got that far. */
function runImport(
  asked: ImportProcess,
  failpoint?: string,
): Promise<{ signal: string | null; code: number | null; summary: ImportSummary | undefined }> {
  const child = spawn(
    process.execPath,
    [path.join(import.meta.dirname, 'import-process.ts'), JSON.stringify(asked)],
    {
      env: { ...process.env, ...(failpoint === undefined ? {} : { PERENNIAL_FAILPOINT: failpoint }) },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  let text = ''
  child.stdout.on('data', (piece) => (text += String(piece)))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => {
      const summary = text === '' ? undefined : (JSON.parse(text) as { summary: ImportSummary }).summary
      resolve({ signal, code, summary })
    })
  })
}

/** The first rows of the file. */
async function cutTo(file: string): Promise<void> {
  const out = createWriteStream(file)
  let rows = 0
  for await (const text of createInterface({
    input: createReadStream(onlineRetailFile).pipe(createGunzip()),
  })) {
    rows += 1
    if (rows > cutRows) break
    out.write(`${text}\n`)
  }
  await new Promise((resolve) => out.end(resolve))
}

describe.skipIf(!isHere(onlineRetailFile))('M-04: an import that is killed', { timeout: 1_800_000 }, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'perennial-killed-'))
  const file = isLong ? onlineRetailFile : path.join(folder, 'cut.csv')
  let harness: Harness

  beforeAll(async () => {
    if (!isLong) await cutTo(file)
    harness = await openHarness()
  })

  afterAll(async () => {
    await harness.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it(`and resumed ${kills} times ends as one that was left alone`, async () => {
    const alone = await harness.createProgram('alone', { template: 'giftware' })
    const killed = await harness.createProgram('killed', { template: 'giftware' })
    const url = harness.testDatabase.appUrl
    const batchLines = isLong ? 3000 : 400
    const whole = await runImport({ url, programId: alone.programId, file })
    expect(whole).toMatchObject({ code: 0, summary: { outcome: 'applied' } })
    for (let kill = 0; kill < kills; kill += 1) {
      // Each time in another moment of a batch, after another number of batches.
      const failpoint = `${places[kill % places.length]}:${1 + (kill % 4)}`
      const ended = await runImport({ url, programId: killed.programId, file, batchLines }, failpoint)
      expect(ended.signal, `kill ${kill} at ${failpoint}`).toBe('SIGKILL')
    }
    const last = await runImport({ url, programId: killed.programId, file, batchLines })
    expect(last.summary).toMatchObject({
      outcome: 'applied',
      rows: whole.summary?.rows,
      unmatched: whole.summary?.unmatched,
      membersUnknown: whole.summary?.membersUnknown,
      findings: whole.summary?.findings.map(({ reason, count }) =>
        expect.objectContaining({ reason, count }),
      ),
    })
    expect(last.summary?.orders.known).toBeGreaterThan(0)
    const books = await booksByMember(harness, killed.programId)
    expect(books).toEqual(await booksByMember(harness, alone.programId))
    const expected = await recompute(onlineRetailFile, isLong ? undefined : cutRows)
    expect(new Map([...books].map(([member, each]) => [member, each.points]))).toEqual(
      new Map([...expected.members].map(([member, each]) => [member, each.points])),
    )
    expect(await harness.verify(killed)).toEqual([])
    const again = await runImport({ url, programId: killed.programId, file, batchLines })
    expect(again.summary?.outcome).toBe('already-applied')
  })
})
