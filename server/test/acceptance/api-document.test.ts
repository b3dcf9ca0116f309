import { readFile } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  buildDetachedApp,
  clientText,
  contractFiles,
  documentText,
  problemEntries,
  routeTable,
  withGenerated,
} from '../../../tools/write-openapi.ts'

interface Operation {
  summary?: string
  'x-permission'?: string
  requestBody?: { content: Record<string, { schema?: object }> }
  responses: Record<string, { description?: string; content?: Record<string, { schema?: object }> }>
}

let app: FastifyInstance
let document: { paths: Record<string, Record<string, Operation>> }

beforeAll(async () => {
  app = await buildDetachedApp()
  document = JSON.parse(await documentText())
})
afterAll(() => app.close())

function operations(): [string, Operation][] {
  return Object.entries(document.paths).flatMap(([url, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [
      `${method.toUpperCase()} ${url}`,
      operation,
    ]),
  )
}

describe('contract/openapi.json', () => {
  test('is what the routes declare: else run `npm run contract`', async () => {
    expect(await documentText()).toBe(await readFile(contractFiles.document, 'utf8'))
  })

  test('sdk/src/openapi.ts is made from it: else run `npm run contract`', async () => {
    const committed = await readFile(contractFiles.document, 'utf8')
    expect(await clientText(committed)).toBe(await readFile(contractFiles.client, 'utf8'))
  })

  test('the tables of the reference are made from it: else run `npm run contract`', async () => {
    const routes = await readFile(contractFiles.routes, 'utf8')
    expect(routes).toBe(withGenerated(routes, routeTable(await documentText())))
    const problems = await readFile(contractFiles.problems, 'utf8')
    expect(problems).toBe(withGenerated(problems, problemEntries()))
  })

  test('is what the server serves', async () => {
    const served = await app.inject({ url: '/openapi.json' })
    expect(served.json()).toEqual(JSON.parse(await readFile(contractFiles.document, 'utf8')))
  })

  test('has every address of the API', () => {
    const inProgram = (of: string) => of.replace('...', '/v1/programs/{program}')
    expect(operations().map(([name]) => name)).toEqual(
      expect.arrayContaining(
        [
          'POST /v1/programs',
          'GET /v1/programs',
          'POST /v1/keys',
          'GET /v1/keys',
          'DELETE /v1/keys/{key}',
          'POST .../members',
          'GET .../members',
          'GET .../members/{member}',
          'PATCH .../members/{member}',
          'GET .../members/{member}/journal',
          'GET .../members/{member}/activities',
          'GET .../activities/{activity}',
          'POST .../activities',
          'POST .../activities:batch',
          'POST .../activities:stream',
          'GET .../definitions/{kind}/{key}',
          'PUT .../definitions/{kind}/{key}',
          'POST .../releases',
          'GET .../releases',
          'GET .../reports/ledger',
          'POST .../verify',
        ].map(inProgram),
      ),
    )
  })

  test('has every route that is not a page', () => {
    const pages = /^(?:\/docs|\/openapi.json|\/metrics|\/sign-in)/
    const declared = app.http.routes.filter(({ url }) => !pages.test(url))
    expect(
      operations()
        .map(([name]) => name)
        .sort(),
    ).toEqual(declared.map(({ method, url }) => `${method} ${url}`).sort())
  })

  test('tells of every route its permission, a summary, its replies and its refusals', () => {
    const permissions = new Set(['read', 'write', 'manage', 'staff', 'public'])
    const faults = operations().flatMap(([name, operation]) => [
      ...(permissions.has(operation['x-permission'] ?? '') ? [] : [`${name}: permission`]),
      ...((operation.summary ?? '').length > 5 ? [] : [`${name}: summary`]),
      ...repliesOf(operation).map((fault) => `${name}: ${fault}`),
    ])
    expect(faults).toEqual([])
  })

  test('names only refusals of the catalogue', async () => {
    const { problems } = await import('@perennial/contract')
    const named = [...JSON.stringify(document).matchAll(/`([a-z]+(?:_[a-z]+)+|internal|overloaded)`: /g)]
    expect(named.map((match) => match[1] ?? '').filter((code) => !Object.hasOwn(problems, code))).toEqual([])
    expect(named.length).toBeGreaterThan(100)
  })
})

function repliesOf({ responses, requestBody }: Operation): string[] {
  const done = Object.entries(responses).filter(([status]) => status.startsWith('2'))
  const refused = Object.entries(responses).filter(([status]) => Number(status) >= 400 && status !== '503')
  const hasSchema = (content?: Record<string, { schema?: object }>) =>
    Object.values(content ?? {}).some(({ schema }) => schema !== undefined)
  return [
    ...(done.length > 0 ? [] : ['no reply']),
    ...done
      .filter(([status, { content }]) => status !== '204' && !hasSchema(content))
      .map(([status]) => status),
    ...refused
      .filter(([, { content }]) => content?.['application/problem+json'] === undefined)
      .map(([status]) => `${status} is no problem document`),
    ...(refused.length > 0 ? [] : ['no refusals']),
    ...(requestBody === undefined || hasSchema(requestBody.content) ? [] : ['a body without a schema']),
  ]
}
