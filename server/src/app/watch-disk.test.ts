import { afterEach, expect, test, vi } from 'vitest'
import { diskCheck, diskFinding, diskFreeRatio, watchDisk } from './watch-disk.ts'

afterEach(() => {
  vi.useRealTimers()
})

test('a disk is asked by any folder on it, and one that is not there says so', async () => {
  const free = await diskFreeRatio(import.meta.dirname)
  expect(free).toBeGreaterThanOrEqual(0)
  expect(free).toBeLessThanOrEqual(1)
  expect(await diskFinding(import.meta.dirname)).toMatchObject({ check: 'disk_free', ok: free >= 0.1 })
  expect(await diskCheck('/nowhere/at/all')).toBe('does not answer')
})

test('the alarm is raised at once, again after ten minutes, and taken back', async () => {
  vi.useFakeTimers()
  const told: string[] = []
  const note = (level: string) => (message: string, fields?: object) =>
    told.push(`${level} ${message} ${JSON.stringify(fields)}`)
  const log = { error: note('error'), info: note('info') }
  let free = 0.2
  const watch = watchDisk('/data', log, () => Promise.resolve(free))
  const minutes = (count: number) => vi.advanceTimersByTimeAsync(count * 60_000)
  await minutes(1)
  expect(told).toEqual([])
  free = 0.099
  await minutes(9)
  expect(told).toEqual([expect.stringMatching(/^error .*nearly full.*"9 %"/)])
  await minutes(11)
  expect(told).toHaveLength(2)
  free = 0.5
  await minutes(1)
  expect(told.slice(2)).toEqual([expect.stringMatching(/^info .*room again.*"50 %"/)])
  watch.stop()
  free = 0
  await minutes(1)
  expect(told).toHaveLength(3)
})
