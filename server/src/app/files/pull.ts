import { existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { DefinitionView } from '@perennial/contract'
import { stringify } from 'yaml'
import { orThrow, RefusalError } from '../../kernel/verdict.ts'
import {
  type DefinitionFile,
  definitionsFolder,
  inFieldOrder,
  isSame,
  newDefinitionText,
  type ProgramFolder,
  placeOf,
  readFolder,
  withSchemaLine,
  withSpec,
} from '../../programs/index.ts'
import { allKinds } from '../compose.ts'
import { readBase, type Seen, writeBase } from './base-file.ts'
import type { House } from './house.ts'

/** What a pull did to the files of a folder. */
export interface Pulled {
  added: string[]
  changed: string[]
  removed: string[]
  /** Files that say something else than the programme because somebody edited them here. */
  edited: string[]
}

type Change =
  | { kind: 'write'; file: string; text: string; isNew: boolean }
  | { kind: 'remove'; file: string }
  | { kind: 'edited'; file: string }
  | { kind: 'conflict'; place: string; why: string }

/**
 * Brings the drafts of a programme into a folder. What was edited here stays, unless the programme changed the same
 * definition: then nothing is written and the refusal `edit_conflict` names them, or `force` takes theirs.
 */
export async function pullFolder(house: House, at: { folder: string; force: boolean }): Promise<Pulled> {
  const { folder, force } = at
  const drafts = await house.drafts()
  const present = existsSync(path.join(folder, 'program.yaml'))
    ? orThrow(await readFolder(folder))
    : undefined
  refuseUnreadable(present)
  const base = await readBase(folder, house.place)
  const changes = changesOf({ house, drafts, files: present?.files ?? [], base, force })
  refuseConflicts(changes)
  await mkdir(path.join(folder, definitionsFolder), { recursive: true })
  if (present === undefined)
    await writeFile(path.join(folder, 'program.yaml'), stringify({ name: nameOf(drafts) }))
  for (const change of changes) {
    if (change.kind === 'write') await writeFile(path.join(folder, change.file), change.text)
    if (change.kind === 'remove') await rm(path.join(folder, change.file))
  }
  await writeBase(folder, house.place, drafts)
  const files = (fits: (change: Change) => boolean) =>
    changes.filter(fits).flatMap((change) => ('file' in change ? [change.file] : []))
  return {
    added: files((change) => change.kind === 'write' && change.isNew),
    changed: files((change) => change.kind === 'write' && !change.isNew),
    removed: files((change) => change.kind === 'remove'),
    edited: files((change) => change.kind === 'edited'),
  }
}

function nameOf(drafts: readonly DefinitionView[]): string {
  const name = drafts.find((draft) => draft.kind === 'settings')?.spec.name
  return typeof name === 'string' ? name : 'Programme'
}

function refuseUnreadable(folder: ProgramFolder | undefined): void {
  const [problem] = folder?.problems ?? []
  if (problem === undefined) return
  const detail = `${problem.file}:${problem.line ?? 1}: ${problem.message} Nothing was changed.`
  throw new RefusalError({ code: 'definition_invalid', detail })
}

function refuseConflicts(changes: readonly Change[]): void {
  const conflicts = changes.flatMap((change) => (change.kind === 'conflict' ? [change] : []))
  if (conflicts.length === 0) return
  const errors = conflicts.map(({ place, why }) => ({ field: place, message: why }))
  const names = conflicts.map(({ place }) => place).join(', ')
  const detail = `Changed here and there: ${names}. Nothing was written; --force takes what is there.`
  throw new RefusalError({ code: 'edit_conflict', detail, extra: { errors } })
}

interface Sides {
  house: House
  drafts: readonly DefinitionView[]
  files: readonly DefinitionFile[]
  base: readonly Seen[] | undefined
  force: boolean
}

function changesOf(sides: Sides): Change[] {
  const { drafts, files, force } = sides
  const base = new Map((sides.base ?? []).map((each) => [placeOf(each), each]))
  const there = new Map(drafts.map((draft) => [placeOf(draft), draft]))
  const here = new Map(files.map((file) => [placeOf(file), file]))
  const used = new Set(files.map((file) => file.file))
  const changes: Change[] = []
  for (const [place, draft] of there) {
    const file = here.get(place)
    const seen = base.get(place)
    if (file === undefined && seen !== undefined && !force) {
      if (!isSame(seen.spec, draft.spec))
        changes.push({ kind: 'conflict', place, why: 'removed here, changed there' })
    } else if (file === undefined) changes.push(fresh(sides, draft, used))
    else changes.push(...difference(sides, { file, draft, seen }))
  }
  for (const [place, file] of here) {
    const seen = base.get(place)
    if (there.has(place) || seen === undefined) continue
    if (isSame(seen.spec, file.spec) || force) changes.push({ kind: 'remove', file: file.file })
    else changes.push({ kind: 'conflict', place, why: 'changed here, removed there' })
  }
  return changes
}

function fresh({ house }: Sides, draft: DefinitionView, used: Set<string>): Change {
  const stem = draft.kind === 'settings' ? 'settings' : `${draft.kind}-${draft.key}`
  let file = `${definitionsFolder}/${stem}.yaml`
  for (let count = 2; used.has(file); count += 1) file = `${definitionsFolder}/${stem}-${count}.yaml`
  used.add(file)
  return { kind: 'write', file, isNew: true, text: textOf(draft, house.schemaUrl(draft.kind)) }
}

function textOf(draft: DefinitionView, schema: string): string {
  const entry = allKinds.find((each) => each.kind === draft.kind)
  return newDefinitionText(entry === undefined ? draft : inFieldOrder(entry, draft), schema)
}

function difference(
  { house, force }: Sides,
  of: { file: DefinitionFile; draft: DefinitionView; seen: Seen | undefined },
): Change[] {
  const { file, draft, seen } = of
  const schema = house.schemaUrl(draft.kind)
  const isEqual = isSame(file.spec, draft.spec)
  if (!isEqual && !force) {
    if (seen !== undefined && isSame(seen.spec, draft.spec)) return [{ kind: 'edited', file: file.file }]
    const why =
      seen === undefined
        ? 'says something else there, and this folder never saw it'
        : 'changed here and there'
    if (seen === undefined || !isSame(seen.spec, file.spec))
      return [{ kind: 'conflict', place: placeOf(draft), why }]
  }
  const text = withSchemaLine(isEqual ? file.text : withSpec(file.text, draft.spec), schema)
  return text === file.text ? [] : [{ kind: 'write', file: file.file, text, isNew: false }]
}
