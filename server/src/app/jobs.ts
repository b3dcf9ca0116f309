import { PgBoss } from 'pg-boss'
import { applyParked, foldActivityDays, type ProgramPlace, settleDue } from '../activity/index.ts'
import { orThrow } from '../kernel/verdict.ts'
import { foldFlows } from '../ledger/index.ts'
import { trimOutbox } from '../platform/outbox.ts'
import { verifyProgram } from '../profiles/index.ts'
import { rebuildTiers } from '../tiers/index.ts'
import type { Context } from './context.ts'

/** A job that is done for every programme, one after the other. */
interface Duty {
  name: string
  /** When, as a cron line in UTC. */
  cron: string
  run(context: Context, program: ProgramPlace, signal: AbortSignal): Promise<void>
}

const rebuildForMs = 5 * 60_000

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
    // A published change of a ladder's window leaves totals of the old one, also from processes that decide by the
    // release before for another second; so the totals are made anew for some minutes.
    name: 'rebuild-tiers',
    cron: '* * * * *',
    run: async ({ database, programs }, { programId }) => {
      const { releases } = await programs.listReleases({ programId, limit: 1 })
      const [newest] = releases
      const isFresh = newest !== undefined && Date.now() - newest.effectiveAt.getTime() < rebuildForMs
      if (
        !isFresh ||
        !newest.changes.some((each) => each.kind === 'tier-ladder' && each.change === 'changed')
      )
        return
      const release = orThrow(await programs.currentRelease(programId))
      await database.write({ programId }, (tx) => rebuildTiers(tx, { programId, release }))
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

/** A worker says so often that it lives; one that was killed loses its job after this long. */
const leaseSeconds = 20
/** A duty that goes over all programmes of a large installation takes long, and is no dead one. */
const longestSeconds = 6 * 60 * 60
const lookEverySeconds = 5
const drainMs = 20_000

/** At most one job of a duty waits or runs: a run that takes longer than its period does not pile up others. */
const queueOptions = {
  policy: 'exclusive',
  retryLimit: 2,
  heartbeatSeconds: leaseSeconds,
  expireInSeconds: longestSeconds,
} as const

export async function startJobs(context: Context): Promise<Jobs> {
  const boss = new PgBoss({
    connectionString: context.appUrl,
    schema: 'pgboss',
    // The migration made the schema; this login may make none.
    createSchema: false,
    max: 3,
    // How often somebody looks for jobs whose worker no longer says that it lives.
    superviseIntervalSeconds: lookEverySeconds,
    monitorIntervalSeconds: lookEverySeconds,
  })
  const stopping = new AbortController()
  boss.on('error', (error) => context.log.warn('The job queue has a problem', { err: error }))
  const stop = async () => {
    stopping.abort()
    await boss.stop({ graceful: true, timeout: drainMs })
  }
  const work = { pollingIntervalSeconds: lookEverySeconds }
  try {
    await boss.start()
    for (const duty of duties) {
      // A killed worker's job is handed out again when its lease ends; the work itself is safe to repeat.
      await boss.createQueue(duty.name, queueOptions)
      await boss.work(duty.name, work, () => runDuty(context, duty, stopping.signal))
      await boss.schedule(duty.name, duty.cron)
    }
  } catch (error) {
    await stop()
    throw error
  }
  return { stop }
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
