import { afterAll, beforeAll, expect, test } from 'vitest'
import { type HammerReport, hammer } from '../../src/app/jackhammer/hammer.ts'
import { type ApiHouse, openApiHouse } from '../api-house.ts'
import { endEverything, onTestDatabase, runPerennial } from './app-process.ts'

let house: ApiHouse

beforeAll(async () => {
  house = await openApiHouse()
})
afterAll(async () => {
  await endEverything()
  expect(house.violations).toEqual([])
  await house.close()
})

function expectPassed(report: HammerReport): void {
  expect(report, JSON.stringify(report)).toMatchObject({ passed: true, shut: true, breaks: [], errors: 0 })
  expect(report.verdicts.map(({ id, passed }) => [id, passed])).toEqual([
    ['L-01', true],
    ['L-02', true],
    ['L-06', true],
  ])
}

test('refuses to start with half of what it needs, or for no time', async () => {
  const rows = [
    [['--url', house.origin], /--url and --key together/],
    [['--seconds', '0'], /--seconds is a number/],
    [['--url', house.origin, '--key', 'pk_wrong', '--seconds', '1'], /The server answered 401/],
  ] as const
  for (const [args, sentence] of rows) {
    const { code, stderr } = await runPerennial(['jackhammer', ...args], onTestDatabase(house.testDatabase))
      .ended
    expect([code, stderr]).toEqual([1, expect.stringMatching(sentence)])
  }
}, 60_000)

test('L-01 L-02 L-06 the jackhammer finds nothing on a running server, and shuts its programme behind it', async () => {
  const { signal } = new AbortController()
  const report = await hammer({ url: house.origin, key: house.key, seconds: 3, signal, progress: () => {} })
  expectPassed(report)
  const path = `/v1/programs/${report.program}/activities`
  const late = await house.ask({ method: 'POST', path, body: {} })
  expect(late.status).toBeGreaterThanOrEqual(400)
}, 60_000)

test('L-06 on an installation of its own it reads every sum in one snapshot, and its key is gone afterwards', async () => {
  const env = onTestDatabase(house.testDatabase)
  const { code, stdout, stderr } = await runPerennial(['jackhammer', '--seconds', '3', '--json'], env).ended
  expect(code, stderr).toBe(0)
  const report = JSON.parse(stdout) as HammerReport
  expectPassed(report)
  expect(report.verdicts[2]?.counts.reads).toBeGreaterThan(5)
}, 60_000)
