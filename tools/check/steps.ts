import { availableParallelism } from 'node:os'
import { join } from 'node:path'

/** The root of the repository. */
export const root = join(import.meta.dirname, '..', '..')

/** What a step found. `note` is one short line; `output` is shown when it failed, and `report` always. */
export interface Outcome {
  passed: boolean
  note?: string
  output?: string
  report?: string
}

/** One step of the check; `run` never throws for what it finds, only for what is broken in itself. */
export interface Step {
  name: string
  run(): Promise<Outcome>
}

/**
 * Runs the steps on as many processors as there are (at most four) and reports in order, so that two runs read
 * the same. Returns the number of steps that failed.
 */
export async function runSteps(steps: readonly Step[]): Promise<number> {
  const started = performance.now()
  const results = inTurn(steps, Math.min(4, availableParallelism()))
  let failed = 0
  for (const [index, step] of steps.entries()) {
    const { outcome, seconds } = await (results[index] ??
      Promise.reject(new Error(`step ${step.name} was not started`)))
    if (!outcome.passed) failed += 1
    const note = outcome.note ? `  ${outcome.note}` : ''
    console.log(
      `${outcome.passed ? 'ok    ' : 'FAILED'} ${step.name.padEnd(12)} ${seconds.toFixed(1).padStart(5)} s${note}`,
    )
    if (!outcome.passed && outcome.output) console.log(`\n${outcome.output.trimEnd()}\n`)
    if (outcome.report) console.log(outcome.report)
  }
  const total = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`check: ${steps.length - failed} of ${steps.length} steps passed in ${total} s`)
  return failed
}

interface Timed {
  outcome: Outcome
  seconds: number
}

function inTurn(steps: readonly Step[], width: number): Promise<Timed>[] {
  const lanes: Promise<unknown>[] = Array.from({ length: width }, () => Promise.resolve())
  return steps.map((step, index) => {
    const result = (lanes[index % width] ?? Promise.resolve()).then(() => timed(step))
    lanes[index % width] = result
    return result
  })
}

async function timed(step: Step): Promise<Timed> {
  const started = performance.now()
  const outcome = await step.run().catch((cause: unknown) => ({ passed: false, output: String(cause) }))
  return { outcome, seconds: (performance.now() - started) / 1000 }
}
