import { describe, expect, it } from 'vitest'
import { summarize, type TestReport } from './test-summary.ts'

function report(changes: Partial<TestReport>): TestReport {
  return {
    success: true,
    numPassedTests: 5,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: [],
    ...changes,
  }
}

describe('the closing line of the tests', () => {
  it.each([
    ['no report', undefined, '0 passed, 0 failed, 0 skipped', 1],
    ['no test ran', report({ numPassedTests: 0 }), '0 passed, 0 failed, 0 skipped', 1],
    [
      'only skipped tests',
      report({ numPassedTests: 0, numPendingTests: 3 }),
      '0 passed, 0 failed, 3 skipped',
      1,
    ],
    ['a failed test', report({ success: false, numFailedTests: 2 }), '5 passed, 2 failed, 0 skipped', 1],
    [
      'a file that did not load',
      report({ success: false, testResults: [{ name: 'a', status: 'failed', assertionResults: [] }] }),
      '5 passed, 1 failed, 0 skipped',
      1,
    ],
    ['an error outside every test', report({ success: false }), '5 passed, 1 failed, 0 skipped', 1],
    ['all passed', report({ numPendingTests: 1, numTodoTests: 1 }), '5 passed, 0 failed, 2 skipped', 0],
  ])('%s', (_, given, line, code) => {
    expect(summarize(given)).toEqual({ line, code })
  })
})
