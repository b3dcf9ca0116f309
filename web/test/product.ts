import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** The product as a user starts it, with an empty data folder of its own and the demonstration shop. */
export interface Product {
  url: string
  /** Signs one browser in, once. */
  ownerLink: string
  /** Reads JSON from the API with the printed key. `path` begins below `/v1/`. Throws on a refusal. */
  read<Body>(path: string): Promise<Body>
  /** Sends JSON to the API with the printed key. Throws on a refusal. */
  send<Body>(call: {
    method: 'POST' | 'PUT'
    path: string
    body: unknown
    ifMatch?: string
    idempotencyKey?: string
  }): Promise<Body>
  close(): Promise<void>
}

interface StartReport {
  url: string
  ownerLink: string
  apiKey: string
}

const launcher = join(import.meta.dirname, '..', '..', 'server', 'bin', 'perennial.js')
const startPatienceMs = 120_000
const endPatienceMs = 30_000

/** Runs `perennial start` and waits until `/readyz` agrees. Throws with all that was printed when it does not start. */
export async function startProduct(): Promise<Product> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'perennial-e2e-'))
  const child = spawn(process.execPath, [launcher, 'start', '--json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      PERENNIAL_DATA: dataFolder,
      PERENNIAL_LOG: 'warn',
      PORT: String(await freePort()),
    },
  })
  let printed = ''
  let isOver = false
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (printed += text))
  const ended = new Promise<void>((resolve) =>
    child.once('close', () => {
      isOver = true
      resolve()
    }),
  )
  async function close(): Promise<void> {
    child.kill('SIGTERM')
    const late = setTimeout(() => child.kill('SIGKILL'), endPatienceMs)
    await ended
    clearTimeout(late)
    rmSync(dataFolder, { recursive: true, force: true })
  }
  try {
    const report = await until('the start', startPatienceMs, async () => {
      if (isOver) throw new Error(`The product ended before it served.\n${printed}`)
      const found = reportIn(printed)
      const ready = found && (await fetch(`${found.url}/readyz`).catch(() => undefined))
      return ready?.ok ? found : undefined
    })
    return { ...report, ...callsOf(report), close }
  } catch (error) {
    await close()
    throw error
  }
}

/** The document that `start --json` prints, once its line is whole. */
function reportIn(printed: string): StartReport | undefined {
  const line = printed.split('\n').slice(0, -1)
  const found = line.find((each) => each.startsWith('{') && each.includes('"ownerLink"'))
  return found === undefined ? undefined : (JSON.parse(found) as StartReport)
}

function callsOf({ url, apiKey }: StartReport): Pick<Product, 'read' | 'send'> {
  const authorization = `Bearer ${apiKey}`
  async function bodyOf<Body>(response: Response): Promise<Body> {
    if (response.ok) return (await response.json()) as Body
    throw new Error(`${response.status} of ${response.url}: ${await response.text()}`)
  }
  return {
    read: async (path) => bodyOf(await fetch(`${url}/v1/${path}`, { headers: { authorization } })),
    async send({ method, path, body, ifMatch, idempotencyKey }) {
      const headers = {
        authorization,
        'content-type': 'application/json',
        ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      }
      return bodyOf(await fetch(`${url}/v1/${path}`, { method, headers, body: JSON.stringify(body) }))
    },
  }
}

/**
 * A port that nothing listens on, from below those that systems give to connections: one of these could be taken by
 * somebody's connection before the process that is to listen on it has started.
 */
function freePort(): Promise<number> {
  const port = 20_000 + Math.floor(Math.random() * 12_000)
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(freePort()))
    probe.listen({ host: '127.0.0.1', port }, () => probe.close(() => resolve(port)))
  })
}

/** Asks again and again until there is an answer. Throws past the deadline. */
export async function until<Answer>(
  what: string,
  patienceMs: number,
  ask: () => Promise<Answer | undefined>,
): Promise<Answer> {
  const deadline = Date.now() + patienceMs
  for (;;) {
    const answer = await ask()
    if (answer !== undefined) return answer
    if (Date.now() > deadline) throw new Error(`Waited ${patienceMs} ms in vain for ${what}`)
    await pause(100)
  }
}
