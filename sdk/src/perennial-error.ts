/** One thing that is wrong with a request: `field` is a path such as `order.lines[2].quantity`. */
export interface FieldError {
  field: string
  message: string
}

/**
 * Why a call gave no answer. `code` is stable and of the server's catalogue (`/docs/problems`), or `unreachable` (no
 * reply after all retries; `status` is 0) or `unreadable` (a reply that is not the server's).
 */
export class PerennialError extends Error {
  readonly code: string
  readonly status: number
  /** What happened, in a sentence. */
  readonly detail: string
  /** Finds the request in the server's log. */
  readonly requestId: string | undefined
  readonly errors: readonly FieldError[]

  constructor(fields: {
    code: string
    status: number
    detail: string
    requestId?: string | undefined
    errors?: readonly FieldError[]
    cause?: unknown
  }) {
    super(`${fields.code}: ${fields.detail}`, { cause: fields.cause })
    this.name = 'PerennialError'
    this.code = fields.code
    this.status = fields.status
    this.detail = fields.detail
    this.requestId = fields.requestId
    this.errors = fields.errors ?? []
  }
}

/** The error that a refused reply tells; `body` is what could be read of it. */
export function errorOf(response: Response, body: unknown): PerennialError {
  const told = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  const requestId = response.headers.get('x-request-id') ?? undefined
  if (typeof told.code !== 'string') {
    const detail = `The reply with status ${response.status} is not one of Perennial's.`
    return new PerennialError({ code: 'unreadable', status: response.status, detail, requestId })
  }
  return new PerennialError({
    code: told.code,
    status: response.status,
    detail: typeof told.detail === 'string' ? told.detail : '',
    requestId: typeof told.request_id === 'string' ? told.request_id : requestId,
    errors: Array.isArray(told.errors) ? (told.errors as FieldError[]) : [],
  })
}

/** The error of a request that got no whole reply. */
export function unreachable(cause: unknown): PerennialError {
  return new PerennialError({
    code: 'unreachable',
    status: 0,
    detail: 'There was no reply.',
    cause,
  })
}
