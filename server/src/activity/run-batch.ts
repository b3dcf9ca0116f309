import type { ActivityReply } from '@perennial/contract'
import { invariant, ok, orThrow, type Refusal, refuse, type Verdict } from '../kernel/verdict.ts'
import { enrolMembers } from '../members/index.ts'
import type { Reader, Writer } from '../platform/database.ts'
import { failpoint } from '../platform/failpoint.ts'
import type { Programs, Release } from '../programs/index.ts'
import { type Answer, type DecidedBatch, decideBatch } from './batch-decide.ts'
import { type Asked, type Found, type FoundBatch, findBatch, naturalKey } from './batch-find.ts'
import { type Loaded, type LoadInput, loadLocked, loadUnlocked } from './batch-load.ts'
import { KeyTaken, writeBatch } from './batch-write.ts'
import { replyOf } from './model/kept.ts'
import type { Decider } from './model/work.ts'
import type { AnyStage } from './stage.ts'
import { adoptKey, type KnownKey, readActivities } from './store.ts'
import { deleteParked, insertParked, readParked, refuseParked } from './store-parked.ts'

export interface BatchInput {
  programId: number
  release: Release
  /** Milliseconds that the programme's clock is ahead of the database's. */
  clockOffsetMs: number
  stages: readonly AnyStage[]
  programs: Pick<Programs, 'release'>
  asked: readonly Asked[]
  /** Applies returns that were parked: their keys are known, and are decided all the same. */
  adopt: boolean
  /** Items known to be refused, by their index: see {@link RefusedInside}. */
  refused: ReadonlyMap<number, Refusal>
}

/**
 * Thrown when deciding refused items that looked acceptable: by then they had taken a key, enrolled a newcomer or opened
 * books. The transaction is rolled back and the batch repeated without them, so that a refusal leaves nothing at all.
 */
export class RefusedInside extends Error {
  readonly refused: ReadonlyMap<number, Refusal>
  constructor(refused: ReadonlyMap<number, Refusal>) {
    super('Items of the batch were refused')
    this.refused = refused
  }
}

/** What the transaction of a batch came to: one verdict an item, in their order. */
export type BatchReplies = Verdict<ActivityReply>[]

/** Finds, loads, decides and writes a batch in the transaction it is given. */
export async function runBatch(tx: Writer, input: BatchInput): Promise<BatchReplies> {
  const batch = await findBatch(tx, input)
  const now = batch.now + input.clockOffsetMs
  const found = await enrol(tx, input, batch)
  const load = loadInput(input, { found, now, newcomers: batch.newcomers })
  const loaded = found.some((each) => each.kind === 'decide')
    ? await loadLocked(tx, load)
    : nothingLoaded(now)
  const decided = decideBatch({
    decider: deciderOf(input, loaded.now),
    loaded,
    newcomers: batch.newcomers,
    asked: input.asked,
    found,
  })
  throwRefused(input.asked, found, decided.answers)
  const parked = await park(tx, input, found)
  const adopted = input.adopt ? await settleAdopted(tx, input, decided.answers) : new Set<string>()
  if (decided.changed.size > 0 || parked.length > 0) {
    await writeBatch(
      tx,
      writeInput(input, { decided, loaded, now: loaded.now, parked, adopted, newcomers: batch.newcomers }),
    )
  }
  failpoint('before-commit')
  return replies(tx, input, { found, answers: decided.answers })
}

function throwRefused(asked: readonly Asked[], found: readonly Found[], answers: readonly Answer[]): void {
  const refused = new Map<number, Refusal>()
  const leaning = new Map<number, Refusal>()
  for (const [index, answer] of answers.entries()) {
    const place = found[index]
    if (answer.kind !== 'refused' || place?.kind !== 'decide') continue
    // A return of an order of this very batch may fare otherwise once the order is out: it is asked again.
    const isLeaning = asked[index]?.orderKey !== undefined && place.orderId === undefined
    if (isLeaning) leaning.set(index, answer.refusal)
    else refused.set(index, answer.refusal)
  }
  if (refused.size + leaning.size > 0) throw new RefusedInside(refused.size > 0 ? refused : leaning)
}

