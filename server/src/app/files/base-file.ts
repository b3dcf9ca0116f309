import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { definitionKinds, key } from '@perennial/contract'
import { z } from 'zod'
import { RefusalError, refuse } from '../../kernel/verdict.ts'

/** A definition as a programme had it when the folder last saw it. */
export interface Seen {
  kind: (typeof definitionKinds)[number]
  key: string
  revision: number
  spec: Record<string, unknown>
}

const seen = z.strictObject({
  kind: z.enum(definitionKinds),
  key,
  revision: z.int().min(1),
  spec: z.record(z.string(), z.unknown()),
})
const baseFile = z.strictObject({ format: z.literal(1), places: z.record(z.string(), z.array(seen)) })

/**
 * Stands beside `program.yaml` and is kept with it, so that whoever applies next, also a pipeline, knows what was seen.
 */
const baseName = '.perennial.json'

/** What a folder last saw of a programme; undefined when it never met it. Throws a refusal for a damaged file. */
export async function readBase(folder: string, place: string): Promise<Seen[] | undefined> {
  return (await readAll(folder))[place]
}

/** Remembers how a programme is now; other programmes that the folder knows stay as they are. */
export async function writeBase(folder: string, place: string, drafts: readonly Seen[]): Promise<void> {
  const places = {
    ...(await readAll(folder)),
    [place]: drafts.map(({ kind, key: of, revision, spec }) => ({ kind, key: of, revision, spec })),
  }
  const ordered = Object.fromEntries(Object.entries(places).sort(([one], [other]) => (one < other ? -1 : 1)))
  await writeFile(path.join(folder, baseName), `${JSON.stringify({ format: 1, places: ordered }, null, 2)}\n`)
}

async function readAll(folder: string): Promise<Record<string, Seen[]>> {
  const file = path.join(folder, baseName)
  if (!existsSync(file)) return {}
  try {
    return baseFile.parse(JSON.parse(await readFile(file, 'utf8'))).places
  } catch {
    const detail = `${file} is damaged: take it from your history, or remove it and pull again.`
    throw new RefusalError(refuse('definition_invalid', detail).refusal)
  }
}
