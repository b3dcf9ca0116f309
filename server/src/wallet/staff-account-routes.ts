import { type StaffAccount, staffAccount, staffAccountList, staffAccountPut } from '@perennial/contract'
import type { FastifyInstance } from 'fastify'
import { publicId } from '../kernel/ids.ts'
import { instantText } from '../kernel/instants.ts'
import { orThrow, RefusalError } from '../kernel/verdict.ts'
import { systemClock } from '../platform/clock.ts'
import { route } from '../platform/http/index.ts'
import { openProgram } from '../programs/index.ts'
import { linkAccount } from './link-account.ts'
import { findNamed } from './move-request.ts'
import type { WalletRoutes } from './routes.ts'
import { type AccountLink, selectLinks } from './store-approvals.ts'

const accounts = '/v1/programs/{program}/staff-accounts'

/** Which member somebody of the staff is: no power of staff reaches that account by their hand. */
export function staffAccountRoutes(app: FastifyInstance, { programs, database }: WalletRoutes): void {
  route(app, {
    method: 'GET',
    url: accounts,
    permission: 'manage',
    summary: 'List who of the staff is which member',
    schema: { reply: staffAccountList },
    handler: async ({ caller, params }) => {
      const { programId } = await openProgram(programs, caller, params.program ?? '')
      const links = await database.read({ programId }, (tx) => selectLinks(tx, programId))
      return { accounts: links.map(viewOf) }
    },
  })
  route(app, {
    method: 'PUT',
    url: `${accounts}/{actor}`,
    permission: 'manage',
    summary: 'Say which member somebody of the staff is',
    description:
      'The actor is a credential or a person as the audit names them: `key:PREFIX`, `staff:NAME`. From then on they cannot adjust, extend, write off, freeze, close or merge that member, nor decide about it. Null ends the link; nobody changes or ends their own.',
    schema: {
      body: staffAccountPut,
      reply: staffAccount,
      problems: ['identifier_invalid', 'member_unknown', 'own_account', 'program_unpublished'],
    },
    handler: async ({ caller, params, body }) => {
      const program = await openProgram(programs, caller, params.program ?? '')
      const actor = actorOf(params.actor ?? '')
      const { programId } = program
      const release = orThrow(await programs.currentRelease(programId))
      let memberId: string | null = null
      if (body.member !== null) {
        const member = await findNamed({ database }, { program, release }, body.member)
        if (member === undefined)
          throw new RefusalError({ code: 'member_unknown', detail: 'No member has this identifier.' })
        memberId = member.memberId
      }
      const { organizationId } = caller
      const link = await database.write({ programId, organizationId }, async (tx) =>
        orThrow(await linkAccount(tx, { program, caller, actor, memberId })),
      )
      return link === undefined
        ? { actor, member: null, linkedBy: caller.actor, linkedAt: instantText(systemClock.now()) }
        : viewOf(link)
    },
  })
}

function actorOf(text: string): string {
  if (/^(?:key|staff):.{1,120}$/.test(text) && text.isWellFormed() && !text.includes('\0')) return text
  const detail = 'Name the actor as the audit does: key:PREFIX or staff:NAME.'
  throw new RefusalError({ code: 'body_invalid', detail, field: 'actor' })
}

function viewOf(link: AccountLink): StaffAccount {
  const { actor, memberId, linkedBy, linkedAt } = link
  return { actor, member: publicId('mem', memberId), linkedBy, linkedAt: instantText(linkedAt.getTime()) }
}
