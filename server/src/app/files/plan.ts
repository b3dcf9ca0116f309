import type { DefinitionDrift, DefinitionPlan } from '@perennial/contract'
import { orThrow } from '../../kernel/verdict.ts'
import { changesOf, fileProblem, type ProgramFolder, placeOf, readFolder } from '../../programs/index.ts'
import { readBase, type Seen } from './base-file.ts'
import type { FolderSet, House } from './house.ts'
import type { DriftTold, PlanTold } from './tell-plan.ts'

/** What a folder would change in a programme. */
export interface Planned extends PlanTold {
  /** The set as it was sent. */
  set: FolderSet
  /** How the programme is now. */
  revisions: DefinitionPlan['revisions']
}

/** Compares a folder with a programme; writes nothing. Problems of the files themselves come without asking it. */
export async function planFolder(house: House, folder: string): Promise<Planned> {
  const read = orThrow(await readFolder(folder))
  const base = await readBase(folder, house.place)
  const set = setOf(read, base)
  if (read.problems.length > 0) return { set, changes: [], drift: [], problems: read.problems, revisions: [] }
  const plan = await house.plan(set)
  return {
    set,
    changes: plan.changes,
    drift: plan.drift.length === 0 ? [] : await driftTold(house, plan.drift, base ?? []),
    problems: plan.problems.map((problem) => fileProblem(read, problem)),
    revisions: plan.revisions,
  }
}

function setOf({ files }: ProgramFolder, base: readonly Seen[] | undefined): FolderSet {
  const definitions = files.map(({ kind, key, spec }) => ({ kind, key, spec })) as FolderSet['definitions']
  if (base === undefined) return { definitions }
  return { definitions, base: base.map(({ kind, key, revision }) => ({ kind, key, revision })) }
}

/** The drift with what changed over there, field by field. */
async function driftTold(
  house: House,
  drift: readonly DefinitionDrift[],
  base: readonly Seen[],
): Promise<DriftTold[]> {
  const places = new Set(drift.map(placeOf))
  const only = <Each extends { kind: string; key: string; spec: unknown }>(all: readonly Each[]) =>
    all.filter((each) => places.has(placeOf(each)))
  const changes = changesOf(only(base), only(await house.drafts()))
  return drift.map((each) => {
    const change = changes.find((found) => placeOf(found) === placeOf(each))
    return { ...each, fields: change?.fields ?? [] }
  })
}
