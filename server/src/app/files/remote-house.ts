import { setTimeout } from 'node:timers/promises'
import {
  type BackTestResult,
  backTestDetail,
  type DefinitionView,
  definitionApplied,
  definitionPlan,
  definitionView,
  releaseView,
} from '@perennial/contract'
import { z } from 'zod'
import { RefusalError } from '../../kernel/verdict.ts'
import { askProgram, askServer, type Server } from '../ask-program.ts'
import { type BackTestAsked, type House, schemaUrlAt } from './house.ts'

const programsListed = z.object({ programs: z.array(z.object({ key: z.string(), now: z.string() })) })
const draftList = z.object({ definitions: z.array(definitionView) })

/** A programme on a server, asked under an API key. */
export function remoteHouse(at: Server & { program: string }): House {
  const { url } = at
  const ask = askProgram(at)
  return {
    place: `${url}/${at.program}`,
    schemaUrl: schemaUrlAt(url),
    drafts: async (): Promise<DefinitionView[]> =>
      draftList.parse(await ask('GET', '/definitions')).definitions,
    plan: async (set) => definitionPlan.parse(await ask('POST', '/definitions:plan', set)),
    apply: async (set) => definitionApplied.parse(await ask('POST', '/definitions:apply', set)),
    today: async () => {
      const { programs } = programsListed.parse(await askServer(at)('GET', '/v1/programs'))
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
