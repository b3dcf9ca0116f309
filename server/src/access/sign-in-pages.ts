import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { RefusalError } from '../kernel/verdict.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { escapeHtml, htmlPage, pagePolicy, route } from '../platform/http/index.ts'
import { isSameOrigin } from './model/same-origin.ts'
import { sessionCookie } from './model/session-cookie.ts'
import type { Gate } from './open-gate.ts'
import { sessionLifetimeMs, signIn } from './sign-in.ts'

const token = z.string().max(100)

/**
 * The page behind a sign-in link, and its one button. Looking does not use the link up, because mail and chat
 * programs look at links on their own.
 */
export function signInPages(
  app: FastifyInstance,
  on: { database: Database; clock: Clock; gate: Gate },
): void {
  route(app, {
    method: 'GET',
    url: '/sign-in',
    permission: 'public',
    summary: 'The page behind a sign-in link',
    hidden: true,
    schema: { querystring: z.object({ token: token.optional() }) },
    handler: (request, reply) =>
      request.query.token === undefined
        ? page(reply, needsLink)
        : page(reply, { title: 'Sign in to Perennial', body: confirmForm(request.query.token) }),
  })
  route(app, {
    method: 'POST',
    url: '/sign-in',
    permission: 'public',
    accepts: 'form',
    summary: 'Uses a sign-in link up',
    hidden: true,
    schema: { body: z.strictObject({ token }) },
    handler: async (request, reply) => {
      if (isSameOrigin(request.headers) === false)
        throw new RefusalError({ code: 'forbidden', detail: 'Sign in from the page behind your link.' })
      const verdict = await signIn(on, request.body.token)
      if (!verdict.ok) {
        if (!(request.headers.accept ?? '').includes('text/html')) throw new RefusalError(verdict.refusal)
        return page(reply.code(410), linkIsOver)
      }
      return reply
        .code(303)
        .header('cache-control', 'no-store')
        .header(
          'set-cookie',
          sessionCookie({
            name: on.gate.cookieName,
            token: verdict.value.sessionToken,
            maxAgeSeconds: sessionLifetimeMs / 1000,
          }),
        )
        .header('location', '/')
        .send()
    },
  })
}

const needsLink = {
  title: 'Sign in with your link',
  body: '<p>The server prints a one-time sign-in link when it starts. Open that link, or make a new one with <code>perennial link</code>.</p>',
}
const linkIsOver = {
  title: 'This link is over',
  body: '<p>A sign-in link works once, within 24 hours. Start the server again, or run <code>perennial link</code>, and open the new one.</p>',
}

function confirmForm(linkToken: string): string {
  return `<p>This link works once. It opens a session of 12 hours in this browser.</p>
<form method="post" action="/sign-in"><input type="hidden" name="token" value="${escapeHtml(linkToken)}"><button type="submit" autofocus>Sign in</button></form>`
}

function page(reply: FastifyReply, content: { title: string; body: string }): FastifyReply {
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('content-security-policy', pagePolicy)
    .send(htmlPage(content))
}
