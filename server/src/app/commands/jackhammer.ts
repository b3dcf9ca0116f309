import { RefusalError } from '../../kernel/verdict.ts'
import { readTotal } from '../../ledger/index.ts'
import { type HammerAsk, type HammerReport, hammer, hammerPage } from '../jackhammer/hammer.ts'
import { exitCodes, type Output, openOutput } from '../output.ts'
import { type Work, withContext } from './context.ts'
import { serveHere } from './serve-here.ts'

export interface JackhammerOptions {
  json?: boolean
  /** For all trials together. */
  seconds?: string
  url?: string
  key?: string
}

/** `perennial jackhammer [--seconds N] [--url URL --key KEY]`. */
export async function jackhammerCommand(options: JackhammerOptions): Promise<number> {
  const seconds = Number(options.seconds ?? 30)
  if (!(seconds > 0 && seconds <= 86_400))
    throw new RefusalError({ code: 'query_invalid', detail: '--seconds is a number from 1 to 86,400.' })
  const { url, key } = options
  if ((url === undefined) !== (key === undefined))
    throw new RefusalError({ code: 'query_invalid', detail: 'Give --url and --key together, or neither.' })
  if (url === undefined || key === undefined) return withContext(options, (work) => hammerOwn(work, seconds))
  const output = openOutput(options.json === true)
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort())
  const report = await hammer({ url, key, seconds, signal: stop.signal, ...progressOf(output) })
  return tell(output, report, url)
}

function progressOf(output: Output): Pick<HammerAsk, 'progress'> {
  return { progress: (done, unit) => output.progress({ doing: 'hammering', done, unit }) }
}

/** Hammers this installation, whose books it also counts by itself. */
function hammerOwn(work: Work, seconds: number): Promise<number> {
  const { context, output, signal } = work
  const total = async (program: string) => {
    const { programId } = await work.program(program)
    const read = await context.database.read({ programId }, (tx) => readTotal(tx, programId))
    return { sum: read.held + read.onTheWay, least: read.least ?? 0 }
  }
  return serveHere(work, 'jackhammer', async (at) =>
    tell(output, await hammer({ ...at, seconds, signal, total, ...progressOf(output) }), 'this installation'),
  )
}

function tell(output: Output, report: HammerReport, at: string): number {
  output.result(report, hammerPage(report, at))
  return report.passed ? exitCodes.done : exitCodes.unsound
}
