import { expect, it } from 'vitest'
import { openProgressLine, type Progress } from './progress-line.ts'

/** Shows each progress at its time and tells what was written. */
function written(isTTY: boolean, steps: readonly (readonly [ms: number, progress: Progress])[]): string[] {
  const lines: string[] = []
  let nowMs = 0
  const line = openProgressLine({ isTTY, write: (text) => lines.push(text) }, { now: () => nowMs })
  for (const [ms, progress] of steps) {
    nowMs = ms
    line.show(progress)
  }
  line.clear()
  line.clear()
  return lines
}

function posting(done: number, total: number): Progress {
  return { doing: 'posting', done, total, unit: 'orders' }
}

it.each([
  [
    'nothing of the pace at the beginning',
    posting(50, 200),
    'posting [######------------------] 25 %  50 of 200 orders',
  ],
  [
    'what was refused',
    { ...posting(0, 10), refused: 3 },
    `posting [${'-'.repeat(24)}] 0 %  0 of 10 orders  3 refused`,
  ],
  [
    'no share where nobody knows the whole',
    { doing: 'reading', done: 12_345, unit: 'rows' },
    'reading  12,345 rows',
  ],
  ['no share of nothing', posting(0, 0), 'posting  0 of 0 orders'],
  [
    'a share that is known otherwise',
    { doing: 'reading', done: 9, unit: 'rows', share: 2 },
    `reading [${'#'.repeat(24)}] 100 %  9 rows`,
  ],
])('says %s', (_, progress, line) => {
  expect(written(false, [[5_000, progress]])).toEqual([`${line}\n`])
})

it('measures each piece of work by itself, and what was done before not at all', () => {
  const lines = written(false, [
    [0, { doing: 'reading', done: 0, unit: 'rows' }],
    [8_000, { doing: 'reading', done: 80_000, unit: 'rows' }],
    [13_000, posting(1_000, 10_000)],
    [23_000, posting(3_000, 10_000)],
    [93_000, posting(4_000, 10_000)],
    [7_300_000, posting(4_100, 10_000)],
  ])
  expect(lines.map((line) => line.trim().split('  ').slice(1).join('  '))).toEqual([
    '80,000 rows  10,000/s',
    '1,000 of 10,000 orders',
    '3,000 of 10,000 orders  200/s  35 s left',
    '4,000 of 10,000 orders  38/s  2 min 40 s left',
    '4,100 of 10,000 orders  0/s  3 h 51 min left',
  ])
})

it('draws one line anew on a terminal, writes plain ones elsewhere, neither too often', () => {
  const steps = [0, 50, 100, 4_900, 5_000].map((ms) => [ms, posting(1, 2)] as const)
  const drawn = written(true, steps)
  expect(
    drawn.slice(0, -1).every((text) => text.startsWith('\r\u001b[2Kposting') && !text.endsWith('\n')),
  ).toBe(true)
  expect(drawn).toHaveLength(5)
  expect(drawn.at(-1)).toBe('\r\u001b[2K')
  expect(written(false, steps)).toHaveLength(1)
})
