import type { MemberReference } from '@perennial/contract'
import type { FastifyReply } from 'fastify'
import type { CommandAsked } from '../activity/index.ts'
import { orThrow, type Refusal, RefusalError } from '../kernel/verdict.ts'
import { type FoundMember, getMember, identifierContext } from '../members/index.ts'
import type { Caller } from '../platform/http/index.ts'
import { openProgram, type Program, type Release } from '../programs/index.ts'
import { deliverTransfers } from './deliver-transfers.ts'
import { derivedUuid } from './model/derived-id.ts'
import { idempotencyKeyOf, type WalletRoutes } from './routes.ts'
import { type CommandDone, type CommandSender, knownCommand, submitCommand } from './submit-command.ts'

/** A request that moves value: for which programme, by whom, under which key. */
export interface Move {
  program: Program
  release: Release
  sender: CommandSender
  /** For books and audit. */
  actor: string
  organizationId: number
  dryRun: boolean
}

/** Throws the refusals of a request without a programme, a release or a key. */
export async function openMove(
  wiring: WalletRoutes,
  request: {
    caller: Caller
    headers: Record<string, unknown>
    params: Record<string, string | undefined>
    query: { dryRun?: string | undefined }
  },
): Promise<Move> {
  const { caller, headers, params, query } = request
  const idempotencyKey = idempotencyKeyOf(headers)
  const program = await openProgram(wiring.programs, caller, params.program ?? '')
  const release = orThrow(await wiring.programs.currentRelease(program.programId))
  const sender = { credentialId: caller.credentialId, idempotencyKey }
  const { actor, organizationId } = caller
  return { program, release, sender, actor, organizationId, dryRun: query.dryRun === 'true' }
}

/** The id of what a request makes: the same for each repeat of it. */
export function idFor({ sender }: Pick<Move, 'sender'>, what: string): string {
  return derivedUuid(`${what}\n${sender.credentialId}\n${sender.idempotencyKey}`)
}

/** The member whom a body names, whatever the status; undefined for nobody. Throws `identifier_invalid`. */
export async function findNamed(
  wiring: Pick<WalletRoutes, 'database'>,
  place: { program: Pick<Program, 'programId'>; release: Release },
  reference: MemberReference,
): Promise<FoundMember | undefined> {
  const { programId } = place.program
  const { id, ...identifiers } = reference
  const [identifier] = Object.entries(identifiers).filter(([, value]) => value !== undefined)
  const address = id ?? `${identifier?.[0]}:${identifier?.[1]}`
  const context = identifierContext(place.release)
  const found = await wiring.database.read({ programId }, (tx) =>
    getMember(tx, { programId, member: address, context }),
  )
  if (found.ok) return found.value
  if (found.refusal.code === 'not_found') return undefined
  throw new RefusalError(found.refusal)
}

/** The ids under which a member may have been meant: now, and before a merge. */
export function idsOf(found: FoundMember): string[] {
  return [found.memberId, ...(found.redirectedFrom === undefined ? [] : [found.redirectedFrom])]
}

/**
 * Carries out a command of a request and brings what it sends to its receiver. What was looked up before may refuse it;
 * a repeat of what was done gets its answer all the same.
 */
export async function carryMove(
  wiring: WalletRoutes,
  move: Move,
  ask: {
    asked: CommandAsked
    formerly?: readonly Pick<CommandAsked, 'ownerId' | 'command'>[]
    refusal?: Refusal | undefined
  },
): Promise<CommandDone> {
  const { asked, formerly = [], refusal } = ask
  const { pipeline } = wiring
  if (refusal !== undefined) {
    for (const each of [asked, ...formerly]) {
      const known = await knownCommand(pipeline, move.program, { ...asked, ...each })
      if (known !== undefined) return known
    }
    throw new RefusalError(refusal)
  }
  const { dryRun } = move
  const done = orThrow(await submitCommand(pipeline, move.program, { ...asked, formerly, dryRun }))
  const { command } = asked
  if (!dryRun && 'transfer' in command) await deliverSoon(wiring, move.program, command.transfer)
  return done
}

/** Brings a transfer to its receiver now. What fails here is brought by the job, within a minute. */
export async function deliverSoon(wiring: WalletRoutes, program: Program, transferId: string): Promise<void> {
  try {
    await deliverTransfers(wiring, program, transferId)
  } catch {
    // The transfer is on record, and the sender's answer does not depend on its arrival.
  }
}

/** Says of a repeat that it is one, as every command does. */
export function markRepeat(reply: FastifyReply, done: CommandDone): void {
  if (done.replayed) reply.header('idempotency-replayed', 'true')
}
