import type { Refusal } from '../kernel/verdict.ts'
import { orThrow } from '../kernel/verdict.ts'
import type { Database } from '../platform/database.ts'
import { programNow } from './move-clock.ts'
import type { Programs } from './programs.ts'
import { publishScheduled } from './publish-proposal.ts'
import type { Program } from './store.ts'
import { readScheduled } from './store-proposals.ts'

/** What became of a proposal whose instant had come. */
export interface DueOutcome {
  proposal: number
  outcome: Refusal | 'published'
}

export interface PublishDue {
  program: Program
  signal: AbortSignal
  /** Called for each that was published, or failed. */
  tell(outcome: DueOutcome): void
}

/** The job comes every minute: what is due before it comes again waits here for its instant. */
const aheadMs = 60_000

/**
 * Publishes the scheduled proposals of a programme whose instant has come by its clock, each once, however many processes
 * look; those of the next minute at their instant. What a stopped process leaves is found by the next look.
 */
export async function publishDue(
  parts: { programs: Pick<Programs, 'change' | 'refresh' | 'writable'>; database: Database },
  ask: PublishDue,
): Promise<void> {
  const { program, signal } = ask
  const now = programNow(program)
  const due = await parts.database.read({ programId: program.programId }, (tx) =>
    readScheduled(tx, program.programId, new Date(now + aheadMs)),
  )
  for (const { number, publishAt } of due) {
    const waitMs = (publishAt?.getTime() ?? now) - now
    if (signal.aborted) return
    if (waitMs <= 0) await publishOne(parts, ask, number)
    else
      setTimeout(() => {
        // The next look finds it again.
        if (!signal.aborted) publishOne(parts, ask, number).catch(() => {})
      }, waitMs).unref()
  }
}

async function publishOne(
  { programs }: Parameters<typeof publishDue>[0],
  { program, tell }: PublishDue,
  number: number,
): Promise<void> {
  const { programId } = program
  if (!(await programs.writable(programId)).ok) return
  const outcome = orThrow(
    await programs.change(programId, async (tx, kinds) => ({
      ok: true,
      value: await publishScheduled(tx, kinds, { programId, number, now: programNow(program) }),
    })),
  )
  programs.refresh(programId)
  if (outcome !== undefined) tell({ proposal: number, outcome })
}
