import type { ActivityInput, ActivityReply, MemberCreate } from '@perennial/contract'
import { invariant, ok, refuse, type Verdict } from '../kernel/verdict.ts'
import { TransferClosed } from '../ledger/index.ts'
import type { Database } from '../platform/database.ts'
import { failpoint } from '../platform/failpoint.ts'
import { createLanes } from '../platform/lanes.ts'
import type { Programs, Release } from '../programs/index.ts'
import { type Admission, atDoor, type Placed } from './admission.ts'
import { ask, askCommand, askEnrolment, type CommandAsked, laneKey, type ProgramPlace } from './ask.ts'
import type { Asked } from './batch-find.ts'
import { KeyTaken } from './batch-write.ts'
import { betaReleases, type ReadSegments } from './choose-release.ts'
import { ordersIn } from './orders-in.ts'
import { type BatchInput, type BatchReplies, RefusedInside, runBatch, runDry } from './run-batch.ts'
import type { AnyStage } from './stage.ts'

export interface SubmitOptions {
  explain?: boolean
  /** Record it only while this release is in force; otherwise `quote_stale`. A dry run pays no heed to it. */
  ifRelease?: number | undefined
  /** The programme itself emits them, such as a job at a birthday: types that nobody may send are taken. */
  isOwn?: boolean
}

export interface DryRunOptions extends SubmitOptions {
  /** `draft`: by what would be published now, instead of the release in force. */
  release?: 'draft'
}

/** A resource: the one write path. Everything that happens goes through here. */
export interface Pipeline {
  /** Records activities; a verdict each, in their order. Resolves when they are durable. */
  submit(
    program: ProgramPlace,
    inputs: readonly ActivityInput[],
    options?: SubmitOptions,
  ): Promise<Verdict<ActivityReply>[]>
  /** What {@link Pipeline.submit} would answer now; writes nothing. */
  dryRun(
    program: ProgramPlace,
    inputs: readonly ActivityInput[],
    options?: DryRunOptions,
  ): Promise<Verdict<ActivityReply>[]>
  /** Enrols a member by an activity `member.enrolled`. */
  enrol(program: ProgramPlace, member: MemberCreate): Promise<Verdict<ActivityReply>>
  /** Carries out commands on value; a verdict each, in their order. Idempotent for ever by each `sourceId`. */
  carryOut(
    program: ProgramPlace,
    commands: readonly CommandAsked[],
    options?: { dryRun?: boolean },
  ): Promise<Verdict<ActivityReply>[]>
  /** Decides a return that was parked, now that its order has come. */
  applyParked(
    program: ProgramPlace,
    parked: { activityId: string; input: ActivityInput },
  ): Promise<Verdict<ActivityReply>>
  /** Requests waiting for a lane. */
  waiting(): number
  /** Refuses new work and resolves when the accepted work is done. */
  close(): Promise<void>
}

export interface PipelineParts {
  /** With connections of its own, one a lane. */
  database: Database
  programs: Programs
  stages: readonly AnyStage[]
  /** Asked only while a beta is for segments. */
  segmentsOf: ReadSegments
  /** The door of activities that must prove something. */
  admission?: Admission
  /** Batches at once. Default 1: more only helps where the database has cores to spare. */
  lanes?: number
  /** Activities of a batch at most. Default 500. */
  batchMax?: number
  /** Called after a batch with new orders, whose returns may be waiting, or with returns: `returned` is by whom. */
  onOrders?: (program: ProgramPlace, returned: readonly string[]) => void
}

interface Job {
  program: ProgramPlace
  release: Release
  asked: Asked
  /** What is asked, under a release that came while it waited. */
  askUnder(release: Release): Verdict<Asked>
  adopt: boolean
  settle(verdict: Verdict<ActivityReply>): void
  fail(error: unknown): void
}

const attemptsMax = 5
/** A batch with still more rounds of refusals is divided: many bodies under one key, each refused after the other. */
const refusalRoundsMax = 12
const queueMax = 20_000
/** Whoever has waited so long for a batch has gone, or comes again: nothing older is begun. */
const waitMaxMs = 15_000

export function createPipeline(parts: PipelineParts): Pipeline {
  const lanes = lanesOf(parts)
  const take = takerOf(parts, lanes)

  async function submit(
    program: ProgramPlace,
    inputs: readonly ActivityInput[],
    options: SubmitOptions = {},
  ): Promise<Verdict<ActivityReply>[]> {
    const release = await releaseFor(parts, program)
    if (!release.ok) return inputs.map(() => release)
    const { explain = false, ifRelease, isOwn = false } = options
    return take(
      { program, release: release.value, adopt: false },
      inputs.map((input) => (under) => ask(input, { release: under, program, explain, ifRelease, isOwn })),
    )
  }

  return {
    submit,
    dryRun: (program, inputs, options) => dryRun(parts, { program, inputs, options: options ?? {} }),
    async enrol(program, member) {
      const release = await releaseFor(parts, program)
      if (!release.ok) return release
      const place = { program, release: release.value, adopt: false }
      return only(await take(place, [(under) => askEnrolment(member, { release: under, program })]))
    },
    async carryOut(program, commands, options = {}) {
      const release = await releaseFor(parts, program, options.dryRun)
      if (!release.ok) return commands.map(() => release)
      const asked = commands.map((each) => ok(askCommand(each, program)))
      if (options.dryRun === true)
        return runDryBatches(parts, program, await chosen(parts, release.value, asked))
      const place = { program, release: release.value, adopt: false }
      return take(
        place,
        asked.map((each) => () => each),
      )
    },
    async applyParked(program, parked) {
      const release = await releaseFor(parts, program)
      if (!release.ok) return release
      const askUnder = (under: Release): Verdict<Asked> => {
        const asked = ask(parked.input, { release: under, program, explain: false, isAccepted: true })
        return asked.ok ? ok({ ...asked.value, activityId: parked.activityId }) : asked
      }
      return only(await take({ program, release: release.value, adopt: true }, [askUnder]))
    },
    waiting: lanes.waiting,
    close: lanes.close,
  }
}

