import type { DefinitionKind } from '@perennial/contract'
import { canonicalJson } from '../kernel/canonical.ts'
import { ok, RefusalError, refuse, type Verdict } from '../kernel/verdict.ts'
import type { Writer } from '../platform/database.ts'
import type { AnyKind } from './definition.ts'
import {
  compileContext,
  type DefinitionError,
  parseDefinitions,
  pathText,
  type RawDefinition,
} from './model/release.ts'
import { settingsKey } from './own-kinds.ts'
import { type DefinitionDraft, readCurrencyCodes, readDraft, readDrafts } from './store.ts'
import { addDraft, changeDraft } from './write-draft.ts'

export interface PutDefinition {
  programId: number
  kind: DefinitionKind
  key: string
  spec: unknown
  /** The revision that the edit is based on; needed when the definition exists. */
  ifRevision?: number
  actor: string
}

/**
 * Creates or replaces one draft. Refuses `definition_invalid` and `rule_invalid` with their field, `edit_conflict`
 * when the revision is not the one there, `edit_unconditional` when the edit of an existing draft names none. Writing
 * what is there already changes nothing and keeps the revision.
 */
export async function putDefinition(
  tx: Writer,
  kinds: readonly AnyKind[],
  input: PutDefinition,
): Promise<Verdict<DefinitionDraft>> {
  const valid = await validate(tx, kinds, input)
  if (!valid.ok) return valid
  const present = await readDraft(tx, input)
  if (present === undefined) {
    if (input.ifRevision !== undefined) return conflict(input)
    const inserted = await addDraft(tx, input, input)
    return inserted === undefined ? conflict(input) : ok(inserted)
  }
  if (input.ifRevision === undefined) return unconditional(input)
  if (input.ifRevision !== present.revision) return conflict(input)
  if (canonicalJson(present.spec) === canonicalJson(input.spec)) return ok(present)
  const updated = await changeDraft(tx, input, { present, spec: input.spec })
  return updated === undefined ? conflict(input) : ok(updated)
}

/** The refusal of an edit based on another revision. */
export function conflict(place: { kind: string; key: string }) {
  return refuse('edit_conflict', `${place.kind}/${place.key} is not in the revision that you read.`)
}

/** The same, to be thrown where the transaction has to take back what was written. */
export function overtaken(place: { kind: string; key: string }): RefusalError {
  return new RefusalError(conflict(place).refusal)
}

/** The refusal of an edit that names no revision. */
export function unconditional(place: { kind: string; key: string }): Verdict<never> {
  return refuse('edit_unconditional', `${place.kind}/${place.key} exists: send If-Match with its revision.`)
}

async function validate(
  tx: Writer,
  kinds: readonly AnyKind[],
  input: PutDefinition,
): Promise<Verdict<undefined>> {
  const damaged = unstorable(input.spec, [])
  if (damaged !== undefined)
    return refuse('definition_invalid', 'Text must be well-formed Unicode without NUL.', {
      field: specField(damaged),
    })
  if (input.kind === 'settings' && input.key !== settingsKey)
    return refuse('definition_invalid', `The settings of a programme have the key "${settingsKey}".`, {
      field: 'key',
    })
  const own = parseDefinitions(kinds, [input])
  if (own.errors.length > 0) return invalid(own.errors)
  const others = (await readDrafts(tx, input.programId)).filter(
    (draft) => draft.kind !== input.kind || draft.key !== input.key,
  )
  const codes = await readCurrencyCodes(tx, input.programId)
  return checkExpressions({ kinds, definition: input, drafts: [...others, input], codes })
}

/** A broken expression is refused while its author looks at it; what is missing around it waits for publishing. */
function checkExpressions(input: {
  kinds: readonly AnyKind[]
  definition: PutDefinition
  drafts: readonly RawDefinition[]
  codes: ReadonlyMap<string, number>
}): Verdict<undefined> {
  const { kind, key } = input.definition
  const { specs } = parseDefinitions(input.kinds, input.drafts)
  const context = compileContext(specs, input.codes)
  const entry = input.kinds.find((each) => each.kind === kind)
  if (!context.ok || entry === undefined) return ok(undefined)
  const compiled = entry.compile(key, specs.get(kind)?.get(key), context.value)
  if (compiled.ok || compiled.refusal.code !== 'rule_invalid') return ok(undefined)
  return { ok: false, refusal: { ...compiled.refusal, field: specField(compiled.refusal.field) } }
}

function invalid(errors: readonly DefinitionError[]): Verdict<never> {
  const listed = errors.map(({ field, detail }) => ({ field: specField(field), message: detail }))
  const [first] = listed
  return refuse('definition_invalid', `${first?.field}: ${first?.message}`, {
    field: first?.field ?? 'spec',
    extra: { errors: listed },
  })
}

/** The place in the body of a place in the spec. */
function specField(field: string | undefined): string {
  return field === undefined || field === '' ? 'spec' : `spec.${field}`
}

/** The path of the first text that PostgreSQL and UTF-8 cannot hold. */
export function unstorable(value: unknown, path: readonly (string | number)[]): string | undefined {
  if (typeof value === 'string')
    return value.includes('\u0000') || !value.isWellFormed() ? pathText(path) : undefined
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, part] of Object.entries(value)) {
    const place = [...path, Array.isArray(value) ? Number(name) : name]
    const found = unstorable(name, place) ?? unstorable(part, place)
    if (found !== undefined) return found
  }
  return undefined
}
