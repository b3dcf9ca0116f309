import type { ActivityInput } from '@perennial/contract'
import type { Pipeline, ProgramPlace } from '../activity/index.ts'
import { publicId } from '../kernel/ids.ts'
import { type Instant, instantText } from '../kernel/instants.ts'
import { orThrow } from '../kernel/verdict.ts'
import type { Database, Writer } from '../platform/database.ts'
import type { FactProgress, FactSource, Programs, Release } from '../programs/index.ts'
import { sourcesRead } from './model/facts.ts'
import { segmentQuery } from './model/query.ts'
import type { Segment } from './model/segment.ts'
import {
  deleteMoves,
  dropSegment,
  fillSegment,
  lockState,
  makeMoves,
  noteMoves,
  readMoves,
  readStates,
  type SegmentState,
  writeState,
} from './store.ts'

/** What segments need of the product. */
export interface SegmentParts {
  database: Database
  programs: Pick<Programs, 'currentRelease' | 'release' | 'draftRelease'>
  pipeline: Pick<Pipeline, 'submit'>
  sources: readonly FactSource[]
}

/** An evaluation that took a second is not repeated for fifty. */
const restPerWork = 50

/**
 * Brings the live segments of a programme up to now and tells of every entry and leave by an activity. Those that were
 * evaluated a moment ago, as moments go for their size, are left for the next time unless `all` is set; `soon` asks
 * nothing of the database where the release has no live segment.
 */
export async function refreshSegments(
  parts: SegmentParts,
  program: ProgramPlace,
  options: { now: Instant; all?: boolean; soon?: boolean; signal?: AbortSignal },
): Promise<void> {
  const { programId } = program
  const release = orThrow(await parts.programs.currentRelease(programId))
  const segments = release.of<Segment>('segment')
  if (options.soon === true && segments.every((segment) => segment.rule === undefined)) return
  const states = await parts.database.read({ programId }, (tx) => readStates(tx, programId))
  for (const { segment } of states) {
    if (!segments.some((each) => each.key === segment))
      await parts.database.write({ programId }, (tx) => dropSegment(tx, programId, segment))
  }
  const live = segments.filter(
    (segment) => segment.rule !== undefined && (options.all === true || isDue(segment, states, options.now)),
  )
  const reads = live.flatMap((segment) => segment.rule?.reads ?? [])
  const unready = await prepareFacts(parts, { release, reads, now: options.now })
  for (const segment of live) {
    if (options.signal?.aborted === true) return
    // Half a history would let everybody leave who is not counted yet.
    const sources = sourcesRead(parts.sources, segment.rule?.reads ?? [], release)
    if (sources.some((source) => unready.has(source))) continue
    await parts.database.write({ programId }, (tx) =>
      evaluate(tx, parts, { release, segment, now: options.now }),
    )
  }
  await tellMoves(parts, program)
}

/** Brings up to now what conditions will read; the sources that are still being built, with how far they are. */
export async function prepareFacts(
  { database, programs, sources }: SegmentParts,
  ask: { release: Release; reads: readonly string[]; now: Instant },
): Promise<ReadonlyMap<FactSource, FactProgress>> {
  const { release, now } = ask
  const unready = new Map<FactSource, FactProgress>()
  for (const source of sourcesRead(sources, ask.reads, release)) {
    const progress = await source.prepare?.({ database, programs }, { release, now })
    if (progress !== undefined) unready.set(source, progress)
  }
  return unready
}

function isDue(segment: Segment, states: readonly SegmentState[], now: Instant): boolean {
  const state = states.find((each) => each.segment === segment.key)
  if (state?.evaluatedAt == null || state.condition !== segment.spec.when) return true
  return now - state.evaluatedAt.getTime() >= state.tookMs * restPerWork
}

async function evaluate(
  tx: Writer,
  { sources }: SegmentParts,
  { release, segment, now }: { release: Release; segment: Segment; now: Instant },
): Promise<void> {
  const { programId } = release
  if (segment.rule === undefined) return
  const began = performance.now()
  const change = { programId, segment: segment.key, at: now }
  const known = await lockState(tx, programId, segment.key)
  const query = orThrow(segmentQuery(segment.rule, { sources, context: release, programId, now }))
  if (known === undefined && !segment.spec.announceFirst) await fillSegment(tx, change, query)
  else await noteMoves(tx, change, query)
  const members = await makeMoves(tx, change)
  await writeState(tx, programId, {
    segment: segment.key,
    condition: segment.rule.source,
    evaluatedAt: new Date(now),
    tookMs: Math.round(performance.now() - began),
    members,
  })
}

const tellAtOnce = 200

/**
 * Tells of moves that were made: an activity each, whose natural key is the move, so that telling twice does nothing.
 * A member who was closed meanwhile is told nothing.
 */
export async function tellMoves({ database, pipeline }: SegmentParts, program: ProgramPlace): Promise<void> {
  const { programId } = program
  for (;;) {
    const moves = await database.read({ programId }, (tx) => readMoves(tx, programId, tellAtOnce))
    if (moves.length === 0) return
    const inputs = moves.map(
      ({ moveId, segment, ownerId, entered, at }): ActivityInput => ({
        type: entered ? 'segment.entered' : 'segment.left',
        source: 'segments',
        sourceId: moveId,
        occurredAt: instantText(at.getTime()),
        member: { id: publicId('mem', ownerId) },
        data: { segment },
      }),
    )
    const answers = await pipeline.submit(program, inputs, { isOwn: true })
    const told = moves.filter((_, index) => {
      const answer = answers[index]
      return answer?.ok === true || answer?.refusal.code !== 'overloaded'
    })
    await database.write({ programId }, (tx) =>
      deleteMoves(
        tx,
        programId,
        told.map((move) => move.moveId),
      ),
    )
    if (told.length < moves.length) return
  }
}
