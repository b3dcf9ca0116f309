import type { ProblemCode } from '@perennial/contract'
import { RefusalError } from '../kernel/verdict.ts'
import { type Client, openClient, type Told } from './client.ts'

export interface Server {
  url: string
  key: string
  signal: AbortSignal
}

/** The server that `--url` names, under the key in the environment. Refuses `query_invalid`, `credential_missing`. */
export function serverAt(url: string, env: NodeJS.ProcessEnv): Omit<Server, 'signal'> {
  if (!/^https?:\/\/[^\s/]+\/?$/.test(url))
    throw new RefusalError({
      code: 'query_invalid',
      detail: '--url must be like https://loyalty.example.com, without a path.',
    })
  const key = env.PERENNIAL_KEY ?? ''
  if (key === '')
    throw new RefusalError({
      code: 'credential_missing',
      detail: 'Give an API key of the server in PERENNIAL_KEY.',
    })
  return { url: url.replace(/\/+$/, ''), key }
}

/** Asks a server; the body of its answer. A refusal over there is thrown as the same refusal here. */
export type AskServer = (method: string, path: string, body?: unknown) => Promise<unknown>

export function askServer(server: Server): AskServer {
  const client = openClient(server)
  return async (method, path, body) =>
    answerOf(await reach(client, server.url, { method, path, ...(body === undefined ? {} : { body }) }))
}

/** The same for what lies below a programme: `/releases`. */
export function askProgram(server: Server & { program: string }): AskServer {
  const ask = askServer(server)
  const inProgram = `/v1/programs/${encodeURIComponent(server.program)}`
  return async (method, path, body) => {
    try {
      return await ask(method, `${inProgram}${path}`, body)
    } catch (error) {
      if (!(error instanceof RefusalError) || error.refusal.code !== 'not_found') throw error
      throw new RefusalError({ ...error.refusal, detail: missing(server, path) })
    }
  }
}

/** What is not there: one part of the programme that has a name or a number, or else the programme. */
function missing({ url, program }: { url: string; program: string }, path: string): string {
  const [, list = '', one] = path.split(/[/?]/)
  if (one === undefined || list.startsWith('definitions'))
    return `${url} has no programme "${program}", or this key may not see it. Nothing was changed.`
  return `The programme "${program}" at ${url} has no ${list.replace(/s$/, '')} ${one}. Nothing was changed.`
}

async function reach(
  client: Client,
  url: string,
  { method, path, ...more }: { method: string; path: string; body?: unknown },
): Promise<Told> {
  try {
    return await client.ask(method, path, more)
  } catch (error) {
    const cause = error instanceof Error ? (error.cause ?? error) : error
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new RefusalError({ code: 'server_unreachable', detail: `${url} does not answer: ${why}.` })
  }
}

function answerOf({ status, body }: Told): unknown {
  if (status < 400) return body
  const { code, detail, errors } = body as { code?: ProblemCode; detail?: string; errors?: unknown }
  if (code === undefined)
    throw new RefusalError({
      code: 'server_unreachable',
      detail: `It answered ${status}: this is no Perennial.`,
    })
  throw new RefusalError({ code, detail: detail ?? code, extra: { errors } })
}