type Take = (
  place: Pick<Job, 'program' | 'release' | 'adopt'>,
  asks: readonly Job['askUnder'][],
) => Promise<Verdict<ActivityReply>[]>

/** Asks under the release in force, and offers each to the lanes under the release of its member. */
function takerOf(parts: PipelineParts, lanes: ReturnType<typeof lanesOf>): Take {
  function offer(job: Omit<Job, 'settle' | 'fail'>): Promise<Verdict<ActivityReply>> {
    return new Promise((settle, fail) => {
      const accepted = lanes.offer(laneKey(job.asked), { ...job, settle, fail })
      if (!accepted)
        settle(refuse('overloaded', 'Too much work is waiting. Nothing was changed; repeat in a moment.'))
    })
  }

  return async (place, asks) => {
    const own = asks.map((askUnder) => askUnder(place.release))
    const { program } = place
    const asked = await atDoor(parts.admission, await chosen(parts, place.release, own), {
      program,
      isDry: false,
    })
    return Promise.all(
      asks.map((askUnder, index) => {
        const verdict = asked[index]
        invariant(verdict !== undefined, 'what was asked has its release')
        return verdict.ok ? offer({ ...place, ...verdict.value, askUnder }) : verdict
      }),
    )
  }
}

function lanesOf(parts: PipelineParts) {
  return createLanes<Job>({
    lanes: parts.lanes ?? 1,
    batchMax: parts.batchMax ?? 500,
    queueMax,
    groupOf: (job) => `${job.program.programId}/${job.release.number}/${job.adopt}`,
    run: (jobs) => runUnderCurrent(parts, jobs),
    waitMax: {
      ms: waitMaxMs,
      refuse: (job) =>
        job.settle(refuse('overloaded', 'It waited too long for its turn. Nothing was changed.')),
    },
  })
}

/** The release in force, for what writes: refused also where the programme is read-only. */
async function releaseFor(
  { programs }: PipelineParts,
  { programId }: ProgramPlace,
  isDry = false,
): Promise<Verdict<Release>> {
  const open = isDry ? undefined : await programs.writable(programId)
  return open?.ok === false ? open : programs.currentRelease(programId)
}

/** The release of each item: the one in force, or that of a beta whose member asks. */
async function chosen(
  parts: PipelineParts,
  current: Release,
  asked: readonly Verdict<Asked>[],
): Promise<Verdict<Placed>[]> {
  const good = asked.flatMap((each) => (each.ok ? [each.value] : []))
  const ofBeta = await betaReleases(parts, current.programId, good)
  return asked.map((each) =>
    each.ok ? ok({ release: ofBeta.get(each.value) ?? current, asked: each.value }) : each,
  )
}

function only(replies: readonly Verdict<ActivityReply>[]): Verdict<ActivityReply> {
  const [reply] = replies
  invariant(reply !== undefined, 'what was asked is answered')
  return reply
}

function batchInput(parts: PipelineParts, jobs: readonly Job[]): BatchInput {
  const [first] = jobs as [Job, ...Job[]]
  return {
    programId: first.program.programId,
    release: first.release,
    clockOffsetMs: first.program.clockOffsetSeconds * 1000,
    stages: parts.stages,
    programs: parts.programs,
    asked: jobs.map((job) => job.asked),
    adopt: first.adopt,
    refused: new Map(),
  }
}

/**
 * Jobs that waited while another release was published, or while their beta ended, are asked again under the one in
 * force: what was stopped stays stopped, however long the queue.
 */
async function runUnderCurrent(parts: PipelineParts, jobs: readonly Job[]): Promise<void> {
  const [first] = jobs as [Job, ...Job[]]
  // Where the question fails, deciding fails as well, and tells every job.
  const { programId } = first.program
  const current = await parts.programs.currentRelease(programId).catch(() => undefined)
  if (current?.ok !== true || current.value.number === first.release.number) return runJobs(parts, jobs)
  const beta = await parts.programs.beta(programId).catch(() => undefined)
  if (beta?.release === first.release.number) return runJobs(parts, jobs)
  const release = current.value
  const anew = jobs.flatMap((job) => {
    const asked = job.askUnder(release)
    if (asked.ok) return [{ ...job, release, asked: { ...asked.value, activityId: job.asked.activityId } }]
    job.settle(asked)
    return []
  })
  if (anew.length > 0) await runJobs(parts, anew)
}

