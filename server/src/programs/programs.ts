import path from 'node:path'
import type {
  Comparison,
  DefinitionApplied,
  DefinitionKind,
  DefinitionPlan,
  ExpressionCheck,
  ExpressionView,
} from '@perennial/contract'
import { ok, refuse, type Verdict } from '../kernel/verdict.ts'
import type { Database, Writer } from '../platform/database.ts'
import type { News } from '../platform/news.ts'
import {
  type ApplyDefinitions,
  applyDefinitions,
  type PlanDefinitions,
  planDefinitions,
} from './apply-definitions.ts'
import { checkExpression } from './check-expression.ts'
import { type Compare, compareReleases } from './compare-releases.ts'
import { type CreatedProgram, type CreateProgram, createProgram } from './create-program.ts'
import type { AnyKind, Release } from './definition.ts'
import { type DeleteDefinition, deleteDefinition } from './delete-definition.ts'
import type { Beta } from './model/beta-group.ts'
import {
  buildRelease,
  compileContext,
  parseDefinitions,
  type RawDefinition,
  releaseInvalid,
} from './model/release.ts'
import { createProgramCache, type LoadProgram } from './program-cache.ts'
import { type PublishChange, publishChange } from './publish-change.ts'
import { type PublishedRelease, publishRelease } from './publish-release.ts'
import { type PutDefinition, putDefinition } from './put-definition.ts'
import { createReleaseCache, type ReleaseCache } from './release-cache.ts'
import { type RollBack, rollBack } from './roll-back.ts'
import {
  type DefinitionDraft,
  type Program,
  type ReleaseRow,
  readCurrencyCodes,
  readCurrentNumber,
  readDraft,
  readDrafts,
  readEveryProgram,
  readPrograms,
  readRelease,
  readReleases,
} from './store.ts'
import { type HistoryRow, readHistory } from './store-edits.ts'

/** What changes programmes. */
export interface ProgramWrites {
  createProgram(input: CreateProgram): Promise<Verdict<CreatedProgram>>
  putDefinition(input: PutDefinition): Promise<Verdict<DefinitionDraft>>
  deleteDefinition(input: DeleteDefinition): Promise<Verdict<undefined>>
  /** Makes all drafts what a set says, or changes nothing. */
  applyDefinitions(input: ApplyDefinitions): Promise<Verdict<DefinitionApplied>>
  /** In force in this process when it returns, in others of its start in a moment, in every other one within a second. */
  publishRelease(input: {
    programId: number
    note: string
    actor: string
    /** Default false: `limit_broken` is refused. */
    acceptsBrokenLimits?: boolean
  }): Promise<Verdict<PublishedRelease>>
  /** Publishes one field of one definition at once, without the drafts: for what cannot wait. In force as above. */
  publishChange(change: PublishChange): Promise<Verdict<number>>
  /** In force as what {@link ProgramWrites.publishRelease} publishes. */
  rollBack(input: RollBack): Promise<Verdict<PublishedRelease>>
  /** Runs a verb on proposals in one transaction; who publishes with it calls {@link Programs.refresh} afterwards. */
  change<T>(
    programId: number,
    verb: (tx: Writer, kinds: readonly AnyKind[]) => Promise<Verdict<T>>,
  ): Promise<Verdict<T>>
}

/** Programmes, their definitions and releases: what other domains and routes are given. */
export interface Programs extends ProgramWrites {
  /** Finds a programme by its key; known ones come from memory for a second. Refuses `not_found`. */
  loadProgram: LoadProgram
  /** The release in force, compiled, from memory for a second. Refuses `program_unpublished`. */
  currentRelease(programId: number): Promise<Verdict<Release>>
  /** The release that a part of the members has beside it, from memory for a second; undefined without one. */
  beta(programId: number): Promise<Beta | undefined>
  /** Whether the programme may be written to, from memory for a second. Refuses `program_read_only`. */
  writable(programId: number): Promise<Verdict<undefined>>
  /** Any release by its number, compiled and remembered for ever. Refuses `not_found`. */
  release(programId: number, number: number): Promise<Verdict<Release>>
  /** The drafts, or other definitions, compiled as release 0 without publishing them. Refuses `release_invalid`. */
  draftRelease(programId: number, definitions?: readonly RawDefinition[]): Promise<Verdict<Release>>
  /** Looks at an expression among the drafts. Refuses `body_invalid`, and `definition_invalid` without settings. */
  checkExpression(programId: number, asked: ExpressionCheck): Promise<Verdict<ExpressionView>>
  /** By key. */
  listPrograms(organizationId: number): Promise<{ program: Program; release: Release | null }[]>
  /** Every programme of every organisation, for workers: ids and keys only. */
  everyProgram(): Promise<{ organizationId: number; programId: number; key: string }[]>
  listDefinitions(programId: number, kind?: DefinitionKind): Promise<DefinitionDraft[]>
  /** What applying a set would change; writes nothing. */
  planDefinitions(input: PlanDefinitions): Promise<DefinitionPlan>
  getDefinition(programId: number, kind: DefinitionKind, key: string): Promise<Verdict<DefinitionDraft>>
  /** Newest first, those with a number below `below`. */
  listReleases(page: {
    programId: number
    below?: number
    limit: number
  }): Promise<{ releases: PublishedRelease[]; current: number | null }>
  getRelease(programId: number, number: number): Promise<Verdict<{ release: ReleaseRow; current: boolean }>>
  compare(input: Compare): Promise<Verdict<Comparison>>
  /** Edits of the draft and releases that changed the definition, newest first. */
  history(page: Parameters<typeof readHistory>[1]): Promise<HistoryRow[]>
  /** The same writes through another database, such as the one transaction of a request with an idempotency key. */
  writesOn(database: Database): ProgramWrites
  /** Asks again how a programme stands: for whoever published, locked or unlocked it and has committed. */
  refresh(programId: number): void
}

