import type { VerifyReport } from '@perennial/contract'
import { recordAudit } from '../access/index.ts'
import { checkHeads, keepVerifyRun, readKnownHeads, type SealHead } from '../ledger/index.ts'
import type { Database } from '../platform/database.ts'
import type { Log } from '../platform/log.ts'
import { appendEvents } from '../platform/outbox.ts'
import { lockProgram, noteVerified, type Programs } from '../programs/index.ts'
import { type VerifyOptions, verifyProgram } from './verify-program.ts'

export interface ProofParts {
  database: Database
  programs: Pick<Programs, 'currentRelease' | 'release' | 'refresh'>
  log: Log
}

export interface ProveOptions extends VerifyOptions {
  /**
   * Heads of the chain that somebody wrote down: each must still be part of it. One that is not is told, and is no
   * alarm, because whoever may read may give any.
   */
  given?: readonly SealHead[]
  /** Whether a break makes the programme read-only. Default false. */
  lockOnBreak?: boolean
}

/**
 * Verifies a programme, also against the heads that earlier verifications saw, and keeps the report. A break is logged
 * as an error and told as the event `ledger.broken`, both with owner, currency and row, each time that it is found.
 * Throws the refusal `program_unpublished`.
 */
export async function proveProgram(
  parts: ProofParts,
  program: { organizationId: number; programId: number; key: string },
  options: ProveOptions = {},
): Promise<VerifyReport> {
  const { programId } = program
  const known = await parts.database.read({ programId }, (tx) => readKnownHeads(tx, programId))
  const report = await verifyProgram(parts, programId, { ...options, heads: known })
  await keep(parts, programId, report)
  const told = withHeads(report, await missing(parts, programId, options.given ?? []))
  const [first] = told.breaks
  if (options.lockOnBreak === true && first !== undefined) await lockFor(parts, program, first)
  return told
}

type Break = VerifyReport['breaks'][number]

async function missing(parts: ProofParts, programId: number, given: readonly SealHead[]): Promise<Break[]> {
  const breaks = await parts.database.read({ programId }, (tx) => checkHeads(tx, programId, given))
  return breaks.map(({ check, detail }) => ({ check, owner: null, currency: null, row: null, detail }))
}

function withHeads(report: VerifyReport, breaks: readonly Break[]): VerifyReport {
  return { ...report, clean: report.clean && breaks.length === 0, breaks: [...breaks, ...report.breaks] }
}

/** Keeps the report and raises the alarm where it found a break. */
async function keep(parts: ProofParts, programId: number, report: VerifyReport): Promise<void> {
  const [first] = report.breaks
  await parts.database.write({ programId }, async (tx) => {
    await keepVerifyRun(tx, { programId, clean: report.clean, head: report.head, report })
    await noteVerified(tx, programId, report.clean)
    if (first === undefined) return
    const place = [first.currency, first.row].filter((part) => part !== null).join('/')
    const subject = `${first.check}${place === '' ? '' : `: ${place}`}`
    await appendEvents(tx, programId, [
      { type: 'ledger.broken', activity: '', owner: first.owner ?? '', subject },
    ])
  })
  if (first === undefined) return
  parts.log.error('The books do not add up', {
    program: programId,
    check: first.check,
    owner: first.owner,
    currency: first.currency,
    row: first.row,
    detail: first.detail,
    breaks: report.breaks.length,
  })
}

async function lockFor(
  parts: ProofParts,
  program: { organizationId: number; programId: number; key: string },
  found: Break,
): Promise<void> {
  const { organizationId, programId, key: programKey } = program
  const reason = `A verification found that the books do not add up (${found.check}).`
  await parts.database.write({ organizationId }, async (tx) => {
    await lockProgram(tx, { programId, reason, by: 'system' })
    const detail = { reason, ...found }
    const act = { actor: 'system', action: 'program.locked', subject: programKey }
    await recordAudit(tx, { organizationId, programKey, ...act, detail })
  })
  parts.programs.refresh(programId)
}
