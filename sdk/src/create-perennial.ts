import createClient from 'openapi-fetch'
import { answered, type CallOptions, done, freshKey, pathSerializer, sent } from './calls.ts'
import type { paths } from './openapi.ts'
import { type ProgramClient, programClient } from './program-client.ts'
import { type Fetch, retryingFetch } from './retrying-fetch.ts'

export interface PerennialOptions {
  /** Where the server is, such as `https://loyalty.example.com`. */
  baseUrl: string
  /** Sent as `Authorization: Bearer`. Absent: the session cookie of a browser on the same origin. */
  apiKey?: string
  /** Default: the global one. */
  fetch?: Fetch
  /** Repeats of a request that got no reply or met a busy server (429, 502, 503, 504). Default 4; 0 for none. */
  retries?: number
  /** The pause before the first repeat is random and up to this; it doubles each time, up to 20 s. Default 250. */
  retryDelayMs?: number
  /** How long one attempt may take, replies of streams excepted. Default 30,000. */
  timeoutMs?: number
}

type Operation<Path extends keyof paths, Method extends 'get' | 'post'> = NonNullable<paths[Path][Method]>
type KeyCreate = Operation<'/v1/keys', 'post'>['requestBody']['content']['application/json']
type ProgramCreate = Operation<'/v1/programs', 'post'>['requestBody']['content']['application/json']

/** The server over HTTP: made by {@link createPerennial}. */
export type Perennial = ReturnType<typeof createPerennial>

/** A client of one server. It has no state but its options; every method throws {@link PerennialError}. */
export function createPerennial(options: PerennialOptions) {
  const baseUrl = options.baseUrl.replace(/\/+$/, '')
  const given = options.fetch ?? globalThis.fetch
  // Called without an object: browsers refuse a fetch that is called as a method of something else.
  const fetch: Fetch = (input, init) => given(input, init)
  const retries = { max: options.retries ?? 4, delayMs: options.retryDelayMs ?? 250 }
  const headers: Record<string, string> =
    options.apiKey === undefined ? {} : { authorization: `Bearer ${options.apiKey}` }
  const api = createClient<paths>({
    baseUrl,
    headers: { ...headers, accept: 'application/json' },
    fetch: retryingFetch({ fetch, retries, timeoutMs: options.timeoutMs ?? 30_000 }),
    pathSerializer,
  })
  api.use({
    onRequest: ({ request, schemaPath }) => {
      // Activities carry a key of their own, for ever: source, sourceId and type.
      if (request.method === 'GET' || schemaPath.includes('/activities')) return
      if (!request.headers.has('idempotency-key')) request.headers.set('idempotency-key', freshKey())
    },
  })
  return {
    /** One programme, by its key. */
    program: (program: string): ProgramClient =>
      programClient({ api, baseUrl, headers, fetch, retries, program }),
    programs: {
      list: async (call: CallOptions = {}) => (await answered(api.GET('/v1/programs', sent(call)))).programs,
      /** Empty, or from a template, whose definitions become release 1. */
      create: (body: ProgramCreate, call: CallOptions = {}) =>
        answered(api.POST('/v1/programs', { body, ...sent(call) })),
    },
    keys: {
      list: async (call: CallOptions = {}) => (await answered(api.GET('/v1/keys', sent(call)))).keys,
      /**
       * The reply holds the secret, once. When the first reply was lost on the way, the repeat's `secret` is empty:
       * revoke that key and create another.
       */
      create: (body: KeyCreate, call: CallOptions = {}) =>
        answered(api.POST('/v1/keys', { body, ...sent(call) })),
      revoke: async (key: string, call: CallOptions = {}): Promise<void> => {
        await done(api.DELETE('/v1/keys/{key}', { params: { path: { key } }, ...sent(call) }))
      },
    },
  }
}
