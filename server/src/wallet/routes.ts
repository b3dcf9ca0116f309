import {
  exchangeCreate,
  extensionCreate,
  type Hold,
  holdCapture,
  holdCreate,
  holdList,
  reasoned,
  spendCreate,
  spendReturn,
  tierGrantCreate,
  topUpCreate,
  type WalletCommand,
  walletReply,
  writeOffCreate,
} from '@perennial/contract'
import type { FastifyInstance } from 'fastify'
import { type ZodType, z } from 'zod'
import type { Pipeline } from '../activity/index.ts'
import { publicId, uuidOf } from '../kernel/ids.ts'
import { instantText } from '../kernel/instants.ts'
import { orThrow, RefusalError } from '../kernel/verdict.ts'
import { type HoldRow, readHolds } from '../ledger/index.ts'
import { getMember, identifierContext, type MemberFinder } from '../members/index.ts'
import { systemClock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { type Permission, route } from '../platform/http/index.ts'
import { openProgram, type Program, type Programs, type Release } from '../programs/index.ts'
import { auditCommand } from './audit-command.ts'
import { refuseOwnAccount } from './own-account.ts'
import { askedBy } from './submit-command.ts'
import { submitForMember } from './submit-return.ts'

export interface WalletRoutes {
  programs: Programs
  database: Database
  pipeline: Pipeline
}

const member = '/v1/programs/{program}/members/{member}'
/** Every command can be asked what it would do. */
export const dryRun = z.strictObject({
  dryRun: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: 'Answer what would happen, change nothing' }),
})

/** Refusals of every command. */
export const commandProblems = [
  'currency_not_offered',
  'idempotency_key_invalid',
  'idempotency_key_missing',
  'idempotency_key_reused',
  'identifier_invalid',
  'insufficient_points',
  'limit_exceeded',
  'member_closed',
  'program_unpublished',
  'value_frozen',
] as const
type CommandProblem =
  | (typeof commandProblems)[number]
  | 'exchange_not_offered'
  | 'hold_closed'
  | 'hold_exceeded'
  | 'hold_expired'
  | 'spend_exceeded'
  | 'spend_unknown'

/** An endpoint that carries out one verb on a member's value. */
interface Verb<Body> {
  url: string
  permission: Permission
  summary: string
  description?: string
  body: ZodType<Body>
  problems?: readonly CommandProblem[]
  command(body: Body, more: { params: Record<string, string | undefined>; actor: string }): WalletCommand
}

/** Commands are many, so whom they name is found for many at once. */
interface CommandRoutes extends WalletRoutes {
  memberFinder: MemberFinder
}

/** Commands on a member's value, and the holds that are there. */
export function walletRoutes(app: FastifyInstance, wiring: CommandRoutes): void {
  spendRoutes(app, wiring)
  holdRoutes(app, wiring)
  moneyRoutes(app, wiring)
  staffRoutes(app, wiring)
  holdsRoute(app, wiring)
}

function spendRoutes(app: FastifyInstance, wiring: CommandRoutes): void {
  commandRoute(app, wiring, {
    url: `${member}/spends`,
    permission: 'write',
    summary: 'Spend what a member has',
    description:
      'From one or several currencies at once, all or nothing; `money` notes what was paid beside it. The lots that end soonest are taken first.',
    body: spendCreate,
    command: (body) => ({ verb: 'spend', ...body }),
  })
  commandRoute(app, wiring, {
    url: `${member}/spends/{spend}/returns`,
    permission: 'write',
    summary: 'Give back a spend, or a part of it',
    description:
      'Names the activity of the spend or of the capture. Points go back to the lots they came from; what has ended meanwhile lives on for the days that the currency says. An open debt is paid first.',
    body: spendReturn,
    problems: ['spend_exceeded', 'spend_unknown'],
    command: (body, { params }) => ({ verb: 'spend-return', spend: idOf('act', params.spend), ...body }),
  })
}

