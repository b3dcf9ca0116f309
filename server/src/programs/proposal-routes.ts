import {
  cursor,
  key,
  type ProposalView,
  proposalBeta,
  proposalComment,
  proposalCreate,
  proposalList,
  proposalPublish,
  proposalReject,
  proposalState,
  proposalView,
  releasePath,
} from '@perennial/contract'
import type { FastifyInstance } from 'fastify'
import { type ZodType, z } from 'zod'
import { encodeCursor } from '../kernel/cursors.ts'
import { instantText, parseInstant } from '../kernel/instants.ts'
import { orThrow, refuse, type Verdict } from '../kernel/verdict.ts'
import type { Database, Writer } from '../platform/database.ts'
import { idempotent, type RouteRequest, route } from '../platform/http/index.ts'
import { approveProposal } from './approve-proposal.ts'
import type { AnyKind } from './definition.ts'
import { programNow } from './move-clock.ts'
import { openProgram } from './open-program.ts'
import type { Programs } from './programs.ts'
import { propose } from './propose.ts'
import { publishProposal, startBeta } from './publish-proposal.ts'
import { numberIn } from './release-routes.ts'
import { comment, type Review, rejectProposal, withdrawProposal } from './review-proposal.ts'
import type { Program } from './store.ts'
import { type Proposal, readComments, readProposal, readProposals } from './store-proposals.ts'

interface Wiring {
  programs: Programs
  database: Database
}

const proposals = '/v1/programs/{program}/proposals'
const ofProposal = z.strictObject({ program: key, proposal: releasePath })
const noBody = z.strictObject({}).optional()
const highestNumber = 2_147_483_647

/** Drafts frozen for review, and what becomes of them. */
export function proposalRoutes(app: FastifyInstance, wiring: Wiring): void {
  proposeRoute(app, wiring)
  readRoutes(app, wiring)
  reviewRoutes(app, wiring)
  publishRoutes(app, wiring)
}

function proposeRoute(app: FastifyInstance, { programs, database }: Wiring): void {
  type Propose = RouteRequest<{ program: string }, unknown, z.output<typeof proposalCreate>>
  route(app, {
    method: 'POST',
    url: proposals,
    permission: 'manage',
    summary: 'Freeze the drafts as a proposal for review',
    description: 'Drafts may be edited on: what is approved and published is what was frozen.',
    idempotencyKey: true,
    schema: {
      params: z.strictObject({ program: key }),
      body: proposalCreate,
      reply: { 201: proposalView },
      problems: ['limit_broken', 'release_invalid', 'release_unchanged'],
    },
    handler: idempotent<Propose>(database, async ({ caller, params, body }, reply, inside) => {
      const { programId, key: program } = await openProgram(programs, caller, params.program)
      const { actor, credentialId } = caller
      const { note, acceptsBrokenLimits, publishAt } = body
      const at = publishAt === undefined ? undefined : parseInstant(publishAt)
      const when = at === undefined ? {} : { publishAt: at }
      const asked = { programId, note, acceptsBrokenLimits, ...when, actor, credentialId }
      const made = await programs.writesOn(inside).change(programId, (tx, kinds) => propose(tx, kinds, asked))
      const proposal = orThrow(made)
      reply.code(201).header('location', `/v1/programs/${program}/proposals/${proposal.number}`)
      return viewOf(proposal, [])
    }),
  })
}

function readRoutes(app: FastifyInstance, { programs, database }: Wiring): void {
  route(app, {
    method: 'GET',
    url: proposals,
    permission: 'read',
    summary: 'List proposals, newest first',
    schema: {
      params: z.strictObject({ program: key }),
      querystring: z.strictObject({
        state: proposalState.optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
        cursor: cursor.optional(),
      }),
      reply: proposalList,
      problems: ['cursor_invalid'],
    },
    handler: async ({ caller, params, query }) => {
      const { programId } = await openProgram(programs, caller, params.program)
      const { state, limit } = query
      const below =
        query.cursor === undefined ? highestNumber : numberIn(query.cursor, 'proposals', programId)
      const rows = await database.read({ programId }, (tx) =>
        readProposals(tx, { programId, state, below, limit: limit + 1 }),
      )
      const shown = rows.slice(0, limit)
      const last = shown.at(-1)
      const next =
        rows.length > limit && last !== undefined ? encodeCursor('proposals', programId, [last.number]) : null
      return { proposals: shown.map(summaryOf), next }
    },
  })
  route(app, {
    method: 'GET',
    url: `${proposals}/{proposal}`,
    permission: 'read',
    summary: 'Read a proposal with its comments',
    schema: { params: ofProposal, reply: proposalView },
    handler: async ({ caller, params }) => {
      const { programId } = await openProgram(programs, caller, params.program)
      return orThrow(await readView(database, programId, params.proposal))
    },
  })
}

