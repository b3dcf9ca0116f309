import type { ActivityReply, WalletCommand, WalletReply } from '@perennial/contract'
import type { CommandAsked, Pipeline, ProgramPlace } from '../activity/index.ts'
import { fingerprint } from '../kernel/canonical.ts'
import { ok, refuse, type Verdict } from '../kernel/verdict.ts'

/** Who sends a command, and by which key a repeat of it is known. */
export interface CommandSender {
  credentialId: string
  idempotencyKey: string
}

/** The type under which a command is recorded. Arriving and coming back exclude each other, so they share one. */
export function commandType(command: WalletCommand): string {
  const isArrival = command.verb === 'transfer-in' || command.verb === 'transfer-back'
  return isArrival ? 'wallet.arrive' : `wallet.${command.verb}`
}

/** A command under the key that its sender gave it: within one credential, for ever. */
export function askedBy(
  sender: CommandSender,
  what: { ownerId: string; command: WalletCommand },
): CommandAsked {
  const sourceId = fingerprint(`${sender.credentialId}\n${sender.idempotencyKey}`)
  return { ...what, type: commandType(what.command), sourceId }
}

/** What a command came to. */
export interface CommandDone {
  reply: WalletReply
  /** Whether this is the answer of the first time again. */
  replayed: boolean
}

/** Carries out a command. Refuses `idempotency_key_reused` where its key was used for another one. */
export async function submitCommand(
  pipeline: Pipeline,
  program: ProgramPlace,
  asked: CommandAsked & {
    dryRun?: boolean
    /** What the same request meant before somebody whom it names was merged: a repeat is known by it. */
    formerly?: readonly Pick<CommandAsked, 'ownerId' | 'command'>[]
  },
): Promise<Verdict<CommandDone>> {
  const { dryRun = false, formerly = [], ...command } = asked
  const [verdict] = await pipeline.carryOut(program, [command], { dryRun })
  if (verdict === undefined) throw new Error('Broken invariant: a command was not answered')
  if (verdict.ok) return ok({ reply: replyOf(verdict.value), replayed: verdict.value.replayed })
  if (verdict.refusal.code !== 'activity_conflict') return verdict
  for (const before of formerly) {
    const repeat = await knownCommand(pipeline, program, { ...command, ...before })
    if (repeat !== undefined) return ok(repeat)
  }
  return refuse('idempotency_key_reused', 'This key was used for another command. Nothing was changed.')
}

/** The answer that a command got when it was carried out; undefined when it never was. Changes nothing. */
export async function knownCommand(
  pipeline: Pipeline,
  program: ProgramPlace,
  asked: CommandAsked,
): Promise<CommandDone | undefined> {
  const known = await submitCommand(pipeline, program, { ...asked, dryRun: true })
  return known.ok && known.value.replayed ? known.value : undefined
}

/** The same bytes the first time and every time again: whether it is a repeat stands in a header. */
function replyOf({ replayed: _, ...reply }: ActivityReply): WalletReply {
  const [first] = reply.effects
  return {
    ...reply,
    ...(first?.hold === undefined ? {} : { hold: first.hold }),
    ...(first?.transfer === undefined ? {} : { transfer: first.transfer }),
  }
}
