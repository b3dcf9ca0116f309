import type { Scope } from '@perennial/contract'
import type { FastifyInstance } from 'fastify'
import {
  accessRoutes,
  createKey,
  ensureOrganization,
  ensureOwnerLink,
  type Gate,
  openGate,
} from '../src/access/index.ts'
import { orThrow } from '../src/kernel/verdict.ts'
import { type TestClock, testClock } from '../src/platform/clock.ts'
import { type Database, openDatabase } from '../src/platform/database.ts'
import { buildHttp, route } from '../src/platform/http/index.ts'
import { openLog } from '../src/platform/log.ts'
import { openMetrics } from '../src/platform/metrics.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'

export const publicUrl = 'http://localhost:4100'
export const everyScope: Scope[] = ['read', 'write', 'manage']

/** One process of the product, as far as access goes. */
export interface AccessNode {
  app: FastifyInstance
  gate: Gate
}

export interface Ask {
  method?: 'GET' | 'POST' | 'DELETE'
  url?: string
  key?: string
  headers?: Record<string, string>
  payload?: object | string
  on?: AccessNode
}

/** Two processes over one database with two organisations; everything secret that was told, and every line logged. */
export interface AccessHouse {
  test: TestDatabase
  database: Database
  clock: TestClock
  /** Reached by http. */
  node: AccessNode
  /** Reached by https, as `https://shop.example`. */
  otherNode: AccessNode
  shop: number
  rival: number
  logged: string[]
  secrets: string[]
  /** Transactions so far. */
  transactions: { count: number }
  startNode(url: string, on: Database): Promise<AccessNode>
  close(): Promise<void>
}

export async function openAccessHouse(): Promise<AccessHouse> {
  const test = await createTestDatabase()
  const transactions = { count: 0 }
  const database = counted(openDatabase({ url: test.appUrl, connectionsMax: 4 }), transactions)
  const clock = testClock(Date.now())
  const logged: string[] = []
  const startNode = (url: string, on: Database) => startOne({ url, database: on, clock, logged })
  const node = await startNode(publicUrl, database)
  const otherNode = await startNode('https://shop.example', database)
  const { organizationId: shop } = await ensureOrganization(database, { key: 'shop', name: 'The shop' })
  const { organizationId: rival } = await ensureOrganization(database, { key: 'rival', name: 'The rival' })
  async function close(): Promise<void> {
    await Promise.all([node.app.close(), otherNode.app.close()])
    await Promise.all([node.gate.settled(), otherNode.gate.settled()])
    await database.close()
    await test.drop()
  }
  const secrets: string[] = []
  return {
    test,
    database,
    clock,
    node,
    otherNode,
    shop,
    rival,
    logged,
    secrets,
    transactions,
    startNode,
    close,
  }
}

function counted(real: Database, transactions: { count: number }): Database {
  return {
    read: (scope, work) => {
      transactions.count += 1
      return real.read(scope, work)
    },
    write: (scope, work) => {
      transactions.count += 1
      return real.write(scope, work)
    },
    close: () => real.close(),
  }
}

async function startOne(of: {
  url: string
  database: Database
  clock: TestClock
  logged: string[]
}): Promise<AccessNode> {
  const { database, clock } = of
  const log = openLog({ format: 'json', level: 'debug', write: (line) => of.logged.push(line) })
  const gate = openGate({ database, clock, log, publicUrl: of.url })
  const ready = async () => ({ ready: true, checks: {} })
  const app = await buildHttp({ log, metrics: openMetrics(), authorize: gate.authorize, ready })
  accessRoutes(app, { database, clock, gate })
  for (const method of ['GET', 'POST'] as const)
    route(app, {
      method,
      url: '/v1/programs/{program}/probe',
      permission: method === 'GET' ? 'read' : 'write',
      summary: 'Says who calls',
      handler: async ({ caller }) => caller,
    })
  await app.ready()
  return { app, gate }
}

/** Makes a key as the command line does. */
export async function newKey(
  house: AccessHouse,
  of: { scopes?: Scope[]; programKey?: string; organizationId?: number } = {},
) {
  const maker = { organizationId: of.organizationId ?? house.shop, actor: 'system', scopes: everyScope }
  const wanted = { name: 'Till', scopes: of.scopes ?? everyScope, programKey: of.programKey ?? null }
  const key = orThrow(await createKey(house, { maker, ...wanted }))
  house.secrets.push(key.secret)
  return key
}

/** Asks a node; without more, who is calling. */
export async function ask(house: AccessHouse, request: Ask) {
  const { method = 'GET', url = '/v1/programs/a/probe', key, headers, payload, on = house.node } = request
  const reply = await on.app.inject({
    method,
    url,
    headers: { ...(key === undefined ? {} : { authorization: `Bearer ${key}` }), ...headers },
    ...(payload === undefined ? {} : { payload }),
  })
  const isJson = String(reply.headers['content-type']).includes('json')
  return { status: reply.statusCode, body: isJson ? reply.json() : reply.body, headers: reply.headers }
}

/** The token of a fresh link of the shop's owner. */
export async function newLink(house: AccessHouse): Promise<string> {
  const link = await ensureOwnerLink(house, { organizationId: house.shop, publicUrl })
  const token = new URL(link.url).searchParams.get('token') ?? ''
  house.secrets.push(token)
  return token
}

/** Presses the button of a link's page. */
export function useLink(house: AccessHouse, token: string, more: Pick<Ask, 'headers' | 'on'> = {}) {
  return ask(house, {
    method: 'POST',
    url: '/sign-in',
    payload: `token=${token}`,
    ...more,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...more.headers },
  })
}

/** A fresh session of the shop's owner, as the Cookie header that its browser sends. */
export async function signedIn(house: AccessHouse): Promise<string> {
  const { status, headers } = await useLink(house, await newLink(house))
  if (status !== 303) throw new Error(`Signing in was answered ${status}`)
  const cookie = String(headers['set-cookie']).split(';')[0] ?? ''
  house.secrets.push(cookie.split('=')[1] ?? '')
  return cookie
}
