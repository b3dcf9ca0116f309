import type { Goal } from './goals.ts'
import type { Spread } from './statistics.ts'

/** A goal with what was measured of it. */
export interface Row {
  goal: Goal
  /** Undefined: not measured here, and `note` says why. */
  measured: Spread | undefined
  /** What stands behind the number: rates of both sides, or why there is none. */
  note: string
}

export type Judgement = 'target' | 'floor' | 'missed' | 'not measured'

/** Which of the two bounds the median reaches. */
export function judge({ goal, measured }: Row): Judgement {
  if (measured === undefined) return 'not measured'
  const reaches = (bound: number) =>
    goal.direction === 'atLeast' ? measured.median >= bound : measured.median <= bound
  if (reaches(goal.target)) return 'target'
  return reaches(goal.floor) ? 'floor' : 'missed'
}

function number(value: number, unit: Goal['unit']): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2
  return `${Number(value.toFixed(digits))}${unit === '' ? '' : ` ${unit}`}`
}

const heads = ['goal', 'what', 'floor', 'target', 'measured', 'spread', 'verdict'] as const

function cells(row: Row): string[] {
  const { goal, measured } = row
  return [
    goal.id,
    goal.what,
    number(goal.floor, goal.unit),
    number(goal.target, goal.unit),
    measured === undefined ? '-' : number(measured.median, goal.unit),
    measured === undefined ? '-' : `${number(measured.low, '')} to ${number(measured.high, '')}`,
    judge(row),
  ]
}

/** A table that is Markdown and reads well in a terminal. */
export function tableText(rows: readonly Row[]): string {
  const lines = [[...heads], ...rows.map(cells)]
  const widths = heads.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)))
  const text = (line: readonly string[]) =>
    `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`
  const [head = [], ...body] = lines
  return [text(head), rule, ...body.map(text)].join('\n')
}

/** The rates behind the ratios, a line a goal. */
export function notesText(rows: readonly Row[]): string {
  return rows.map((row) => `- ${row.goal.id}: ${row.note}`).join('\n')
}
