import type { BetaAudience, ReleaseChange } from '@perennial/contract'
import type { Reader, Writer } from '../platform/database.ts'
import type { Beta } from './model/beta-group.ts'
import type { RawDefinition } from './model/release.ts'

/** A programme: its place in the organisation and how far its clock is ahead of the database's. */
export interface Program {
  programId: number
  organizationId: number
  key: string
  name: string
  /** 0 for every live programme. */
  clockOffsetSeconds: number
  /** Whether its clock may be moved. */
  test: boolean
  createdAt: Date
}

/** A definition as it is edited. */
export interface DefinitionDraft extends RawDefinition {
  revision: number
  updatedAt: Date
}

/** A release as it is kept. */
export interface ReleaseRow {
  number: number
  note: string
  author: string
  /** The release whose definitions these are; null when they came from drafts. */
  restores: number | null
  /** The proposal that it came from. */
  proposal: number | null
  /** The members who alone have, or had, it; null for everyone. */
  audience: BetaAudience | null
  definitions: RawDefinition[]
  changes: ReleaseChange[]
  effectiveAt: Date
}

const programColumns = `program_id as "programId", organization_id as "organizationId", key, name,
  clock_offset_seconds as "clockOffsetSeconds", test, created_at as "createdAt"`

/** In the scope of the organisation. */
export async function readProgram(
  tx: Reader,
  organizationId: number,
  key: string,
): Promise<Program | undefined> {
  const [row] = await tx.query<Program>(
    `select ${programColumns} from program where organization_id = $1 and key = $2`,
    [organizationId, key],
  )
  return row
}

/** In the scope of the organisation; by key. */
export function readPrograms(tx: Reader, organizationId: number): Promise<Program[]> {
  return tx.query<Program>(`select ${programColumns} from program where organization_id = $1 order by key`, [
    organizationId,
  ])
}

/** Ids and keys of every programme of every organisation, in any scope: for work that no request asks for. */
export function readEveryProgram(
  tx: Reader,
): Promise<{ organizationId: number; programId: number; key: string }[]> {
  return tx.query(
    `select organization_id as "organizationId", program_id as "programId", key from perennial_programs()`,
  )
}

/** Undefined when the organisation has a programme with the key. */
export async function insertProgram(
  tx: Writer,
  program: { organizationId: number; key: string; name: string; test: boolean; clockOffsetSeconds: number },
): Promise<Program | undefined> {
  const [row] = await tx.query<Program>(
    `insert into program (organization_id, key, name, test, clock_offset_seconds) values ($1, $2, $3, $4, $5)
     on conflict (organization_id, key) do nothing returning ${programColumns}`,
    [program.organizationId, program.key, program.name, program.test, program.clockOffsetSeconds],
  )
  return row
}

/** Where a programme is, by its id, in any scope; undefined when there is none. */
export async function readProgramPlace(
  tx: Reader,
  programId: number,
): Promise<{ organizationId: number; key: string } | undefined> {
  const [row] = await tx.query<{ organizationId: number; key: string }>(
    `select organization_id as "organizationId", key from perennial_programs() where program_id = $1`,
    [programId],
  )
  return row
}

/** Lets a transaction in the scope of a programme also write into the organisation that it belongs to. */
export async function enterOrganization(tx: Writer, organizationId: number): Promise<void> {
  await tx.query(`select set_config('perennial.organization', $1, true)`, [String(organizationId)])
}

/** In the scope of the organisation. Whether the clock of the test stood at or before that offset, and stands there now. */
export async function moveOffset(
  tx: Writer,
  move: { programId: number; clockOffsetSeconds: number },
): Promise<boolean> {
  const rows = await tx.execute(
    'update program set clock_offset_seconds = $2 where program_id = $1 and test and clock_offset_seconds <= $2',
    [move.programId, move.clockOffsetSeconds],
  )
  return rows === 1
}

/** Lets the transaction that made a programme also write into it, so that both stand or fall together. */
export async function enterProgram(tx: Writer, programId: number): Promise<void> {
  await tx.query(`select set_config('perennial.program', $1, true)`, [String(programId)])
}

/** Until the transaction ends, nobody else publishes this programme: numbers and currency codes stay gapless. */
export async function lockReleases(tx: Writer, programId: number): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(1819042155, $1)', [programId])
}

const draftColumns = 'kind, key, spec, revision, updated_at as "updatedAt"'

/** By kind and key; all of one kind when it is given. */
export function readDrafts(tx: Reader, programId: number, kind?: string): Promise<DefinitionDraft[]> {
  return tx.query<DefinitionDraft>(
    `select ${draftColumns} from definition
     where program_id = $1 and ($2::text is null or kind = $2) order by kind, key collate "C"`,
    [programId, kind ?? null],
  )
}

export async function readDraft(
  tx: Reader,
  draft: { programId: number; kind: string; key: string },
): Promise<DefinitionDraft | undefined> {
  const [row] = await tx.query<DefinitionDraft>(
    `select ${draftColumns} from definition where program_id = $1 and kind = $2 and key = $3`,
    [draft.programId, draft.kind, draft.key],
  )
  return row
}

/** Undefined when it exists already. */
export async function insertDraft(
  tx: Writer,
  draft: { programId: number; kind: string; key: string; spec: unknown; actor: string },
): Promise<DefinitionDraft | undefined> {
  const [row] = await tx.query<DefinitionDraft>(
    `insert into definition (program_id, kind, key, spec, revision, updated_by)
     values ($1, $2, $3, $4::jsonb, 1, $5) on conflict do nothing returning ${draftColumns}`,
    [draft.programId, draft.kind, draft.key, JSON.stringify(draft.spec), draft.actor],
  )
  return row
}

