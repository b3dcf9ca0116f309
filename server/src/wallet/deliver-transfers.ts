import type { WalletCommand } from '@perennial/contract'
import type { Pipeline, ProgramPlace } from '../activity/index.ts'
import { instantText } from '../kernel/instants.ts'
import { orThrow } from '../kernel/verdict.ts'
import { type OpenTransfer, readOpenTransfers } from '../ledger/index.ts'
import type { Database } from '../platform/database.ts'
import type { Programs, Release } from '../programs/index.ts'
import { commandType } from './submit-command.ts'

export interface DeliverParts {
  database: Database
  programs: Programs
  pipeline: Pipeline
}

const perSweep = 500

/**
 * Brings what was sent to its receivers; what cannot arrive (a closed account, a balance too large) goes back. Each
 * exactly once, whoever tries and however often: an arrival has one key, and the row is closed with it. Without an id:
 * everything that is on its way. Returns how many arrived or came back.
 */
export async function deliverTransfers(
  parts: DeliverParts,
  program: ProgramPlace,
  transferId?: string,
): Promise<number> {
  const { programId } = program
  const release = orThrow(await parts.programs.currentRelease(programId))
  let ended = 0
  let after: OpenTransfer | undefined
  for (;;) {
    const place = { programId, transferId, after, limit: perSweep }
    const open = await parts.database.read({ programId }, (tx) => readOpenTransfers(tx, place))
    for (const transfer of open) if (await deliver(parts.pipeline, { program, release, transfer })) ended += 1
    after = open.at(-1)
    if (open.length < perSweep) return ended
  }
}

async function deliver(
  pipeline: Pipeline,
  what: { program: ProgramPlace; release: Release; transfer: OpenTransfer },
): Promise<boolean> {
  const { program, release, transfer } = what
  for (const verb of ['transfer-in', 'transfer-back'] as const) {
    const command = arrivalOf(transfer, release, verb)
    const ownerId = verb === 'transfer-in' ? transfer.to : transfer.from
    const sourceId = `transfer/${transfer.id}/${transfer.currency}`
    const [verdict] = await pipeline.carryOut(program, [
      { ownerId, command, type: commandType(command), sourceId },
    ])
    if (verdict?.ok === true) return true
    // Somebody else has brought it to the other end.
    if (verdict?.refusal.code === 'activity_conflict') return false
    // Only what will never arrive goes back.
    const isFinal = verdict?.refusal.code === 'member_closed' || verdict?.refusal.code === 'limit_exceeded'
    if (!isFinal) return false
  }
  return false
}

function arrivalOf(
  transfer: OpenTransfer,
  release: Release,
  verb: 'transfer-in' | 'transfer-back',
): WalletCommand {
  return {
    verb,
    kind: transfer.kind,
    transfer: transfer.id,
    from: transfer.from,
    currency: release.currencyByCode.get(transfer.currency)?.key ?? String(transfer.currency),
    lots: transfer.lots.map((lot) => ({
      amount: lot.amount,
      availableAt: lot.availableAt === null ? null : instantText(lot.availableAt),
      active: lot.active,
      expiresAt: lot.expiresAt === null ? null : instantText(lot.expiresAt),
    })),
    debt: transfer.debt,
  }
}
