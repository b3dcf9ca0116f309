/**
 * `npm run check`: everything that can be judged without running the product. Each step prints one line; a step
 * that refuses prints all it has to say. `npm run check -- types boundaries` runs only the named steps.
 */
import { boundariesStep } from './check/boundaries.ts'
import { ignoredStep } from './check/ignored.ts'
import { programs } from './check/programs.ts'
import { runSteps } from './check/steps.ts'
import { structureStep } from './check/structure.ts'

const steps = [...programs, boundariesStep, structureStep, ignoredStep]
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !steps.some((step) => step.name === name))

if (unknown.length > 0) {
  console.error(`${unknown.join(', ')} is refused: use ${steps.map((step) => step.name).join(', ')}`)
  process.exitCode = 2
} else {
  const failed = await runSteps(steps.filter((step) => wanted.length === 0 || wanted.includes(step.name)))
  process.exitCode = failed > 0 ? 1 : 0
}
