import type { ActivityInput, ActivityReply } from '@perennial/contract'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { applyParked, replayProgram, settleDue } from '../../src/activity/index.ts'
import type { Verdict } from '../../src/kernel/verdict.ts'
import type { Program } from '../../src/programs/index.ts'
import { type Harness, openHarness } from '../harness.ts'
import { type Answer, Judge, keyOf } from './judge.ts'
import { inputOf, type Operation, operation, termsArbitrary, type Writer } from './operations.ts'
import { definitionsOf, type Terms } from './terms.ts'

const long = process.env.PERENNIAL_LONG === '1'
const seed = Number(process.env.PERENNIAL_SEED ?? Date.now() % 1_000_000_007)
// A run's clock starts at a quarter past and moves by whole hours: nothing falls due within the hour of the run.
const start = Date.UTC(2027, 0, 15, 10, 15)

let house: Harness
let runs = 0
let operations = 0

beforeAll(async () => {
  // One lane: the order in which facts are decided is the order in which they are sent.
  house = await openHarness({ lanes: 1 })
})
afterAll(() => house.close())

/** One programme's life in the product and in the judge's mind. */
interface Life {
  program: Program
  judge: Judge
  releases: readonly Terms[]
  release: number
  writer: Writer
  /** Facts that wait to be sent together. */
  queue: ActivityInput[]
  /** First replies by natural key. */
  first: Map<string, ActivityReply>
  startedMs: number
}

function place(life: Life) {
  const offset = Math.round((life.judge.now - life.startedMs) / 1000)
  return { programId: life.program.programId, clockOffsetSeconds: offset }
}

async function send(life: Life): Promise<void> {
  const inputs = life.queue
  life.queue = []
  if (inputs.length === 0) return
  operations += inputs.length
  const verdicts = await house.pipeline.submit(place(life), inputs)
  for (const [index, input] of inputs.entries()) {
    check(life, { input, verdict: verdicts[index], answer: life.judge.submit(input) })
  }
}

function check(
  life: Life,
  item: { input: ActivityInput; verdict: Verdict<ActivityReply> | undefined; answer: Answer },
): void {
  const { input, verdict, answer } = item
  const { expected } = answer
  const what = JSON.stringify(input)
  const told = verdict?.ok === true ? verdict.value.status : verdict?.refusal.code
  const wanted = expected.kind === 'refused' ? expected.code : expected.kind
  expect(told, what).toBe(wanted)
  if (verdict?.ok !== true) return
  const reply = verdict.value
  expect(reply.replayed, what).toBe(answer.again)
  if (expected.kind !== 'recorded') return
  expect({ ...summary(reply), what }).toEqual({
    points: expected.points,
    balances: nonZero(expected.balances),
    tiers: expected.tiers,
    what,
  })
  const first = life.first.get(keyOf(input))
  if (first === undefined) life.first.set(keyOf(input), reply)
  else expect(reply, what).toEqual({ ...first, replayed: true })
}

function nonZero(balances: Record<string, readonly number[]>): Record<string, readonly number[]> {
  return Object.fromEntries(Object.entries(balances).filter(([, parts]) => parts.some((part) => part !== 0)))
}

function summary(reply: ActivityReply) {
  const points: Record<string, number> = {}
  for (const effect of reply.effects) {
    if (effect.kind !== 'points' || effect.currency === undefined) continue
    points[effect.currency] = (points[effect.currency] ?? 0) + (effect.amount ?? 0)
  }
  const balances: Record<string, readonly number[]> = {}
  for (const each of reply.balances)
    balances[each.currency] = [each.available, each.pending, each.debt, each.lifetimeEarned]
  return {
    points: Object.fromEntries(Object.entries(points).filter(([, amount]) => amount !== 0)),
    balances: nonZero(balances),
    tiers: reply.tiers.map((each) => [each.ladder, each.tier, each.total]),
  }
}

