import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify'
import { type Refusal, RefusalError, type Verdict } from '../../kernel/verdict.ts'
import type { Authorize, Caller, Permission } from './caller.ts'
import type { Receiving } from './receiving.ts'

type OnRequest = (request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction) => void

/** Makes the hook that a route runs before its body is read: what it accepts, and who is calling. */
export function admissionFor(server: { authorize: Authorize; receiving: Receiving }) {
  return (permission: Permission, readsBody: boolean): OnRequest => {
    return (request, reply, done) => {
      const { accept } = request.headers
      if (accept !== undefined && accept !== '*/*' && !isAcceptable(accept)) {
        done(new RefusalError(notAcceptable))
        return
      }
      if (readsBody) server.receiving.add(request.raw)
      if (permission === 'public') {
        done()
        return
      }
      reply.header('cache-control', 'no-store')
      const verdict = server.authorize(request, permission)
      if (verdict instanceof Promise) verdict.then((late) => admit(request, late, done), done)
      else admit(request, verdict, done)
    }
  }
}

const notAcceptable: Refusal = {
  code: 'not_acceptable',
  detail: 'Replies are application/json or application/problem+json.',
}

// Pages, metrics and streams are public or say so themselves; nobody is served a type worse than the one asked for.
function isAcceptable(accept: string): boolean {
  return /\*\/\*|application\/(?:\*|json|problem\+json|x-ndjson)|text\/(?:\*|html|plain|csv)/i.test(accept)
}

function admit(request: FastifyRequest, verdict: Verdict<Caller>, done: HookHandlerDoneFunction): void {
  if (verdict.ok) {
    request.admitted = verdict.value
    done()
  } else done(new RefusalError(verdict.refusal))
}
