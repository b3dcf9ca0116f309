import type { Socket } from 'node:net'
import { newUuid } from '../../kernel/ids.ts'
import type { Refusal } from '../../kernel/verdict.ts'
import { problemReply } from './problem-reply.ts'

/** A new id for a request, as replies and logs name it. */
export function newRequestId(): string {
  const uuid = newUuid()
  // Every request has one, and cutting is half the price of replacing.
  return `req_${uuid.slice(0, 8)}${uuid.slice(9, 13)}${uuid.slice(14, 18)}${uuid.slice(19, 23)}${uuid.slice(24)}`
}

/** Answers what never became a request: broken HTTP, headers that are too long or come too slowly. */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const refusal: Refusal =
    error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
      ? { code: 'request_timeout', detail: 'The request did not arrive in time.' }
      : { code: 'request_malformed', detail: 'This is not HTTP, or its header is too long.' }
  const requestId = newRequestId()
  const { status, headers, body } = problemReply(refusal, requestId)
  const lines = [
    `HTTP/1.1 ${status} ${status === 408 ? 'Request Timeout' : 'Bad Request'}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    `content-length: ${Buffer.byteLength(body)}`,
    `x-request-id: ${requestId}`,
    'connection: close',
  ]
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`)
}
