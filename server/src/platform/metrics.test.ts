import { describe, expect, it } from 'vitest'
import { addGone, type Counted, type Metrics, openMetrics } from './metrics.ts'

/** A process that answered so many requests, each in half a second, while so many waited. */
function processOf(requests: number, waiting: number, installation = 7): Metrics {
  const metrics = openMetrics()
  const record = metrics.requestRecorder({ method: 'GET', route: '/x' })
  for (let each = 0; each < requests; each += 1) record(200, 500)
  metrics.gauge({ name: 'waiting', help: 'Waiting', adds: true, read: () => waiting })
  metrics.gauge({ name: 'programs', help: 'Programmes', read: () => installation })
  metrics.counter({ name: 'things_total', help: 'Things' })(requests)
  return metrics
}

const name = 'perennial_http_request_duration_seconds'
const labels = 'method="GET",route="/x",status="2xx"'

describe('the numbers of several processes', () => {
  it('add up, but for what is of the installation or of one process', async () => {
    const living = new Map([
      ['2', await processOf(3, 4, 8).counted()],
      ['3', await processOf(10, 5, 9).counted()],
    ])
    const text = await processOf(2, 1).text({ living, gone: [] })
    const lines = text.split('\n')
    expect(lines).toEqual(
      expect.arrayContaining([
        `${name}_count{${labels}} 15`,
        `${name}_sum{${labels}} 7.5`,
        `${name}_bucket{${labels},le="0.5"} 15`,
        `${name}_bucket{${labels},le="0.25"} 0`,
        'waiting 10',
        'programs 7',
        'things_total 15',
      ]),
    )
    for (const process of ['1', '2', '3'])
      expect(text).toMatch(
        new RegExp(`^perennial_process_start_time_seconds\\{process="${process}"\\} \\d`, 'm'),
      )
    expect(new Set(lines.filter((line) => line.startsWith('# TYPE'))).size).toBe(
      lines.filter((line) => line.startsWith('# TYPE')).length,
    )
  })

  it('of one alone are the same, without a name', async () => {
    const text = await processOf(2, 1).text()
    expect(text).toContain(`${name}_count{${labels}} 2`)
    expect(text).toMatch(/^perennial_process_start_time_seconds \d/m)
    expect(text).toContain('programs 7')
  })

  it('keep what a process counted that has ended, and not what it held', async () => {
    let gone: Counted = []
    for (const requests of [3, 10]) gone = addGone(gone, await processOf(requests, 4).counted())
    const text = await processOf(2, 1).text({ living: new Map(), gone })
    expect(text).toContain(`${name}_count{${labels}} 15`)
    expect(text).toContain('things_total 15')
    expect(text).toContain('waiting 1')
    expect(text.match(/^perennial_process_start_time_seconds\{.*\}/gm)).toHaveLength(1)
  })
})
