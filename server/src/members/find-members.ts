import { fingerprint } from '../kernel/canonical.ts'
import { decodeCursor, encodeCursor } from '../kernel/cursors.ts'
import { ok, refuse, type Verdict } from '../kernel/verdict.ts'
import type { Reader } from '../platform/database.ts'
import { asciiDigits } from './model/digits.ts'
import { type IdentifierContext, identifierKinds, normaliseIdentifier } from './model/identifiers.ts'
import { type Member, type Prefix, selectMembers } from './store.ts'
import { selectRoots } from './store-merge.ts'
import { type Place, selectByIdentifier, selectByName, selectNewest, selectPlace } from './store-search.ts'

export interface FindMembers {
  programId: number
  /** The start of an identifier or of a name, in any spelling. Absent or blank: everybody, newest first. */
  query?: string
  /** From the page before. */
  cursor?: string
  /** 1 to 200. Default 50. */
  limit?: number
  context?: IdentifierContext
}

export interface MemberPage {
  members: Member[]
  /** Goes on after the last member; null on the last page. */
  next: string | null
}

const limitMax = 200

/**
 * Lists or searches members. A search shows those found by external id first, then by e-mail, phone, card and name,
 * each in alphabetical order and nobody twice. One who was merged is found as the member they lead to. Refuses `cursor_invalid`.
 */
export async function findMembers(tx: Reader, input: FindMembers): Promise<Verdict<MemberPage>> {
  const limit = Math.min(Math.max(input.limit ?? 50, 1), limitMax)
  const query = readQuery(input.query ?? '')
  const found =
    query === '' ? await listNewest(tx, input, limit) : await search(tx, { ...input, query }, limit)
  if (!found.ok) return found
  const { memberIds, next } = found.value
  const members = await selectMembers(tx, input.programId, await ledTo(tx, input.programId, memberIds))
  return ok({ members, next })
}

/** Members, with those who were merged replaced by whom they lead to; nobody twice. */
async function ledTo(tx: Reader, programId: number, memberIds: readonly string[]): Promise<string[]> {
  const roots = await selectRoots(tx, programId, memberIds)
  return [...new Set(memberIds.map((id) => roots.get(id) ?? id))]
}

/** What people type or paste: no control characters and half characters, which no index can be asked for. */
function readQuery(text: string): string {
  return text
    .slice(0, 320)
    .toWellFormed()
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .normalize('NFC')
}

interface Found {
  memberIds: string[]
  next: string | null
}

const badCursor = refuse('cursor_invalid', 'The cursor does not belong to this list: start without one.')
const uuidForm = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

async function listNewest(tx: Reader, input: FindMembers, limit: number): Promise<Verdict<Found>> {
  const { programId, cursor } = input
  let after: string | undefined
  if (cursor !== undefined) {
    after = String(decodeCursor(cursor, 'members', programId)?.[0])
    if (!uuidForm.test(after)) return badCursor
  }
  const memberIds = await selectNewest(tx, { programId, after, limit: limit + 1 })
  const shown = memberIds.slice(0, limit)
  const next = memberIds.length > limit ? encodeCursor('members', programId, [shown.at(-1) ?? '']) : null
  return ok({ memberIds: shown, next })
}

type Search = FindMembers & { query: string }

async function search(tx: Reader, input: Search, limit: number): Promise<Verdict<Found>> {
  const { programId, query } = input
  const prefixes = prefixesOf(query, input.context)
  const lists = [...prefixes.map((each) => each.kind), 'name']
  const start = await startOf(tx, input, lists)
  if (!start.ok) return start
  const found: { memberId: string; list: number }[] = []
  for (let list = start.value.list; list < lists.length && found.length <= limit; list++) {
    const after = list === start.value.list ? start.value.after : undefined
    const page = { programId, after, limit: limit + 1 - found.length, earlier: prefixes.slice(0, list) }
    const wanted = prefixes[list]
    const memberIds =
      wanted === undefined
        ? await selectByName(tx, { ...page, prefix: query })
        : await selectByIdentifier(tx, { ...page, wanted })
    found.push(...memberIds.map((memberId) => ({ memberId, list })))
  }
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  const next =
    found.length > limit && last !== undefined
      ? encodeCursor('members-search', programId, [fingerprint(query), last.list, last.memberId])
      : null
  return ok({ memberIds: shown.map((each) => each.memberId), next })
}

/** Where the search goes on: a cursor names the last member shown, whose text is read again, so it stays short. */
async function startOf(
  tx: Reader,
  input: Search,
  lists: readonly string[],
): Promise<Verdict<{ list: number; after: Place | undefined }>> {
  const { programId, cursor, query } = input
  if (cursor === undefined) return ok({ list: 0, after: undefined })
  const [print, list, memberId] = decodeCursor(cursor, 'members-search', programId) ?? []
  const name = typeof list === 'number' ? lists[list] : undefined
  if (print !== fingerprint(query) || typeof list !== 'number' || name === undefined) return badCursor
  if (typeof memberId !== 'string' || !uuidForm.test(memberId)) return badCursor
  const after = await selectPlace(tx, { programId, memberId, list: name })
  return after === undefined ? badCursor : ok({ list, after })
}

/** How identifiers of each kind start when they start like the query. */
function prefixesOf(query: string, context: IdentifierContext = {}): Prefix[] {
  const card = asciiDigits(query)
    .replace(/[\s\p{Pd}\p{Cf}]/gu, '')
    .toUpperCase()
  const dialled = asciiDigits(query).replace(/[\s().\p{Pd}\p{Cf}/]/gu, '')
  return identifierKinds.flatMap((kind): Prefix[] => {
    const whole = normaliseIdentifier({ kind, value: query }, context)
    if (whole.ok) return [{ kind, prefix: whole.value.value }]
    if (kind === 'email') return [{ kind, prefix: query.toLowerCase().normalize('NFC') }]
    if (kind === 'phone')
      return /^\+?\d+$/.test(dialled) ? [{ kind, prefix: `+${dialled.replace(/^(?:\+|00)/, '')}` }] : []
    if (kind === 'card') return card === '' ? [] : [{ kind, prefix: card }]
    return []
  })
}
