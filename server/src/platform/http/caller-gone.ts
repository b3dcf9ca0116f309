import type { FastifyReply } from 'fastify'
import { RefusalError } from '../../kernel/verdict.ts'

/** Says when the caller goes away before the answer: for work that is long and of use to nobody else. */
export function callerGone(reply: FastifyReply): AbortSignal {
  const gone = new AbortController()
  reply.raw.once('close', () => {
    if (reply.raw.writableFinished) return
    const detail = 'Whoever asked did not wait for the answer.'
    gone.abort(new RefusalError({ code: 'request_malformed', detail }))
  })
  return gone.signal
}