/** Decides a batch and writes nothing: what it would do now. */
export async function runDry(tx: Reader, input: BatchInput): Promise<BatchReplies> {
  const batch = await findBatch(tx, input)
  const now = batch.now + input.clockOffsetMs
  const load = loadInput(input, { found: batch.found, now, newcomers: batch.newcomers })
  const loaded = batch.found.some((each) => each.kind === 'decide')
    ? await loadUnlocked(tx, load)
    : nothingLoaded(now)
  const decided = decideBatch({
    decider: deciderOf(input, now),
    loaded,
    newcomers: batch.newcomers,
    asked: input.asked,
    found: batch.found,
  })
  const answers = await replies(tx, input, { found: batch.found, answers: decided.answers })
  return answers.map((answer) =>
    answer.ok && answer.value.status === 'recorded' && !answer.value.replayed
      ? ok({ ...answer.value, activity: null, status: 'dry-run' as const })
      : answer,
  )
}

function deciderOf(input: BatchInput, now: number): Decider {
  return { stages: input.stages, release: input.release, now, explain: false }
}

function nothingLoaded(now: number): Loaded {
  return { works: new Map(), budgets: new Map(), settled: [], now, activeBefore: new Map() }
}

function loadInput(input: BatchInput, known: Pick<LoadInput, 'found' | 'now' | 'newcomers'>): LoadInput {
  const { programId, release, clockOffsetMs, stages, programs, asked } = input
  return { programId, release, clockOffsetMs, stages, programs, asked, ...known }
}

/** Enrols the newcomers of a batch. Whoever lost an identifier to another transaction is that other member. */
async function enrol(tx: Writer, input: BatchInput, batch: FoundBatch): Promise<Found[]> {
  if (batch.newcomers.size === 0) return batch.found
  const enrolments = await enrolMembers(tx, input.programId, [...batch.newcomers.values()])
  const newcomers = batch.newcomers as Map<string, unknown>
  return batch.found.map((found, index) => {
    if (found.kind !== 'decide') return found
    const enrolment = enrolments.get(found.ownerId)
    if (enrolment === undefined || enrolment.kind === 'enrolled') return found
    newcomers.delete(found.ownerId)
    const isExplicit =
      input.asked[index]?.newcomer !== undefined ||
      input.asked[index]?.intake.input.type === 'member.enrolled'
    if (!isExplicit && enrolment.status === 'active') return { ...found, ownerId: enrolment.memberId }
    const { kind } = enrolment.identifier
    const detail = `Another member has this ${kind}. Nothing was changed.`
    return { kind: 'refused', refusal: refuse('identifier_taken', detail, { field: kind }).refusal }
  })
}

/** Puts returns whose order has not come where the order will find them; the keys that this takes. */
async function park(tx: Writer, input: BatchInput, found: readonly Found[]): Promise<KnownKey[]> {
  const waiting = found.flatMap((each, index) => {
    const asked = input.asked[index]
    return each.kind === 'park' && asked?.orderKey !== undefined ? [{ asked, order: asked.orderKey }] : []
  })
  if (waiting.length === 0 || input.adopt) return []
  const rows = waiting.map(({ asked, order }) => ({
    activityId: asked.activityId,
    order,
    body: asked.intake.body,
  }))
  await insertParked(tx, input.programId, rows)
  return waiting.map(({ asked }) => ({
    ...naturalKey(asked.intake),
    hash: asked.intake.hash,
    activityId: asked.activityId,
    ownerId: null,
  }))
}

/** Takes parked returns that were decided out of the waiting place, or keeps why they were refused. */
async function settleAdopted(
  tx: Writer,
  input: BatchInput,
  answers: readonly Answer[],
): Promise<Set<string>> {
  const adopted = new Set<string>()
  for (const [index, answer] of answers.entries()) {
    const asked = input.asked[index]
    if (asked === undefined) continue
    const { activityId } = asked
    if (answer.kind === 'refused')
      await refuseParked(tx, input.programId, { activityId, refusal: answer.refusal })
    if (answer.kind !== 'decided') continue
    adopted.add(activityId)
    const key = { ...naturalKey(asked.intake), hash: asked.intake.hash, activityId, ownerId: answer.ownerId }
    // Another process may have applied it since the batch looked.
    if (!(await adoptKey(tx, input.programId, key))) throw new KeyTaken('A parked return was applied')
  }
  if (adopted.size > 0) await deleteParked(tx, input.programId, [...adopted])
  return adopted
}

