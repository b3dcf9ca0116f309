import type { VerifyReport } from '@perennial/contract'
import { RefusalError } from '../../kernel/verdict.ts'
import { proveProgram, readHeadText } from '../../profiles/index.ts'
import { exitCodes } from '../output.ts'
import { withContext } from './context.ts'

export interface VerifyOptions {
  json?: boolean
  program?: string
  /** `12:HASH`. */
  head?: string
  lockOnBreak?: boolean
}

const quietMs = 1_000

/** `perennial verify --program KEY [--head SEAL:HASH] [--lock-on-break]`. */
export function verifyCommand(options: VerifyOptions): Promise<number> {
  const head = options.head === undefined ? undefined : readHeadText(options.head)
  if (options.head !== undefined && head === undefined) {
    const detail = `--head is "${options.head}": give it as it was printed, a number, a colon and 64 digits.`
    throw new RefusalError({ code: 'query_invalid', detail })
  }
  return withContext(options, async ({ context, output, program, signal }) => {
    const place = await program(options.program ?? '')
    const startedMs = performance.now()
    try {
      const report = await proveProgram(context, place, {
        signal,
        given: head === undefined ? [] : [head],
        lockOnBreak: options.lockOnBreak === true,
        // A small programme is done before anybody could read what is being done.
        onStep: ({ step, done, of }) => {
          if (performance.now() - startedMs > quietMs) output.note(`${done + 1} of ${of}: ${step}`)
        },
      })
      output.result(report, linesOf(place.key, report).join('\n'))
      return report.clean ? exitCodes.done : exitCodes.unsound
    } catch (error) {
      if (!signal.aborted) throw error
      output.note('Interrupted. Nothing was changed.')
      return exitCodes.interrupted
    }
  })
}

function linesOf(key: string, report: VerifyReport): string[] {
  const checked = Object.entries(report.checked).map(
    ([what, count]) => `${count.toLocaleString('en-GB')} ${what}`,
  )
  const told = report.clean
    ? [`The books of ${key} add up: ${checked.join(', ')}, in ${report.durationMs} ms.`]
    : [
        `The books of ${key} do not add up:`,
        ...report.breaks.map((each) => `  ${each.check}: ${placeOf(each)}: ${each.detail}`),
      ]
  if (report.head === null) return [...told, 'Nothing is sealed yet: the job "seal" does it every hour.']
  return [...told, `Head of the chain, to keep elsewhere: ${report.head.seal}:${report.head.hash}`]
}

function placeOf({ owner, currency, row }: VerifyReport['breaks'][number]): string {
  const parts = [owner, currency, row === null ? null : `row ${row}`].filter((part) => part !== null)
  return parts.length === 0 ? 'programme' : parts.join(' ')
}