function holdRoutes(app: FastifyInstance, wiring: CommandRoutes): void {
  commandRoute(app, wiring, {
    url: `${member}/holds`,
    permission: 'write',
    summary: 'Hold what a checkout is about to spend',
    description: 'What is held cannot be spent otherwise, and is free again when the hold lapses.',
    body: holdCreate,
    command: (body) => ({ verb: 'hold', ...body }),
  })
  commandRoute(app, wiring, {
    url: `${member}/holds/{hold}/capture`,
    permission: 'write',
    summary: 'Spend what is held, or a part of it',
    description: 'Once: the rest is free again, and the hold is closed.',
    body: holdCapture,
    problems: ['hold_closed', 'hold_exceeded', 'hold_expired'],
    command: (body, { params }) => ({ verb: 'capture', hold: idOf('hld', params.hold), ...body }),
  })
  commandRoute(app, wiring, {
    url: `${member}/holds/{hold}/cancel`,
    permission: 'write',
    summary: 'Give up a hold',
    body: z.strictObject({}),
    problems: ['hold_closed', 'hold_expired'],
    command: (_body, { params }) => ({ verb: 'cancel', hold: idOf('hld', params.hold) }),
  })
}

function moneyRoutes(app: FastifyInstance, wiring: CommandRoutes): void {
  commandRoute(app, wiring, {
    url: `${member}/top-ups`,
    permission: 'write',
    summary: 'Pay money into a stored value',
    body: topUpCreate,
    command: (body) => ({ verb: 'top-up', ...body }),
  })
  commandRoute(app, wiring, {
    url: `${member}/exchanges`,
    permission: 'write',
    summary: 'Exchange one currency for another',
    description: 'At the rate that the currency definition offers, in whole steps of it.',
    body: exchangeCreate,
    problems: ['exchange_not_offered'],
    command: (body) => ({ verb: 'exchange', ...body }),
  })
}

function staffRoutes(app: FastifyInstance, wiring: CommandRoutes): void {
  commandRoute(app, wiring, {
    url: `${member}/extensions`,
    permission: 'manage',
    summary: 'Give lots a later end',
    body: extensionCreate,
    command: (body, { actor }) => ({ verb: 'extend', ...body, actor }),
  })
  commandRoute(app, wiring, {
    url: `${member}/write-offs`,
    permission: 'manage',
    summary: 'Give up a debt',
    body: writeOffCreate,
    command: (body, { actor }) => ({ verb: 'write-off', ...body, actor }),
  })
  commandRoute(app, wiring, {
    url: `${member}/tiers`,
    permission: 'manage',
    summary: 'Give a tier by hand until the end of a day',
    description:
      'The member holds at least this tier for so long, whatever counts. It is not reached: nothing that is given for reaching it is given.',
    body: tierGrantCreate,
    command: (body, { actor }) => ({ verb: 'grant-tier', ...body, actor }),
  })
  commandRoute(app, wiring, {
    url: `${member}/tiers/{grant}/revoke`,
    permission: 'manage',
    summary: 'Take back a tier that was given by hand',
    body: reasoned,
    command: (body, { params, actor }) => ({
      verb: 'revoke-tier',
      grant: idOf('act', params.grant),
      ...body,
      actor,
    }),
  })
  for (const verb of ['freeze', 'unfreeze', 'close'] as const) {
    commandRoute(app, wiring, {
      url: `${member}/${verb}`,
      permission: 'manage',
      summary: {
        freeze: 'Freeze the value of an account: nothing may leave it',
        unfreeze: 'Lift a freeze',
        close: 'Close an account: holds are cancelled, what is left is forfeited',
      }[verb],
      body: reasoned,
      command: (body, { actor }) => ({ verb, ...body, actor }),
    })
  }
}

/** The key that every command needs. */
export function idempotencyKeyOf(headers: Record<string, unknown>): string {
  const key = headers['idempotency-key']
  if (key === undefined)
    throw new RefusalError({
      code: 'idempotency_key_missing',
      detail: 'Send Idempotency-Key: a fresh UUID for each new command. Nothing was changed.',
    })
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(key))
    throw new RefusalError({
      code: 'idempotency_key_invalid',
      detail: 'An idempotency key is 1 to 255 visible ASCII characters.',
    })
  return key
}

function idOf(prefix: 'act' | 'hld', text: string | undefined): string {
  const id = uuidOf(prefix, text ?? '')
  if (id === undefined) throw new RefusalError({ code: 'not_found', detail: 'There is no such thing.' })
  return id
}

