import type { Scope } from '@perennial/contract'
import type { FastifyRequest } from 'fastify'
import type { Verdict } from '../../kernel/verdict.ts'

/**
 * What a route asks of its caller. `read`, `write` and `manage` are scopes of an API key that a signed-in owner has
 * all of; `staff` needs a signed-in person; `public` asks nothing.
 */
export type Permission = Scope | 'staff' | 'public'

/** Who is calling, as far as a handler may know. */
export interface Caller {
  organizationId: number
  /** For books and audit: `key:<prefix>` or `staff:<name>`. */
  actor: string
  /** Stable for one key or one person; idempotency keys live inside it. */
  credentialId: string
  /** The only programme that the credential may touch; null for all of the organisation. */
  programKey: string | null
  scopes: readonly Scope[]
}

/**
 * Finds and checks the caller of a request. Answers at once when it can: a promise on every request is a cost that
 * the hot route would feel.
 */
export type Authorize = (
  request: FastifyRequest,
  permission: Exclude<Permission, 'public'>,
) => Verdict<Caller> | Promise<Verdict<Caller>>

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is calling. Throws on a public route, where nobody was asked. */
    readonly caller: Caller
    /** Who is calling; null before admission and on public routes. */
    admitted: Caller | null
  }
}

/** The getter behind `request.caller`. */
export function callerOf(this: FastifyRequest): Caller {
  if (this.admitted === null)
    throw new Error('Broken invariant: a public route asked for its caller, whom nobody checked')
  return this.admitted
}
