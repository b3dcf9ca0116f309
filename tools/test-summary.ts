/**
 * Prints what the tests did as one line, `N passed, N failed, N skipped`, from the JSON report of the test runner.
 * `node tools/test-summary.ts REPORT.json`: exit code 1 when anything failed, when nothing ran, or when there is no report.
 */
import { readFileSync } from 'node:fs'

/** What is read of the report of vitest. */
export interface TestReport {
  success: boolean
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { name: string; status: string; assertionResults: unknown[] }[]
}

/** The closing line and the exit code of a report; undefined stands for a report that could not be read. */
export function summarize(report: TestReport | undefined): { line: string; code: number } {
  if (!report) return { line: '0 passed, 0 failed, 0 skipped', code: 1 }
  // A file that cannot be loaded has no tests to fail, so it counts as one failure itself.
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length
  const failed = report.numFailedTests + unloaded
  const skipped = report.numPendingTests + report.numTodoTests
  // An error outside every test (an unhandled rejection) fails the run although no test failed.
  const counted = !report.success && failed === 0 ? 1 : failed
  const line = `${report.numPassedTests} passed, ${counted} failed, ${skipped} skipped`
  return { line, code: counted > 0 || report.numPassedTests === 0 ? 1 : 0 }
}

function readReport(path: string): TestReport | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as TestReport
  } catch {
    return undefined
  }
}

function main(): void {
  const { line, code } = summarize(readReport(process.argv[2] ?? ''))
  console.log(line)
  process.exitCode = code
}

if (process.argv[1] === import.meta.filename) main()