function writeInput(
  input: BatchInput,
  known: {
    decided: DecidedBatch
    loaded: Loaded
    now: number
    parked: readonly KnownKey[]
    adopted: ReadonlySet<string>
    newcomers: FoundBatch['newcomers']
  },
) {
  const { decided, loaded, now } = known
  const works = [...decided.changed].sort().map((ownerId) => {
    const work = decided.works.get(ownerId)
    invariant(work !== undefined, 'what changed has work')
    return work
  })
  return {
    programId: input.programId,
    release: input.release,
    stages: input.stages,
    now,
    accepted: decided.accepted,
    works,
    entries: decided.entries,
    effects: decided.effects,
    activeBefore: loaded.activeBefore,
    parkedKeys: known.parked,
    adopted: known.adopted,
    enrolled: [...known.newcomers.values()].map(({ memberId, enrolledAt }) => ({ memberId, enrolledAt })),
  }
}

/** The answers in words: the same for an activity the first time and every time again. */
async function replies(
  tx: Reader,
  input: BatchInput,
  known: { found: readonly Found[]; answers: readonly Answer[] },
): Promise<BatchReplies> {
  const again = await replayed(tx, input, known.found)
  const answered: BatchReplies = []
  for (const [index, found] of known.found.entries()) {
    const asked = input.asked[index]
    const answer = known.answers[index]
    invariant(asked !== undefined && answer !== undefined, 'every item has an answer')
    if (found.kind === 'twin') {
      const first = answered[found.of]
      invariant(first !== undefined, 'a twin comes after the first')
      answered.push(first.ok ? ok({ ...first.value, replayed: true }) : first)
    } else if (found.kind === 'known')
      answered.push(again.get(found.key.activityId) ?? parkedReply(input, asked, true))
    else if (found.kind === 'park') answered.push(parkedReply(input, asked, false))
    else if (answer.kind === 'refused') answered.push({ ok: false, refusal: answer.refusal })
    else answered.push(decidedReply(input, asked, answer))
  }
  return answered
}

function decidedReply(input: BatchInput, asked: Asked, answer: Answer): Verdict<ActivityReply> {
  invariant(answer.kind === 'decided', 'what is neither known nor refused was decided')
  return ok(
    replyOf({
      activityId: answer.activityId,
      ownerId: answer.ownerId,
      status: 'recorded',
      replayed: false,
      input: asked.intake.input,
      decision: answer.decision,
      release: input.release,
      verdicts: asked.explain ? answer.verdicts : undefined,
    }),
  )
}

function parkedReply(input: BatchInput, asked: Asked, isReplay: boolean): Verdict<ActivityReply> {
  return ok(
    replyOf({
      activityId: asked.activityId,
      ownerId: null,
      status: 'parked',
      replayed: isReplay,
      input: asked.intake.input,
      decision: { b: [] },
      release: input.release,
    }),
  )
}

/** The first replies of activities that are known, by activity. */
async function replayed(
  tx: Reader,
  input: BatchInput,
  found: readonly Found[],
): Promise<Map<string, Verdict<ActivityReply>>> {
  const again = new Map<string, Verdict<ActivityReply>>()
  const known = found.flatMap((each) => (each.kind === 'known' ? [each.key] : []))
  if (known.length === 0) return again
  const recorded = known.filter((key) => key.ownerId !== null).map((key) => key.activityId)
  if (recorded.length > 0) {
    for (const stored of await readActivities(tx, input.programId, recorded)) {
      const release = orThrow(await input.programs.release(input.programId, stored.release))
      const { activityId, ownerId, decision } = stored
      const parts = { activityId, ownerId, decision, release, input: stored.input }
      again.set(activityId, ok(replyOf({ ...parts, status: 'recorded', replayed: true })))
    }
  }
  const parked = known.filter((key) => key.ownerId === null).map((key) => key.activityId)
  if (parked.length > 0) {
    for (const row of await readParked(tx, input.programId, parked)) {
      const parts = {
        activityId: row.activityId,
        ownerId: null,
        decision: { b: [] },
        release: input.release,
        input: row.input,
      }
      const reply: Verdict<ActivityReply> =
        row.refusal === null
          ? ok(replyOf({ ...parts, status: 'parked', replayed: true }))
          : { ok: false, refusal: row.refusal }
      again.set(row.activityId, reply)
    }
  }
  return again
}
