import { orThrow } from '../../kernel/verdict.ts'
import { openLog, watchStrayErrors } from '../../platform/log.ts'
import { readConfig } from '../config.ts'
import { type Context, openContext } from '../context.ts'
import { fillDemoShop } from '../demo/index.ts'
import { type Welcome, welcome } from '../first-start.ts'
import { exitCodes } from '../output.ts'
import { type Serving, serve } from '../serve.ts'

/** `perennial start`: serves until it is told to stop. */
export async function startCommand(options: {
  json?: boolean
  role?: string
  demo?: boolean
}): Promise<number> {
  const config = orThrow(readConfig(process.env, options))
  const log = openLog({
    level: config.logLevel,
    ...(options.json === true ? { format: 'json' as const } : {}),
  })
  const stopped = new Promise<'signal' | 'error'>((resolve) => {
    process.once('SIGTERM', () => resolve('signal'))
    process.once('SIGINT', () => resolve('signal'))
    watchStrayErrors(log, () => resolve('error'))
  })
  const context = await openContext(config, { log })
  let serving: Serving
  let greeting: Welcome
  try {
    greeting = await welcome(context)
    serving = await serve(context)
  } catch (error) {
    await context.dispose()
    throw plainStartError(error, config.port)
  }
  process.stdout.write(
    options.json === true ? `${JSON.stringify(startReport(context, greeting))}\n` : banner(context, greeting),
  )
  const filling = new AbortController()
  const filled =
    config.role === 'api' ? Promise.resolve() : fillInBackground(context, greeting, filling.signal)
  const why = await stopped
  log.info('Stopping: no new requests, finishing what is under way')
  filling.abort()
  await filled
  await serving.close()
  return why === 'signal' ? exitCodes.done : exitCodes.failed
}

function plainStartError(error: unknown, port: number): unknown {
  if ((error as { code?: unknown }).code !== 'EADDRINUSE') return error
  return new Error(
    `Port ${port} is in use: stop what uses it, or start with another one: PORT=4200 npm start`,
  )
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
  return [
    `  Try        a demonstration shop is filling itself; sign in and open a member's page, or ask what a basket earns:`,
    `             curl -H "authorization: Bearer $KEY" -H "content-type: application/json" \\`,
    `               "${url}/v1/programs/${program}/activities?dryRun=true&explain=true" \\`,
    `               -d '{"type":"order.placed","source":"web","sourceId":"1","occurredAt":"${new Date().toISOString()}",`,
    `                    "member":{"externalId":"you"},"order":{"currency":"EUR","lines":[`,
    `                    {"lineId":"1","sku":"A","quantity":"1","unitPrice":"25.00"}]}}'`,
  ]
}
