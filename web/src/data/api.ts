/** One thing that is wrong with what was sent. */
export interface FieldFault {
  /** JSON path in the body, such as `spec.tiers[1].threshold`. */
  field: string
  message: string
}

interface ApiFault {
  code: string
  status: number
  detail: string
  requestId: string | undefined
  faults?: readonly FieldFault[]
}

/** Why a call to the API gave no answer. `code` is one of the catalogue's, or `unreachable` or `unreadable`. */
export class ApiError extends Error {
  readonly code: string
  readonly status: number
  readonly requestId: string | undefined
  /** Where the API could name the fields. */
  readonly faults: readonly FieldFault[]

  constructor(fault: ApiFault) {
    super(fault.detail)
    this.name = 'ApiError'
    this.code = fault.code
    this.status = fault.status
    this.requestId = fault.requestId
    this.faults = fault.faults ?? []
  }
}

type Search = Record<string, string | number | boolean | undefined>

interface ProblemBody {
  code?: unknown
  detail?: unknown
  request_id?: unknown
  errors?: unknown
}

/** The address of something that the browser itself opens or saves: a spreadsheet, a page to print. */
export function addressOf(path: readonly string[], search: Search = {}): string {
  return `/v1/${path.map(encoded).join('/')}${queryOf(search)}`
}

/** A part of an address. The colon stays: it stands before a verb, and the server routes by it. */
function encoded(part: string): string {
  return encodeURIComponent(part).replaceAll('%3A', ':')
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
  const url = addressOf(path)
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
 * Puts a question that needs a body, or records what is idempotent by its own name. Throws ApiError, and nothing else
 * but an abort.
 */
export async function ask<Body>(
  path: readonly string[],
  sent: { body: unknown; search?: Search; signal?: AbortSignal },
): Promise<Body> {
  const headers = { 'content-type': 'application/json', accept: 'application/json' }
  const response = await answer(addressOf(path, sent.search), {
    method: 'POST',
    headers,
    body: JSON.stringify(sent.body),
    ...(sent.signal ? { signal: sent.signal } : {}),
  })
  if (!response.ok) throw await problemOf(response)
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

/** Something that is edited, and the revision that an edit of it has to name. */
export interface Revised<Body> {
  body: Body
  /** As the server writes it; empty where it gave none. */
  etag: string
}

/** Reads something that is going to be edited. Throws ApiError, and nothing else but an abort. */
export async function readRevised<Body>(
  path: readonly string[],
  options: { signal?: AbortSignal } = {},
): Promise<Revised<Body>> {
  return revised(await answer(addressOf(path), options.signal ? { signal: options.signal } : {}))
}

/**
 * Edits something as it was read: `etag` names the revision, or is undefined to create. Refused with `edit_conflict`
 * when somebody else was faster. Throws ApiError, and nothing else.
 */
export async function edit<Body>(
  path: readonly string[],
  sent: { body: unknown; etag: string | undefined },
): Promise<Revised<Body>> {
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json',
    ...(sent.etag === undefined ? {} : { 'if-match': sent.etag }),
  }
  return revised(await answer(addressOf(path), { method: 'PUT', headers, body: JSON.stringify(sent.body) }))
}

/** Removes something as it was read. Throws ApiError, and nothing else. */
export async function remove(path: readonly string[], etag: string): Promise<void> {
  const response = await answer(addressOf(path), { method: 'DELETE', headers: { 'if-match': etag } })
  if (!response.ok) throw await problemOf(response)
}

async function revised<Body>(response: Response): Promise<Revised<Body>> {
  if (!response.ok) throw await problemOf(response)
  try {
    return { body: (await response.json()) as Body, etag: response.headers.get('etag') ?? '' }
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
  return failure({ code, response, detail, requestId, faults: faultsOf(body.errors) })
}

function faultsOf(errors: unknown): FieldFault[] {
  if (!Array.isArray(errors)) return []
  return errors.flatMap((each: { field?: unknown; message?: unknown }) =>
    typeof each.field === 'string' && typeof each.message === 'string'
      ? [{ field: each.field, message: each.message }]
      : [],
  )
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
  faults?: readonly FieldFault[]
}): ApiError {
  const requestId = known.requestId ?? known.response.headers.get('x-request-id') ?? undefined
  return new ApiError({
    code: known.code,
    status: known.response.status,
    detail: known.detail ?? '',
    requestId,
    faults: known.faults ?? [],
  })
}
