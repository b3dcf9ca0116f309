import { PgBoss } from 'pg-boss'
import {
  applyParked,
  foldActivityDays,
  followHistory,
  historyConsumer,
  keepsHistory,
  runBackTests,
  settleDue,
} from '../activity/index.ts'
import { tellYearly } from '../earning/index.ts'
import { orThrow } from '../kernel/verdict.ts'
import { foldFlows, sealJournal } from '../ledger/index.ts'
import { systemClock } from '../platform/clock.ts'
import { trimOutbox } from '../platform/outbox.ts'
import { proveProgram, warnExpiring } from '../profiles/index.ts'
import { type DueOutcome, type Program, programNow, publishDue } from '../programs/index.ts'
import { refreshSegments } from '../segments/index.ts'
import { followTiers, keepsTiers, rebuildTiers, tellEndingTiers, tierConsumer } from '../tiers/index.ts'
import { compactLots, deliverTransfers } from '../wallet/index.ts'
import { backUpWhenDue } from './backup/backup-job.ts'
import { carryAlong } from './carry-along.ts'
import { allFacts } from './compose.ts'
import type { Context } from './context.ts'

/** A job that is done for every programme, one after the other. */
export interface Duty {
  name: string
  /** When, as a cron line in UTC. */
  cron: string
  /** Whether it also goes to programmes that are read-only. Default false. */
  whileReadOnly?: boolean
  /** Whether it also goes to programmes without a release. Default false. */
  whileUnpublished?: boolean
  /**
   * Whether it is part of what time brings to a test programme whose clock is moved. Default: on each day that passes.
   * `arrival`: once, when the clock has arrived. `never`: it is work of the house.
   */
  travels?: 'arrival' | 'never'
  run(context: Context, program: Program, signal: AbortSignal): Promise<void>
}

const rebuildForMs = 5 * 60_000

/** In the order in which a moved clock does them. */
export const duties: readonly Duty[] = [
  {
    name: 'publish-due',
    whileUnpublished: true,
    cron: '* * * * *',
    run: (context, program, signal) => {
      const { programId } = program
      const tell = ({ proposal, outcome }: DueOutcome) =>
        outcome === 'published'
          ? context.log.info('Published a scheduled proposal', { program: programId, proposal })
          : context.log.warn('A scheduled proposal could not be published', {
              program: programId,
              proposal,
              code: outcome.code,
            })
      return publishDue(context, { program, signal, tell })
    },
  },
  {
    name: 'fold-days',
    travels: 'arrival',
    cron: '* * * * *',
    run: async ({ database }, { programId }) => {
      await database.write({ programId }, (tx) => foldFlows(tx, programId))
      await database.write({ programId }, (tx) => foldActivityDays(tx, programId))
    },
  },
  {
    name: 'apply-parked',
    travels: 'arrival',
    cron: '* * * * *',
    run: async (context, program) => {
      await applyParked(context, program)
    },
  },
  {
    name: 'lapse-holds',
    travels: 'never',
    cron: '* * * * *',
    run: async (context, program, signal) => {
      await settleDue(context, { program, now: systemClock.now(), holdsOnly: true, signal })
    },
  },
  {
    // What was sent is delivered at once by its sender; this finds what a crash left on its way.
    name: 'deliver-transfers',
    travels: 'arrival',
    cron: '* * * * *',
    run: async (context, program) => {
      await deliverTransfers(context, program)
    },
  },
  {
    // The process that was asked begins at once; this finds what waits for a worker, and what a crash left.
    name: 'run-back-tests',
    cron: '* * * * *',
    whileReadOnly: true,
    travels: 'never',
    run: async (context, program, signal) => {
      await runBackTests(context, program, signal)
    },
  },
  {
    name: 'settle-due',
    cron: '7 * * * *',
    run: async (context, program, signal) => {
      const settled = await settleDue(context, { program, now: systemClock.now(), signal })
      if (settled > 0)
        context.log.info('Settled what was due', { program: program.programId, members: settled })
    },
  },
  {
    // Days begin at another hour in each zone in which members live.
    name: 'tell-yearly',
    cron: '2 * * * *',
    run: async (context, program, signal) => {
      await tellYearly(context, { program, now: systemClock.now(), signal })
    },
  },
  {
    // Once a day in each programme's own zone: the other runs find everybody warned.
    name: 'warn-expiring',
    cron: '11 * * * *',
    run: async (context, program, signal) => {
      const warned = await warnExpiring(context, { program, now: Date.now(), signal })
      if (warned > 0)
        context.log.info('Warned of points that end', { program: program.programId, warnings: warned })
    },
  },
  {
    // Once a day in each programme's own zone: the other runs find everybody told.
    name: 'tell-ending-tiers',
    cron: '13 * * * *',
    run: async (context, program, signal) => {
      const told = await tellEndingTiers(context, { program, now: Date.now(), signal })
      if (told > 0) context.log.info('Told of tiers that end', { program: program.programId, members: told })
    },
  },
  {
    // A published change of a ladder's window leaves totals of the old one, also from processes that decide by the
    // release before for another second; so for some minutes it is looked what is to be made anew.
    name: 'rebuild-tiers',
    travels: 'arrival',
    cron: '* * * * *',
    run: async (context, program, signal) => {
      const { programId } = program
      const { releases } = await context.programs.listReleases({ programId, limit: 1 })
      const [newest] = releases
      const isFresh = newest !== undefined && systemClock.now() - newest.effectiveAt.getTime() < rebuildForMs
      if (
        !isFresh ||
        !newest.changes.some((each) => each.kind === 'tier-ladder' && each.change === 'changed')
      )
        return
      await rebuildStale(context, program, signal)
    },
  },
  {
    // What those minutes missed, such as a release while no worker ran.
    name: 'rebuild-missed-tiers',
    travels: 'never',
    cron: '29 2 * * *',
    run: rebuildStale,
  },
  {
    // A member who gathered thousands of lots would wait for a spend of all of them.
    name: 'compact-lots',
    travels: 'never',
    cron: '17 2 * * *',
    run: async (context, program, signal) => {
      const books = await compactLots(context, { program, now: Date.now(), signal })
      if (books > 0) context.log.info('Compacted lots', { program: program.programId, books })
    },
  },
  {
    // A merge carries what members have beside value at once, and returns of old orders soon; this does what a crash left.
    name: 'carry-along',
    travels: 'arrival',
    cron: '19 * * * *',
    run: async (context, program) => {
      await carryAlong(context, { program })
    },
  },
  {
    // Builds what was asked for the first time, however long it takes, so it must not hold up segments.
    name: 'histories',
    cron: '* * * * *',
    run: async (context, program, signal) => {
      const { programId } = program
      await followHistory(context, programId, signal)
      await followTiers(context, { programId, now: programNow(program), signal })
    },
  },
  {
    // Orders bring their members in at once; this brings what time alone changes.
    name: 'segments',
    cron: '* * * * *',
    run: async (context, program, signal) => {
      await refreshSegments({ ...context, sources: allFacts }, program, { now: programNow(program), signal })
    },
  },
  {
    name: 'trim-outbox',
    travels: 'never',
    cron: '23 * * * *',
    run: async ({ database }, { programId }) => {
      const consumers = [
        ...((await keepsHistory(database, programId)) ? [historyConsumer] : []),
        ...((await keepsTiers(database, programId)) ? [tierConsumer] : []),
      ]
      await trimOutbox(database, programId, consumers)
    },
  },
  {
    name: 'seal',
    travels: 'never',
    cron: '31 * * * *',
    run: async ({ database, log }, { programId }, signal) => {
      const { rows, head } = await sealJournal(database, { programId, signal })
      // The head goes where the database cannot reach it: into the log.
      if (rows > 0 && head !== null)
        log.info('Sealed the journal', { program: programId, rows, head: `${head.seal}:${head.hash}` })
    },
  },
  {
    name: 'verify',
    travels: 'never',
    cron: '41 3 * * *',
    whileReadOnly: true,
    run: async (context, program, signal) => {
      await proveProgram(context, program, { signal, lockOnBreak: context.config.onBreak === 'lock' })
    },
  },
]

