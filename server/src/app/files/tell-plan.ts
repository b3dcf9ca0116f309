import { styleText } from 'node:util'
import type { BackTestResult, ReleaseChange } from '@perennial/contract'
import { moneyText } from '../../kernel/money.ts'
import type { FileProblem } from '../../programs/index.ts'

/** What somebody reads before they apply: differences, drift and problems. */
export interface PlanTold {
  changes: readonly ReleaseChange[]
  drift: readonly DriftTold[]
  problems: readonly FileProblem[]
}

/** A definition that changed over there since the folder saw it, down to the field. */
export interface DriftTold extends ReleaseChange {
  base: number | null
  revision: number | null
}

type Paint = (color: 'green' | 'red' | 'yellow' | 'bold' | 'dim', text: string) => string

/** Colours on a terminal that has not declined them. */
export function paintFor(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): Paint {
  const isPlain = stream.isTTY !== true || (env.NO_COLOR ?? '') !== ''
  return (color, text) => (isPlain ? text : styleText(color, text, { validateStream: false }))
}

/** A plan as text. */
export function planText(plan: PlanTold, paint: Paint): string {
  const lines = [...driftLines(plan, paint), ...plan.changes.flatMap((change) => changeLines(change, paint))]
  for (const problem of plan.problems) lines.push(paint('red', `! ${problemLine(problem)}`))
  return [...lines, summary(plan)].join('\n')
}

/** `definitions/base.yaml:7: award.points: ...`. */
export function problemLine({ file, line, field, message }: FileProblem): string {
  return `${file}${line === null ? '' : `:${line}`}: ${field === null ? '' : `${field}: `}${message}`
}

/** What a back-test says of the plan, in a few lines. */
export function backTestText(result: BackTestResult): string {
  const { tested, compared, change, money } = result
  const count = (value: number) => value.toLocaleString('en-GB')
  const share = (giveBackE4: number | null | undefined) =>
    giveBackE4 == null ? 'nothing' : `${(giveBackE4 / 100).toFixed(2)} %`
  const was = (before: string | undefined) => (before === undefined ? '' : `, was ${before}`)
  const lines = [
    `Tried on ${count(result.orders)} orders of ${count(result.members)} members, ${result.from} to ${result.to}:`,
    `  cost ${moneyText(tested.costMinor, money)}${was(compared === null ? undefined : moneyText(compared.costMinor, money))}`,
    `  gives back ${share(tested.giveBackE4)}${was(compared === null ? undefined : share(compared.giveBackE4))}`,
  ]
  if (change !== null)
    lines.push(
      `  ${count(change.winners)} members win, ${count(change.losers)} lose, ${count(change.same)} get the same`,
    )
  return lines.join('\n')
}

function driftLines({ drift }: PlanTold, paint: Paint): string[] {
  if (drift.length === 0) return []
  const each = drift.flatMap((change) => changeLines(change, paint).map((line) => `  ${line}`))
  return [paint('yellow', 'Changed there since this folder saw it:'), ...each, '']
}

const signs = { added: ['+', 'green'], changed: ['~', 'yellow'], removed: ['-', 'red'] } as const

/** One change as text: a line, and one for each field. */
export function changeLines({ kind, key, change, fields }: ReleaseChange, paint: Paint): string[] {
  const [sign, color] = signs[change]
  const lines = fields.map((field) => {
    const [before, after] = [valueText(field.before), valueText(field.after)]
    if (change !== 'changed') return `    ${field.path}: ${change === 'added' ? after : before}`
    return `    ${field.path}: ${paint('red', before)} -> ${paint('green', after)}`
  })
  return [paint(color, `${sign} ${kind}/${key}`), ...lines]
}

function valueText(value: unknown): string {
  return value === undefined ? '(nothing)' : JSON.stringify(value)
}

function summary({ changes, problems }: PlanTold): string {
  const count = (change: ReleaseChange['change']) => changes.filter((each) => each.change === change).length
  const wrong = problems.length === 0 ? '' : ` ${problems.length} to correct first.`
  if (changes.length === 0) return `Nothing to change.${wrong}`
  return `${count('added')} to add, ${count('changed')} to change, ${count('removed')} to remove.${wrong}`
}
