import path from 'node:path'
import type { BackTestCreate } from '@perennial/contract'
import { backTestInputs } from '../../activity/index.ts'
import { loadMapping, readOrders } from '../../integrations/index.ts'
import { parseDay } from '../../kernel/instants.ts'
import { ok, orThrow, RefusalError } from '../../kernel/verdict.ts'
import { buildRelease, type Release } from '../../programs/index.ts'
import { allKinds, allStages } from '../compose.ts'
import { exitCodes, openOutput } from '../output.ts'
import { textOf } from './back-test-text.ts'
import { templateAt } from './programs.ts'

/**
 * `perennial backtest --file FILE --mapping NAME --template NAME`: tries a programme on a file of orders that was never
 * imported, for a shop that is still choosing. Needs no database and keeps nothing.
 */
export async function backTestFile(
  options: { json?: boolean; file?: string; mapping?: string; template?: string; compare?: string },
  ask: Pick<BackTestCreate, 'from' | 'to' | 'firstReward'>,
): Promise<number> {
  const { file, mapping, template, compare } = options
  if (file === undefined || mapping === undefined || template === undefined)
    throw new RefusalError({ code: 'query_invalid', detail: '--file needs --mapping and --template.' })
  const output = openOutput(options.json === true)
  const stop = new AbortController()
  const abort = () => stop.abort()
  process.once('SIGINT', abort)
  try {
    const known = orThrow(await loadMapping(mapping))
    const tested = await releaseFrom(template)
    refuseOtherCurrency(known.spec.currency, tested)
    const { inputs, findings } = orThrow(
      await readOrders({
        file: path.resolve(file),
        mapping: known,
        signal: stop.signal,
        onProgress: ({ rows }) => output.progress({ doing: 'reading', done: rows, unit: 'rows' }),
      }),
    )
    const result = await backTestInputs({
      // Nothing is stored: there is one release.
      stages: allStages({ release: () => Promise.resolve(ok(tested)) }),
      inputs,
      tested,
      compared: compare === undefined || compare === 'none' ? undefined : await releaseFrom(compare),
      firstReward: ask.firstReward,
      from: ask.from === undefined ? undefined : parseDay(ask.from),
      to: ask.to === undefined ? undefined : parseDay(ask.to),
      signal: stop.signal,
      onProgress: ({ done, total }) =>
        output.progress({ doing: 'deciding', done, total, unit: 'activities' }),
    })
    const left = findings.map(
      (each) => `${each.count.toLocaleString('en-GB')} rows ${each.what}: ${each.reason}`,
    )
    output.result({ ...result, findings }, [textOf(result), ...left].join('\n'))
    return exitCodes.done
  } catch (error) {
    if (!stop.signal.aborted) throw error
    output.note('Interrupted. Nothing was changed.')
    return exitCodes.interrupted
  } finally {
    process.off('SIGINT', abort)
  }
}

function refuseOtherCurrency(currency: string, { settings }: Release): void {
  if (currency === settings.currency) return
  const detail = `The mapping says ${currency}, the template counts ${settings.currency}.`
  throw new RefusalError({ code: 'currency_mismatch', detail })
}

/** A template as it would decide once it is published. */
async function releaseFrom(named: string): Promise<Release> {
  const { definitions } = await templateAt(named)
  const built = buildRelease({ programId: 0, number: 0, kinds: allKinds, definitions, codes: new Map() })
  if (built.ok) return built.release
  const [first] = built.errors
  throw new RefusalError({
    code: 'release_invalid',
    detail: `${first?.kind}/${first?.key}: ${first?.detail}`,
  })
}
