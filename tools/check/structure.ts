import { limits, measure, quantile } from '../structure/budgets.ts'
import { checks } from '../structure/checks.ts'
import { type Problem, readTree, type SourceFile } from '../structure/tree.ts'
import { type Outcome, root, type Step } from './steps.ts'

/** The checks of tools/structure over the whole tree, and the sizes that are reported but not gated. */
export const structureStep: Step = { name: 'structure', run: async () => runStructure(readTree(root)) }

function runStructure(files: readonly SourceFile[]): Outcome {
  const problems = checks.flatMap((check) =>
    check.run(files).map((problem) => describeProblem(check.name, problem)),
  )
  return {
    passed: problems.length === 0 && files.length > 0,
    note:
      problems.length > 0 ? `${problems.length} refusals` : `${checks.length} checks, ${files.length} files`,
    output: problems.join('\n'),
    report: describeSizes(files),
  }
}

function describeProblem(check: string, problem: Problem): string {
  return `${problem.path}${problem.line ? `:${problem.line}` : ''}  [${check}]\n    ${problem.message}`
}

function describeSizes(files: readonly SourceFile[]): string {
  const sizes = measure(files)
  const line = (name: string, numbers: number[], limit: number): string =>
    `       ${name}: ${numbers.length}, lines median ${quantile(numbers, 0.5)}, p90 ${quantile(numbers, 0.9)}, largest ${quantile(numbers, 1)} (limit ${limit})`
  return [
    line('files', sizes.fileLines, limits.fileLines),
    line('functions', sizes.functionLines, limits.functionLines),
  ].join('\n')
}
