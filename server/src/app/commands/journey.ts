import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { orThrow, RefusalError } from '../../kernel/verdict.ts'
import { templatesFolder } from '../../programs/index.ts'
import { openClient } from '../client.ts'
import { journeyPage, runJourney } from '../journey/run-journey.ts'
import { readStory, type Story } from '../journey/story.ts'
import { exitCodes, type Output, openOutput } from '../output.ts'
import { withContext } from './context.ts'
import { serveHere } from './serve-here.ts'

export interface JourneyOptions {
  json?: boolean
  template?: string
  url?: string
  key?: string
}

/** `perennial journey TEMPLATE [--url URL --key KEY]`. */
export async function journeyCommand(options: JourneyOptions): Promise<number> {
  const { url, key } = options
  if ((url === undefined) !== (key === undefined))
    throw new RefusalError({ code: 'query_invalid', detail: 'Give --url and --key together, or neither.' })
  const name = path.basename(options.template ?? '')
  const story = orThrow(await readStory(path.join(templatesFolder, name)))
  if (url === undefined || key === undefined)
    return withContext(options, (work) => serveHere(work, 'journey', (at) => play({ ...work, at, story })))
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort())
  return play({ output: openOutput(options.json === true), signal: stop.signal, at: { url, key }, story })
}

async function play(on: {
  output: Output
  signal: AbortSignal
  at: { url: string; key: string }
  story: Story
}): Promise<number> {
  const { output, signal, story } = on
  const onStep = (done: number, total: number) =>
    output.progress({ doing: 'playing', done, total, unit: 'steps' })
  const program = `journey-${story.template}-${randomBytes(3).toString('hex')}`
  const report = await runJourney({
    ...story,
    program,
    server: openClient({ ...on.at, signal }),
    signal,
    onStep,
  })
  output.result(report, journeyPage(report))
  return report.held ? exitCodes.done : exitCodes.unsound
}
