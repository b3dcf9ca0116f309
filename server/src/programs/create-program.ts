import { key as keyForm } from '@perennial/contract'
import { moneyExponent } from '../kernel/money.ts'
import { ok, refuse, type Verdict } from '../kernel/verdict.ts'
import type { Database } from '../platform/database.ts'
import type { AnyKind, Release } from './definition.ts'
import { buildRelease, type RawDefinition, releaseInvalid } from './model/release.ts'
import { moneyCurrencies } from './own-kinds.ts'
import { publishRelease } from './publish-release.ts'
import type { Template } from './read-template.ts'
import { enterProgram, insertProgram, type Program } from './store.ts'
import { addDraft } from './write-draft.ts'

export interface CreateProgram {
  organizationId: number
  key: string
  /** Default: the template's name, else the key. */
  name?: string
  template?: Pick<Template, 'name' | 'definitions'>
  /** Default: the template's. Neither can change later. */
  currency?: string
  timeZone?: string
  /** Makes it a test; its clock starts so many seconds ahead of the database's. Default: it is live. */
  test?: { clockOffsetSeconds: number }
  actor: string
}

export interface CreatedProgram {
  program: Program
  /** Release 1, when it was made from a template. */
  release: Release | null
}

/**
 * Creates a programme; from a template, its definitions become drafts and release 1 in the same transaction. Refuses
 * `program_exists`, `release_invalid` when the template does not compile with this money and zone, and `body_invalid` for
 * these where there is no template, and for a key that no address could name; then nothing was created.
 */
export async function createProgram(
  database: Database,
  kinds: readonly AnyKind[],
  input: CreateProgram,
): Promise<Verdict<CreatedProgram>> {
  const { organizationId, key, template, actor } = input
  if (!keyForm.safeParse(key).success) return keyRefusal()
  const unfit = template === undefined ? settingsWithoutTemplate(input) : otherDecimals(template, input)
  if (unfit !== undefined) return unfit
  const definitions = adapted(template?.definitions ?? [], input)
  const built = template && buildRelease({ programId: 0, number: 1, kinds, definitions, codes: new Map() })
  if (built?.ok === false) return releaseInvalid(built.errors)
  return database.write({ organizationId }, async (tx) => {
    const program = await insertProgram(tx, {
      organizationId,
      key,
      name: input.name ?? template?.name ?? key,
      test: input.test !== undefined,
      clockOffsetSeconds: input.test?.clockOffsetSeconds ?? 0,
    })
    if (program === undefined) return refuse('program_exists', `There is a programme "${key}" already.`)
    if (template === undefined || built === undefined) return ok({ program, release: null })
    const { programId } = program
    await enterProgram(tx, programId)
    const note = `From the template ${template.name}`
    for (const definition of definitions) await addDraft(tx, { programId, actor, note }, definition)
    const published = await publishRelease(tx, { programId, kinds, note, actor, acceptsBrokenLimits: true })
    if (!published.ok) throw new Error('Broken invariant: a template that compiles can be published')
    return ok({ program, release: { ...built.release, programId } })
  })
}

function settingsWithoutTemplate(input: CreateProgram): Verdict<never> | undefined {
  const field = (['currency', 'timeZone'] as const).find((name) => input[name] !== undefined)
  if (field === undefined) return undefined
  const detail = 'An empty programme has no settings yet. Write both into them before the first release.'
  return refuse('body_invalid', detail, { field })
}

/** Ten points for a euro are a hundred times as many for a yen, whose smallest unit is the yen itself. */
function otherDecimals({ definitions }: Pick<Template, 'definitions'>, { currency }: CreateProgram) {
  const own = moneyOf(definitions)
  if (currency === undefined || own === undefined || !moneyCurrencies.has(currency)) return undefined
  const [its, theirs] = [moneyExponent(own), moneyExponent(currency)]
  if (its === theirs) return undefined
  const detail = `The numbers of this template are for money with ${its} decimals; ${currency} has ${theirs}. Copy its files with "perennial init", and fit them.`
  return refuse('body_invalid', detail, { field: 'currency' })
}

function moneyOf(definitions: readonly RawDefinition[]): string | undefined {
  const settings = definitions.find(({ kind }) => kind === 'settings')
  return (settings?.spec as { currency?: string } | undefined)?.currency
}

/**
 * What was chosen goes into the settings: the name is told by them everywhere once the programme is published. Credit in
 * the template's money is in the chosen one.
 */
function adapted(definitions: readonly RawDefinition[], input: CreateProgram): readonly RawDefinition[] {
  const chosen = (['name', 'currency', 'timeZone'] as const).filter((name) => input[name] !== undefined)
  if (chosen.length === 0) return definitions
  const own = Object.fromEntries(chosen.map((name) => [name, input[name]]))
  const money = moneyOf(definitions)
  return definitions.map(({ kind, key, spec }) => {
    const was = spec as Record<string, unknown>
    if (kind === 'settings') return { kind, key, spec: { ...was, ...own } }
    const isItsMoney = kind === 'currency' && was.money !== undefined && was.money === money
    if (input.currency === undefined || !isItsMoney) return { kind, key, spec }
    return { kind, key, spec: { ...was, money: input.currency } }
  })
}

function keyRefusal(): Verdict<never> {
  const detail =
    'The key of a programme is of small letters and digits, with dashes, dots or underlines between them, 64 at most. Nothing was created.'
  return refuse('body_invalid', detail, { field: 'key' })
}
