import { setTimeout } from 'node:timers/promises'
import type { ActivityInput, ActivityReply } from '@perennial/contract'
import type { Pipeline, ProgramPlace } from '../../activity/index.ts'
import type { Verdict } from '../../kernel/verdict.ts'
import type { Findings } from './findings.ts'
import { readOrder } from './model/read-order.ts'
import { sumQuantities, unmatchedLines } from './model/unmatched.ts'
import type { ImportProgress } from './progress.ts'
import { rowsOf, type Scan } from './scan-file.ts'
import type { RunProgress } from './store.ts'
import type { ImportSummary } from './summary.ts'

export type Tally = Pick<ImportSummary, 'orders' | 'returns' | 'unmatched' | 'membersUnknown'>

export interface PostInput {
  scan: Scan
  findings: Findings
  pipeline: Pick<Pipeline, 'submit' | 'waiting'>
  program: ProgramPlace
  /** Rows of one request to the pipeline at most (one order may be longer). */
  batchLines: number
  /** Where an earlier run was stopped. */
  resume: Pick<RunProgress, 'done' | 'noted'>
  save: (progress: RunProgress) => Promise<void>
  onProgress: (progress: ImportProgress) => void
  signal: AbortSignal | undefined
}

interface Item {
  place: number
  input: ActivityInput
  /** File lines of its rows. */
  lines: number[]
}

interface Batch {
  items: Item[]
  /** The place after its last one. */
  end: number
}

interface Posting {
  input: PostInput
  sorted: Uint32Array
  tally: Tally
  unknown: Set<string>
  noted: number[]
  /** Returns of members that are not known yet. */
  deferred: number[]
}

const batchOrders = 500
const batchesAtOnce = 2
/** Half of what the pipeline lets wait, so that an import alone never meets its limit. */
const waitingMax = 10_000
const notedMax = 5000
const retryMs = 250

/**
 * Submits every order and return in the order of their times. False when the signal stopped it; what was accepted is
 * settled and saved then.
 */
export async function postOrders(input: PostInput): Promise<{ tally: Tally; finished: boolean }> {
  const { scan } = input
  const noted = [...new Set(input.resume.noted)]
  const posting: Posting = {
    input,
    sorted: scan.index.sorted(),
    tally: {
      orders: { recorded: 0, known: 0, refused: 0 },
      returns: { recorded: 0, known: 0, refused: 0 },
      unmatched: { units: '0', lines: 0, partly: 0 },
      membersUnknown: 0,
    },
    unknown: new Set(),
    noted: [],
    deferred: [],
  }
  const done = Math.min(input.resume.done, posting.sorted.length)
  countDone(posting, done)
  // Their replies are asked for again, because what they tell belongs into this run's report. Nothing is saved until
  // all are back: a run that is killed here starts here again.
  const isThrough =
    (await postPlaces(posting, noted, undefined)) &&
    (await postPlaces(posting, span(done, posting.sorted.length), input.save))
  if (!isThrough) return { tally: posting.tally, finished: false }
  const late = posting.deferred
  posting.deferred = []
  const finished = await postPlaces(posting, late, undefined)
  for (const place of posting.deferred) refuseUnknown(posting, place)
  posting.tally.membersUnknown = posting.unknown.size
  return { tally: posting.tally, finished }
}

function* span(from: number, to: number): Generator<number> {
  for (let place = from; place < to; place += 1) yield place
}

function countDone(posting: Posting, done: number): void {
  const noted = new Set(posting.input.resume.noted)
  for (const place of span(0, done)) {
    if (!noted.has(place)) outcomesAt(posting, place).known += 1
  }
}

function outcomesAt(posting: Posting, place: number) {
  const order = posting.sorted[place] as number
  return posting.input.scan.index.isReturn(order) ? posting.tally.returns : posting.tally.orders
}

/** Keeps some batches under way; they are settled in their order. */
async function postPlaces(
  posting: Posting,
  places: Iterable<number>,
  save: PostInput['save'] | undefined,
): Promise<boolean> {
  const { input } = posting
  const underWay: { batch: Batch; replies: Promise<Verdict<ActivityReply>[]> }[] = []
  async function settleFirst(): Promise<void> {
    const first = underWay.shift()
    if (first === undefined) return
    settle(posting, first.batch.items, await first.replies)
    await input.findings.settle()
    if (save === undefined) return
    const { end } = first.batch
    // Past the limit the place is kept no more: a resumed run repeats from the last one, which posts nothing twice.
    if (posting.noted.length <= notedMax)
      await save({ done: end, noted: posting.noted.filter((place) => place < end) })
    input.onProgress(progressOf(posting, end))
  }
  try {
    for (const batch of batches(posting, places)) {
      while (underWay.length >= batchesAtOnce || (underWay.length > 0 && isCrowded(posting, batch)))
        await settleFirst()
      if (input.signal?.aborted === true) break
      const replies = submit(input, batch.items)
      // A failure is met when its turn comes; until then it must not end the process.
      replies.catch(() => {})
      underWay.push({ batch, replies })
    }
    while (underWay.length > 0) await settleFirst()
  } finally {
    await Promise.allSettled(underWay.map((each) => each.replies))
  }
  return input.signal?.aborted !== true
}

function isCrowded(posting: Posting, batch: Batch): boolean {
  return posting.input.pipeline.waiting() + batch.items.length > waitingMax
}

function progressOf(posting: Posting, done: number): ImportProgress {
  const { sorted, tally, input } = posting
  const { read, refused } = input.scan.rows
  const total = sorted.length
  const share = total === 0 ? 1 : done / total
  const refusals = refused + tally.orders.refused + tally.returns.refused
  return { phase: 'posting', share, rows: read, done, total, refused: refusals }
}

