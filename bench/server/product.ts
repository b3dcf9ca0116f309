import { type ChildProcess, fork } from 'node:child_process'
import { createServer } from 'node:net'
import path from 'node:path'
import type { Cluster } from './cluster.ts'
import type { LedgerAsk, LedgerReport } from './post-ledger.ts'
import type { PostAsk, PostReport } from './post-orders.ts'
import type { LoadDefinition } from './program.ts'

/** What the process of the product is asked. */
export type ProductAsk =
  | { kind: 'program'; key: string; definitions: readonly LoadDefinition[] }
  | ({ kind: 'post' } & PostAsk)
  | ({ kind: 'post-ledger' } & LedgerAsk)
  | { kind: 'verify'; programId: number }

export type ProductAnswer = { value: unknown } | { error: string }

/** A resource: the product in a process of its own. */
export interface Product {
  port: number
  key: string
  /** Of the process that was started; others that serve its API are its children. */
  pid: number
  /** Publishes a programme; its number. */
  createProgram(key: string, definitions: readonly LoadDefinition[]): Promise<number>
  post(ask: PostAsk): Promise<PostReport>
  /** Posts to the ledger alone. */
  postLedger(ask: LedgerAsk): Promise<LedgerReport>
  /** What is broken in the books. */
  verify(programId: number): Promise<string[]>
  stop(): Promise<void>
}

export interface ProductOptions {
  cluster: Pick<Cluster, 'ownerUrl' | 'appUrl' | 'folder'>
  /** Default: the product's own. */
  lanes?: number
  /** Activities of one transaction at most. Default: the product's own. */
  batchMax?: number
  /** How many processes serve its API. Default 1. */
  processes?: number | 'auto'
}

/** Starts the product on a migrated database. */
export async function startProduct(options: ProductOptions): Promise<Product> {
  const { cluster, lanes, batchMax, processes = 1 } = options
  const port = await freePort()
  const env = {
    ...process.env,
    PORT: String(port),
    PERENNIAL_DATA: cluster.folder,
    DATABASE_URL: cluster.ownerUrl,
    DATABASE_APP_URL: cluster.appUrl,
    PERENNIAL_LOG: 'error',
    PERENNIAL_API_PROCESSES: String(processes),
    ...(lanes === undefined ? {} : { PERENNIAL_LANES: String(lanes) }),
    ...(batchMax === undefined ? {} : { PERENNIAL_BATCH_MAX: String(batchMax) }),
  }
  const child = fork(path.join(import.meta.dirname, 'product-process.ts'), [], { stdio: 'inherit', env })
  const { key } = (await nextAnswer(child)) as { key: string }
  const ask = (message: ProductAsk) => {
    const answer = nextAnswer(child)
    child.send(message)
    return answer
  }
  return {
    port,
    key,
    pid: child.pid ?? 0,
    createProgram: async (name, definitions) =>
      (await ask({ kind: 'program', key: name, definitions })) as number,
    post: async (post) => (await ask({ kind: 'post', ...post })) as PostReport,
    postLedger: async (post) => (await ask({ kind: 'post-ledger', ...post })) as LedgerReport,
    verify: async (programId) => (await ask({ kind: 'verify', programId })) as string[],
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve())
        child.disconnect()
      }),
  }
}

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

function nextAnswer(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error('The product ended before it answered'))
    child.once('exit', ended)
    child.once('message', (answer: ProductAnswer) => {
      child.removeListener('exit', ended)
      if ('error' in answer) reject(new Error(answer.error))
      else resolve(answer.value)
    })
  })
}
