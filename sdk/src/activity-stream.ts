import { errorOf, PerennialError, unreachable } from './perennial-error.ts'
import { jitter, pause, pauseAfter, type Retries } from './retries.ts'
import type { Fetch } from './retrying-fetch.ts'

/** Sent and not yet answered: more would only fill memory, as the server holds 1,000 itself. */
const unansweredMax = 2_000
/** Lines of a request where a body cannot be sent while the reply is read. */
const chunkLines = 500

/** How a stream reaches its server. */
export interface StreamOptions {
  url: string
  headers: Record<string, string>
  fetch: Fetch
  retries: Retries
  signal?: AbortSignal
}

/** Lines on their way: those taken from the source and not answered yet, and the source itself. */
interface Lines {
  unanswered: string[]
  /** The next line; undefined at the end. A line that nobody took stays the next. */
  peek(): Promise<string | undefined>
  take(): void
  isOver(): boolean
  close(): Promise<void>
}

type Items<Item> = Iterable<Item> | AsyncIterable<Item>

/**
 * Sends items as lines of JSON and yields one outcome for each, in order, while it sends. A connection that breaks is
 * made again, and the items without an outcome are sent again: activities are idempotent, so each has one effect.
 * Browsers cannot send a body while they read the reply; there the lines go 500 at a time.
 */
export async function* streamLines<Item, Outcome extends { index: number }>(
  items: Items<Item>,
  options: StreamOptions,
): AsyncGenerator<Outcome, void, undefined> {
  const lines = linesOf(items)
  let answered = 0
  let failures = 0
  try {
    while (!(lines.isOver() && lines.unanswered.length === 0)) {
      if (lines.unanswered.length === 0 && (await lines.peek()) === undefined) return
      try {
        for await (const line of exchange(lines, options)) {
          const outcome = JSON.parse(line) as Outcome
          lines.unanswered.shift()
          failures = 0
          yield { ...outcome, index: answered }
          answered += 1
        }
        if (lines.unanswered.length === 0) continue
        throw unreachable(new Error('The reply ended before every line was answered'))
      } catch (error) {
        const waitMs = pauseBefore(error, failures, options)
        if (waitMs === undefined) throw error instanceof Retriable ? error.error : error
        failures += 1
        await pause(waitMs, options.signal)
      }
    }
  } finally {
    await lines.close()
  }
}

/** A refusal that the server may take back when asked again. */
class Retriable extends Error {
  readonly response: Response
  readonly error: PerennialError
  constructor(response: Response, error: PerennialError) {
    super(error.message)
    this.response = response
    this.error = error
  }
}

function pauseBefore(error: unknown, failures: number, options: StreamOptions): number | undefined {
  if (options.signal?.aborted === true || failures >= options.retries.max) return undefined
  if (error instanceof Retriable) return pauseAfter(error.response, failures, options.retries)
  return error instanceof PerennialError && error.code === 'unreachable'
    ? jitter(failures, options.retries)
    : undefined
}

function linesOf<Item>(items: Items<Item>): Lines {
  const source = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]()
  const unanswered: string[] = []
  let next: Promise<string | undefined> | undefined
  let isOver = false
  return {
    unanswered,
    peek: () => {
      next ??= Promise.resolve(source.next()).then((result) => {
        if (result.done !== true) return JSON.stringify(result.value)
        isOver = true
        return undefined
      })
      return next
    },
    take: () => {
      next = undefined
    },
    isOver: () => isOver,
    close: async () => {
      if (!isOver) await source.return?.()
    },
  }
}

/** One request: its body is what is unanswered and what the source gives; yields the lines of the reply. */
async function* exchange(lines: Lines, options: StreamOptions): AsyncGenerator<string, void, undefined> {
  const ended = new AbortController()
  const signal = AbortSignal.any([ended.signal, ...(options.signal === undefined ? [] : [options.signal])])
  const room = openRoom()
  const source: { error?: unknown } = {}
  try {
    const body = sendsWhileReading() ? liveBody(lines, { room, signal, source }) : await chunkBody(lines)
    const response = await request(options, { body, signal })
    for await (const line of splitLines(response.body, signal)) {
      yield line
      room.wake()
    }
  } catch (error) {
    if (source.error !== undefined) throw source.error
    throw options.signal?.aborted === true || error instanceof Retriable || error instanceof PerennialError
      ? error
      : unreachable(error)
  } finally {
    ended.abort()
    room.wake()
  }
}

async function request(
  options: StreamOptions,
  ask: { body: ReadableStream<Uint8Array> | string; signal: AbortSignal },
): Promise<Response> {
  const response = await options.fetch(options.url, {
    method: 'POST',
    headers: { ...options.headers, 'content-type': 'application/x-ndjson' },
    body: ask.body,
    signal: ask.signal,
    ...(typeof ask.body === 'string' ? {} : { duplex: 'half' }),
  } as RequestInit)
  if (response.ok) return response
  const refused = errorOf(response, await response.json().catch(() => undefined))
  throw new Retriable(response, refused)
}

/** Where a body may be a stream and the reply is handed over while it is sent: Node and its kin, not browsers. */
function sendsWhileReading(): boolean {
  return !('document' in globalThis || 'WorkerGlobalScope' in globalThis)
}

/** Lets the body wait for answers when too many are out. */
interface Room {
  wait(): Promise<void>
  wake(): void
}

function openRoom(): Room {
  let wakeUp: (() => void) | undefined
  return {
    wait: () =>
      new Promise((resolve) => {
        wakeUp = resolve
      }),
    wake: () => {
      wakeUp?.()
      wakeUp = undefined
    },
  }
}

function liveBody(
  lines: Lines,
  on: { room: Room; signal: AbortSignal; source: { error?: unknown } },
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const again = [...lines.unanswered]
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const repeated = again.splice(0, chunkLines)
      if (repeated.length > 0) {
        controller.enqueue(encoder.encode(`${repeated.join('\n')}\n`))
        return
      }
      while (lines.unanswered.length >= unansweredMax && !on.signal.aborted) await on.room.wait()
      const line = await lines.peek().catch((error: unknown) => {
        on.source.error = error
        throw error
      })
      // After the end of this request the line is left for the next one.
      if (on.signal.aborted) return
      if (line === undefined) {
        controller.close()
        return
      }
      lines.take()
      lines.unanswered.push(line)
      controller.enqueue(encoder.encode(`${line}\n`))
    },
  })
}

async function chunkBody(lines: Lines): Promise<string> {
  while (lines.unanswered.length < chunkLines) {
    const line = await lines.peek()
    if (line === undefined) break
    lines.take()
    lines.unanswered.push(line)
  }
  return `${lines.unanswered.join('\n')}\n`
}

async function* splitLines(
  body: ReadableStream<Uint8Array> | null,
  signal: AbortSignal,
): AsyncGenerator<string, void, undefined> {
  if (body === null) return
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  try {
    while (true) {
      const { done, value } = await reader.read()
      if (done) break
      const parts = (rest + decoder.decode(value, { stream: true })).split('\n')
      // A last line without its end was cut off; it is asked for again.
      rest = parts.pop() ?? ''
      for (const part of parts) if (part !== '') yield part
    }
  } finally {
    if (!signal.aborted) await reader.cancel().catch(() => {})
  }
}