function reviewRoutes(app: FastifyInstance, wiring: Wiring): void {
  actionRoute(app, wiring, {
    verb: 'comments',
    summary: 'Comment on a proposal',
    body: proposalComment,
    run: (tx, _, { review, body }) => comment(tx, { ...review, text: body.text }),
  })
  actionRoute(app, wiring, {
    verb: 'approve',
    summary: 'Approve a proposal that somebody else made',
    description:
      'Approved is not published: publish it, give it an instant, or start a beta. One that was proposed with an instant still to come is scheduled by this.',
    body: noBody,
    problems: ['approval_decided', 'approval_own'],
    run: (tx, kinds, { review, program }) =>
      approveProposal(tx, kinds, { ...review, now: programNow(program) }),
  })
  actionRoute(app, wiring, {
    verb: 'reject',
    summary: 'Reject a proposal',
    body: proposalReject,
    problems: ['approval_decided'],
    run: (tx, _, { review, body }) => rejectProposal(tx, { ...review, reason: body.reason }),
  })
  actionRoute(app, wiring, {
    verb: 'withdraw',
    summary: 'Take a proposal back, cancel its schedule, or end its beta',
    body: noBody,
    problems: ['approval_decided'],
    run: (tx, _, { review }) => withdrawProposal(tx, review),
  })
}

function publishRoutes(app: FastifyInstance, wiring: Wiring): void {
  actionRoute(app, wiring, {
    verb: 'publish',
    summary: 'Publish a proposal for everyone, now or at an instant',
    description:
      'What was frozen is published, once, whatever the drafts say by then. One that cannot be published at its instant fails, with the reason.',
    body: proposalPublish,
    problems: publishProblems,
    run: (tx, kinds, { review, body, program }) => {
      const at = body.at === undefined ? undefined : parseInstant(body.at)
      const when = at === undefined ? {} : { at }
      return publishProposal(tx, kinds, { ...review, ...when, now: programNow(program) })
    },
  })
  actionRoute(app, wiring, {
    verb: 'beta',
    summary: 'Give a proposal to a part of the members first',
    description:
      'Publish the proposal to give it to everyone; withdraw it to end the beta. What holds for all members at once (settings, currencies, counters, tiers, stamp cards) cannot be tried on a part of them.',
    body: proposalBeta,
    problems: publishProblems,
    run: (tx, kinds, { review, body }) => startBeta(tx, kinds, { ...review, audience: body.audience }),
  })
}

const publishProblems = [
  'approval_decided',
  'approval_needed',
  'beta_running',
  'notice_needed',
  'release_invalid',
  'release_unchanged',
] as const

interface Action<Body extends ZodType> {
  verb: string
  summary: string
  description?: string
  body: Body
  problems?: NonNullable<NonNullable<Parameters<typeof route>[1]['schema']>['problems']>
  run(
    tx: Writer,
    kinds: readonly AnyKind[],
    ask: { review: Review; body: z.output<Body>; program: Program },
  ): Promise<Verdict<Proposal>>
}

function actionRoute<Body extends ZodType>(
  app: FastifyInstance,
  { programs, database }: Wiring,
  action: Action<Body>,
): void {
  type Act = RouteRequest<z.output<typeof ofProposal>, unknown, z.output<Body>>
  const { verb, summary, description, body, problems = [], run } = action
  const act = idempotent<Act>(database, async (request, _, inside) => {
    const { caller, params } = request
    const program = await openProgram(programs, caller, params.program)
    const { programId } = program
    const { actor, credentialId } = caller
    const review = { programId, number: params.proposal, actor, credentialId }
    const asked = { review, body: request.body as z.output<Body>, program }
    orThrow(await programs.writesOn(inside).change(programId, (tx, kinds) => run(tx, kinds, asked)))
    return orThrow(await readView(inside, programId, params.proposal))
  })
  route(app, {
    method: 'POST',
    url: `${proposals}/{proposal}/${verb}`,
    permission: 'manage',
    summary,
    ...(description === undefined ? {} : { description }),
    idempotencyKey: true,
    schema: { params: ofProposal, body, reply: proposalView, problems },
    handler: async (request, reply) => {
      const view = await act(request as Act, reply)
      programs.refresh((await openProgram(programs, request.caller, request.params.program)).programId)
      return view
    },
  })
}

function readView(database: Database, programId: number, number: number): Promise<Verdict<ProposalView>> {
  return database.read({ programId }, async (tx) => {
    const proposal = await readProposal(tx, programId, number)
    if (proposal === undefined) return refuse('not_found', `The programme has no proposal ${number}.`)
    return { ok: true, value: viewOf(proposal, await readComments(tx, programId, number)) }
  })
}

function viewOf(
  proposal: Proposal,
  comments: readonly { author: string; text: string; at: Date }[],
): ProposalView {
  return {
    ...summaryOf(proposal),
    comments: comments.map((each) => ({ ...each, at: instantText(each.at.getTime()) })),
  }
}

function summaryOf(proposal: Proposal): Omit<ProposalView, 'comments'> {
  const { number, state, note, author, base, changes, approvedBy, actedBy, reason, release } = proposal
  const { betaRelease, audience } = proposal
  return {
    proposal: number,
    state,
    note,
    author,
    proposedAt: instantText(proposal.proposedAt.getTime()),
    base,
    changes,
    approvedBy,
    approvedAt: told(proposal.approvedAt),
    actedBy,
    actedAt: told(proposal.actedAt),
    reason,
    publishAt: told(proposal.publishAt),
    worse: proposal.worse,
    announcedAt: told(proposal.announcedAt),
    release,
    beta: betaRelease === null || audience === null ? null : { release: betaRelease, audience },
  }
}

function told(instant: Date | null): string | null {
  return instant === null ? null : instantText(instant.getTime())
}