function commandRoute<Body>(app: FastifyInstance, wiring: CommandRoutes, verb: Verb<Body>): void {
  route(app, {
    method: 'POST',
    url: verb.url,
    permission: verb.permission,
    summary: verb.summary,
    ...(verb.description === undefined ? {} : { description: verb.description }),
    idempotencyKey: true,
    schema: {
      querystring: dryRun,
      body: verb.body,
      reply: walletReply,
      problems: [
        ...commandProblems,
        ...(verb.permission === 'manage' ? (['own_account'] as const) : []),
        ...(verb.problems ?? []),
      ],
    },
    handler: async (request, reply) => {
      const idempotencyKey = idempotencyKeyOf(request.headers)
      const { caller, params } = request
      const program = await openProgram(wiring.programs, caller, params.program ?? '')
      const context = identifierContext(orThrow(await wiring.programs.currentRelease(program.programId)))
      const found = await wiring.memberFinder.find(program.programId, params.member ?? '', context)
      const { memberId, redirectedFrom } = orThrow(found)
      const isStaff = verb.permission === 'manage'
      if (isStaff)
        await refuseOwnAccount(wiring, { programId: program.programId, actor: caller.actor, memberId })
      const command = verb.command(request.body as Body, { params, actor: caller.actor })
      const asked = askedBy(
        { credentialId: caller.credentialId, idempotencyKey },
        { ownerId: memberId, command },
      )
      const formerly = redirectedFrom === undefined ? [] : [{ ownerId: redirectedFrom, command }]
      const done = orThrow(
        await submitForMember(wiring, program, {
          ...asked,
          formerly,
          dryRun: request.query.dryRun === 'true',
        }),
      )
      if (done.replayed) reply.header('idempotency-replayed', 'true')
      else if (isStaff && request.query.dryRun !== 'true')
        await auditCommand(wiring, { program, caller, memberId, command, reply: done.reply })
      return done.reply
    },
  })
}

/** The member that a path names. */
export async function findMember(
  wiring: Pick<WalletRoutes, 'programs' | 'database'>,
  program: Program,
  address: string,
) {
  const { programId } = program
  const release = orThrow(await wiring.programs.currentRelease(programId))
  const context = identifierContext(release)
  return wiring.database.read({ programId }, async (tx) =>
    orThrow(await getMember(tx, { programId, member: address, context })),
  )
}

function holdsRoute(app: FastifyInstance, { programs, database }: WalletRoutes): void {
  route(app, {
    method: 'GET',
    url: `${member}/holds`,
    permission: 'read',
    summary: 'List the holds of a member, latest first',
    schema: { reply: holdList, problems: ['identifier_invalid', 'program_unpublished'] },
    handler: async (request) => {
      const program = await openProgram(programs, request.caller, request.params.program ?? '')
      const { programId, clockOffsetSeconds } = program
      const release = orThrow(await programs.currentRelease(programId))
      const { memberId } = await findMember({ programs, database }, program, request.params.member ?? '')
      const rows = await database.read({ programId }, (tx) => readHolds(tx, programId, memberId))
      const now = systemClock.now() + clockOffsetSeconds * 1000
      return { holds: holdsTold(rows, release, now) }
    },
  })
}

/** Holds as people see them: one for each id, whose parts are by currency. One past its end has lapsed, settled or not. */
function holdsTold(rows: readonly HoldRow[], release: Release, now: number): Hold[] {
  const holds = new Map<string, Hold>()
  for (const row of rows) {
    const hasLapsed = row.state === 'open' && row.expiresAt <= now
    const told: Hold = holds.get(row.id) ?? {
      hold: publicId('hld', row.id),
      state: hasLapsed ? 'lapsed' : row.state,
      parts: [],
      openedAt: instantText(row.openedAt),
      expiresAt: instantText(row.expiresAt),
      closedAt:
        row.closedAt === null ? (hasLapsed ? instantText(row.expiresAt) : null) : instantText(row.closedAt),
      reference: row.reference,
    }
    holds.set(row.id, told)
    const currency = release.currencyByCode.get(row.currency)?.key ?? String(row.currency)
    told.parts.push({ currency, amount: row.amount, captured: row.captured })
    if (row.captured > 0) told.state = 'captured'
  }
  return [...holds.values()]
}
