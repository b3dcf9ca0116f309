import type { MemberReference } from '@perennial/contract'
import { type CommandAsked, findKeys } from '../activity/index.ts'
import { fingerprint } from '../kernel/canonical.ts'
import { publicId } from '../kernel/ids.ts'
import { orThrow, type Refusal, RefusalError } from '../kernel/verdict.ts'
import { readDelivered } from '../ledger/index.ts'
import { getNamedMember, identifierContext, type Member } from '../members/index.ts'
import type { Program } from '../programs/index.ts'
import { auditCommand } from './audit-command.ts'
import { deliverTransfers } from './deliver-transfers.ts'
import { derivedUuid } from './model/derived-id.ts'
import { carryMove, deliverSoon, findNamed, idFor, idsOf, type Move } from './move-request.ts'
import { refuseOwnAccount } from './own-account.ts'
import type { WalletRoutes } from './routes.ts'
import { tryMergeLock } from './store-merge-lock.ts'
import { isPooled } from './store-pools.ts'
import { askedBy, type CommandDone, submitCommand } from './submit-command.ts'

export interface MergeParts extends WalletRoutes {
  /** Lets what a member has beside value, such as stamps and what counts towards tiers, follow where they lead to now. */
  carryAlong(program: Program, memberId: string): Promise<unknown>
}

function refusal(detail: string, field?: string): Refusal {
  return { code: 'transfer_refused', detail: `${detail} Nothing was changed.`, ...(field && { field }) }
}

/**
 * Merges a member into another: everything goes over, what still arrives follows, and the old id and identifiers find
 * the other from now on. Throws `transfer_refused`, and `overloaded` while another merge runs.
 */
export function mergeMembers(
  parts: MergeParts,
  move: Move,
  ask: { member: string; into: MemberReference; reason: string },
): Promise<CommandDone> {
  return oneAtATime(parts, move, async () => {
    const source = await findSource(parts, move, ask.member)
    const target = await findNamed(parts, move, ask.into)
    if (target === undefined) throw new RefusalError(refusal('There is no such member.', 'into'))
    const commands = idsOf(target).map((into) => {
      const command = {
        verb: 'merge' as const,
        into,
        transfer: idFor(move, 'merge'),
        actor: move.actor,
        reason: ask.reason,
      }
      return askedBy(move.sender, { ownerId: source.memberId, command })
    })
    const [asked, ...formerly] = commands as [(typeof commands)[0], ...typeof commands]
    for (const { memberId } of [source, target]) await refuseOwn(parts, move, memberId)
    const done = await carryMove(parts, move, {
      asked,
      formerly,
      refusal: (await whyPooled(parts, move, source)) ?? whyNot(source, target),
    })
    if (move.dryRun) return done
    await audit(parts, move, { asked, done })
    await parts.carryAlong(move.program, source.memberId)
    return done
  })
}

/** A pool knows its members by their own ids. */
async function whyPooled(parts: MergeParts, move: Move, source: Member): Promise<Refusal | undefined> {
  const { programId } = move.program
  const isIn = await parts.database.read({ programId }, (tx) => isPooled(tx, programId, source.memberId))
  return isIn ? refusal('The member is in a pool: take them out of it first.') : undefined
}

function whyNot(source: Member, target: Member): Refusal | undefined {
  if (source.mergedInto !== null) return refusal('The member was merged before.')
  if (source.memberId === target.memberId) return refusal('A member is not merged into themselves.', 'into')
  if (source.status !== 'active') return refusal('The account is closed.')
  if (target.status !== 'active') return refusal('The account of the other is closed.', 'into')
  return undefined
}

/**
 * Ends a merge. What is left of the lots that came over goes back; what was spent of them, and debts, stay. Throws
 * `transfer_refused`, and `overloaded` while another merge runs.
 */
