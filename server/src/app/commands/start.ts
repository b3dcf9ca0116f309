import { orThrow, RefusalError } from '../../kernel/verdict.ts'
import { type Log, watchStrayErrors } from '../../platform/log.ts'
import { type Config, readConfig } from '../config.ts'
import { type Context, openConfiguredLog, openContext } from '../context.ts'
import { fillDemoShop } from '../demo/index.ts'
import { type Welcome, welcome } from '../first-start.ts'
import { exitCodes } from '../output.ts'
import { type Serving, serve } from '../serve.ts'

/** `perennial start`: serves until it is told to stop. */
export async function startCommand(options: {
  json?: boolean
  role?: string
  processes?: string
  demo?: boolean
}): Promise<number> {
  const config = orThrow(readConfig(process.env, options))
  const log = openConfiguredLog(config)
  const stop = watchStop(log)
  const context = await openContext(config, { log })
  if (stop.why() !== undefined) return leave(stop, () => context.dispose())
  const { serving, greeting } = await open(context)
  process.stdout.write(
    options.json === true ? `${JSON.stringify(startReport(context, greeting))}\n` : banner(context, greeting),
  )
  const filling = new AbortController()
  // Filling is work for a worker; but one that starts beside the API may have looked before the shop was there.
  const fills = config.role !== 'api' || greeting.apiKey !== undefined
  const filled = fills ? fillInBackground(context, greeting, filling.signal) : Promise.resolve()
  await stop.asked
  log.info('Stopping: no new requests, finishing what is under way')
  filling.abort()
  await filled
  return leave(stop, serving.close)
}

type StopReason = 'signal' | 'error'

interface Stop {
  asked: Promise<StopReason>
  /** Undefined until a stop was asked for. */
  why(): StopReason | undefined
}

/** Watches from the first moment, so that a signal during the start ends it in order, too. */
function watchStop(log: Log): Stop {
  let reason: StopReason | undefined
  const asked = new Promise<StopReason>((resolve) => {
    const stop = (why: StopReason) => {
      reason ??= why
      resolve(reason)
    }
    process.once('SIGTERM', () => stop('signal'))
    process.once('SIGINT', () => stop('signal'))
    watchStrayErrors(log, () => stop('error'))
  })
  return { asked, why: () => reason }
}

async function leave(stop: Stop, close: () => Promise<void>): Promise<number> {
  await close()
  return stop.why() === 'signal' ? exitCodes.done : exitCodes.failed
}

/** The port is taken before the first key is made: a start that fails must not have used up what is shown once. */
async function open(context: Context): Promise<{ serving: Serving; greeting: Welcome }> {
  let serving: Serving
  try {
    serving = await serve(context)
  } catch (error) {
    await context.dispose()
    throw plainStartError(error, context.config)
  }
  try {
    return { serving, greeting: await welcome(context) }
  } catch (error) {
    await serving.close()
    throw error
  }
}

function plainStartError(error: unknown, { port, host }: Config): unknown {
  const sentences: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} is in use: stop what uses it, or start with another one: PORT=4200 npm start`,
    EACCES: `Port ${port} may not be opened by this user: use one above 1023, such as PORT=4200.`,
    EADDRNOTAVAIL: `HOST is "${host}", which is no address of this machine: use 127.0.0.1 or 0.0.0.0.`,
    ENOTFOUND: `HOST is "${host}", which is no address of this machine: use 127.0.0.1 or 0.0.0.0.`,
  }
  const { code } = error as { code?: unknown }
  const detail = typeof code === 'string' ? sentences[code] : undefined
  return detail === undefined ? error : new RefusalError({ code: 'settings_invalid', detail })
}

/** The demonstration shop fills while the product already answers. */
async function fillInBackground(context: Context, greeting: Welcome, signal: AbortSignal): Promise<void> {
  if (greeting.demo === undefined) return
  try {
    await fillDemoShop({
      pipeline: context.pipeline,
      program: greeting.demo,
      now: greeting.demo.createdAt.getTime(),
      signal,
    })
  } catch (error) {
    if (!signal.aborted) context.log.error('The demonstration shop was not filled to its end', { err: error })
  }
}

function startReport(context: Context, greeting: Welcome) {
  const { config } = context
  return {
    url: config.publicUrl,
    console: `${config.publicUrl}/console/`,
    docs: `${config.publicUrl}/docs`,
    ownerLink: greeting.ownerLink,
    apiKey: greeting.apiKey ?? null,
    demo: greeting.demo?.key ?? null,
  }
}

/** One block with all that a newcomer needs. Secrets are shown here and nowhere else. */
function banner(context: Context, greeting: Welcome): string {
  const { config } = context
  const key = greeting.apiKey
  const lines = [
    '',
    '  Perennial is running',
    '',
    `  Console    ${config.publicUrl}/console/`,
    `  Sign in    ${greeting.ownerLink}`,
    '             (once, within 24 hours; `npx perennial link` makes another)',
    `  API docs   ${config.publicUrl}/docs`,
    key === undefined
      ? '  API key    shown at the first start; make others in the API: POST /v1/keys'
      : `  API key    ${key}`,
    ...(key === undefined ? [] : ['             (shown this once; keep it like a password)']),
    ...(greeting.demo === undefined ? [] : ['', ...tryThis(config.publicUrl, greeting.demo.key)]),
    '',
    '  Stop with Ctrl-C',
    '',
  ]
  return `${lines.join('\n')}\n`
}

function tryThis(url: string, program: string): string[] {
  const order = {
    type: 'order.placed',
    source: 'web',
    sourceId: '1',
    occurredAt: new Date().toISOString(),
    member: { externalId: 'C-0001' },
    order: { currency: 'GBP', lines: [{ lineId: '1', sku: 'A', quantity: '1', unitPrice: '25.00' }] },
  }
  return [
    '  Try        a demonstration shop is filling itself: sign in and open a member, or ask what a basket would earn:',
    '             curl -H "authorization: Bearer $KEY" -H "content-type: application/json" \\',
    `               "${url}/v1/programs/${program}/activities?dryRun=true&explain=true" \\`,
    `               -d '${JSON.stringify(order)}'`,
  ]
}
