import { availableParallelism } from 'node:os'
import { describe, expect, test } from 'vitest'
import { orThrow } from '../kernel/verdict.ts'
import { type Flags, readConfig } from './config.ts'

const cores = availableParallelism()

describe('how many processes serve the API', () => {
  test.each<[string | undefined, Flags, string]>([
    ['0', {}, 'PERENNIAL_API_PROCESSES is "0": say auto, or a number from 1 to 32.'],
    ['33', {}, 'PERENNIAL_API_PROCESSES is "33"'],
    ['1.5', {}, 'PERENNIAL_API_PROCESSES is "1.5"'],
    ['all', {}, 'PERENNIAL_API_PROCESSES is "all"'],
    ['2', { processes: 'x' }, '--processes is "x"'],
    ['2', { role: 'worker' }, 'PERENNIAL_API_PROCESSES is "2" and --role is worker, which serves no API'],
    ['auto', { role: 'worker' }, 'PERENNIAL_API_PROCESSES is "auto" and --role is worker'],
  ])('"%s" with %j is refused', (text, flags, sentence) => {
    const refused = readConfig({ PERENNIAL_API_PROCESSES: text }, flags)
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'settings_invalid' } })
    expect(JSON.stringify(refused)).toContain(JSON.stringify(sentence).slice(1, -1))
  })

  test.each<[string | undefined, Flags, number]>([
    [undefined, {}, 1],
    ['', {}, 1],
    ['1', { role: 'worker' }, 1],
    ['3', { role: 'api' }, 3],
    ['3', { processes: '2' }, 2],
    ['auto', {}, Math.min(8, cores)],
    [undefined, { processes: 'auto' }, Math.min(8, cores)],
  ])('"%s" with %j', (text, flags, count) => {
    expect(orThrow(readConfig({ PERENNIAL_API_PROCESSES: text }, flags)).apiProcesses).toBe(count)
  })

  test('lanes are divided among them, unless they are set', () => {
    const lanesOf = (env: Record<string, string>) => orThrow(readConfig(env)).lanes
    expect(lanesOf({ PERENNIAL_API_PROCESSES: '32' })).toBe(1)
    expect(lanesOf({ PERENNIAL_API_PROCESSES: '32', PERENNIAL_LANES: '3' })).toBe(3)
  })
})
