import { type BackTestCreate, backTestCreate } from '@perennial/contract'
import { askBackTest } from '../../activity/index.ts'
import { orThrow, RefusalError } from '../../kernel/verdict.ts'
import { exitCodes } from '../output.ts'
import { backTestFile } from './back-test-file.ts'
import { textOf } from './back-test-text.ts'
import { withContext } from './context.ts'

export interface BackTestOptions {
  json?: boolean
  program?: string
  from?: string
  to?: string
  release?: string
  compare?: string
  firstReward?: string
  file?: string
  mapping?: string
  template?: string
}

/** `perennial backtest PROGRAM|--file FILE --mapping NAME --template NAME [--from DAY] [--to DAY] [--release draft|N] [--compare draft|N|none] [--first-reward CUR:N]`. */
export function backTestCommand(options: BackTestOptions): Promise<number> {
  const ask = askOf(options)
  if (options.file !== undefined) return backTestFile(options, ask)
  if (options.program === undefined)
    throw new RefusalError({ code: 'query_invalid', detail: 'Name the programme, or a file with --file.' })
  return withContext(options, async ({ context, output, program, signal }) => {
    const place = await program(options.program ?? '')
    try {
      const result = orThrow(
        await askBackTest(context, place, {
          ...ask,
          signal,
          onProgress: ({ phase, done, total }) =>
            output.progress({ doing: phase, done, total, unit: 'activities' }),
        }),
      )
      output.result(result, textOf(result))
      return exitCodes.done
    } catch (error) {
      if (!signal.aborted) throw error
      output.note('Interrupted. Nothing was changed.')
      return exitCodes.interrupted
    }
  })
}

function askOf(options: BackTestOptions): BackTestCreate {
  const { from, to, release = 'draft', compare, firstReward } = options
  const [currency, points] = firstReward?.split(':') ?? []
  const asked = backTestCreate.safeParse({
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    release: releaseNamed(release),
    ...(compare === undefined || options.file !== undefined
      ? {}
      : { compareWith: compare === 'none' ? null : releaseNamed(compare) }),
    ...(firstReward === undefined ? {} : { firstReward: { currency, points: Number(points) } }),
  })
  if (asked.success) return asked.data
  const [issue] = asked.error.issues
  const detail = `--${String(issue?.path[0] ?? 'from')}: ${issue?.message}.`
  throw new RefusalError({ code: 'query_invalid', detail })
}

function releaseNamed(text: string): 'draft' | number {
  return text === 'draft' ? text : Number(text)
}
