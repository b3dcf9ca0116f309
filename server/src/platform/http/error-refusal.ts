import { type Refusal, RefusalError } from '../../kernel/verdict.ts'
import { OutcomeUnknown } from '../database.ts'

interface CodedError {
  code?: unknown
  statusCode?: unknown
  message?: unknown
}

/** What the framework says when a request is at fault. */
const frameworkRefusals: Readonly<Record<string, Refusal>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: {
    code: 'body_too_large',
    detail: 'The body is larger than this route accepts.',
  },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    code: 'content_type_unsupported',
    detail: 'This route does not read that content type.',
  },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    code: 'request_malformed',
    detail: 'The body does not have the length that Content-Length says.',
  },
}

const overloadedDetail: Refusal = {
  code: 'overloaded',
  detail: 'The database cannot be reached, or has no room now. Nothing was changed.',
  extra: { retryAfterSeconds: 2 },
}

const unknownDetail: Refusal = {
  code: 'overloaded',
  detail:
    'The database was lost while it confirmed, so it is not known whether this was recorded. Repeat the same request: ' +
    'with its keys it counts once.',
  extra: { retryAfterSeconds: 2 },
}

const damagedDetail: Refusal = {
  code: 'overloaded',
  detail:
    'The database could not read or write its own files. Nothing was changed; whoever runs it has to look at it.',
  extra: { retryAfterSeconds: 60 },
}

const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ETIMEDOUT',
  'EAI_AGAIN',
])

// node-postgres names these only by their messages.
const connectionMessages =
  /timeout exceeded when trying to connect|Connection terminated|connection error and is not queryable|Query read timeout|Cannot use a pool after calling end/i

/**
 * SQLSTATE: connection lost, server going away, too many connections or a full disk, statement or lock timeout, a
 * transaction that stood still too long, must retry.
 */
const busyStates = /^(?:08...|57P0.|57014|53...|55P03|25P03|40001|40P01)$/

/** SQLSTATE: a page or an index is damaged, a file cannot be read or written. */
const damagedStates = /^(?:XX001|XX002|58030|58P01)$/

/** Whether somebody has to look at it, because it does not pass by itself. */
export function needsAttention(refusal: Refusal): boolean {
  return refusal.code === 'internal' || refusal === damagedDetail
}

/** Whether an error says that the database is away or busy, so that the same request may succeed later. */
function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code } = error as CodedError
  if (typeof code === 'string' && (networkCodes.has(code) || busyStates.test(code))) return true
  if (connectionMessages.test(error.message)) return true
  return error instanceof AggregateError && error.errors.some(isDatabaseAway)
}

/** The refusal for anything that was thrown. What nobody expected becomes `internal`, which tells nothing. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof RefusalError) return error.refusal
  const { code, statusCode } = (error ?? {}) as CodedError
  const known = typeof code === 'string' ? frameworkRefusals[code] : undefined
  if (known !== undefined) return known
  if (statusCode === 408) return { code: 'request_timeout', detail: 'The body did not arrive in time.' }
  // The framework marks a request that broke off while its body was read; the database's errors have no status.
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500)
    return { code: 'request_malformed', detail: 'The request could not be read to its end.' }
  if (error instanceof OutcomeUnknown) return unknownDetail
  if (typeof code === 'string' && damagedStates.test(code)) return damagedDetail
  if (isDatabaseAway(error)) return overloadedDetail
  return { code: 'internal', detail: 'The request failed on our side. Nothing was changed.' }
}
