import path from 'node:path'
import { ok, refuse, type Verdict } from '../kernel/verdict.ts'
import type { RawDefinition } from './model/release.ts'
import { type ProgramFolder, readFolder } from './read-folder.ts'

/** A ready programme from files. */
export interface Template extends Omit<ProgramFolder, 'files' | 'problems'> {
  definitions: RawDefinition[]
}

/**
 * Reads a folder as a template. Refuses `not_found` when the folder has no `program.yaml`, and `definition_invalid` with
 * the file in `field`; whether the specs fit their kinds is for publishing.
 */
export async function readTemplate(folder: string): Promise<Verdict<Template>> {
  const read = await readFolder(folder)
  if (!read.ok) return refuse('not_found', `There is no template "${path.basename(folder)}".`)
  const { files, problems, ...about } = read.value
  const [problem] = problems
  if (problem !== undefined)
    return refuse('definition_invalid', `${problem.file}:${problem.line ?? 1}: ${problem.message}`, {
      field: path.basename(problem.file),
    })
  const definitions = files.map(({ kind, key, spec }) => ({ kind, key, spec }))
  return ok({ ...about, definitions })
}
