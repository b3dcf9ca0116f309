import { createReadStream, existsSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import type { BackupsView, ProofView } from '@perennial/contract'
import { goodBackups } from './fixture-backups.ts'
import { activities, journal, releases } from './fixture-history.ts'
import { brokenReport, noProof, soundProof } from './fixture-proof.ts'
import { emptyOverview, members, memberView, overviewOf, programs, today } from './fixture-shop.ts'
import { type DesignAnswer, type DesignState, designAnswer, freshDesign } from './stub-design.ts'
import { freshWallet, type WalletState, walletBody, walletCommand } from './stub-wallet.ts'

/** What the stand-in for the API answers with. */
export interface Stub {
  url: string
  /** `signed-out`: every call is 401. `no-programs`: there is none. `down`: the API breaks off every call. */
  mode: 'open' | 'signed-out' | 'no-programs' | 'down'
  /** What is known about the books of the full programme; writing to it is understood. */
  proof: ProofView
  backups: BackupsView
  wallet: WalletState
  design: DesignState
  close(): Promise<void>
}

const dist = join(import.meta.dirname, '..', 'dist')

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** Serves the built console and fixture answers on a free port of the loopback. */
export async function startStub(): Promise<Stub> {
  const server = createServer((request, response) => void answer({ stub, request, response }))
  const stub: Stub = {
    url: '',
    mode: 'open',
    proof: soundProof,
    backups: goodBackups,
    wallet: freshWallet(),
    design: freshDesign(),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stub.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return stub
}

async function answer(call: Call): Promise<void> {
  const { stub, request, response } = call
  const url = new URL(request.url ?? '/', 'http://stub')
  const isTold = stub.mode === 'open' || url.pathname === '/v1/templates'
  const designed = isTold && stub.mode !== 'down' ? await designAnswer(stub.design, request) : undefined
  // As in the product: verbs stand behind a colon that is written as one.
  if (url.pathname.includes('%3A')) problem(response, 404, 'not_found')
  else if (designed) tell(response, designed)
  else if (!url.pathname.startsWith('/v1/')) file(url.pathname, response)
  else if (stub.mode === 'down') request.socket.destroy()
  else if (stub.mode === 'signed-out') problem(response, 401, 'credential_missing')
  else if (url.pathname === '/v1/session:signout') {
    stub.mode = 'signed-out'
    response.writeHead(204).end()
  } else if (stub.mode === 'no-programs') json(response, { programs: [] })
  else if (url.pathname === '/v1/backups') json(response, stub.backups)
  else if (url.pathname === '/v1/programs/giftware/verify') verification(call)
  else if (url.pathname === '/v1/programs/giftware/read-only') void lock(call)
  else if (url.pathname === '/v1/session')
    json(response, { staff: 'Owner', organization: 'shop', role: 'owner' })
  else if (request.method === 'POST') void carryOut(call)
  else {
    const parts = url.pathname.split('/').slice(2).map(decodeURIComponent)
    reply(response, walletBody(stub.wallet, parts, url.searchParams) ?? bodyOf(parts, url.searchParams))
  }
}

function tell(response: ServerResponse, { status, body, headers }: DesignAnswer): void {
  if (status >= 400) {
    const { code, errors } = body as { code: string; errors?: unknown }
    refuse(response, { status, code, errors: errors ?? [] })
  } else if (status === 204) response.writeHead(204).end()
  else
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}

interface Call {
  stub: Stub
  request: IncomingMessage
  response: ServerResponse
}

async function carryOut({ stub, request, response }: Call): Promise<void> {
  const answered = await walletCommand(stub.wallet, request)
  if (answered.status >= 400) problem(response, answered.status, (answered.body as { code: string }).code)
  else
    response
      .writeHead(answered.status, { 'content-type': 'application/json' })
      .end(JSON.stringify(answered.body))
}

/** Whoever verifies books that were sound finds them broken. */
function verification({ stub, request, response }: Call): void {
  if (request.method !== 'POST') {
    json(response, stub.proof)
    return
  }
  const run = { finishedAt: '2026-11-21T10:00:00Z', report: brokenReport }
  stub.proof = { ...stub.proof, runs: [run, ...stub.proof.runs] }
  json(response, brokenReport)
}

async function lock({ stub, request, response }: Call): Promise<void> {
  if (request.method === 'DELETE') {
    stub.proof = { ...stub.proof, readOnly: null }
    response.writeHead(204).end()
    return
  }
  const { reason } = JSON.parse(Buffer.concat(await request.toArray()).toString())
  const readOnly = { since: '2026-11-21T10:00:00Z', reason, by: 'staff:owner' }
  stub.proof = { ...stub.proof, readOnly }
  json(response, readOnly)
}

function reply(response: ServerResponse, body: unknown): void {
  if (body === 'broken') problem(response, 500, 'internal')
  else if (body === undefined) problem(response, 404, 'not_found')
  else json(response, body)
}

function bodyOf(parts: readonly string[], search: URLSearchParams): unknown {
  const [, program, list, id, sub] = parts
  if (program === undefined) return { programs }
  if (program === 'broken') return 'broken'
  const empty = program === 'empty'
  if (list === 'overview') {
    const span = { from: search.get('from') ?? '2026-08-23', to: search.get('to') ?? today }
    return empty ? emptyOverview() : overviewOf(span)
  }
  if (list === 'releases') return { releases: empty ? [] : releases, next: null }
  if (list === 'activities') return activities.find((each) => each.activity === id)
  if (list === 'verify') return noProof
  if (list !== 'members') return undefined
  if (id === undefined) return memberPage(empty ? [] : members, search)
  if (sub === 'journal') return { rows: memberView(id)?.lots.length ? journal : [], next: null }
  if (sub === 'activities') return activityPage(id, search)
  return memberView(id)
}

function memberPage(all: typeof members, search: URLSearchParams) {
  const query = (search.get('query') ?? '').toLowerCase()
  const start = Number(search.get('cursor') ?? 0)
  const limit = Number(search.get('limit') ?? 50)
  const found = all.filter((member) =>
    [member.name, member.email, member.phone, member.externalId].some((each) =>
      each?.toLowerCase().includes(query),
    ),
  )
  const next = start + limit < found.length ? String(start + limit) : null
  return { members: found.slice(start, start + limit), next }
}

function activityPage(id: string, search: URLSearchParams) {
  if (!memberView(id)?.lots.length) return { activities: [], next: null }
  const second = search.get('cursor') === 'second'
  return { activities: second ? activities.slice(4) : activities.slice(0, 4), next: second ? null : 'second' }
}

function json(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

function problem(response: ServerResponse, status: number, code: string): void {
  refuse(response, { status, code, errors: [] })
}

function refuse(
  response: ServerResponse,
  { status, code, errors }: { status: number; code: string; errors: unknown },
): void {
  const request_id = 'req_0199aa7c51d24'
  const body = { type: `/docs/problems#${code}`, status, code, detail: '', request_id, errors }
  response.writeHead(status, { 'content-type': 'application/problem+json' }).end(JSON.stringify(body))
}

function file(path: string, response: ServerResponse): void {
  const asked = normalize(join(dist, path.replace(/^\/console\/?/, '')))
  const isFile = asked.startsWith(dist) && extname(asked) !== '' && existsSync(asked)
  const served = isFile ? asked : join(dist, 'index.html')
  response.writeHead(200, {
    'content-type': contentTypes[extname(served)] ?? 'application/octet-stream',
    'cache-control': isFile ? 'max-age=31536000, immutable' : 'no-cache',
  })
  createReadStream(served).pipe(response)
}
