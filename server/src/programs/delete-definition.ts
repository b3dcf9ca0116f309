import type { DefinitionKind } from '@perennial/contract'
import { ok, refuse, type Verdict } from '../kernel/verdict.ts'
import type { Writer } from '../platform/database.ts'
import { conflict, unconditional } from './put-definition.ts'
import { readDraft } from './store.ts'
import { removeDraft } from './write-draft.ts'

export interface DeleteDefinition {
  programId: number
  kind: DefinitionKind
  key: string
  /** The revision that the deletion is based on. */
  ifRevision?: number
  actor: string
}

/**
 * Removes one draft; releases that hold it stay as they are. Refuses `not_found`, `edit_unconditional` without a
 * revision and `edit_conflict` with another one.
 */
export async function deleteDefinition(tx: Writer, input: DeleteDefinition): Promise<Verdict<undefined>> {
  const present = await readDraft(tx, input)
  if (present === undefined) return refuse('not_found', `There is no definition ${input.kind}/${input.key}.`)
  if (input.ifRevision === undefined) return unconditional(input)
  if (input.ifRevision !== present.revision) return conflict(input)
  return (await removeDraft(tx, input, present)) ? ok(undefined) : conflict(input)
}
