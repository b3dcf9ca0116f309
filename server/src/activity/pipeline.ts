import type { ActivityInput, ActivityReply, MemberCreate } from '@perennial/contract'
import { newUuid, publicId } from '../kernel/ids.ts'
import { instantText, parseInstant } from '../kernel/instants.ts'
import { refuse, type Verdict } from '../kernel/verdict.ts'
import {
  identifierContext,
  type Newcomer,
  type NormalReference,
  normaliseReference,
  readNewcomer,
  referenceKey,
} from '../members/index.ts'
import type { Database } from '../platform/database.ts'
import { failpoint } from '../platform/failpoint.ts'
import { createLanes } from '../platform/lanes.ts'
import type { Programs, Release } from '../programs/index.ts'
import type { Asked } from './batch-find.ts'
import { KeyTaken } from './batch-write.ts'
import { derivedSource } from './model/decide.ts'
import { type Intake, takeIn } from './model/intake.ts'
import { type BatchInput, type BatchReplies, RefusedInside, runBatch, runDry } from './run-batch.ts'
import type { AnyStage } from './stage.ts'

/** Which programme an activity is for. */
export interface ProgramPlace {
  programId: number
  /** Seconds that the programme's clock is ahead. */
  clockOffsetSeconds: number
}

export interface SubmitOptions {
  explain?: boolean
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
    options?: SubmitOptions,
  ): Promise<Verdict<ActivityReply>[]>
  /** Enrols a member by an activity `member.enrolled`. */
  enrol(program: ProgramPlace, member: MemberCreate): Promise<Verdict<ActivityReply>>
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
  /** Batches at once. Default 1: more only helps where the database has cores to spare. */
  lanes?: number
  /** Activities of a batch at most. Default 500. */
  batchMax?: number
  /** Called after a batch with new orders, whose returns may be waiting. */
  onOrders?: (program: ProgramPlace) => void
}

interface Job {
  program: ProgramPlace
  release: Release
  asked: Asked
  adopt: boolean
  settle(verdict: Verdict<ActivityReply>): void
  fail(error: unknown): void
}

const attemptsMax = 5
/** A batch with still more rounds of refusals is divided: many bodies under one key, each refused after the other. */
const refusalRoundsMax = 12
const queueMax = 20_000

export function createPipeline(parts: PipelineParts): Pipeline {
  const lanes = createLanes<Job>({
    lanes: parts.lanes ?? 1,
    batchMax: parts.batchMax ?? 500,
    queueMax,
    groupOf: (job) => `${job.program.programId}/${job.release.number}/${job.adopt}`,
    run: (jobs) => runJobs(parts, jobs),
  })

  function offer(job: Omit<Job, 'settle' | 'fail'>): Promise<Verdict<ActivityReply>> {
    return new Promise((settle, fail) => {
      const accepted = lanes.offer(laneKey(job.asked), { ...job, settle, fail })
      if (!accepted)
        settle(refuse('overloaded', 'Too much work is waiting. Nothing was changed; repeat in a moment.'))
    })
  }

  async function submit(
    program: ProgramPlace,
    inputs: readonly ActivityInput[],
    options: SubmitOptions = {},
  ): Promise<Verdict<ActivityReply>[]> {
    const release = await parts.programs.currentRelease(program.programId)
    if (!release.ok) return inputs.map(() => release)
    return Promise.all(
      inputs.map((input) => {
        const asked = ask(input, { release: release.value, program, explain: options.explain === true })
        return asked.ok ? offer({ program, release: release.value, asked: asked.value, adopt: false }) : asked
      }),
    )
  }

  return {
    submit,
    dryRun: (program, inputs, options) =>
      dryRun(parts, { program, inputs, explain: options?.explain === true }),
    async enrol(program, member) {
      const release = await parts.programs.currentRelease(program.programId)
      if (!release.ok) return release
      const asked = askEnrolment(member, { release: release.value, program })
      return asked.ok ? offer({ program, release: release.value, asked: asked.value, adopt: false }) : asked
    },
    async applyParked(program, parked) {
      const release = await parts.programs.currentRelease(program.programId)
      if (!release.ok) return release
      const asked = ask(parked.input, { release: release.value, program, explain: false, isAccepted: true })
      if (!asked.ok) return asked
      return offer({
        program,
        release: release.value,
        asked: { ...asked.value, activityId: parked.activityId },
        adopt: true,
      })
    },
    waiting: lanes.waiting,
    close: lanes.close,
  }
}

