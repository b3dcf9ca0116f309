import { newUuid } from '../kernel/ids.ts'
import type { Instant } from '../kernel/instants.ts'
import { type Refusal, refuse } from '../kernel/verdict.ts'
import {
  type Newcomer,
  type NormalReference,
  referenceKey,
  resolveMembers,
  selectRoots,
} from '../members/index.ts'
import type { Reader } from '../platform/database.ts'
import type { Release } from '../programs/index.ts'
import { type Intake, keyText, type NaturalKey } from './model/intake.ts'
import { findKeys, type KnownKey } from './store.ts'

/** One activity on its way through a batch. */
export interface Asked {
  intake: Intake
  activityId: string
  /** Who is named; undefined when only the order names them. */
  member: NormalReference | undefined
  /** The owner of a command, who was looked up before. */
  ownerId?: string
  /** Set on an explicit enrolment. */
  newcomer: Newcomer | undefined
  /** The order that a return names. */
  orderKey: NaturalKey | undefined
  explain: boolean
  /** Only under this release: it was quoted. */
  ifRelease?: number | undefined
}

/** What became of an activity before any decision. */
export type Found =
  /** To be decided for this owner. `order` is set on a return that names its order. */
  | { kind: 'decide'; ownerId: string; orderId: string | undefined }
  /** Recorded before with the same body. */
  | { kind: 'known'; key: KnownKey }
  /** Another item of this batch has the same key: it gets that item's answer. */
  | { kind: 'twin'; of: number }
  /** A return whose order has not come. */
  | { kind: 'park' }
  | { kind: 'refused'; refusal: Refusal }

export interface FoundBatch {
  now: Instant
  found: Found[]
  /** To be enrolled before anything is decided, by their proposed id. */
  newcomers: ReadonlyMap<string, Newcomer>
}

function conflict(): Found {
  const detail =
    'An activity with this source, sourceId and type was recorded with another body. Nothing was changed.'
  return { kind: 'refused', refusal: refuse('activity_conflict', detail).refusal }
}

/** Looks up keys, orders and members of a batch: two statements, whatever its size. */
export async function findBatch(
  tx: Reader,
  batch: {
    programId: number
    release: Release
    asked: readonly Asked[]
    adopt: boolean
    refused: ReadonlyMap<number, Refusal>
  },
): Promise<FoundBatch> {
  const { programId, asked } = batch
  const keys = asked.map((each) => naturalKey(each.intake))
  const orders = asked.map((each) => each.orderKey).filter((key) => key !== undefined)
  const references = asked.map((each) => each.member).filter((reference) => reference !== undefined)
  const [{ now, known }, members] = await Promise.all([
    findKeys(tx, programId, [...keys, ...orders]),
    resolveMembers(tx, programId, references),
  ])
  const byKey = new Map(known.map((key) => [keyText(key), key]))
  const search: Search = {
    release: batch.release,
    adopt: batch.adopt,
    refused: batch.refused,
    byKey,
    members,
    roots: await rootsOf(tx, batch, byKey),
    newcomers: new Map(),
    newcomerByReference: new Map(),
    firstByKey: new Map(),
    found: [],
  }
  for (const [index, each] of asked.entries()) search.found.push(findOne(search, { each, index, asked }))
  return { now, found: search.found, newcomers: search.newcomers }
}

/** Only a return that names both its order and a member asks: the order may be of one who was merged into that member. */
async function rootsOf(
  tx: Reader,
  batch: { programId: number; asked: readonly Asked[] },
  byKey: ReadonlyMap<string, KnownKey>,
): Promise<ReadonlyMap<string, string>> {
  const owners = batch.asked.flatMap(({ member, orderKey }) => {
    const known = member === undefined || orderKey === undefined ? undefined : byKey.get(keyText(orderKey))
    return known?.ownerId == null ? [] : [known.ownerId]
  })
  return owners.length === 0 ? new Map() : selectRoots(tx, batch.programId, owners)
}

interface Search {
  release: Release
  /** Whether keys of parked activities are to be decided now instead of being known. */
  adopt: boolean
  /** Items that were refused when this batch was first decided: they take no key and enrol nobody. */
  refused: ReadonlyMap<number, Refusal>
  byKey: ReadonlyMap<string, KnownKey>
  members: ReadonlyMap<string, string>
  /** Where owners of orders lead to who were merged into others. */
  roots: ReadonlyMap<string, string>
  newcomers: Map<string, Newcomer>
  newcomerByReference: Map<string, string>
  firstByKey: Map<string, number>
  found: Found[]
}

export function naturalKey(intake: Intake): NaturalKey {
  return { source: intake.input.source, sourceId: intake.input.sourceId, type: intake.input.type }
}

