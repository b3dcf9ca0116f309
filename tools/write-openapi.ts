/**
 * `npm run contract`: writes `contract/openapi.json` and the types of the client, `sdk/src/openapi.ts`, from the
 * routes as the server declares them. A test compares both files with what this makes.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import openapiTypes, { astToString } from 'openapi-typescript'
import { composeProduct } from '../server/src/app/compose.ts'
import { readConfig } from '../server/src/app/config.ts'
import { buildApp } from '../server/src/app/serve.ts'
import { orThrow } from '../server/src/kernel/verdict.ts'
import type { Database } from '../server/src/platform/database.ts'
import { openLog } from '../server/src/platform/log.ts'

const root = join(import.meta.dirname, '..')

/** Where the two files stand. */
export const contractFiles = {
  document: join(root, 'contract', 'openapi.json'),
  client: join(root, 'sdk', 'src', 'openapi.ts'),
}

/** The whole HTTP surface over a database that nobody can ask: for looking at its routes. Close it. */
export async function buildDetachedApp(): Promise<FastifyInstance> {
  const database: Database = { read: refuseToWork, write: refuseToWork, close: () => Promise.resolve() }
  const product = composeProduct({ database, hot: database })
  const { app } = await buildApp({
    ...product,
    config: orThrow(readConfig({})),
    log: openLog({ level: 'silent' }),
    ownerUrl: '',
    appUrl: '',
    dispose: () => Promise.resolve(),
  })
  app.addHook('onClose', () => product.pipeline.close())
  await app.ready()
  return app
}

function refuseToWork(): Promise<never> {
  return Promise.reject(new Error('Broken invariant: describing the routes asked the database'))
}

/** The text of `contract/openapi.json`: keys sorted, so that the file changes only where the API does. */
export async function documentText(): Promise<string> {
  const app = await buildDetachedApp()
  try {
    return `${JSON.stringify(sorted(app.swagger()), null, 2)}\n`
  } finally {
    await app.close()
  }
}

/** The text of `sdk/src/openapi.ts` for a document. */
export async function clientText(document: string): Promise<string> {
  const nodes = await openapiTypes(document, { alphabetize: true })
  return `// Made by \`npm run contract\` from contract/openapi.json; change the routes instead.\n${astToString(nodes)}`
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return Object.fromEntries(entries.map(([name, inner]) => [name, sorted(inner)]))
}

if (import.meta.main) {
  const document = await documentText()
  await writeFile(contractFiles.document, document)
  await writeFile(contractFiles.client, await clientText(document))
}
