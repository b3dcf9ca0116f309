import { existsSync, readFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import type {
  ActivityInput,
  BetaAudience,
  DefinitionView,
  ProposalView,
  ReleaseChange,
} from '@perennial/contract'
import { backTest, checks, estimate, proposal } from './fixture-back-test.ts'
import { definitions, draftChanges, trialReply } from './fixture-design.ts'
import { expressionView } from './fixture-expressions.ts'
import { releases as released } from './fixture-history.ts'
import { segmentPeople, segmentPreviewOf, segments } from './fixture-segments.ts'
import { programs } from './fixture-shop.ts'
import { templates } from './fixture-templates.ts'

/** What the stand-in knows of the design of the lively shop. */
export interface DesignState {
  definitions: DefinitionView[]
  changes: ReleaseChange[]
  errors: { field: string; message: string }[]
  proposals: Omit<ProposalView, 'comments'>[]
  comments: ProposalView['comments']
  /** The conditions whose members were counted. */
  previewed: string[]
  /** What the next edit is refused with. */
  refusal: { status: number; body: Record<string, unknown> } | undefined
  /** What arrived, besides questions. */
  sent: { method: string; path: string; body: Record<string, unknown>; ifMatch: string | undefined }[]
}

export interface DesignAnswer {
  status: number
  body?: unknown
  headers?: Record<string, string>
}

const schemas = join(import.meta.dirname, '..', '..', 'contract', 'schemas')

export function freshDesign(): DesignState {
  const nothing = { errors: [], proposals: [], comments: [], previewed: [], refusal: undefined, sent: [] }
  return { definitions, changes: draftChanges, ...nothing }
}

interface Call {
  design: DesignState
  method: string
  parts: readonly string[]
  search: URLSearchParams
  body: Record<string, unknown>
  ifMatch: string | undefined
}

/** What the addresses of designing answer; undefined for all others. */
export async function designAnswer(
  design: DesignState,
  request: IncomingMessage,
): Promise<DesignAnswer | undefined> {
  const url = new URL(request.url ?? '/', 'http://stub')
  const parts = url.pathname.split('/').slice(2).map(decodeURIComponent)
  if (parts[0] === 'schemas') return schemaAnswer(parts[1] ?? '')
  if (parts[0] === 'templates') return { status: 200, body: { templates } }
  if (request.method === 'POST' && url.pathname === '/v1/programs') return created(design, request)
  if (parts[1] === 'broken' || !isDesign(parts, request.method ?? 'GET')) return undefined
  const text = request.method === 'GET' ? '' : Buffer.concat(await request.toArray()).toString()
  const call: Call = {
    design,
    method: request.method ?? 'GET',
    parts,
    search: url.searchParams,
    body: text === '' ? {} : JSON.parse(text),
    ifMatch: request.headers['if-match'],
  }
  const isQuestion =
    call.method === 'GET' || call.search.get('dryRun') === 'true' || questions.has(parts[2] ?? '')
  if (!isQuestion)
    design.sent.push({ method: call.method, path: url.pathname, body: call.body, ifMatch: call.ifMatch })
  return answerTo(call)
}

/** Whoever starts a programme gets the lively one. */
async function created(design: DesignState, request: IncomingMessage): Promise<DesignAnswer> {
  const body = JSON.parse(Buffer.concat(await request.toArray()).toString())
  design.sent.push({ method: 'POST', path: '/v1/programs', body, ifMatch: undefined })
  return { status: 201, body: programs[0] }
}

/** Verbs that change nothing. */
const questions = new Set(['expressions:check', 'design:estimate', 'segments:preview', 'limits:check'])

function isDesign(parts: readonly string[], method: string): boolean {
  const list = parts[2] ?? ''
  if (list === 'definitions' || list === 'activities:batch' || list === 'expressions:check') return true
  if (list === 'backtests' || list === 'proposals' || list === 'design:estimate') return true
  if (list === 'limits:check') return true
  if (list === 'segments' || list === 'segments:preview') return true
  return (
    list === 'releases' &&
    (parts[3] === 'compare' || parts[4] === 'rollback' || (parts.length === 3 && method === 'POST'))
  )
}

function schemaAnswer(kind: string): DesignAnswer {
  const file = join(schemas, `${kind}.json`)
  if (!existsSync(file)) return { status: 404, body: { code: 'not_found' } }
  return { status: 200, body: JSON.parse(readFileSync(file, 'utf8')) }
}

function answerTo(call: Call): DesignAnswer | Promise<DesignAnswer> {
  const { design, method, parts } = call
  const isEmpty = parts[1] === 'empty'
  if (parts[2] === 'activities:batch') return batchAnswer(call)
  if (parts[2] === 'backtests') return backTestAnswer(call)
  if (parts[2] === 'proposals') return proposalAnswer(call)
  if (parts[2] === 'design:estimate') return { status: 200, body: estimate }
  if (parts[2] === 'limits:check') return { status: 200, body: checks }
  if (parts[2] === 'segments') return segmentAnswer(call)
  if (parts[2] === 'segments:preview') return previewAnswer(call)
  if (parts[2] === 'expressions:check') return { status: 200, body: expressionView(call.body) }
  if (parts[2] === 'releases') return method === 'POST' ? published(design) : comparison(call, isEmpty)
  if (parts[3] === undefined) return { status: 200, body: { definitions: isEmpty ? [] : design.definitions } }
  if (method === 'PUT') return put(call)
  const found = find(call)
  if (found === undefined || isEmpty) return { status: 404, body: { code: 'not_found' } }
  if (method === 'DELETE') {
    design.definitions = design.definitions.filter((each) => each !== found)
    return { status: 204 }
  }
  return { status: 200, body: found, headers: { etag: `"${found.revision}"` } }
}

function find({ design, parts }: Call): DefinitionView | undefined {
  return design.definitions.find((each) => each.kind === parts[3] && each.key === parts[4])
}

function put(call: Call): DesignAnswer {
  const { design, parts, body, ifMatch } = call
  if (design.refusal !== undefined) {
    const { refusal } = design
    design.refusal = undefined
    return refusal
  }
  const found = find(call)
  const isBased = found === undefined ? ifMatch === undefined : ifMatch === `"${found.revision}"`
  if (!isBased) return { status: 412, body: { code: 'edit_conflict' } }
  const saved: DefinitionView = {
    kind: parts[3] as DefinitionView['kind'],
    key: parts[4] ?? '',
    spec: body.spec as DefinitionView['spec'],
    revision: (found?.revision ?? 0) + 1,
    updatedAt: '2026-11-20T10:00:00Z',
  }
  design.definitions = [...design.definitions.filter((each) => each !== found), saved]
  return { status: 200, body: saved, headers: { etag: `"${saved.revision}"` } }
}

/** A back-test is done as soon as somebody looks. */
function backTestAnswer({ method, parts }: Call): DesignAnswer {
  if (method === 'POST') return { status: 202, body: { ...backTest, state: 'running' } }
  return { status: 200, body: parts[3] === undefined ? { backTests: [] } : backTest }
}

function proposalAnswer({ design, method, parts, body }: Call): DesignAnswer {
  if (method === 'GET' && parts[3] === undefined)
    return { status: 200, body: { proposals: design.proposals, next: null } }
  const verb = parts[4]
  if (verb === 'comments') {
    const comment = { author: 'staff:Owner', text: String(body.text), at: '2026-11-20T10:00:00Z' }
    design.comments = [...design.comments, comment]
  }
  if (verb === undefined && method === 'GET')
    return { status: 200, body: { ...design.proposals[0], comments: design.comments } }
  const publishAt = typeof body.publishAt === 'string' ? body.publishAt : null
  if (verb === undefined) design.proposals = [{ ...proposal, publishAt }]
  if (verb === 'approve')
    design.proposals = design.proposals.map((each) => ({
      ...each,
      state: each.publishAt === null ? 'approved' : 'scheduled',
      approvedBy: 'staff:Owner',
    }))
  if (verb === 'beta') {
    const beta = { release: 5, audience: body.audience as BetaAudience }
    design.proposals = design.proposals.map((each) => ({ ...each, state: 'beta', beta }))
  }
  const at = typeof body.at === 'string' ? body.at : undefined
  if (verb === 'publish' && at !== undefined)
    design.proposals = design.proposals.map((each) => ({ ...each, state: 'scheduled', publishAt: at }))
  else if (verb === 'publish' || verb === 'withdraw' || verb === 'reject') design.proposals = []
  return { status: verb === undefined ? 201 : 200, body: { ...proposal, comments: [] } }
}

function segmentAnswer({ parts }: Call): DesignAnswer {
  return { status: 200, body: parts[3] === undefined ? { segments } : segmentPeople }
}

const slowMs = 700

/** A condition that says `slow` keeps others waiting for its answer; one with a fact that is not there is refused. */
async function previewAnswer({ design, body }: Call): Promise<DesignAnswer> {
  const when = String(body.when)
  const isExact = body.exact === true
  design.previewed.push(isExact ? `all of ${when}` : when)
  if (when.includes('slow')) await new Promise((resolve) => setTimeout(resolve, slowMs))
  if (when.includes('nett')) return { status: 422, body: { code: 'rule_invalid' } }
  return { status: 200, body: segmentPreviewOf(when, isExact) }
}

/** The programme `empty` has drafts that say what its release says. */
function comparison({ design, search }: Call, isEmpty: boolean): DesignAnswer {
  if (search.has('from'))
    return { status: 200, body: { from: 1, to: 4, changes: released[0]?.changes ?? [], errors: [] } }
  const body = { from: 4, to: 'draft', changes: isEmpty ? [] : design.changes, errors: design.errors }
  return { status: 200, body }
}

function published(design: DesignState): DesignAnswer {
  const changes = design.changes
  design.changes = []
  const author = 'staff:Owner'
  const effectiveAt = '2026-11-20T10:00:00Z'
  return { status: 201, body: { number: 5, note: '', author, effectiveAt, current: true, changes } }
}

/** Twice as much by the drafts as by the release in force; nobody joins with a basket of 13 pounds. */
function batchAnswer({ search, body }: Call): DesignAnswer {
  const items = body.items as ActivityInput[]
  const isDraft = search.get('release') === 'draft'
  const outcomes = items.map((item, index) => {
    const pounds = Number(item.order?.lines[0]?.unitPrice ?? 0)
    if (pounds === 13)
      return { index, status: 422, problem: { code: 'clock_refused', title: 'Too early', detail: '' } }
    const reply = trialReply(item.type === 'order.placed' ? pounds * (isDraft ? 10 : 5) : 0)
    return { index, status: 200, reply: item.type === 'order.placed' ? reply : { ...reply, effects: [] } }
  })
  return { status: 200, body: { outcomes } }
}