/** Runs a batch to its end: every job is settled, whatever happens. */
async function runJobs(parts: PipelineParts, jobs: readonly Job[]): Promise<void> {
  try {
    const replies = await runAgain(parts, batchInput(parts, jobs))
    failpoint('after-commit')
    for (const [index, job] of jobs.entries()) {
      const reply = replies[index]
      if (reply === undefined) job.fail(new Error('Broken invariant: a job has no reply'))
      else job.settle(reply)
    }
    const [first] = jobs
    const came = ordersIn(
      jobs.map((job) => job.asked.intake.input.type),
      replies,
    )
    if (first !== undefined && came !== undefined) parts.onOrders?.(first.program, came.returned)
  } catch (error) {
    await divide(parts, jobs, error)
  }
}

/**
 * Repeats what lost a race: a taken key, a deadlock, a serialisation failure; and what had items that are refused, without
 * these. Nothing of a lost attempt remains.
 */
async function runAgain(parts: PipelineParts, input: BatchInput): Promise<BatchReplies> {
  let batch = input
  let races = 0
  for (let attempt = 1; ; attempt += 1) {
    try {
      failpoint('before-begin')
      return await parts.database.write({ programId: batch.programId }, (tx) => runBatch(tx, batch))
    } catch (error) {
      if (error instanceof RefusedInside && attempt < refusalRoundsMax)
        batch = { ...batch, refused: new Map([...batch.refused, ...error.refused]) }
      else if (isLostRace(error) && races < attemptsMax) races += 1
      else throw error
    }
  }
}

function isLostRace(error: unknown): boolean {
  const { code } = error as { code?: unknown }
  return (
    error instanceof KeyTaken ||
    error instanceof TransferClosed ||
    code === '40001' ||
    code === '40P01' ||
    code === '23505'
  )
}

/** Whether fewer items may fare better: bad data, a broken invariant, or races and refusals without an end. */
function isOfItems(error: unknown): boolean {
  const { code } = error as { code?: unknown }
  if (error instanceof RefusedInside || isLostRace(error)) return true
  if (typeof code === 'string' && /^(22|23)/.test(code)) return true
  return error instanceof Error && error.message.startsWith('Broken invariant')
}

/** One item that the database refuses must not fail its batch: halves are tried until the item stands alone. */
async function divide(parts: PipelineParts, jobs: readonly Job[], error: unknown): Promise<void> {
  if (jobs.length === 1 || !isOfItems(error)) {
    for (const job of jobs) job.fail(error)
    return
  }
  const middle = Math.ceil(jobs.length / 2)
  await runJobs(parts, jobs.slice(0, middle))
  await runJobs(parts, jobs.slice(middle))
}

async function dryRun(
  parts: PipelineParts,
  input: { program: ProgramPlace; inputs: readonly ActivityInput[]; options: DryRunOptions },
): Promise<Verdict<ActivityReply>[]> {
  const { program, options } = input
  const explain = options.explain === true
  const { programs } = parts
  const release = await (options.release === 'draft'
    ? programs.draftRelease(program.programId)
    : programs.currentRelease(program.programId))
  if (!release.ok) return input.inputs.map(() => release)
  const asked = input.inputs.map((each) => ask(each, { release: release.value, program, explain }))
  const placed = await atDoor(parts.admission, await chosen(parts, release.value, asked), {
    program,
    isDry: true,
  })
  return runDryBatches(parts, program, placed)
}

/** A batch for each release, as the lanes would make them; answers in the order of the items. */
async function runDryBatches(
  parts: PipelineParts,
  program: ProgramPlace,
  placed: readonly Verdict<Placed>[],
): Promise<BatchReplies> {
  const good = placed.flatMap((each) => (each.ok ? [each.value] : []))
  const answers = new Map<Asked, BatchReplies[number]>()
  for (const release of new Set(good.map((each) => each.release))) {
    const asked = good.filter((each) => each.release === release).map((each) => each.asked)
    const replies = await runDryBatch(parts, { program, release, asked })
    for (const [index, each] of asked.entries()) {
      const reply = replies[index]
      if (reply !== undefined) answers.set(each, reply)
    }
  }
  return placed.map((each) => {
    if (!each.ok) return each
    const reply = answers.get(each.value.asked)
    invariant(reply !== undefined, 'a dry run answers every item')
    return reply
  })
}

async function runDryBatch(
  parts: PipelineParts,
  input: { program: ProgramPlace; release: Release; asked: readonly Asked[] },
): Promise<BatchReplies> {
  const { program, release, asked } = input
  const batch: BatchInput = {
    programId: program.programId,
    release,
    clockOffsetMs: program.clockOffsetSeconds * 1000,
    stages: parts.stages,
    programs: parts.programs,
    asked,
    adopt: false,
    refused: new Map(),
  }
  return parts.database.read({ programId: program.programId }, (tx) => runDry(tx, batch))
}
