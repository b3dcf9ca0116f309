import { beforeAll, expect, test } from 'vitest'
import { buildConsole } from './build.ts'
import { firstLoad, firstLoadBytesMax } from './weight.ts'

beforeAll(buildConsole, 120_000)

test('the first page costs at most 250 kB of JavaScript, without the charts', () => {
  const parts = firstLoad()
  const total = parts.reduce((sum, part) => sum + part.gzipBytes, 0)
  const lines = parts.map((part) => `${(part.gzipBytes / 1024).toFixed(1).padStart(7)} kB  ${part.file}`)
  console.log([...lines, `${(total / 1024).toFixed(1).padStart(7)} kB  in all`].join('\n'))
  expect(parts.some((part) => part.file.includes('chart'))).toBe(false)
  expect(total).toBeLessThanOrEqual(firstLoadBytesMax)
})
