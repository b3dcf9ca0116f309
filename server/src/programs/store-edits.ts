import type { ReleaseChange } from '@perennial/contract'
import { newUuid } from '../kernel/ids.ts'
import type { Reader, Writer } from '../platform/database.ts'

/** What an edit did to one draft, as it is kept. */
export interface Edit {
  programId: number
  kind: string
  key: string
  change: ReleaseChange['change']
  revision: number
  fields: ReleaseChange['fields']
  /** The draft as the edit left it; null when it was removed. */
  spec: unknown
  note: string
  actor: string
}

/** In the transaction that wrote the draft. */
export async function insertEdit(tx: Writer, edit: Edit): Promise<void> {
  await tx.execute(
    `insert into definition_edit (program_id, kind, key, edit_id, change, revision, fields, spec, note, edited_by)
     values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8::jsonb, $9, $10)`,
    [
      edit.programId,
      edit.kind,
      edit.key,
      newUuid(),
      edit.change,
      edit.revision,
      JSON.stringify(edit.fields),
      edit.spec === null ? null : JSON.stringify(edit.spec),
      edit.note,
      edit.actor,
    ],
  )
}

/** One step of a definition's life. */
export interface HistoryRow {
  what: 'edit' | 'release'
  at: Date
  by: string
  change: ReleaseChange['change']
  fields: ReleaseChange['fields']
  note: string
  number: number | null
  revision: number | null
  spec: unknown
  /** Where it stands, for the page after it. */
  place: [at: string, order: string]
}

/** Edits of the draft and releases that changed the definition, newest first, those that stand before `below`. */
export function readHistory(
  tx: Reader,
  page: {
    programId: number
    kind: string
    key: string
    below: readonly [at: string, order: string] | undefined
    limit: number
  },
): Promise<HistoryRow[]> {
  const { programId, kind, key, below, limit } = page
  return tx.query<HistoryRow>(
    `select what, at, by, change, fields, note, number, revision, spec, json_build_array(at::text, place) as place
     from (
       select 'edit' as what, edited_at as at, edited_by as by, change, fields, note, null::integer as number, revision,
         spec, edit_id::text as place
       from definition_edit where program_id = $1 and kind = $2 and key = $3
       union all
       -- In the transaction of a roll back a release comes after the edits that made the drafts follow it.
       select 'release', r.effective_at, r.author, c.change ->> 'change', c.change -> 'fields', r.note, r.number, null,
         null, 'release ' || lpad(r.number::text, 10, '0')
       from release r, jsonb_array_elements(r.changes) as c (change)
       where r.program_id = $1 and c.change ->> 'kind' = $2 and c.change ->> 'key' = $3
     ) as step
     where $4::text is null or (at, place) < ($4::timestamptz, $5::text)
     order by step.at desc, step.place desc limit $6`,
    [programId, kind, key, below?.[0] ?? null, below?.[1] ?? null, limit],
  )
}