/** The folder of ready programmes that comes with the product. */
export const templatesFolder = path.resolve(import.meta.dirname, '../../../templates')

const highestNumber = 2_147_483_647

export interface ProgramParts {
  database: Database
  /** All kinds of definitions, of this domain ({@link ownKinds}) and others. */
  kinds: readonly AnyKind[]
  /** Makes other processes of this start ask again when this one has published. Default: they find out within a second. */
  news?: News
}

/** A resource: holds the caches. */
export function createPrograms(input: ProgramParts): Programs {
  const { database, kinds } = input
  const cache = openReleases(input)
  const writes = writesOn(database, kinds)
  return {
    ...writes,
    publishRelease: async (publish) => {
      const published = await writes.publishRelease(publish)
      cache.refresh(publish.programId)
      return published
    },
    publishChange: async (change) => {
      const published = await writes.publishChange(change)
      cache.refresh(change.programId)
      return published
    },
    rollBack: async (back) => {
      const published = await writes.rollBack(back)
      cache.refresh(back.programId)
      return published
    },
    writesOn: (other) => writesOn(other, kinds),
    refresh: cache.refresh,
    loadProgram: createProgramCache(database),
    currentRelease: cache.current,
    beta: cache.beta,
    writable: cache.writable,
    release: cache.byNumber,
    draftRelease: (programId, definitions) => draftRelease(input, programId, definitions),
    checkExpression: async (programId, asked) => {
      const { definitions, codes } = await readAllDrafts(database, programId)
      const context = compileContext(parseDefinitions(kinds, definitions).specs, codes)
      return context.ok ? checkExpression(kinds, context.value, asked) : context
    },
    listPrograms: async (organizationId) => {
      const rows = await database.read({ organizationId }, (tx) => readPrograms(tx, organizationId))
      const listed: { program: Program; release: Release | null }[] = []
      for (const program of rows) {
        const release = await cache.current(program.programId)
        listed.push({ program, release: release.ok ? release.value : null })
      }
      return listed
    },
    everyProgram: () => database.read('none', readEveryProgram),
    listDefinitions: (programId, kind) =>
      database.read({ programId }, (tx) => readDrafts(tx, programId, kind)),
    planDefinitions: (plan) =>
      database.read({ programId: plan.programId }, (tx) => planDefinitions(tx, kinds, plan)),
    getDefinition: (programId, kind, key) =>
      database.read({ programId }, async (tx) => {
        const draft = await readDraft(tx, { programId, kind, key })
        return draft === undefined ? refuse('not_found', `There is no definition ${kind}/${key}.`) : ok(draft)
      }),
    listReleases: ({ programId, below, limit }) =>
      database.read({ programId }, async (tx) => ({
        releases: await readReleases(tx, { programId, below: below ?? highestNumber, limit }),
        current: (await readCurrentNumber(tx, programId)) ?? null,
      })),
    getRelease: (programId, number) =>
      database.read({ programId }, async (tx) => {
        const release = await readRelease(tx, programId, number)
        if (release === undefined) return refuse('not_found', `The programme has no release ${number}.`)
        return ok({ release, current: (await readCurrentNumber(tx, programId)) === number })
      }),
    compare: (input) =>
      database.read({ programId: input.programId }, (tx) => compareReleases(tx, kinds, input)),
    history: (page) => database.read({ programId: page.programId }, (tx) => readHistory(tx, page)),
  }
}

const standingChanged = 'programs.standing-changed'

function openReleases({ database, kinds, news }: ProgramParts): ReleaseCache {
  const cache = createReleaseCache(database, kinds)
  news?.on(standingChanged, cache.refresh)
  return {
    ...cache,
    refresh(programId) {
      cache.refresh(programId)
      news?.tell(standingChanged, programId)
    },
  }
}

function writesOn(database: Database, kinds: readonly AnyKind[]): ProgramWrites {
  return {
    createProgram: (create) => createProgram(database, kinds, create),
    putDefinition: (put) =>
      database.write({ programId: put.programId }, (tx) => putDefinition(tx, kinds, put)),
    deleteDefinition: (gone) =>
      database.write({ programId: gone.programId }, (tx) => deleteDefinition(tx, gone)),
    applyDefinitions: (apply) =>
      database.write({ programId: apply.programId }, (tx) => applyDefinitions(tx, kinds, apply)),
    publishRelease: (publish) =>
      database.write({ programId: publish.programId }, (tx) => publishRelease(tx, { ...publish, kinds })),
    change: (programId, verb) => database.write({ programId }, (tx) => verb(tx, kinds)),
    publishChange: (change) =>
      database.write({ programId: change.programId }, (tx) => publishChange(tx, kinds, change)),
    rollBack: (back) => database.write({ programId: back.programId }, (tx) => rollBack(tx, kinds, back)),
  }
}

async function draftRelease(
  input: { database: Database; kinds: readonly AnyKind[] },
  programId: number,
  instead: readonly RawDefinition[] | undefined,
): Promise<Verdict<Release>> {
  const read = await readAllDrafts(input.database, programId)
  const definitions = instead ?? read.definitions
  const built = buildRelease({ programId, number: 0, kinds: input.kinds, definitions, codes: read.codes })
  return built.ok ? ok(built.release) : releaseInvalid(built.errors)
}

function readAllDrafts(database: Database, programId: number) {
  return database.read({ programId }, async (tx) => ({
    definitions: (await readDrafts(tx, programId)) as RawDefinition[],
    codes: await readCurrencyCodes(tx, programId),
  }))
}