/** Undefined when it is not there in that revision. */
export async function updateDraft(
  tx: Writer,
  draft: { programId: number; kind: string; key: string; spec: unknown; actor: string; revision: number },
): Promise<DefinitionDraft | undefined> {
  const [row] = await tx.query<DefinitionDraft>(
    `update definition set spec = $4::jsonb, revision = revision + 1, updated_at = now(), updated_by = $5
     where program_id = $1 and kind = $2 and key = $3 and revision = $6 returning ${draftColumns}`,
    [draft.programId, draft.kind, draft.key, JSON.stringify(draft.spec), draft.actor, draft.revision],
  )
  return row
}

/** Whether it was there in that revision. */
export async function deleteDraft(
  tx: Writer,
  draft: { programId: number; kind: string; key: string; revision: number },
): Promise<boolean> {
  const rows = await tx.execute(
    'delete from definition where program_id = $1 and kind = $2 and key = $3 and revision = $4',
    [draft.programId, draft.kind, draft.key, draft.revision],
  )
  return rows === 1
}

/** What a process remembers of a programme for a second. */
export interface Standing {
  /** Of the release in force; undefined when nothing was published. */
  number: number | undefined
  /** Why nothing may be written; null while it may. */
  closed: string | null
  /** What a part of the members has beside it. */
  beta: Beta | null
}

export async function readStanding(tx: Reader, programId: number): Promise<Standing> {
  const [row] = await tx.query<{ number: number | null; closed: string | null; beta: Beta | null }>(
    `select (select max(number) from release where program_id = $1 and audience is null) as number,
       s.read_only_reason as closed,
       case when r.number is not null then json_build_object('release', r.number, 'audience', r.audience) end as beta
     from (select $1::integer as program_id) p
     left join program_state s on s.program_id = p.program_id
     left join release r on r.program_id = s.program_id and r.number = s.beta_release`,
    [programId],
  )
  return { number: row?.number ?? undefined, closed: row?.closed ?? null, beta: row?.beta ?? null }
}

/** The number of the newest release, betas included; 0 when nothing was published. */
export async function readNewestNumber(tx: Reader, programId: number): Promise<number> {
  const [row] = await tx.query<{ number: number | null }>(
    'select max(number) as number from release where program_id = $1',
    [programId],
  )
  return row?.number ?? 0
}

/** The number of the release in force; undefined when nothing was published. */
export async function readCurrentNumber(tx: Reader, programId: number): Promise<number | undefined> {
  const [row] = await tx.query<{ number: number }>(
    'select number from release where program_id = $1 and audience is null order by number desc limit 1',
    [programId],
  )
  return row?.number
}

const releaseColumns =
  'number, note, author, restores, proposal, audience, definitions, changes, effective_at as "effectiveAt"'

export async function readRelease(
  tx: Reader,
  programId: number,
  number: number,
): Promise<ReleaseRow | undefined> {
  const [row] = await tx.query<ReleaseRow>(
    `select ${releaseColumns} from release where program_id = $1 and number = $2`,
    [programId, number],
  )
  return row
}

/** Whether a release for everyone had a definition so, word for word. */
export async function wasReleased(
  tx: Reader,
  programId: number,
  definition: RawDefinition,
): Promise<boolean> {
  const { kind, key, spec } = definition
  const [row] = await tx.query(
    `select 1 from release r, jsonb_array_elements(r.definitions) as d
     where r.program_id = $1 and r.audience is null and d->>'kind' = $2 and d->>'key' = $3 and d->'spec' = $4::jsonb
     limit 1`,
    [programId, kind, key, JSON.stringify(spec)],
  )
  return row !== undefined
}

/** Newest first, without their definitions. */
export function readReleases(
  tx: Reader,
  page: { programId: number; below: number; limit: number },
): Promise<Omit<ReleaseRow, 'definitions'>[]> {
  return tx.query(
    `select number, note, author, restores, proposal, audience, changes, effective_at as "effectiveAt" from release
     where program_id = $1 and number < $2 order by number desc limit $3`,
    [page.programId, page.below, page.limit],
  )
}

export async function insertRelease(
  tx: Writer,
  release: Omit<ReleaseRow, 'effectiveAt'> & { programId: number },
): Promise<Date> {
  const [row] = await tx.query<{ effectiveAt: Date }>(
    `insert into release (program_id, number, note, author, restores, definitions, changes, proposal, audience)
     values ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb, $8, $9::jsonb) returning effective_at as "effectiveAt"`,
    [
      release.programId,
      release.number,
      release.note,
      release.author,
      release.restores,
      JSON.stringify(release.definitions),
      JSON.stringify(release.changes),
      release.proposal,
      release.audience === null ? null : JSON.stringify(release.audience),
    ],
  )
  if (row === undefined) throw new Error('Broken invariant: an inserted release has a row')
  return row.effectiveAt
}

/** Small number by currency key, of every currency that was ever published. */
export async function readCurrencyCodes(tx: Reader, programId: number): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.query<{ key: string; currency: number }>(
    'select key, currency from program_currency where program_id = $1',
    [programId],
  )
  return new Map(rows.map((row) => [row.key, row.currency]))
}

export async function insertCurrencyCodes(
  tx: Writer,
  programId: number,
  codes: readonly { key: string; code: number }[],
): Promise<void> {
  await tx.execute(
    `insert into program_currency (program_id, currency, key)
     select $1, code, key from unnest($2::smallint[], $3::text[]) as fresh (code, key)`,
    [programId, codes.map((each) => each.code), codes.map((each) => each.key)],
  )
}
