import { randomUUID } from 'node:crypto'
import type { Shop } from './shop.ts'

/** What one trial did and found. */
export interface Verdict {
  /** As in the catalogue of faults: L-01, L-02, L-06. */
  id: string
  name: string
  passed: boolean
  /** How much was tried, by what. */
  counts: Record<string, number>
  /** The first things that were not right; none when it passed. */
  faults: string[]
  seconds: number
}

export interface Trial {
  shop: Shop
  seconds: number
  signal: AbortSignal
  progress(done: number, what: string): void
  /** The sum over all books in one snapshot, and the least that somebody can spend; absent over the network. */
  total: (() => Promise<{ sum: number; least: number }>) | undefined
}

const contenders = 40
const repeats = 50
const faultsMax = 5

interface Notes {
  counts: Record<string, number>
  faults: string[]
  count(what: string, by?: number): void
  /** Notes a fault when two things are not the same. */
  expect(what: string, found: unknown, wanted: unknown): void
}

function openNotes(): Notes {
  const counts: Record<string, number> = {}
  const faults: string[] = []
  return {
    counts,
    faults,
    count: (what, by = 1) => {
      counts[what] = (counts[what] ?? 0) + by
    },
    expect: (what, found, wanted) => {
      const [one, other] = [JSON.stringify(found), JSON.stringify(wanted)]
      if (one !== other && faults.length < faultsMax) faults.push(`${what}: ${one} instead of ${other}`)
    },
  }
}

/** Runs rounds until the time is over, at least one; the verdict. */
async function rounds(
  trial: Trial,
  of: { id: string; name: string; what: string },
  round: (notes: Notes) => Promise<void>,
): Promise<Verdict> {
  const notes = openNotes()
  const startedAt = performance.now()
  const endsAt = startedAt + trial.seconds * 1000
  do {
    trial.signal.throwIfAborted()
    await round(notes)
    notes.count(of.what)
    trial.progress(notes.counts[of.what] ?? 0, of.what)
  } while (performance.now() < endsAt && notes.faults.length < faultsMax)
  const seconds = (performance.now() - startedAt) / 1000
  return { id: of.id, name: of.name, passed: notes.faults.length === 0, ...notes, seconds }
}

function times(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index)
}

/** Forty spends of a hundred want a thousand: ten are paid, and the others are told that there is too little. */
export function overspend(trial: Trial): Promise<Verdict> {
  const of = { id: 'L-01', name: 'Nobody spends more than there is', what: 'rounds of forty contenders' }
  const { shop } = trial
  return rounds(trial, of, async (notes) => {
    const member = await shop.newMember(1_000)
    const replies = await Promise.all(times(contenders).map(() => shop.spend(member, 100)))
    const statuses = replies.map(({ status, body }) => `${status} ${String(body.code ?? '')}`.trim())
    notes.count('spends', contenders)
    notes.expect('paid', statuses.filter((each) => each === '200').length, 10)
    notes.expect('refused', statuses.filter((each) => each === '409 insufficient_points').length, 30)
    notes.expect('left', await shop.available(member), 0)
  })
}

/** The same command fifty times at once, another one under its key, and the same order fifty times at once. */
export function doublePost(trial: Trial): Promise<Verdict> {
  const of = { id: 'L-02', name: 'Nothing is posted twice', what: 'rounds of fifty repeats' }
  const { shop } = trial
  return rounds(trial, of, async (notes) => {
    const member = await shop.newMember(1_000)
    const key = randomUUID()
    const replies = await Promise.all(times(repeats).map(() => shop.spend(member, 100, key)))
    notes.count('repeats', 2 * repeats)
    notes.expect('statuses', [...new Set(replies.map(({ status }) => status))], [200])
    notes.expect('different answers', new Set(replies.map(({ text }) => text)).size, 1)
    const other = await shop.spend(member, 101, key)
    notes.expect('another command under the key', other.status, 422)
    notes.expect('left', await shop.available(member), 900)
    const name = randomUUID()
    const orders = await Promise.all(times(repeats).map(() => shop.order(name, name, 250)))
    notes.expect('orders recorded', orders.filter(({ status }) => status === 201).length, 1)
    notes.expect('orders repeated', orders.filter(({ status }) => status === 200).length, repeats - 1)
    notes.expect('earned', await shop.available(`externalId:${name}`), 250)
  })
}

const accounts = 10
const writers = 8
const each = 1_000

/** Ten accounts give to each other without pause: whoever looks, nothing was made and nothing lost. */
export async function bank(trial: Trial): Promise<Verdict> {
  const { shop, signal, seconds } = trial
  const notes = openNotes()
  const startedAt = performance.now()
  // The members of the trials before have something left, too: it belongs to the sum.
  const before = (await trial.total?.())?.sum ?? 0
  const members = await Promise.all(times(accounts).map(() => shop.newMember(each)))
  const endsAt = performance.now() + seconds * 1000
  const goesOn = () => performance.now() < endsAt && notes.faults.length < faultsMax && !signal.aborted
  const pick = (below: number) => Math.floor(Math.random() * below)

  async function write(): Promise<void> {
    while (goesOn()) {
      const from = pick(accounts)
      const to = (from + 1 + pick(accounts - 1)) % accounts
      const amount = 1 + pick(400)
      const ask = { amount, key: randomUUID() }
      const told = await shop.give(members[from] as string, members[to] as string, ask)
      const isRefused = told.status === 409 && told.body.code === 'insufficient_points'
      if (!isRefused) notes.expect('a gift', [told.status, told.body.code ?? null], [200, null])
      notes.count(isRefused ? 'gifts refused for too little' : 'gifts')
      trial.progress(notes.counts.gifts ?? 0, 'gifts')
    }
  }

  async function read(): Promise<void> {
    while (goesOn()) {
      if (trial.total === undefined) {
        const left = await shop.available(members[pick(accounts)] as string)
        notes.expect('a balance below zero', left < 0, false)
      } else {
        const { sum, least } = await trial.total()
        notes.expect('the sum in one snapshot', sum, before + accounts * each)
        notes.expect('a balance below zero', least < 0, false)
      }
      notes.count('reads')
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }

  await Promise.all([...times(writers).map(write), read()])
  signal.throwIfAborted()
  const left = await Promise.all(members.map((member) => shop.available(member)))
  notes.expect(
    'the sum at the end',
    left.reduce((sum, one) => sum + one, 0),
    accounts * each,
  )
  const took = (performance.now() - startedAt) / 1000
  const name = 'Nothing is made and nothing is lost'
  return { id: 'L-06', name, passed: notes.faults.length === 0, ...notes, seconds: took }
}
