import type { CommandAsked } from '../activity/index.ts'
import { uuidOf } from '../kernel/ids.ts'
import type { Verdict } from '../kernel/verdict.ts'
import { selectSources } from '../members/index.ts'
import type { Program } from '../programs/index.ts'
import { type DeliverParts, deliverTransfers } from './deliver-transfers.ts'
import { type CommandDone, submitCommand } from './submit-command.ts'

/**
 * Carries out a command of a member. What the return of a spend names may be on the books of somebody who was merged
 * into the member: it is given back there, and goes on to the member as everything does that comes there.
 */
export async function submitForMember(
  parts: DeliverParts,
  program: Program,
  asked: Parameters<typeof submitCommand>[2],
): Promise<Verdict<CommandDone>> {
  const { pipeline, database } = parts
  const { ownerId, command, formerly = [] } = asked
  if (command.verb !== 'spend-return') return submitCommand(pipeline, program, asked)
  const { programId } = program
  const sources = await database.read({ programId }, (tx) => selectSources(tx, programId, ownerId))
  const elsewhere: Pick<CommandAsked, 'ownerId' | 'command'>[] = sources.map((id) => ({
    ownerId: id,
    command,
  }))
  const done = await submitCommand(pipeline, program, { ...asked, formerly: [...formerly, ...elsewhere] })
  if (done.ok || done.refusal.code !== 'spend_unknown') return done
  for (const other of elsewhere) {
    const there = await submitCommand(pipeline, program, { ...asked, ...other, formerly: [] })
    if (!there.ok && there.refusal.code === 'spend_unknown') continue
    // What an activity passes on travels under the id of that activity.
    const passedOn = there.ok ? uuidOf('act', there.value.reply.activity ?? '') : undefined
    if (passedOn !== undefined) await deliverTransfers(parts, program, passedOn).catch(() => 0)
    return there
  }
  return done
}
