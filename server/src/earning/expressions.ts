import { lineFacts } from '../activity/index.ts'
import type { ExpressionPlace } from '../programs/index.ts'
import { ruleFacts } from './facts.ts'
import { ruleHints as hints } from './hints.ts'

/** Orders of 2,000 lines are accepted, so rules may go over as many. */
const linesMax = 2000

function factsOf(...[{ settings }, on]: Parameters<ExpressionPlace['facts']>) {
  return ruleFacts(on ?? 'order.placed', settings)
}

/** The expressions of an earning rule, by the path of their field; `award.per-line` is the one that counts line by line. */
export const earningExpressions = {
  when: { result: 'bool', facts: factsOf, hints, listLengthMax: linesMax },
  lines: { result: 'bool', facts: () => lineFacts, hints, listLengthMax: linesMax },
  'award.per-line': { result: 'int', facts: () => lineFacts, hints, listLengthMax: linesMax },
  'award.expression': {
    result: 'int',
    facts: factsOf,
    hints,
    listLengthMax: linesMax,
  },
} as const satisfies Record<string, ExpressionPlace>

/** The expressions of a counter. What it counts with the activity in it would ask itself. */
export const counterExpressions = {
  when: {
    result: 'bool',
    facts: (...asked) => {
      const { countersAfter: _after, ...facts } = factsOf(...asked)
      return facts
    },
    hints,
    listLengthMax: linesMax,
  },
  lines: earningExpressions.lines,
  'add.value': {
    result: 'string',
    facts: (...asked) => {
      const { activity, items } = factsOf(...asked)
      return {
        ...(activity === undefined ? {} : { activity }),
        // What has items has lines.
        ...(items === undefined ? {} : lineFacts),
      }
    },
    hints,
  },
} as const satisfies Record<string, ExpressionPlace>
