import type {
  ActivityRecord,
  EarningRuleSpec,
  JournalRow,
  MemberSummary,
  Overview,
} from '@perennial/contract'
import { type Product, until } from './product.ts'

/** Customers of the demonstration shop. */
const demoMembers = 400
const fillPatienceMs = 240_000
/** Longer than one part of the filling takes on a busy machine. */
const stillMs = 3_000
/** Rows on the first page of a list in the console. */
const pageRows = 25

/** A member with a life: rows for two pages, a review among the first, and the orders below. */
export interface Subject {
  member: MemberSummary & { name: string; email: string; phone: string }
  /** Nothing of it came back, and two rules or more gave points for it. */
  order: ActivityRecord
  /** An order of which something came back and something is left. */
  returned: ActivityRecord
}

/** Waits until everybody has joined and the numbers stand still: eighteen months of orders go in while it serves. */
export async function filledShop(product: Product): Promise<void> {
  let last = { numbers: '', since: 0 }
  await until('the demonstration shop to be filled', fillPatienceMs, async () => {
    const overview = await product.read<Overview>('programs/demo/overview')
    const numbers = JSON.stringify(overview)
    if (numbers !== last.numbers) last = { numbers, since: Date.now() }
    return (overview.members === demoMembers && Date.now() - last.since > stillMs) || undefined
  })
}

/** All members: the shop's lives follow today's date, and who fits may be far down the list. */
async function everybody(product: Product): Promise<MemberSummary[]> {
  const members: MemberSummary[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const after: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const page = await product.read<{ members: MemberSummary[]; next: string | null }>(
      `programs/demo/members?limit=200${after}`,
    )
    members.push(...page.members)
    cursor = page.next
  }
  return members
}

/** The first member with a name in this script that has all that the tests look at. */
export async function findSubject(product: Product, script: RegExp): Promise<Subject> {
  const members = await everybody(product)
  const full = members
    .filter((member) => script.test(member.name ?? '') && member.email && member.phone)
    .sort((a, b) => (b.balances[0]?.lifetimeEarned ?? 0) - (a.balances[0]?.lifetimeEarned ?? 0))
  for (const member of full) {
    const path = `programs/demo/members/${member.id}/activities?limit=${pageRows}`
    const { activities } = await product.read<{ activities: ActivityRecord[] }>(path)
    const back = new Set(activities.map((each) => each.input.return?.order))
    const order = activities.find((each) => givingRules(each) > 1 && !back.has(each.sourceId))
    const returned = await partlyReturned(product, activities)
    const review = activities.find((each) => each.type === 'review.written')
    if (order && returned && review && activities.length === pageRows)
      return { member: member as Subject['member'], order, returned }
  }
  throw new Error(`Nobody in the demonstration shop matches ${script}`)
}

/** An order on the page of which something came back and something is left. */
async function partlyReturned(
  product: Product,
  activities: readonly ActivityRecord[],
): Promise<ActivityRecord | undefined> {
  for (const back of activities.filter((each) => each.type === 'order.returned')) {
    const order = activities.find((each) => each.sourceId === back.input.return?.order)
    if (order === undefined) continue
    const record = await product.read<ActivityRecord>(`programs/demo/activities/${order.activity}`)
    if (record.left?.some((line) => Number(line.quantity) > 0)) return record
  }
  return undefined
}

function givingRules(record: ActivityRecord): number {
  return record.effects.filter((effect) => effect.kind === 'points' && (effect.amount ?? 0) > 0).length
}

/** What the journal gave for one activity, before anything was taken back. */
export async function postedPoints(
  product: Product,
  of: { member: string; activity: string },
): Promise<number> {
  const path = `programs/demo/members/${of.member}/journal?limit=200`
  const { rows } = await product.read<{ rows: JournalRow[] }>(path)
  return rows
    .filter((row) => row.activity === of.activity && row.reason === 'earn')
    .reduce((sum, row) => sum + row.amount, 0)
}

/** Publishes release 2 of the demonstration shop: 6 points for a pound instead of 5. */
export async function raiseBaseRule(product: Product, note: string): Promise<void> {
  const path = 'programs/demo/definitions/earning-rule/base'
  const { spec, revision } = await product.read<{ spec: EarningRuleSpec; revision: number }>(path)
  const award = { ...spec.award, points: 6 }
  await product.send({ method: 'PUT', path, body: { spec: { ...spec, award } }, ifMatch: `"${revision}"` })
  await product.send({ method: 'POST', path: 'programs/demo/releases', body: { note } })
}

/** A programme of which all orders lie in 2011: 5, 10 and 20 GBP at 10 points for a pound. */
export async function importedHistory(product: Product, key: string): Promise<void> {
  await product.send({ method: 'POST', path: 'programs', body: { key, template: 'giftware' } })
  const items = [
    { day: '2011-03-01', unitPrice: '5.00' },
    { day: '2011-10-05', unitPrice: '10.00' },
    { day: '2011-12-09', unitPrice: '20.00' },
  ].map(({ day, unitPrice }) => ({
    type: 'order.placed',
    source: 'till',
    sourceId: day,
    occurredAt: `${day}T12:00:00Z`,
    member: { externalId: '12346' },
    order: { currency: 'GBP', lines: [{ lineId: '1', sku: '22423', quantity: '1', unitPrice }] },
  }))
  await product.send({ method: 'POST', path: `programs/${key}/activities:batch`, body: { items } })
}