/** A job that is done once for the whole installation. */
interface HouseDuty extends Pick<Duty, 'name' | 'cron'> {
  run(context: Context, signal: AbortSignal): Promise<void>
}

const houseDuties: readonly HouseDuty[] = [{ name: 'backup', cron: '17 * * * *', run: backUpWhenDue }]

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
    const { signal } = stopping
    for (const { name, cron, run } of [
      ...duties.map((duty) => ({ ...duty, run: () => runDuty(context, duty, signal) })),
      ...houseDuties.map((duty) => ({ ...duty, run: () => runHouseDuty(context, duty, signal) })),
    ]) {
      // A killed worker's job is handed out again when its lease ends; the work itself is safe to repeat.
      await boss.createQueue(name, queueOptions)
      await boss.work(name, work, run)
      await boss.schedule(name, cron)
    }
  } catch (error) {
    await stop()
    throw error
  }
  return { stop }
}

/** Does a duty for every programme that it goes to, one after the other. */
export async function runDuty(context: Context, duty: Duty, signal: AbortSignal): Promise<void> {
  for (const { programId, organizationId, key } of await context.programs.everyProgram()) {
    if (signal.aborted) return
    const program = await context.programs.loadProgram(organizationId, key)
    const release = await context.programs.currentRelease(programId)
    if (!program.ok || !(release.ok || duty.whileUnpublished === true)) continue
    if (duty.whileReadOnly !== true && !(await context.programs.writable(programId)).ok) continue
    try {
      await duty.run(context, program.value, signal)
    } catch (error) {
      // One programme's trouble must not keep the others from their turn.
      if (!signal.aborted)
        context.log.error(`The job ${duty.name} failed`, { program: programId, err: error })
    }
  }
}

async function rebuildStale(context: Context, { programId }: Program, signal: AbortSignal): Promise<void> {
  const release = orThrow(await context.programs.currentRelease(programId))
  const owners = await rebuildTiers(context.database, { programId, release, signal })
  if (owners > 0) context.log.info('Made totals of tiers anew', { program: programId, members: owners })
}

async function runHouseDuty(context: Context, duty: HouseDuty, signal: AbortSignal): Promise<void> {
  try {
    await duty.run(context, signal)
  } catch (error) {
    if (!signal.aborted) context.log.error(`The job ${duty.name} failed`, { err: error })
  }
}
