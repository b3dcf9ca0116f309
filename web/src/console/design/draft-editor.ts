import type { DefinitionKind, DefinitionView } from '@perennial/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiError, edit, type Revised, readRevised } from '../../data/api.ts'
import { designKeys } from '../../data/design-queries.ts'
import type { JsonSchema, Spec } from '../../data/json-schema.ts'
import { useFormat, useText } from '../../ui/locale.tsx'
import { useProgram } from '../program.tsx'
import { type Fault, faultsOf } from './form/faults.ts'
import { joinedEdits, same } from './spec-diff.ts'

interface Base {
  spec: Spec
  /** Undefined for what does not exist yet. */
  etag: string | undefined
}

/** Somebody else saved first. */
export interface Conflict {
  theirs: Spec
  etag: string
}

export interface DraftEditor {
  spec: Spec
  change: (spec: Spec) => void
  isDirty: boolean
  isSaving: boolean
  /** Whether the last thing that happened was a save. */
  isSaved: boolean
  faults: ReadonlyMap<string, string>
  error: Error | undefined
  conflict: Conflict | undefined
  /** What the draft was when it was read or saved. */
  base: Base
  /** The key under which it was saved; undefined when it was refused. */
  save: () => Promise<string | undefined>
  discard: () => void
  keepMine: () => void
  takeTheirs: () => void
}

/** What came of the last try to save. */
interface Outcome {
  isSaving?: boolean
  isSaved?: boolean
  faults?: ReadonlyMap<string, string>
  error?: Error
  conflict?: Conflict
}

interface EditorParts {
  kind: DefinitionKind
  /** The key of what exists; of what does not, it is made of what was written. */
  keyOf: (spec: Spec) => string
  schema: JsonSchema
  initial: Base
}

/** One draft as it is edited: what was read, what it is now, and what came of saving it. */
export function useDraftEditor({ kind, keyOf, schema, initial }: EditorParts): DraftEditor {
  const client = useQueryClient()
  const program = useProgram()
  const say = useFaultText()
  const [base, setBase] = useState(initial)
  const [spec, setSpec] = useState(initial.spec)
  const [outcome, setOutcome] = useState<Outcome>({})

  async function save(): Promise<string | undefined> {
    const faults = faultsOf(schema, spec)
    if (faults.length > 0) {
      setOutcome({ faults: new Map(faults.map((fault) => [fault.path, say(fault)])) })
      return undefined
    }
    setOutcome({ isSaving: true })
    const key = keyOf(spec)
    const sent = await send(['programs', program.key, 'definitions', kind, key], { spec, etag: base.etag })
    if (sent.saved === undefined) {
      setOutcome(sent)
      return undefined
    }
    setBase(sent.saved)
    setSpec(sent.saved.spec)
    setOutcome({ isSaved: true })
    await Promise.all(designKeys.map((name) => client.invalidateQueries({ queryKey: [name, program.key] })))
    return key
  }

  function decide(next: Spec, { theirs, etag }: Conflict): void {
    setSpec(next)
    setBase({ spec: theirs, etag })
    setOutcome({})
  }

  const { conflict } = outcome
  return {
    spec,
    base,
    conflict,
    faults: outcome.faults ?? noFaults,
    isSaving: outcome.isSaving === true,
    isSaved: outcome.isSaved === true && same(spec, base.spec),
    error: outcome.error,
    isDirty: base.etag === undefined || !same(spec, base.spec),
    save,
    change(next) {
      setSpec(next)
      setOutcome((before) => afterEdit(before, schema, next))
    },
    discard() {
      setSpec(base.spec)
      setOutcome({})
    },
    keepMine: () =>
      conflict && decide(joinedEdits({ base: base.spec, mine: spec, theirs: conflict.theirs }), conflict),
    takeTheirs: () => conflict && decide(conflict.theirs, conflict),
  }
}

/** A conflict waits for its decision; faults that the edit mended are gone. */
function afterEdit({ conflict, faults }: Outcome, schema: JsonSchema, spec: Spec): Outcome {
  return {
    ...(conflict === undefined ? {} : { conflict }),
    ...(faults === undefined ? {} : { faults: withoutMended(faults, schema, spec) }),
  }
}

const noFaults: ReadonlyMap<string, string> = new Map()

/** What is still wrong after an edit, as far as the schema can tell; what the server said waits for the next save. */
function withoutMended(
  faults: ReadonlyMap<string, string>,
  schema: JsonSchema,
  spec: Spec,
): ReadonlyMap<string, string> {
  const left = new Set(faultsOf(schema, spec).map((fault) => fault.path))
  return new Map([...faults].filter(([path]) => left.has(path)))
}

async function send(path: readonly string[], sent: Base): Promise<Outcome & { saved?: Base }> {
  try {
    const { body, etag } = await edit<DefinitionView>(path, { body: { spec: sent.spec }, etag: sent.etag })
    return { saved: { spec: body.spec, etag } }
  } catch (error) {
    return refused(error, path)
  }
}

async function refused(error: unknown, path: readonly string[]): Promise<Outcome> {
  if (!(error instanceof ApiError)) throw error
  if (error.code === 'edit_conflict' || error.code === 'edit_unconditional') {
    const theirs: Revised<DefinitionView> | undefined = await readRevised<DefinitionView>(path).catch(
      () => undefined,
    )
    if (theirs !== undefined) return { conflict: { theirs: theirs.body.spec, etag: theirs.etag } }
  }
  const faults = error.faults.map(({ field, message }) => [field.replace(/^spec\.?/, ''), message] as const)
  return faults.length > 0 && error.status === 422 ? { faults: new Map(faults) } : { error }
}

function useFaultText(): (fault: Fault) => string {
  const t = useText()
  const format = useFormat()
  return ({ problem, limit }) => {
    const shown = limit === undefined ? '' : format.number(limit)
    return t(`form.fault.${problem}`, { limit: shown })
  }
}