function* batches(posting: Posting, places: Iterable<number>): Generator<Batch> {
  const { batchLines } = posting.input
  let batch: Batch = { items: [], end: 0 }
  let lines = 0
  for (const place of places) {
    const item = itemAt(posting, place)
    if (item !== undefined) {
      batch.items.push(item)
      lines += item.lines.length
    }
    batch.end = place + 1
    if (batch.items.length < batchOrders && lines < batchLines) continue
    yield batch
    batch = { items: [], end: place + 1 }
    lines = 0
  }
  if (batch.end > 0) yield batch
}

/** What stands at a place, ready to be submitted; undefined when its rows are wrong, which is told. */
function itemAt(posting: Posting, place: number): Item | undefined {
  const { scan, findings } = posting.input
  const read = readOrder(scan.columns, rowsOf(scan, posting.sorted[place] as number))
  if (read.ok) return { place, input: read.input, lines: read.lines }
  outcomesAt(posting, place).refused += 1
  posting.noted.push(place)
  findings.add({ line: read.line, order: read.orderId, what: 'refused', reason: read.reason })
  return undefined
}

/** Submits a batch; what the pipeline had no room for is offered again, in its order, until it has. */
async function submit(input: PostInput, items: readonly Item[]): Promise<Verdict<ActivityReply>[]> {
  const verdicts: Verdict<ActivityReply>[] = []
  let open = items.map((item, index) => ({ index, input: item.input }))
  while (open.length > 0) {
    const replies = await input.pipeline.submit(
      input.program,
      open.map((each) => each.input),
    )
    const again: typeof open = []
    for (const [at, each] of open.entries()) {
      const reply = replies[at]
      if (reply === undefined) throw new Error('Broken invariant: every activity has a reply')
      if (!reply.ok && reply.refusal.code === 'overloaded') again.push(each)
      else verdicts[each.index] = reply
    }
    open = again
    if (open.length > 0) await setTimeout(retryMs)
  }
  return verdicts
}

function settle(posting: Posting, items: readonly Item[], replies: readonly Verdict<ActivityReply>[]): void {
  for (const [index, item] of items.entries()) {
    const reply = replies[index]
    if (reply === undefined) throw new Error('Broken invariant: every activity has a reply')
    if (reply.ok) settleReply(posting, item, reply.value)
    else if (reply.refusal.code === 'member_unknown' && item.input.type === 'order.returned') {
      // The member may order later in the file. Such a return takes nothing from later orders, so that it can wait.
      posting.deferred.push(item.place)
      posting.noted.push(item.place)
    } else {
      outcomesAt(posting, item.place).refused += 1
      posting.noted.push(item.place)
      const { code, detail } = reply.refusal
      tell(posting, item, { what: 'refused', reason: `${code}: ${detail}` })
    }
  }
}

function settleReply(posting: Posting, item: Item, reply: ActivityReply): void {
  const outcomes = outcomesAt(posting, item.place)
  if (reply.replayed) outcomes.known += 1
  else outcomes.recorded += 1
  if (reply.unmatched === undefined || reply.unmatched.length === 0) return
  posting.noted.push(item.place)
  tellUnmatched(posting, item, reply.unmatched)
}

/** A return of a member without any order: none of its units was found. */
function refuseUnknown(posting: Posting, place: number): void {
  const item = itemAt(posting, place)
  if (item === undefined) return
  posting.tally.returns.refused += 1
  // A copy, so that a short id does not hold the long text that it was cut from.
  posting.unknown.add(Buffer.from(item.input.member?.externalId ?? '').toString())
  tell(posting, item, { what: 'refused', reason: 'The member has returns and no order' })
  const all = (item.input.return?.lines ?? []).map((line) => ({
    sku: line.sku ?? '',
    quantity: line.quantity,
  }))
  tellUnmatched(posting, item, all)
}

function tell(posting: Posting, item: Item, finding: { what: 'refused'; reason: string }): void {
  posting.input.findings.add({ line: item.lines[0] ?? 0, order: item.input.sourceId, ...finding })
}

function tellUnmatched(
  posting: Posting,
  item: Item,
  unmatched: readonly { sku: string; quantity: string }[],
): void {
  const { tally, input } = posting
  for (const each of unmatchedLines(item.input.return?.lines ?? [], unmatched, item.lines)) {
    tally.unmatched.lines += 1
    if (each.isPartly) tally.unmatched.partly += 1
    tally.unmatched.units = sumQuantities(tally.unmatched.units, each.quantity)
    input.findings.add({
      line: each.line,
      order: item.input.sourceId,
      what: 'unmatched',
      reason: 'No earlier order of the member has these units left',
      sku: each.sku,
      unmatchedUnits: each.quantity,
    })
  }
}

/** Reads every order as for posting, and posts nothing: the first ones, and all that is wrong. */
export function previewOrders(
  input: Pick<PostInput, 'scan' | 'findings'>,
  count: number,
): { preview: ActivityInput[]; tally: Pick<Tally, 'orders' | 'returns'> } {
  const { scan, findings } = input
  const preview: ActivityInput[] = []
  const tally = {
    orders: { recorded: 0, known: 0, refused: 0 },
    returns: { recorded: 0, known: 0, refused: 0 },
  }
  for (const order of scan.index.sorted()) {
    const outcomes = scan.index.isReturn(order) ? tally.returns : tally.orders
    const read = readOrder(scan.columns, rowsOf(scan, order))
    if (read.ok) {
      outcomes.recorded += 1
      if (preview.length < count) preview.push(read.input)
      continue
    }
    outcomes.refused += 1
    findings.add({ line: read.line, order: read.orderId, what: 'refused', reason: read.reason })
  }
  return { preview, tally }
}
