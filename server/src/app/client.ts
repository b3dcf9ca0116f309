import { randomUUID } from 'node:crypto'

export interface Told {
  status: number
  /** The exact bytes. */
  text: string
  headers: Headers
  body: Readonly<Record<string, unknown>>
}

/** What a running server is asked, as any client asks it. */
export interface Client {
  /** One request; what is overloaded is asked again under the same key. Throws when the server cannot be reached. */
  ask(
    method: string,
    path: string,
    ask?: { body?: unknown; key?: string; headers?: Record<string, string> },
  ): Promise<Told>
  /** Requests that were answered. */
  answered(): number
  /** Answers with a status of 500 or more, those that say when to come again not counted. */
  failed(): number
}

const patience = 200

/** Asks a server under an API key. */
export function openClient(at: { url: string; key: string; signal: AbortSignal }): Client {
  let answered = 0
  let failed = 0
  const base = at.url.replace(/\/+$/, '')

  async function once(
    method: string,
    path: string,
    ask: { body?: unknown; key: string; headers: Record<string, string> },
  ): Promise<Response> {
    return fetch(`${base}${path}`, {
      method,
      signal: at.signal,
      headers: {
        authorization: `Bearer ${at.key}`,
        'idempotency-key': ask.key,
        ...(ask.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...ask.headers,
      },
      ...(ask.body === undefined ? {} : { body: JSON.stringify(ask.body) }),
    })
  }

  return {
    answered: () => answered,
    failed: () => failed,
    ask: async (method, path, { body, key = randomUUID(), headers = {} } = {}) => {
      for (let attempt = 1; ; attempt += 1) {
        const reply = await once(method, path, { key, headers, ...(body === undefined ? {} : { body }) })
        const text = await reply.text()
        const isBusy = reply.status === 429 || reply.status === 503
        if (isBusy && attempt < patience) {
          const seconds = Number(reply.headers.get('retry-after') ?? 1)
          await new Promise((resolve) => setTimeout(resolve, Math.min(5, seconds) * 1_000))
          continue
        }
        answered += 1
        if (reply.status >= 500) failed += 1
        const isJson = /[/+]json\b/.test(reply.headers.get('content-type') ?? '')
        return { status: reply.status, text, headers: reply.headers, body: isJson ? JSON.parse(text) : {} }
      }
    },
  }
}