/** Activities of one member, as far as they name the member alike, meet in one lane and keep their order. */
function laneKey(asked: Asked): string {
  if (asked.member !== undefined) return referenceKey(asked.member)
  return asked.orderKey === undefined
    ? asked.activityId
    : `order:${asked.orderKey.source}/${asked.orderKey.sourceId}`
}

interface AskContext {
  release: Release
  program: ProgramPlace
  explain: boolean
  /** Its time was checked when it came: a limit set since, or the wait itself, must not refuse it. */
  isAccepted?: boolean
}

function programNow(program: ProgramPlace): number {
  return Date.now() + program.clockOffsetSeconds * 1000
}

/** Checks an input by itself, before any lane. */
function ask(input: ActivityInput, context: AskContext): Verdict<Asked> {
  const came = context.isAccepted === true ? parseInstant(input.occurredAt) : undefined
  const intake = takeIn(input, context.release, came ?? programNow(context.program))
  if (!intake.ok) return intake
  let member: NormalReference | undefined
  if (input.member !== undefined) {
    const reference = normaliseReference(input.member, identifierContext(context.release))
    if (!reference.ok) return reference
    member = reference.value
  }
  return {
    ok: true,
    value: {
      intake: intake.value,
      activityId: newUuid(),
      member,
      newcomer: undefined,
      orderKey: orderKeyOf(input),
      explain: context.explain,
    },
  }
}

function orderKeyOf(input: ActivityInput) {
  const order = input.return?.order
  if (order === undefined) return undefined
  return { source: input.return?.orderSource ?? input.source, sourceId: order, type: 'order.placed' }
}

function askEnrolment(
  member: MemberCreate,
  context: Pick<AskContext, 'release' | 'program'>,
): Verdict<Asked> {
  const now = programNow(context.program)
  const read = readNewcomer(member, { ...identifierContext(context.release), now })
  if (!read.ok) return read
  const newcomer: Newcomer = { ...read.value, memberId: newUuid() }
  const input: ActivityInput = {
    type: 'member.enrolled',
    source: derivedSource,
    sourceId: `enrolment/${newcomer.memberId}`,
    occurredAt: instantText(newcomer.enrolledAt),
    member: { id: publicId('mem', newcomer.memberId) },
  }
  const intake: Verdict<Intake> = takeIn(input, context.release, now)
  if (!intake.ok) return intake
  const [first] = newcomer.identifiers
  const reference = first === undefined ? undefined : { kind: first.kind, value: first.value }
  return {
    ok: true,
    value: {
      intake: intake.value,
      activityId: newUuid(),
      member: reference,
      newcomer,
      orderKey: undefined,
      explain: false,
    },
  }
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
    if (first !== undefined && jobs.some((job) => job.asked.intake.input.type === 'order.placed')) {
      parts.onOrders?.(first.program)
    }
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
  return error instanceof KeyTaken || code === '40001' || code === '40P01' || code === '23505'
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
  input: { program: ProgramPlace; inputs: readonly ActivityInput[]; explain: boolean },
): Promise<Verdict<ActivityReply>[]> {
  const { program, explain } = input
  const release = await parts.programs.currentRelease(program.programId)
  if (!release.ok) return input.inputs.map(() => release)
  const asked = input.inputs.map((each) => ask(each, { release: release.value, program, explain }))
  const good = asked.flatMap((each) => (each.ok ? [each.value] : []))
  const batch: BatchInput = {
    programId: program.programId,
    release: release.value,
    clockOffsetMs: program.clockOffsetSeconds * 1000,
    stages: parts.stages,
    programs: parts.programs,
    asked: good,
    adopt: false,
    refused: new Map(),
  }
  const replies = await parts.database.read({ programId: program.programId }, (tx) => runDry(tx, batch))
  let next = 0
  return asked.map((each) => {
    if (!each.ok) return each
    const reply = replies[next]
    next += 1
    if (reply === undefined) throw new Error('Broken invariant: a dry run answers every item')
    return reply
  })
}
