import { readTree } from '../structure/tree.ts'
import { runProgram } from './programs.ts'
import { type Outcome, root, type Step } from './steps.ts'

interface Violation {
  from: string
  to: string
  rule: { name: string; severity: string }
  comment?: string
  cycle?: { name: string }[]
}

interface Report {
  modules: { source: string; rules?: { name: string }[] }[]
  summary: {
    violations: Violation[]
    totalCruised: number
    ruleSetUsed?: { forbidden?: { name: string; comment?: string }[] }
  }
}

const cruised = ['contract/src', 'server/src', 'sdk/src', 'web/src']

/** Imports follow the import table, domains are entered by their front door, and nothing goes in a circle. */
export const boundariesStep: Step = { name: 'boundaries', run: runBoundaries }

async function runBoundaries(): Promise<Outcome> {
  const sources = readTree(root).filter(
    ({ path }) => cruised.some((folder) => path.startsWith(`${folder}/`)) && /\.tsx?$/.test(path),
  )
  const roots = cruised.filter((folder) => sources.some(({ path }) => path.startsWith(`${folder}/`)))
  const finished = await runProgram('depcruise', [
    '--config',
    '.dependency-cruiser.mjs',
    '--output-type',
    'json',
    ...roots,
  ])
  if (!finished.stdout.startsWith('{')) return { passed: false, output: finished.stderr || finished.stdout }
  return judgeReport(
    JSON.parse(finished.stdout) as Report,
    sources.map(({ path }) => path),
  )
}

/** Judges a report of dependency-cruiser; it must have seen every source file, so that silence means something. */
export function judgeReport(report: Report, sources: readonly string[]): Outcome {
  const seen = new Set(report.modules.map((module) => module.source))
  const missed = sources.filter((path) => !seen.has(path))
  const comments = new Map(
    report.summary.ruleSetUsed?.forbidden?.map((rule) => [rule.name, rule.comment ?? rule.name]),
  )
  const refused = report.summary.violations.map((violation) => {
    const way = violation.cycle ? violation.cycle.map((step) => step.name).join(' -> ') : violation.to
    return `${violation.from} -> ${way}\n    ${comments.get(violation.rule.name) ?? violation.rule.name}`
  })
  const unseen = missed.map(
    (path) =>
      `${path}\n    was not read by dependency-cruiser: use a version that supports the installed TypeScript`,
  )
  const nothing =
    report.summary.totalCruised === 0
      ? ['no module was read: use TypeScript 5, which dependency-cruiser can parse']
      : []
  const output = [...nothing, ...unseen, ...refused]
  return {
    passed: output.length === 0,
    note: `${report.summary.totalCruised} modules`,
    output: output.join('\n'),
  }
}
