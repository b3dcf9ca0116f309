import { verifyProgram } from '../../profiles/index.ts'
import { exitCodes } from '../output.ts'
import { withContext } from './context.ts'

/** `perennial verify --program KEY`. */
export function verifyCommand(options: { json?: boolean; program?: string }): Promise<number> {
  return withContext(options, async ({ context, output, program }) => {
    const { programId, key } = await program(options.program ?? '')
    const report = await verifyProgram(context, programId)
    const checked = Object.entries(report.checked).map(
      ([what, count]) => `${count.toLocaleString('en-GB')} ${what}`,
    )
    const lines = report.clean
      ? [`The books of ${key} add up: ${checked.join(', ')}, in ${report.durationMs} ms.`]
      : [
          `The books of ${key} do not add up:`,
          ...report.breaks.map((each) => `  ${each.check}: ${each.owner ?? 'programme'}: ${each.detail}`),
        ]
    output.result(report, lines.join('\n'))
    return report.clean ? exitCodes.done : exitCodes.unsound
  })
}
