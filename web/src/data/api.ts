/** Why a call to the API gave no answer. `code` is one of the catalogue's, or `unreachable` or `unreadable`. */
export class ApiError extends Error {
  readonly code: string
  readonly status: number
  readonly requestId: string | undefined

  constructor(fields: { code: string; status: number; detail: string; requestId: string | undefined }) {
    super(fields.detail)
    this.name = 'ApiError'
    this.code = fields.code
    this.status = fields.status
    this.requestId = fields.requestId
  }
}

type Search = Record<string, string | number | boolean | undefined>

interface ProblemBody {
  code?: unknown
  detail?: unknown
  request_id?: unknown
}

/** The address of something that the browser itself opens or saves: a spreadsheet, a page to print. */
export function addressOf(path: readonly string[], search: Search = {}): string {
  return `/v1/${path.map(encodeURIComponent).join('/')}${queryOf(search)}`
}

/**
 * Reads JSON from the API on the same origin; the session is a cookie. `path` is joined from encoded parts, so an id
 * with a slash cannot leave its place. Throws ApiError, and nothing else but an abort.
 */
export async function read<Body>(
  path: readonly string[],
  options: { search?: Search; signal?: AbortSignal } = {},
): Promise<Body> {
  const url = addressOf(path, options.search)
  const response = await answer(url, options.signal ? { signal: options.signal } : {})
  if (!response.ok) throw await problemOf(response)
  try {
    return (await response.json()) as Body
  } catch {
    throw failure({ code: 'unreadable', response })
  }
}

/**
 * Asks the API to do something that has no body and answers nothing, such as to sign out. Throws ApiError, and
 * nothing else.
 */
export async function send(path: readonly string[]): Promise<void> {
  const response = await answer(`/v1/${path.join('/')}`, { method: 'POST' })
  if (!response.ok) throw await problemOf(response)
}

/**
 * Asks the API to change something; what it answers, or undefined where it answers nothing. `path` is joined from
 * encoded parts. Throws ApiError, and nothing else.
 */
export async function write<Body>(
  method: 'POST' | 'DELETE',
  path: readonly string[],
  body?: unknown,
): Promise<Body> {
  const url = `/v1/${path.map(encodeURIComponent).join('/')}`
  const json = { 'content-type': 'application/json', accept: 'application/json' }
  const sent = body === undefined ? {} : { headers: json, body: JSON.stringify(body) }
  const response = await answer(url, { method, ...sent })
  if (!response.ok) throw await problemOf(response)
  if (response.status === 204) return undefined as Body
  try {
    return (await response.json()) as Body
  } catch {
    throw failure({ code: 'unreadable', response })
  }
}

/**
 * Gives a command on value. `idempotencyKey` is made once for each form and kept when it is sent again, so that a
 * command whose answer was lost is carried out once. Throws ApiError, and nothing else.
 */
export async function command<Body>(
  path: readonly string[],
  sent: { body: unknown; idempotencyKey: string; search?: Search },
): Promise<Body> {
  const url = addressOf(path, sent.search)
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json',
    'idempotency-key': sent.idempotencyKey,
  }
  const response = await answer(url, { method: 'POST', headers, body: JSON.stringify(sent.body) })
  if (!response.ok) throw await problemOf(response)
  try {
    return (await response.json()) as Body
  } catch {
    throw failure({ code: 'unreadable', response })
  }
}

function queryOf(search: Search): string {
  const given = Object.entries(search).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  )
  const text = new URLSearchParams(given).toString()
  return text && `?${text}`
}

async function answer(url: string, options: RequestInit): Promise<Response> {
  try {
    return await fetch(url, {
      headers: { accept: 'application/json' },
      credentials: 'same-origin',
      ...options,
    })
  } catch (cause) {
    if (options.signal?.aborted) throw cause
    throw new ApiError({ code: 'unreachable', status: 0, detail: '', requestId: undefined })
  }
}

async function problemOf(response: Response): Promise<ApiError> {
  const body: ProblemBody = await response.json().catch(() => ({}))
  const code = typeof body.code === 'string' ? body.code : fallbackCode(response.status)
  const detail = typeof body.detail === 'string' ? body.detail : ''
  const requestId = typeof body.request_id === 'string' ? body.request_id : undefined
  return failure({ code, response, detail, requestId })
}

function fallbackCode(status: number): string {
  if (status === 401) return 'credential_missing'
  if (status === 404) return 'not_found'
  if (status === 503) return 'overloaded'
  return 'internal'
}

function failure(known: {
  code: string
  response: Response
  detail?: string
  requestId?: string | undefined
}): ApiError {
  const requestId = known.requestId ?? known.response.headers.get('x-request-id') ?? undefined
  return new ApiError({
    code: known.code,
    status: known.response.status,
    detail: known.detail ?? '',
    requestId,
  })
}
