import type { MemberSummary, MemberView } from '@perennial/contract'
import { cardStandings } from '../challenges/index.ts'
import { publicId } from '../kernel/ids.ts'
import { dayOf, type Instant, instantText } from '../kernel/instants.ts'
import { invariant } from '../kernel/verdict.ts'
import { type Books, readBooks, settle } from '../ledger/index.ts'
import type { FoundMember, Member } from '../members/index.ts'
import type { Reader } from '../platform/database.ts'
import { type Beta, betaMembers, type Programs, type Release, readsSegments } from '../programs/index.ts'
import { readSegmentsOf } from '../segments/index.ts'
import { readAcceptances } from '../terms/index.ts'
import { tierGrants, tierStandings } from '../tiers/index.ts'
import { balanceOf } from './model/balances.ts'
import { expiringOf, lotsTold } from './model/lots.ts'
import { readBooksAt } from './read-books-at.ts'

interface View {
  programId: number
  release: Release
  /** The instant that everything is told for. */
  at: Instant
}

/** Members with balances and tiers: a number of statements that does not grow with them. */
export async function memberSummaries(
  tx: Reader,
  input: View & { members: readonly Member[] },
): Promise<MemberSummary[]> {
  const { release, at, members } = input
  const owners = members.map((member) => member.memberId)
  const books = await booksOf(tx, input, owners)
  const tiers = await tierStandings(tx, { ...input, owners })
  return members.map((member) => {
    const settled = settle(bookOf(books, member), at, release.timeZone).books
    return {
      ...identityOf(member),
      balances: [...settled.currencies.values()].map((each) => balanceOf(release, each)),
      tiers: [...(tiers.get(member.memberId) ?? [])],
    }
  })
}

/** One member's page. `isPast`: what happened after `at` is left out. */
export async function memberView(
  tx: Reader,
  input: View & {
    programs: Pick<Programs, 'release'>
    beta: Beta | undefined
    member: FoundMember
    isPast: boolean
  },
): Promise<MemberView> {
  const { programs, programId, release, at, member } = input
  const ownerId = member.memberId
  const told = await readBooksAt(tx, { ...input, ownerId })
  const tiers = (await tierStandings(tx, { programId, release, at, owners: [ownerId] })).get(ownerId)
  return {
    ...identityOf(member),
    balances: [...told.books.currencies.values()].map((each) => balanceOf(release, each)),
    tiers: [...(tiers ?? [])],
    grants: [...(await tierGrants(tx, { programId, ownerId }))],
    cards: [...(await cardStandings(tx, programs, { programId, release, ownerId, at }))],
    attributes: member.attributes,
    revision: member.revision,
    ...(member.redirectedFrom === undefined
      ? {}
      : { redirectedFrom: publicId('mem', member.redirectedFrom) }),
    at: instantText(at),
    expiring: expiringOf(told, release),
    lots: lotsTold(told, release),
    terms: await acceptedTerms(tx, programId, ownerId),
    release: await releaseOf(tx, input, ownerId),
    account: accountOf(input.isPast ? bookOf(await booksOf(tx, input, [ownerId]), member) : told.books),
  }
}

/** The release that decides what the member does now. */
async function releaseOf(
  tx: Reader,
  { programId, release, beta }: View & { beta: Beta | undefined },
  ownerId: string,
): Promise<number> {
  if (beta === undefined) return release.number
  const segments = readsSegments(beta) ? await readSegmentsOf(tx, programId, [ownerId]) : new Map()
  return betaMembers(beta, [ownerId], segments).has(ownerId) ? beta.release : release.number
}

async function acceptedTerms(tx: Reader, programId: number, memberId: string): Promise<MemberView['terms']> {
  const [latest] = await readAcceptances(tx, programId, memberId)
  return latest === undefined
    ? null
    : { version: latest.version, acceptedAt: instantText(latest.acceptedAt.getTime()) }
}

function accountOf({ state, mergedInto }: Books): MemberView['account'] {
  return { state, mergedInto: mergedInto === null ? null : publicId('mem', mergedInto) }
}

function identityOf(member: Member): Omit<MemberSummary, 'balances' | 'tiers'> {
  const { name, externalId, email, phone, card, status } = member
  const enrolledAt = instantText(member.enrolledAt)
  return { id: publicId('mem', member.memberId), name, externalId, email, phone, card, status, enrolledAt }
}

/** Books with lots wherever something is due by the instant, so that they can be settled to it. */
function booksOf(tx: Reader, view: View, owners: readonly string[]): Promise<Map<string, Books>> {
  return readBooks(tx, {
    programId: view.programId,
    owners: [...owners].sort(),
    currencies: [...view.release.currencyByCode.keys()],
    withLots: new Set(),
    today: dayOf(view.at, view.release.timeZone),
  })
}

function bookOf(books: ReadonlyMap<string, Books>, member: Member): Books {
  const found = books.get(member.memberId)
  invariant(found !== undefined, 'books are read for every member asked for')
  return found
}
