import { type ProblemCode, problems, problemType } from '@perennial/contract'
import { z } from 'zod'
import type { Refusal } from '../../kernel/verdict.ts'

/** One thing that is wrong with a request. */
export interface FieldError {
  /** JSON path such as `order.lines[2].quantity`; empty for the whole. */
  field: string
  message: string
}

/** RFC 9457, with a stable code, the request's id and all faults that were found. */
export const problemDocument = z
  .object({
    type: z.string().meta({ description: 'Where the problem is documented', format: 'uri-reference' }),
    title: z.string(),
    status: z.int(),
    code: z.string().meta({ description: 'Stable: decide by this' }),
    detail: z.string(),
    request_id: z.string(),
    errors: z.array(z.object({ field: z.string(), message: z.string() })),
  })
  .meta({ id: 'Problem', description: 'Why a request was refused. A refused request has changed nothing.' })

/** A refusal as it goes over the wire. */
export interface ProblemReply {
  status: number
  headers: Record<string, string>
  body: string
}

const reserved = new Set(['type', 'title', 'status', 'code', 'detail', 'request_id', 'errors'])

// One sentence for all, so that another tenant's thing cannot be told from a thing that never was.
const nothingHere = 'Nothing with this address exists for this credential.'

/**
 * Turns a refusal into its answer. `extra` adds members, except `errors` (a list of {@link FieldError}),
 * `retryAfterSeconds` and `allow`, which become what they say.
 */
export function problemReply(refusal: Refusal, requestId: string): ProblemReply {
  const { status, title } = problems[refusal.code]
  const extra = refusal.code === 'not_found' ? {} : (refusal.extra ?? {})
  const members = Object.entries(extra).filter(
    ([name]) => !reserved.has(name) && name !== 'retryAfterSeconds' && name !== 'allow',
  )
  const body = {
    type: problemType(refusal.code),
    title,
    status,
    code: refusal.code,
    detail: refusal.code === 'not_found' ? nothingHere : refusal.detail,
    request_id: requestId,
    errors: refusal.code === 'not_found' ? [] : errorsOf(refusal),
    ...Object.fromEntries(members),
  }
  return { status, headers: headersOf(refusal.code, extra), body: JSON.stringify(body) }
}

function errorsOf(refusal: Refusal): FieldError[] {
  const listed = refusal.extra?.errors
  if (Array.isArray(listed)) return listed as FieldError[]
  return refusal.field === undefined ? [] : [{ field: refusal.field, message: refusal.detail }]
}

function headersOf(code: ProblemCode, extra: Readonly<Record<string, unknown>>): Record<string, string> {
  const headers: Record<string, string> = { 'content-type': 'application/problem+json' }
  if (code === 'credential_missing') headers['www-authenticate'] = 'Bearer'
  if (typeof extra.allow === 'string') headers.allow = extra.allow
  if (code === 'overloaded' || code === 'idempotency_in_flight')
    headers['retry-after'] = String(extra.retryAfterSeconds ?? 1)
  return headers
}
