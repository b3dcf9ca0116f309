/**
 * Requests queue per lane; a lane runs what has queued while its last batch was busy, and what is on its way just then.
 * There is no timer: an idle server has batches of one and adds no wait that anybody could tell, a busy one has large
 * batches.
 */
export interface LanesOptions<Job> {
  /** How many batches run at once; each holds one connection. */
  lanes: number
  /** Jobs of one batch at most. */
  batchMax: number
  /** Jobs that may wait in all lanes together; more are refused by `offer`. */
  queueMax: number
  /** Jobs of different groups never share a batch. */
  groupOf(job: Job): string | number
  /** Runs a batch; must settle every job itself and never throw. */
  run(jobs: readonly Job[]): Promise<void>
  /** Jobs that have waited longer are not run any more: whoever asked for them has gone, or is told to come again. */
  waitMax?: { ms: number; refuse(job: Job): void }
}

/** A resource: closing it waits for the work that was accepted. */
export interface Lanes<Job> {
  /** Queues a job behind earlier jobs of the same key. False when the queue is full. */
  offer(key: string, job: Job): boolean
  /** Jobs waiting now. */
  waiting(): number
  /** Refuses new jobs, and resolves when all accepted ones are done. */
  close(): Promise<void>
}

interface Lane<Job> {
  queue: { job: Job; sinceMs: number }[]
  running: boolean
}

export function createLanes<Job>(options: LanesOptions<Job>): Lanes<Job> {
  const lanes: Lane<Job>[] = Array.from({ length: options.lanes }, () => ({ queue: [], running: false }))
  let waiting = 0
  let busy = 0
  let closed = false
  let whenIdle: (() => void) | undefined

  async function work(lane: Lane<Job>): Promise<void> {
    busy += 1
    while (lane.queue.length > 0) {
      await gather(lane, options)
      waiting -= refuseLate(lane, options)
      if (lane.queue.length === 0) break
      const batch = takeBatch(lane, options)
      waiting -= batch.length
      await options.run(batch)
    }
    lane.running = false
    busy -= 1
    if (busy === 0) whenIdle?.()
  }

  return {
    offer(key, job) {
      if (closed || waiting >= options.queueMax) return false
      const lane = lanes[laneOf(key, lanes.length)] as Lane<Job>
      lane.queue.push({ job, sinceMs: performance.now() })
      waiting += 1
      if (!lane.running) {
        lane.running = true
        void work(lane)
      }
      return true
    },
    waiting: () => waiting,
    async close() {
      closed = true
      if (busy > 0) await new Promise<void>((resolve) => (whenIdle = resolve))
    },
  }
}

/** What comes within so many turns of the event loop after the last that came is still waited for. */
const quietTurns = 4
/** Who keeps coming keeps nobody waiting for longer than this. */
const turnsMax = 20

/**
 * Waits as long as turns of the event loop bring more: requests that are read a turn later than others would otherwise
 * make a batch of their own, and to the database a small batch costs nearly what a large one does. The callers of the
 * batch before mostly come again at once; with 16 connections batches are half as large again.
 */
async function gather<Job>(lane: Lane<Job>, { batchMax }: LanesOptions<Job>): Promise<void> {
  let quiet = 0
  for (let turn = 0; turn < turnsMax && quiet < quietTurns; turn += 1) {
    const before = lane.queue.length
    await new Promise<void>((resolve) => setImmediate(resolve))
    if (lane.queue.length >= batchMax) return
    quiet = lane.queue.length > before ? 0 : quiet + 1
  }
}

/** The jobs at the head of the queue that are of one group, in their order; the rest stays in its order. */
function takeBatch<Job>(lane: Lane<Job>, options: LanesOptions<Job>): Job[] {
  const at = (place: number) => lane.queue[place]?.job as Job
  const group = options.groupOf(at(0))
  let end = 0
  while (end < lane.queue.length && end < options.batchMax && options.groupOf(at(end)) === group) end += 1
  return lane.queue.splice(0, end).map(({ job }) => job)
}

/** Takes out the jobs at the head of the queue that have waited too long; how many they were. */
function refuseLate<Job>(lane: Lane<Job>, options: LanesOptions<Job>): number {
  const { waitMax } = options
  if (waitMax === undefined) return 0
  const lateMs = performance.now() - waitMax.ms
  const kept = lane.queue.findIndex(({ sinceMs }) => sinceMs >= lateMs)
  const late = lane.queue.splice(0, kept === -1 ? lane.queue.length : kept)
  for (const { job } of late) waitMax.refuse(job)
  return late.length
}

/** FNV-1a: spreads keys over lanes; the same key always meets the same lane. */
function laneOf(key: string, count: number): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < key.length; index += 1) {
    hash ^= key.charCodeAt(index)
    hash = Math.imul(hash, 0x01000193)
  }
  return (hash >>> 0) % count
}