export function unmergeMember(
  parts: MergeParts,
  move: Move,
  ask: { member: string; reason: string },
): Promise<CommandDone> {
  return oneAtATime(parts, move, async () => {
    const source = await findSource(parts, move, ask.member)
    const { memberId, mergedInto: target } = source
    for (const each of [memberId, ...(target === null ? [] : [target])]) await refuseOwn(parts, move, each)
    const end = askedBy(move.sender, {
      ownerId: memberId,
      command: {
        verb: 'merge',
        into: null,
        transfer: idFor(move, 'unmerge'),
        actor: move.actor,
        reason: ask.reason,
      },
    })
    const refused = await whyNotBack(parts, move, target)
    if (refused !== undefined || target === null || move.dryRun)
      return carryMove(parts, move, { asked: end, refusal: refused })
    // What is on its way to the other is awaited, and goes back before the merge ends: a crash between leaves a merged
    // member to whom value is on its way, who passes it on again, and all of this can be asked once more.
    await deliverTransfers(parts, move.program)
    const first = await arrivalsOf(parts, move, { from: memberId, to: target })
    const sent = await sendBack(parts, move, { from: target, to: memberId, arrivals: first })
    const done = await carryMove(parts, move, { asked: end })
    await deliverTransfers(parts, move.program)
    const known = new Set(first)
    const late = (await arrivalsOf(parts, move, { from: memberId, to: target })).filter(
      (id) => !known.has(id),
    )
    sent.push(...(await sendBack(parts, move, { from: target, to: memberId, arrivals: late })))
    for (const transfer of sent) await deliverSoon(parts, move.program, transfer)
    await audit(parts, move, { asked: end, done })
    await parts.carryAlong(move.program, memberId)
    return done
  })
}

async function whyNotBack(
  parts: MergeParts,
  move: Move,
  target: string | null,
): Promise<Refusal | undefined> {
  if (target === null) return refusal('The member is not merged.')
  const { mergedInto } = await findSource(parts, move, publicId('mem', target))
  return mergedInto === null ? undefined : refusal('The other was merged too: end that merge first.')
}

function refuseOwn(parts: MergeParts, move: Move, memberId: string): Promise<void> {
  return refuseOwnAccount(parts, { programId: move.program.programId, actor: move.actor, memberId })
}

async function audit(
  parts: MergeParts,
  move: Move,
  what: { asked: CommandAsked; done: CommandDone },
): Promise<void> {
  const { asked, done } = what
  if (done.replayed) return
  await auditCommand(parts, {
    program: move.program,
    caller: move,
    memberId: asked.ownerId,
    command: asked.command,
    reply: done.reply,
  })
}

/** One merge at a time in a programme: members are looked up after the lock, so that nobody is merged in a circle. */
async function oneAtATime<T>(parts: MergeParts, move: Move, work: () => Promise<T>): Promise<T> {
  const { programId } = move.program
  return parts.database.write({ programId }, async (tx) => {
    if (!(await tryMergeLock(tx, programId)))
      throw new RefusalError({
        code: 'overloaded',
        detail: 'Another merge runs in the programme. Nothing was changed; repeat in a moment.',
      })
    return work()
  })
}

async function findSource(parts: MergeParts, move: Move, address: string): Promise<Member> {
  const { programId } = move.program
  const context = identifierContext(move.release)
  return parts.database.read({ programId }, async (tx) =>
    orThrow(await getNamedMember(tx, { programId, member: address, context })),
  )
}

/** The activities by which one owner received what a merge sent. */
async function arrivalsOf(
  parts: MergeParts,
  move: Move,
  ends: { from: string; to: string },
): Promise<string[]> {
  const { programId } = move.program
  return parts.database.read({ programId }, async (tx) => {
    const transfers = await readDelivered(tx, { programId, kind: 'merge', ...ends })
    if (transfers.length === 0) return []
    const keys = transfers.map(({ id, currency }) => ({
      source: 'wallet',
      sourceId: `transfer/${id}/${currency}`,
      type: 'wallet.arrive',
    }))
    const { known } = await findKeys(tx, programId, keys)
    return known.map((key) => key.activityId).sort()
  })
}

const arrivalsMax = 50

/** Sends what is left of what arrived back to where it came from; the ids of the transfers. */
async function sendBack(
  parts: MergeParts,
  move: Move,
  back: { from: string; to: string; arrivals: readonly string[] },
): Promise<string[]> {
  const sent: string[] = []
  for (let start = 0; start < back.arrivals.length; start += arrivalsMax) {
    const creditedBy = back.arrivals.slice(start, start + arrivalsMax)
    // Named by what is asked, not by when: after a crash the same step is known, and another one is its own.
    const step = fingerprint([idFor(move, 'unmerge'), ...creditedBy].join('\n'))
    const transfer = derivedUuid(`unmerge\n${step}`)
    const done = await submitCommand(parts.pipeline, move.program, {
      ownerId: back.from,
      command: {
        verb: 'transfer-out',
        kind: 'merge',
        transfer,
        to: back.to,
        parts: { creditedBy },
        actor: move.actor,
      },
      type: 'wallet.transfer-out',
      sourceId: `unmerge/${step}`,
    })
    // The other has closed the account since: nothing is left there.
    if (!done.ok && done.refusal.code === 'member_closed') return sent
    orThrow(done)
    sent.push(transfer)
  }
  return sent
}