function findOne(search: Search, item: { each: Asked; index: number; asked: readonly Asked[] }): Found {
  const { each, index, asked } = item
  const text = keyText(naturalKey(each.intake))
  const known = search.byKey.get(text)
  if (known !== undefined && !(search.adopt && known.ownerId === null)) {
    return known.hash === each.intake.hash ? { kind: 'known', key: known } : conflict()
  }
  const refusal = search.refused.get(index)
  if (refusal !== undefined) return { kind: 'refused', refusal }
  const twin = search.firstByKey.get(text)
  if (twin !== undefined) {
    return asked[twin]?.intake.hash === each.intake.hash ? { kind: 'twin', of: twin } : conflict()
  }
  const placed = isStale(search, each) ? stale(search) : placeOf(search, each)
  // What is refused takes no key: a corrected body may follow in the same batch.
  if (placed.kind !== 'refused') search.firstByKey.set(text, index)
  return placed
}

/** After the search for its key: a repeat of what was recorded under the quoted release gets its reply. */
function isStale({ release }: Search, { ifRelease }: Asked): boolean {
  return ifRelease !== undefined && ifRelease !== release.number
}

function stale({ release }: Search): Found {
  const detail = `Release ${release.number} is in force, not the one that was quoted. Nothing was recorded.`
  return { kind: 'refused', refusal: refuse('quote_stale', detail).refusal }
}

function placeOf(search: Search, each: Asked): Found {
  if (each.ownerId !== undefined) return { kind: 'decide', ownerId: each.ownerId, orderId: undefined }
  const byOrder = findOrder(search, each)
  if (byOrder === 'missing') return { kind: 'park' }
  const member = findMember(search, each)
  if (typeof member === 'object') return member
  const isOwn =
    byOrder === undefined || byOrder.ownerId === member || search.roots.get(byOrder.ownerId) === member
  if (member !== undefined && !isOwn) {
    const detail = 'The order belongs to another member than the one named. Nothing was changed.'
    return { kind: 'refused', refusal: refuse('activity_invalid', detail, { field: 'member' }).refusal }
  }
  const ownerId = byOrder?.ownerId ?? member
  if (ownerId === undefined) {
    return {
      kind: 'refused',
      refusal: refuse('activity_invalid', 'Name the member.', { field: 'member' }).refusal,
    }
  }
  return { kind: 'decide', ownerId, orderId: byOrder?.orderId }
}

/** The order that a return names: stored before, or earlier in this batch. */
function findOrder(
  search: Search,
  each: Asked,
): { ownerId: string; orderId: string | undefined } | 'missing' | undefined {
  if (each.orderKey === undefined) return undefined
  const text = keyText(each.orderKey)
  const known = search.byKey.get(text)
  if (known?.ownerId != null) return { ownerId: known.ownerId, orderId: known.activityId }
  const earlier = search.firstByKey.get(text)
  const inBatch = earlier === undefined ? undefined : search.found[earlier]
  return inBatch?.kind === 'decide' ? { ownerId: inBatch.ownerId, orderId: undefined } : 'missing'
}

/** Enrolling is once: a second welcome would pay its bonus again. */
function alreadyMember(kind: string): Found {
  const detail = `A member has this ${kind} already. Nothing was changed.`
  return { kind: 'refused', refusal: refuse('identifier_taken', detail, { field: 'member' }).refusal }
}

/** The member named, enrolling where the programme or the activity says so. */
function findMember(search: Search, each: Asked): string | Found | undefined {
  if (each.newcomer !== undefined) {
    search.newcomers.set(each.newcomer.memberId, each.newcomer)
    return each.newcomer.memberId
  }
  if (each.member === undefined) return undefined
  const reference = referenceKey(each.member)
  const member = search.members.get(reference) ?? search.newcomerByReference.get(reference)
  const { type } = each.intake.input
  if (member !== undefined) return type === 'member.enrolled' ? alreadyMember(each.member.kind) : member
  const enrols =
    type === 'member.enrolled' || (type === 'order.placed' && search.release.settings.enrolOnFirstOrder)
  const { kind, value } = each.member
  if (!enrols || kind === 'id') {
    const detail = `No member has this ${kind}. Nothing was changed.`
    return { kind: 'refused', refusal: refuse('member_unknown', detail, { field: 'member' }).refusal }
  }
  const memberId = newUuid()
  search.newcomers.set(memberId, {
    memberId,
    identifiers: [{ kind, value }],
    enrolledAt: each.intake.occurredAt,
  })
  search.newcomerByReference.set(reference, memberId)
  return memberId
}
