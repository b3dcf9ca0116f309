import { newUuid } from '../../kernel/ids.ts'
import { invariant } from '../../kernel/verdict.ts'
import type { Writer } from '../../platform/database.ts'
import type { ImportSummary } from './summary.ts'

/** What a run has behind it. */
export interface RunProgress {
  /** Orders and returns in their order that are settled, except those in `noted`. */
  done: number
  /** Places of orders and returns whose reply is for the report; a resumed run asks for those replies again. */
  noted: number[]
  /** Of a finished run. */
  summary?: ImportSummary
}

/** An import of one file with one mapping into one programme. */
export interface ImportRun {
  importId: string
  state: 'running' | 'done'
  progress: RunProgress
}

export interface RunKey {
  programId: number
  /** SHA-256 of the file. */
  fileHash: string
  fileName: string
  mapping: string
}

interface RunRow {
  import_id: string
  state: 'running' | 'done'
  progress: RunProgress
}

const selectRun =
  'select import_id, state, progress from import_run where program_id = $1 and file_hash = $2 and mapping = $3'

/** The run of this file and mapping, begun now when there is none. */
export async function openRun(tx: Writer, key: RunKey): Promise<ImportRun> {
  const { programId, fileHash, fileName, mapping } = key
  await tx.execute(
    `insert into import_run (program_id, import_id, file_hash, file_name, mapping, state, progress)
     values ($1, $2, $3, $4, $5, 'running', '{"done": 0, "noted": []}')
     on conflict (program_id, file_hash, mapping) do nothing`,
    [programId, newUuid(), fileHash, fileName, mapping],
  )
  const [row] = await tx.query<RunRow>(selectRun, [programId, fileHash, mapping])
  invariant(row !== undefined, 'a run that was just begun is there')
  return { importId: row.import_id, state: row.state, progress: row.progress }
}

/** Keeps how far a run is. A finished run stays finished, also when another process was slower. */
export async function saveRun(
  tx: Writer,
  programId: number,
  run: { importId: string; state: ImportRun['state']; progress: RunProgress },
): Promise<void> {
  await tx.execute(
    `update import_run set state = $3, progress = $4, updated_at = now()
     where program_id = $1 and import_id = $2 and state = 'running'`,
    [programId, run.importId, run.state, JSON.stringify(run.progress)],
  )
}
