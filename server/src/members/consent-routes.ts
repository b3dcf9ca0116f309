import { type ConsentView, consentChannels, consentCreate, consentView, key } from '@perennial/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { newUuid } from '../kernel/ids.ts'
import { instantText, parseInstant } from '../kernel/instants.ts'
import { orThrow, RefusalError } from '../kernel/verdict.ts'
import type { Database, Reader } from '../platform/database.ts'
import { idempotent, type RouteRequest, route } from '../platform/http/index.ts'
import { openProgram, type Programs, programNow } from '../programs/index.ts'
import { getMember } from './get-member.ts'
import { identifierContext } from './model/phone-country.ts'
import { type Consent, insertConsent, selectConsents } from './store-consents.ts'

interface Parts {
  database: Database
  programs: Pick<Programs, 'loadProgram' | 'currentRelease'>
}

const url = '/v1/programs/{program}/members/{member}/consents'
const ofMember = z.strictObject({ program: key, member: z.string().min(1).max(400) })
const shownMax = 500

type Record = RouteRequest<z.output<typeof ofMember>, unknown, z.output<typeof consentCreate>>

/** What members agreed to: an append-only record of every word, and what holds now. */
export function consentRoutes(app: FastifyInstance, parts: Parts): void {
  route(app, {
    method: 'GET',
    url,
    permission: 'read',
    summary: 'Tell what a member agreed to, now and before',
    schema: { params: ofMember, reply: consentView, problems: ['program_unpublished', 'identifier_invalid'] },
    handler: async ({ caller, params }) => {
      const { programId } = await openProgram(parts.programs, caller, params.program)
      return parts.database.read({ programId }, async (tx) =>
        viewOf(tx, { programId, memberId: await memberOf(parts, tx, { programId, member: params.member }) }),
      )
    },
  })
  route(app, {
    method: 'POST',
    url,
    permission: 'write',
    summary: 'Record that a member agreed to a channel or withdrew',
    description: 'Never changed afterwards: the latest word by its time is what holds.',
    idempotencyKey: true,
    schema: {
      params: ofMember,
      body: consentCreate,
      reply: { 201: consentView },
      problems: ['program_unpublished', 'identifier_invalid', 'clock_refused'],
    },
    handler: idempotent<Record>(parts.database, async ({ caller, params, body }, reply, inside) => {
      const program = await openProgram(parts.programs, caller, params.program)
      const { programId } = program
      const now = programNow(program)
      const at = body.at === undefined ? now : parseInstant(body.at)
      if (at === undefined || at > now)
        throw new RefusalError({
          code: 'clock_refused',
          detail: 'at must be a real time that has come.',
          field: 'at',
        })
      reply.code(201)
      return inside.write({ programId }, async (tx) => {
        const memberId = await memberOf(parts, tx, { programId, member: params.member })
        const { channel, given, source, wording } = body
        const said = { channel, given, source, wording, at: new Date(at), actor: caller.actor }
        await insertConsent(tx, { programId, memberId, consentId: newUuid(), ...said })
        return viewOf(tx, { programId, memberId })
      })
    }),
  })
}

async function memberOf(
  { programs }: Parts,
  tx: Reader,
  { programId, member }: { programId: number; member: string },
): Promise<string> {
  const release = orThrow(await programs.currentRelease(programId))
  return orThrow(await getMember(tx, { programId, member, context: identifierContext(release) })).memberId
}

async function viewOf(tx: Reader, of: { programId: number; memberId: string }): Promise<ConsentView> {
  const latest = await Promise.all(
    consentChannels.map((channel) => selectConsents(tx, { ...of, channels: [channel], limit: 1 })),
  )
  const history = await selectConsents(tx, { ...of, channels: consentChannels, limit: shownMax })
  const holds = (channel: string) => latest.flat().find((each) => each.channel === channel)?.given === true
  return {
    consents: {
      email: holds('email'),
      sms: holds('sms'),
      push: holds('push'),
      post: holds('post'),
      profiling: holds('profiling'),
    },
    history: history.map(({ at, recordedAt, ...said }: Consent) => ({
      ...said,
      at: instantText(at.getTime()),
      recordedAt: instantText(recordedAt.getTime()),
    })),
  }
}
