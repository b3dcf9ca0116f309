import { ok, refuse, type Verdict } from '../kernel/verdict.ts'
import type { Database } from '../platform/database.ts'
import type { IdentifierContext } from './model/identifiers.ts'
import { type NormalReference, parseMemberAddress, referenceKey } from './model/references.ts'
import { selectRooted } from './store.ts'

/** Whom an address leads to. */
export interface AddressedId {
  memberId: string
  /** The member whom the address itself names, where that one was merged into `memberId`. */
  redirectedFrom?: string
}

/**
 * A resource: finds members for many requests at once. What is asked while a look-up is under way shares the next one,
 * so that a busy till costs one transaction for all its customers and a quiet one waits for nobody.
 */
export interface MemberFinder {
  /** As `getMember` finds: refuses `not_found`, and `identifier_invalid` for an address of no known form. */
  find(programId: number, address: string, context: IdentifierContext): Promise<Verdict<AddressedId>>
}

interface Waiting {
  reference: NormalReference
  settle(found: Verdict<AddressedId>): void
  fail(error: unknown): void
}

export function createMemberFinder(database: Database): MemberFinder {
  const queues = new Map<number, Waiting[]>()

  async function work(programId: number, queue: Waiting[]): Promise<void> {
    // Requests that arrive in the same turn of the event loop share the first look-up.
    await new Promise<void>((resolve) => setImmediate(resolve))
    while (queue.length > 0) await answer(programId, queue.splice(0))
    queues.delete(programId)
  }

  async function answer(programId: number, asked: readonly Waiting[]): Promise<void> {
    const references = new Map(asked.map(({ reference }) => [referenceKey(reference), reference]))
    try {
      const rows = await database.read({ programId }, (tx) =>
        selectRooted(tx, programId, [...references.values()]),
      )
      const found = new Map(rows.map((row) => [referenceKey(row), row]))
      for (const { reference, settle } of asked) settle(foundOf(found.get(referenceKey(reference))))
    } catch (error) {
      for (const { fail } of asked) fail(error)
    }
  }

  return {
    find(programId, address, context) {
      const parsed = parseMemberAddress(address, context)
      if (!parsed.ok) return Promise.resolve(parsed)
      return new Promise((settle, fail) => {
        const waiting = { reference: parsed.value, settle, fail }
        const queue = queues.get(programId)
        if (queue !== undefined) {
          queue.push(waiting)
          return
        }
        const own = [waiting]
        queues.set(programId, own)
        void work(programId, own)
      })
    },
  }
}

function foundOf(row: { memberId: string; mergedRoot: string | null } | undefined): Verdict<AddressedId> {
  if (row === undefined) return refuse('not_found', 'There is no such member in the programme.')
  return ok(
    row.mergedRoot === null
      ? { memberId: row.memberId }
      : { memberId: row.mergedRoot, redirectedFrom: row.memberId },
  )
}
