import type { DefinitionKind } from '@perennial/contract'
import { z } from 'zod'
import { ok, orThrow, refuse } from '../src/kernel/verdict.ts'
import { type Database, openDatabase } from '../src/platform/database.ts'
import type { AnyKind, DefinitionKindEntry } from '../src/programs/definition.ts'
import { ownKinds } from '../src/programs/own-kinds.ts'
import { createPrograms, type Programs } from '../src/programs/programs.ts'
import { createTestDatabase } from './database.ts'

/** A kind of another domain: it names a currency, and its expression is valid when it is "true". */
const ruleKind: DefinitionKindEntry<{ currency: string; when: string }, { key: string; code: number }> = {
  kind: 'earning-rule',
  schema: z.strictObject({ currency: z.string(), when: z.string().default('true') }),
  compile(key, spec, context) {
    if (spec.when !== 'true') return refuse('rule_invalid', '1:1: no such fact', { field: 'when' })
    const currency = context.currencies.get(spec.currency)
    if (currency === undefined)
      return refuse('definition_invalid', `There is no currency "${spec.currency}".`, { field: 'currency' })
    return ok({ key, code: currency.code })
  },
}

export const settings = { name: 'Shop', timeZone: 'Europe/London', currency: 'GBP' }
export const points = { name: 'Points', unit: { one: 'point', other: 'points' } }

/** Programmes over a database of their own, as tests of this domain drive them. */
export interface ProgramHouse {
  database: Database
  kinds: readonly AnyKind[]
  programs: Programs
  /** A fresh programme with drafts of settings and points. */
  program(): Promise<HouseProgram>
  close(): Promise<void>
}

export interface HouseProgram {
  programId: number
  key: string
  /** Writes a draft on whatever revision is there. */
  put(place: `${DefinitionKind}/${string}`, spec: unknown): Promise<void>
  remove(place: `${DefinitionKind}/${string}`): Promise<void>
  publish(note?: string): ReturnType<Programs['publishRelease']>
}

export async function openProgramHouse(): Promise<ProgramHouse> {
  const testDatabase = await createTestDatabase()
  const database = openDatabase({ url: testDatabase.appUrl, connectionsMax: 6 })
  const owner = openDatabase({ url: testDatabase.ownerUrl, connectionsMax: 1 })
  await owner.write({ organizationId: 1 }, (tx) =>
    tx.execute(
      `insert into organization (organization_id, key, name) overriding system value values (1, 'o1', 'O')`,
    ),
  )
  await owner.close()
  const kinds = [...ownKinds, ruleKind] as readonly AnyKind[]
  const programs = createPrograms({ database, kinds })
  let count = 0
  return {
    database,
    kinds,
    programs,
    async program() {
      count += 1
      const key = `p${count}`
      const { program } = orThrow(await programs.createProgram({ organizationId: 1, key, actor: 'test' }))
      const made = houseProgram(programs, program)
      await made.put('settings/program', settings)
      await made.put('currency/points', points)
      return made
    },
    async close() {
      await database.close()
      await testDatabase.drop()
    },
  }
}

function houseProgram(
  programs: Programs,
  { programId, key }: { programId: number; key: string },
): HouseProgram {
  const actor = 'test'
  async function present(place: string) {
    const [kind, name] = place.split('/') as [DefinitionKind, string]
    const draft = await programs.getDefinition(programId, kind, name)
    const revision = draft.ok ? { ifRevision: draft.value.revision } : {}
    return { programId, kind, key: name, actor, ...revision }
  }
  return {
    programId,
    key,
    async put(place, spec) {
      orThrow(await programs.putDefinition({ ...(await present(place)), spec }))
    },
    async remove(place) {
      orThrow(await programs.deleteDefinition(await present(place)))
    },
    publish: (note = '') => programs.publishRelease({ programId, note, actor }),
  }
}
