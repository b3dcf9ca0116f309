import { PgBoss } from 'pg-boss'
import { applyParked, foldActivityDays, type ProgramPlace, settleDue } from '../activity/index.ts'
import { foldFlows } from '../ledger/index.ts'
import { trimOutbox } from '../platform/outbox.ts'
import { verifyProgram } from '../profiles/index.ts'
import type { Context } from './context.ts'

/** A job that is done for every programme, one after the other. */
interface Duty {
  name: string
  /** When, as a cron line in UTC. */
  cron: string
  run(context: Context, program: ProgramPlace, signal: AbortSignal): Promise<void>
}

const duties: readonly Duty[] = [
  {
    name: 'fold-days',
    cron: '* * * * *',
    run: async ({ database }, { programId }) => {
      await database.write({ programId }, (tx) => foldFlows(tx, programId))
      await database.write({ programId }, (tx) => foldActivityDays(tx, programId))
    },
  },
  {
    name: 'apply-parked',
    cron: '* * * * *',
    run: async (context, program) => {
      await applyParked(context, program)
    },
  },
  {
    name: 'settle-due',
    cron: '7 * * * *',
    run: async (context, program, signal) => {
      const settled = await settleDue(context, { program, now: Date.now(), signal })
      if (settled > 0)
        context.log.info('Settled what was due', { program: program.programId, members: settled })
    },
  },
  {
    name: 'trim-outbox',
    cron: '23 * * * *',
    run: async ({ database }, { programId }) => {
      await trimOutbox(database, programId, [])
    },
  },
  {
    name: 'verify',
    cron: '41 3 * * *',
    run: async (context, program) => {
      const report = await verifyProgram(context, program.programId)
      if (!report.clean)
        context.log.error('The books do not add up', {
          program: program.programId,
          break: report.breaks[0]?.detail,
        })
    },
  },
]

/** A resource: the background work of this process. Each duty runs on one worker at a time, wherever it is. */
export interface Jobs {
  /** Lets running jobs finish (or hands them back) and stops. */
  stop(): Promise<void>
}

export async function startJobs(context: Context): Promise<Jobs> {
  const boss = new PgBoss({ connectionString: context.appUrl, schema: 'pgboss', createSchema: false, max: 3 })
  const stopping = new AbortController()
  boss.on('error', (error) => context.log.warn('The job queue has a problem', { err: error }))
  await boss.start()
  for (const duty of duties) {
    // A killed worker's job is handed out again when its lease ends; the work itself is safe to repeat.
    await boss.createQueue(duty.name, { policy: 'singleton', retryLimit: 2, expireInSeconds: 900 })
    await boss.work(duty.name, { pollingIntervalSeconds: 5 }, () => runDuty(context, duty, stopping.signal))
    await boss.schedule(duty.name, duty.cron)
  }
  return {
    stop: async () => {
      stopping.abort()
      await boss.stop({ graceful: true, timeout: 20_000 })
    },
  }
}

async function runDuty(context: Context, duty: Duty, signal: AbortSignal): Promise<void> {
  for (const { programId, organizationId, key } of await context.programs.everyProgram()) {
    if (signal.aborted) return
    const program = await context.programs.loadProgram(organizationId, key)
    const release = await context.programs.currentRelease(programId)
    if (!program.ok || !release.ok) continue
    try {
      await duty.run(context, program.value, signal)
    } catch (error) {
      // One programme's trouble must not keep the others from their turn.
      if (!signal.aborted)
        context.log.error(`The job ${duty.name} failed`, { program: programId, err: error })
    }
  }
}
