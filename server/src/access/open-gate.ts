import type { FastifyRequest } from 'fastify'
import { publicId } from '../kernel/ids.ts'
import { ok, refuse, type Verdict } from '../kernel/verdict.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import type { Authorize, Caller, Permission } from '../platform/http/index.ts'
import type { Log } from '../platform/log.ts'
import type { News } from '../platform/news.ts'
import { isSameOrigin } from './model/same-origin.ts'
import { digestOf, holdsKey, isKey } from './model/secrets.ts'
import { cookieNameFor, tokenInCookies } from './model/session-cookie.ts'
import { requireProgram } from './require-program.ts'
import { findKey, findSession, findStaff, touchKey } from './store.ts'
import { type Verified, verifyingBy } from './verified-credentials.ts'

const touchEveryMs = 60_000

/** A resource of one process: lets callers in, and remembers for a moment whom it let in. */
export interface Gate {
  authorize: Authorize
  /**
   * Ends what is remembered of a credential, here and at once, and in other processes of this start as soon as they hear
   * of it; all others follow within five seconds.
   */
  forget(credentialHash: Buffer): void
  /** The session token in the request's cookie, if it looks like one. */
  sessionTokenOf(request: FastifyRequest): string | undefined
  /** The cookie's name: with https it is bound to this host. */
  cookieName: string
  /** Waits until "last used" is written. */
  settled(): Promise<void>
}

export interface GateOptions {
  database: Database
  clock: Clock
  log: Log
  /** Where browsers find this server, such as `http://localhost:4100`; https makes its cookie a `__Host-` one. */
  publicUrl: string
  /** Default: nobody else is told which credentials are over. */
  news?: News
}

const credentialOver = 'access.credential-over'

export function openGate(options: GateOptions): Gate {
  const cookieName = cookieNameFor(options.publicUrl)
  const touching = new Set<Promise<void>>()
  const keys = verifyingBy({ ask: (hash) => askKey(options, { hash, touching }), now: options.clock.now })
  const sessions = verifyingBy({ ask: (hash) => askSession(options, hash), now: options.clock.now })

  function sessionTokenOf(request: FastifyRequest): string | undefined {
    return tokenInCookies(request.headers.cookie, cookieName)
  }

  const authorize: Authorize = (request, permission) => {
    if (holdsKey(request.url)) return keyInAddress
    const header = request.headers.authorization
    if (header === undefined) {
      const token = sessionTokenOf(request)
      if (token === undefined) return noCredential
      if (!isReading(request) && isSameOrigin(request.headers) !== true) return foreignPage
      return decide(sessions.find(digestOf(token)), { request, permission, isSession: true })
    }
    const key = header.startsWith('Bearer ') ? header.slice(7) : ''
    if (!isKey(key)) return noCredential
    return decide(keys.find(digestOf(key)), { request, permission, isSession: false })
  }

  function decide(
    found: Verified | undefined | Promise<Verified | undefined>,
    about: Omit<Asked, 'nowMs'>,
  ): Verdict<Caller> | Promise<Verdict<Caller>> {
    if (found instanceof Promise)
      return found.then((late) => judge(late, { ...about, nowMs: options.clock.now() }))
    return judge(found, { ...about, nowMs: options.clock.now() })
  }

  function forget(hash: Buffer): void {
    keys.forget(hash)
    sessions.forget(hash)
  }
  options.news?.on(credentialOver, forget)

  return {
    authorize,
    cookieName,
    sessionTokenOf,
    forget: (hash) => {
      forget(hash)
      options.news?.tell(credentialOver, hash)
    },
    settled: async () => {
      await Promise.all(touching)
    },
  }
}

interface Asked {
  request: FastifyRequest
  permission: Exclude<Permission, 'public'>
  isSession: boolean
  nowMs: number
}

function judge(verified: Verified | undefined, asked: Asked): Verdict<Caller> {
  if (verified === undefined || verified.expiresAtMs <= asked.nowMs) return noCredential
  const { caller } = verified
  const { permission } = asked
  if (permission === 'staff' ? !asked.isSession : !caller.scopes.includes(permission))
    return refuse('forbidden', `This needs the permission ${permission}.`)
  const program = (asked.request.params as { program?: string }).program
  if (program !== undefined) {
    const inside = requireProgram(caller, program)
    if (!inside.ok) return inside
  }
  return ok(caller)
}

function isReading(request: FastifyRequest): boolean {
  return request.method === 'GET' || request.method === 'HEAD'
}

async function askKey(
  on: GateOptions,
  input: { hash: Buffer; touching: Set<Promise<void>> },
): Promise<Verified | undefined> {
  const { hash, touching } = input
  const row = await on.database.read({ credentialHash: hash }, (tx) => findKey(tx, hash))
  if (row === undefined || row.revokedAt !== null) return undefined
  const nowMs = on.clock.now()
  const unlessAfterMs = nowMs - touchEveryMs
  if (row.lastUsedAt === null || row.lastUsedAt.getTime() < unlessAfterMs) {
    const { organizationId, keyId } = row
    const touch = on.database
      .write({ organizationId }, (tx) => touchKey(tx, { organizationId, keyId, nowMs, unlessAfterMs }))
      .catch((error: unknown) => on.log.warn('The last use of a key was not written', { err: error }))
      .finally(() => touching.delete(touch))
    touching.add(touch)
  }
  return {
    caller: {
      organizationId: row.organizationId,
      actor: `key:${row.prefix}`,
      credentialId: publicId('key', row.keyId),
      programKey: row.programKey,
      scopes: row.scopes,
    },
    expiresAtMs: Number.POSITIVE_INFINITY,
  }
}

async function askSession(on: GateOptions, hash: Buffer): Promise<Verified | undefined> {
  const row = await on.database.read({ credentialHash: hash }, (tx) => findSession(tx, hash))
  if (row === undefined || row.revokedAt !== null) return undefined
  const { organizationId, staffId } = row
  const staff = await on.database.read({ organizationId }, (tx) => findStaff(tx, { organizationId, staffId }))
  if (staff === undefined) return undefined
  return {
    caller: {
      organizationId,
      actor: `staff:${staff.name}`,
      credentialId: `staff_${staffId.replaceAll('-', '')}`,
      programKey: null,
      scopes: ['read', 'write', 'manage'],
    },
    expiresAtMs: row.expiresAt.getTime(),
  }
}

const noCredential = refuse(
  'credential_missing',
  'Send Authorization: Bearer with an API key that is not revoked.',
)
const keyInAddress = refuse(
  'credential_missing',
  'A key in an address is refused, because addresses are logged everywhere. Revoke it, and send keys as Authorization: Bearer.',
)
const foreignPage = refuse('forbidden', 'A signed-in browser may write only from a page of this server.')
