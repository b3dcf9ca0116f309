import { setTimeout } from 'node:timers/promises'
import {
  type BackTestResult,
  backTestDetail,
  type DefinitionView,
  definitionApplied,
  definitionPlan,
  definitionView,
  type ProblemCode,
  releaseView,
} from '@perennial/contract'
import { z } from 'zod'
import { RefusalError } from '../../kernel/verdict.ts'
import { type Client, openClient, type Told } from '../client.ts'
import { type BackTestAsked, type House, schemaUrlAt } from './house.ts'

const programsListed = z.object({ programs: z.array(z.object({ key: z.string(), now: z.string() })) })
const draftList = z.object({ definitions: z.array(definitionView) })

/** A programme on a server, asked under an API key. */
export function remoteHouse(at: { url: string; key: string; program: string; signal: AbortSignal }): House {
  const url = at.url.replace(/\/+$/, '')
  const client = openClient({ ...at, url })
  const inProgram = `/v1/programs/${encodeURIComponent(at.program)}`
  const ask = async (method: string, path: string, body?: unknown): Promise<unknown> =>
    answerOf(await reach(client, url, { method, path: `${inProgram}${path}`, body }))
  return {
    place: `${url}/${at.program}`,
    schemaUrl: schemaUrlAt(url),
    drafts: async (): Promise<DefinitionView[]> =>
      draftList.parse(await ask('GET', '/definitions')).definitions,
    plan: async (set) => definitionPlan.parse(await ask('POST', '/definitions:plan', set)),
    apply: async (set) => definitionApplied.parse(await ask('POST', '/definitions:apply', set)),
    today: async () => {
      const { programs } = programsListed.parse(
        answerOf(await reach(client, url, { method: 'GET', path: '/v1/programs' })),
      )
      const now = programs.find(({ key }) => key === at.program)?.now
      return (now ?? new Date().toISOString()).slice(0, 10)
    },
    backTest: async ({ definitions }, more) => {
      const { from } = more
      const { id } = backTestDetail.parse(await ask('POST', '/backtests', { definitions, from }))
      return resultOf(
        { look: () => ask('GET', `/backtests/${id}`), stop: () => ask('POST', `/backtests/${id}/cancel`) },
        { ...more, signal: at.signal },
      )
    },
    publish: async (note) => releaseView.parse(await ask('POST', '/releases', { note })).number,
  }
}

const lookEveryMs = 500

/** Waits until a back-test has ended, or stops it there when that takes too long. */
async function resultOf(
  backTest: { look(): Promise<unknown>; stop(): Promise<unknown> },
  more: BackTestAsked & { signal: AbortSignal },
): Promise<BackTestResult> {
  const { onProgress, signal, waitMaxMs = Number.POSITIVE_INFINITY } = more
  const until = performance.now() + waitMaxMs
  for (;;) {
    const { state, result, problem, progress } = backTestDetail.parse(await backTest.look())
    if (result !== null) return result
    if (state === 'failed' || state === 'cancelled')
      throw new RefusalError({ code: 'release_invalid', detail: problem ?? 'The back-test was cancelled.' })
    onProgress?.({ ...progress, total: progress.total ?? undefined })
    if (performance.now() > until) {
      await backTest.stop()
      const seconds = Math.round(waitMaxMs / 1000)
      throw new RefusalError({ code: 'overloaded', detail: `The back-test took longer than ${seconds} s.` })
    }
    await setTimeout(lookEveryMs, undefined, { signal })
  }
}

async function reach(
  client: Client,
  url: string,
  request: { method: string; path: string; body?: unknown },
): Promise<Told> {
  const { method, path, body } = request
  try {
    return await client.ask(method, path, body === undefined ? {} : { body })
  } catch (error) {
    const cause = error instanceof Error ? (error.cause ?? error) : error
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new RefusalError({ code: 'server_unreachable', detail: `${url} does not answer: ${why}.` })
  }
}

/** The body of an answer. A refusal over there is the same refusal here. */
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