async function publish(life: Life): Promise<void> {
  const next = life.release + 1
  const terms = life.releases[next]
  if (terms === undefined) return
  const { programId } = life.program
  const actor = 'simulation'
  const drafts = await house.programs.listDefinitions(programId)
  const revisions = new Map(drafts.map((each) => [`${each.kind}/${each.key}`, each.revision]))
  for (const { kind, key, spec } of definitionsOf(terms)) {
    const ifRevision = revisions.get(`${kind}/${key}`)
    const put = {
      programId,
      kind: kind as 'settings',
      key,
      spec,
      actor,
      ...(ifRevision === undefined ? {} : { ifRevision }),
    }
    expect(await house.programs.putDefinition(put)).toMatchObject({ ok: true })
  }
  const published = await house.programs.publishRelease({ programId, note: 'next', actor })
  if (!published.ok && published.refusal.code !== 'release_unchanged')
    throw new Error(published.refusal.detail)
  life.release = next
  life.judge.terms = terms
}

/** Tries an order without recording it, then records it: both must say the same. */
async function tryThenPlace(life: Life, input: ActivityInput): Promise<void> {
  const [tried] = await house.pipeline.dryRun(place(life), [input])
  life.queue.push(input)
  await send(life)
  const [again] = await house.pipeline.submit(place(life), [input])
  life.judge.submit(input)
  if (tried?.ok === true && again?.ok === true && tried.value.status === 'dry-run') {
    expect(summary(tried.value)).toEqual(summary(again.value))
    expect(tried.value.activity).toBeNull()
  } else expect(tried?.ok).toBe(again?.ok)
}

async function step(life: Life, each: Operation): Promise<void> {
  const input = inputOf(each, life.writer, life.judge.now)
  if (input !== undefined) {
    life.writer.inputs.push(input)
    if (each.do === 'order' || each.do === 'huge')
      life.writer.orders.push({ sourceId: input.sourceId, lines: input.order?.lines.length ?? 0 })
    if (each.do === 'order' && each.dry) {
      await send(life)
      return tryThenPlace(life, input)
    }
    life.queue.push(input)
    return
  }
  await send(life)
  if (each.do === 'publish') await publish(life)
  else if (each.do === 'wait') life.judge.now += each.hours * 3_600_000
  else if (each.do === 'settle') await settleDue(house, { program: place(life), now: Date.now() })
  else if (each.do === 'sweep')
    expect(await applyParked(house, place(life) as Program)).toBe(life.judge.sweep())
}

async function live(releases: readonly Terms[], steps: readonly Operation[]): Promise<void> {
  const [terms] = releases
  if (terms === undefined) return
  runs += 1
  const program = await house.createProgram(`life-${runs}`, { definitions: definitionsOf(terms) })
  const judge = new Judge(terms)
  judge.now = start
  const life: Life = {
    program,
    judge,
    releases,
    release: 0,
    writer: { inputs: [], orders: [] },
    queue: [],
    first: new Map(),
    startedMs: Date.now(),
  }
  for (const each of steps) await step(life, each)
  await send(life)
  expect(await applyParked(house, place(life) as Program)).toBe(judge.sweep())
  // Everybody comes once more: what was settled by jobs and what was not must look the same to them.
  for (const name of judge.members.keys()) {
    const occurredAt = new Date(Math.floor(judge.now / 3_600_000) * 3_600_000).toISOString()
    life.queue.push({
      type: 'check-in',
      source: 'end',
      sourceId: name,
      occurredAt,
      member: { externalId: name },
    })
  }
  await send(life)
  expect(await house.verify(program)).toEqual([])
  const replayed = await replayProgram(house, { programId: program.programId })
  expect(replayed.differences).toEqual([])
}

test(
  'L-17 L-27 random lives: every reply equals the judge’s, the books verify, and replay reproduces them',
  async () => {
    console.log(`simulation seed ${seed}`)
    const lifeLength = long ? { minLength: 1, maxLength: 600 } : { minLength: 1, maxLength: 300 }
    const property = fc.asyncProperty(
      termsArbitrary(),
      fc.array(operation, { ...lifeLength, size: 'max' }),
      live,
    )
    await fc.assert(property, {
      seed,
      numRuns: Number(process.env.PERENNIAL_RUNS ?? (long ? 400 : 40)),
      endOnFailure: false,
      interruptAfterTimeLimit: long ? 1_700_000 : 300_000,
    })
    console.log(`simulation: ${runs} lives, ${operations} facts`)
    if (process.env.PERENNIAL_RUNS === undefined) expect(operations).toBeGreaterThan(long ? 50_000 : 2_000)
  },
  long ? 1_800_000 : 320_000,
)
