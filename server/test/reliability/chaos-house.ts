import { expect } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../database.ts'
import {
  type AppProcess,
  endEverything,
  freePort,
  onTestDatabase,
  runPerennial,
  until,
} from './app-process.ts'
import { type ChaosProxy, openChaosProxy } from './chaos-proxy.ts'
import { type Answer, call } from './shop.ts'

/** The product with a proxy that breaks things between it and its database. */
export interface ChaosHouse {
  database: TestDatabase
  proxy: ChaosProxy
  app: AppProcess
  env: Record<string, string>
  url: string
  key: string
  createProgram(key: string): Promise<void>
  get(path: string, timeoutMs?: number): Promise<Answer | undefined>
  /** Until `/readyz` answers so. */
  ready(status: number, limitMs: number): Promise<void>
  close(): Promise<void>
}

/** Starts `--role api` with this limit on every answer of the database. */
export async function openChaosHouse(answerLimitMs: number): Promise<ChaosHouse> {
  const database = await createTestDatabase()
  const proxy = await openChaosProxy(database.appUrl)
  const through = `${proxy.through(database.appUrl)}?query_timeout=${answerLimitMs}`
  const env = { ...onTestDatabase(database), DATABASE_APP_URL: through, PORT: String(await freePort()) }
  const app = runPerennial(['start', '--no-demo', '--json', '--role', 'api'], env)
  const { url, apiKey } = await app.report()
  const key = apiKey ?? ''
  return {
    database,
    proxy,
    app,
    env,
    url,
    key,
    createProgram: async (program) => {
      const created = await call(`${url}/v1/programs`, { key, body: { key: program, template: 'cdnow' } })
      expect(created?.status, JSON.stringify(created?.body)).toBe(201)
    },
    get: (path, timeoutMs = 60_000) => call(`${url}${path}`, { key, timeoutMs }),
    ready: (status, limitMs) =>
      until(`/readyz to answer ${status}`, limitMs, async () => {
        const answer = await call(`${url}/readyz`, { timeoutMs: limitMs })
        return answer?.status === status
      }).then(() => {}),
    close: async () => {
      proxy.heal()
      app.kill('SIGTERM')
      const { code } = await app.ended
      await endEverything()
      await proxy.close()
      await database.drop()
      expect(code, app.printed()).toBe(0)
    },
  }
}
