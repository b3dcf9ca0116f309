import { type ChildProcess, fork } from 'node:child_process'
import path from 'node:path'
import type { PostAsk, PostReport } from './post-orders.ts'
import type { LoadDefinition } from './program.ts'

/** What the process of the product is asked. */
export type ProductAsk =
  | { kind: 'program'; key: string; definitions: readonly LoadDefinition[] }
  | ({ kind: 'post' } & PostAsk)
  | { kind: 'cpu' }
  | { kind: 'verify'; programId: number }

export type ProductAnswer = { value: unknown } | { error: string }

/** A resource: the product in a process of its own. */
export interface Product {
  port: number
  key: string
  /** Publishes a programme; its number. */
  createProgram(key: string, definitions: readonly LoadDefinition[]): Promise<number>
  post(ask: PostAsk): Promise<PostReport>
  /** Processor time of the process so far, microseconds. */
  cpu(): Promise<{ user: number; system: number }>
  /** What is broken in the books. */
  verify(programId: number): Promise<string[]>
  stop(): Promise<void>
}

export interface ProductOptions {
  url: string
  lanes?: number
  /** Activities of one transaction at most. */
  batchMax?: number
  /** Further options for Node. */
  execArgv?: readonly string[]
}

/** Starts the product on a migrated database. */
export async function startProduct(options: ProductOptions): Promise<Product> {
  const child = fork(
    path.join(import.meta.dirname, 'product-process.ts'),
    [options.url, String(options.lanes ?? 2), String(options.batchMax ?? 500)],
    { stdio: 'inherit', execArgv: [...(options.execArgv ?? [])] },
  )
  const { port, key } = (await nextAnswer(child)) as { port: number; key: string }
  const ask = (message: ProductAsk) => {
    const answer = nextAnswer(child)
    child.send(message)
    return answer
  }
  return {
    port,
    key,
    createProgram: async (name, definitions) =>
      (await ask({ kind: 'program', key: name, definitions })) as number,
    post: async (post) => (await ask({ kind: 'post', ...post })) as PostReport,
    cpu: async () => (await ask({ kind: 'cpu' })) as { user: number; system: number },
    verify: async (programId) => (await ask({ kind: 'verify', programId })) as string[],
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve())
        child.disconnect()
      }),
  }
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
