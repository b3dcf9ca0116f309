import type { Writer } from '../platform/database.ts'
import { fieldChanges } from './model/diff.ts'
import { isSame, placeOf } from './model/plan-set.ts'
import type { RawDefinition } from './model/release.ts'
import { type DefinitionDraft, deleteDraft, insertDraft, readDrafts, updateDraft } from './store.ts'
import { insertEdit } from './store-edits.ts'

/** Who edits a draft, and why, where the product does it for them. */
export interface Editor {
  programId: number
  actor: string
  note?: string
}

/** Writes a draft that is not there yet, with its edit; undefined when it is there. */
export async function addDraft(
  tx: Writer,
  editor: Editor,
  definition: RawDefinition,
): Promise<DefinitionDraft | undefined> {
  const added = await insertDraft(tx, { ...placed(editor, definition), spec: definition.spec })
  if (added !== undefined) await keepEdit(tx, editor, { ...added, change: 'added', before: {} })
  return added
}

/** Replaces the spec of a draft, with its edit; undefined when it is not there in the revision that was read. */
export async function changeDraft(
  tx: Writer,
  editor: Editor,
  edit: { present: DefinitionDraft; spec: unknown },
): Promise<DefinitionDraft | undefined> {
  const { present, spec } = edit
  const { revision } = present
  const changed = await updateDraft(tx, { ...placed(editor, present), spec, revision })
  if (changed !== undefined)
    await keepEdit(tx, editor, { ...changed, change: 'changed', before: present.spec })
  return changed
}

/** Removes a draft, with its edit; whether it was there in the revision that was read. */
export async function removeDraft(tx: Writer, editor: Editor, present: DefinitionDraft): Promise<boolean> {
  const removed = await deleteDraft(tx, { ...placed(editor, present), revision: present.revision })
  if (removed) await keepEdit(tx, editor, { ...present, spec: null, change: 'removed', before: present.spec })
  return removed
}

/**
 * Makes the drafts say what a release or a set says. Drafts that say so already stay as they are. The definition that
 * somebody else edited at the same moment, when there is one: then the transaction has to take back what was written.
 */
export async function followDefinitions(
  tx: Writer,
  editor: Editor,
  definitions: readonly RawDefinition[],
): Promise<RawDefinition | undefined> {
  const drafts = new Map((await readDrafts(tx, editor.programId)).map((draft) => [placeOf(draft), draft]))
  for (const definition of definitions) {
    const draft = drafts.get(placeOf(definition))
    drafts.delete(placeOf(definition))
    if (draft !== undefined && isSame(draft.spec, definition.spec)) continue
    const written =
      draft === undefined
        ? await addDraft(tx, editor, definition)
        : await changeDraft(tx, editor, { present: draft, spec: definition.spec })
    if (written === undefined) return definition
  }
  for (const draft of drafts.values()) if (!(await removeDraft(tx, editor, draft))) return draft
  return undefined
}

function placed({ programId, actor }: Editor, { kind, key }: RawDefinition) {
  return { programId, actor, kind, key }
}

async function keepEdit(
  tx: Writer,
  { programId, actor, note = '' }: Editor,
  edit: DefinitionDraft & { change: 'added' | 'changed' | 'removed'; before: unknown },
): Promise<void> {
  const { kind, key, revision, spec, change, before } = edit
  const fields = fieldChanges('', before, spec ?? {})
  await insertEdit(tx, { programId, kind, key, change, revision, fields, spec, note, actor })
}
