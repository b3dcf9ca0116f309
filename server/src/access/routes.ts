import { keyCreate, keyCreated, keyView, session } from '@perennial/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { orThrow } from '../kernel/verdict.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { idempotent, route } from '../platform/http/index.ts'
import { createKey } from './create-key.ts'
import { describeSession } from './describe-session.ts'
import { listKeys } from './list-keys.ts'
import { sessionCookie } from './model/session-cookie.ts'
import type { Gate } from './open-gate.ts'
import { requireWholeOrganization } from './require-program.ts'
import { revokeKey } from './revoke-key.ts'
import { signInPages } from './sign-in-pages.ts'
import { signOut } from './sign-out.ts'

export interface AccessRoutes {
  database: Database
  clock: Clock
  gate: Gate
}

/** Keys, the session of a signed-in person, and the pages that sign in. */
export function accessRoutes(app: FastifyInstance, on: AccessRoutes): void {
  keyRoutes(app, on)
  sessionRoutes(app, on)
  signInPages(app, on)
}

function keyRoutes(app: FastifyInstance, on: AccessRoutes): void {
  route(app, {
    method: 'POST',
    url: '/v1/keys',
    permission: 'manage',
    summary: 'Create an API key',
    description: 'The secret is told in this reply and never again: a replay has an empty one.',
    schema: { body: keyCreate, reply: { 201: keyCreated }, problems: [] },
    idempotencyKey: true,
    handler: idempotent(
      on.database,
      async (request, reply, database) => {
        const { caller } = request
        orThrow(requireWholeOrganization(caller))
        const { name, scopes, program = null } = request.body
        const made = await createKey(
          { ...on, database },
          { maker: caller, name, scopes, programKey: program },
        )
        reply.code(201)
        return orThrow(made)
      },
      { kept: (body) => ({ ...(body as object), secret: '' }) },
    ),
  })
  route(app, {
    method: 'GET',
    url: '/v1/keys',
    permission: 'manage',
    summary: 'List API keys, newest first',
    schema: { reply: z.strictObject({ keys: z.array(keyView) }) },
    handler: async ({ caller }) => {
      orThrow(requireWholeOrganization(caller))
      return { keys: await listKeys(on.database, caller.organizationId) }
    },
  })
  route(app, {
    method: 'DELETE',
    url: '/v1/keys/{key}',
    permission: 'manage',
    summary: 'Revoke an API key, everywhere within five seconds',
    schema: { params: z.object({ key: z.string() }), reply: { 204: z.null() } },
    handler: async ({ caller, params }, reply) => {
      orThrow(requireWholeOrganization(caller))
      on.gate.forget(orThrow(await revokeKey(on, { caller, key: params.key })))
      return reply.code(204).send()
    },
  })
}

function sessionRoutes(app: FastifyInstance, on: AccessRoutes): void {
  route(app, {
    method: 'GET',
    url: '/v1/session',
    permission: 'staff',
    summary: 'Who is signed in',
    schema: { reply: session },
    handler: ({ caller }) => describeSession(on.database, caller),
  })
  route(app, {
    method: 'POST',
    url: '/v1/session:signout',
    permission: 'staff',
    summary: 'Sign out',
    schema: { reply: { 204: z.null() } },
    handler: async (request, reply) => {
      const sessionToken = on.gate.sessionTokenOf(request)
      if (sessionToken !== undefined)
        on.gate.forget(await signOut(on, { caller: request.caller, sessionToken }))
      return reply
        .code(204)
        .header('set-cookie', sessionCookie({ name: on.gate.cookieName, token: '', maxAgeSeconds: 0 }))
        .send()
    },
  })
}
