import { errorOf, PerennialError } from './perennial-error.ts'

/** Of one call. */
export interface CallOptions {
  signal?: AbortSignal
  /** Default: made for each call and kept across its repeats. Give one to go on after a restart of your own. */
  idempotencyKey?: string
}

/** What of a call's options goes into its request. */
export function sent(call: CallOptions, headers: Record<string, string> = {}) {
  const key = call.idempotencyKey
  return {
    ...(call.signal === undefined ? {} : { signal: call.signal }),
    headers: { ...headers, ...(key === undefined ? {} : { 'idempotency-key': key }) },
  }
}

interface Answer<Body> {
  data?: Body
  error?: unknown
  response: Response
}

/** The body of a reply; throws what was refused. */
export async function answered<Body>(call: Promise<Answer<Body>>): Promise<NonNullable<Body>> {
  const { data, response } = await done(call)
  if (data === undefined || data === null) throw errorOf(response, undefined)
  return data
}

/** A reply of which only its success counts. */
export async function done<Body>(call: Promise<Answer<Body>>): Promise<Answer<Body>> {
  let answer: Answer<Body>
  try {
    answer = await call
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    const detail = 'The reply is not JSON.'
    throw new PerennialError({ code: 'unreadable', status: 200, detail, cause: error })
  }
  if (!answer.response.ok) throw errorOf(answer.response, answer.error)
  return answer
}

/** Ids are text from elsewhere: none may climb out of its place in the address. */
export function pathSerializer(path: string, values: Record<string, unknown>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(values[name])
    if (/^\.{0,2}$/.test(value)) {
      const detail = `"${value}" cannot be a ${name}.`
      throw new PerennialError({ code: 'not_found', status: 404, detail })
    }
    return encodeURIComponent(value)
  })
}

/** A new idempotency key. */
export function freshKey(): string {
  // Not randomUUID, which browsers have on secure pages only.
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
