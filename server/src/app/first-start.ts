import path from 'node:path'
import { createKey, ensureOrganization, ensureOwnerLink, listKeys } from '../access/index.ts'
import { orThrow } from '../kernel/verdict.ts'
import { systemClock } from '../platform/clock.ts'
import { type Program, readTemplate, templatesFolder } from '../programs/index.ts'
import type { Context } from './context.ts'

/** The organisation of a single business; a provider makes others. */
export const houseKey = 'main'

const demoProgramKey = 'demo'

/** What a start shows the person who started it. */
export interface Welcome {
  organizationId: number
  /** Signs the owner in once, within 24 hours. */
  ownerLink: string
  /** Shown at the first start only: afterwards nobody but its holder knows it. */
  apiKey: string | undefined
  demo: Program | undefined
}

/** Makes what a first start needs (organisation, owner, key, demonstration programme) and a sign-in link every time. */
export async function welcome(context: Context): Promise<Welcome> {
  const { database, config } = context
  const on = { database, clock: systemClock }
  const name = config.demo ? 'Demonstration' : 'My business'
  const { organizationId } = await ensureOrganization(database, { key: houseKey, name })
  const isFirst = (await listKeys(database, organizationId)).length === 0
  const link = await ensureOwnerLink(on, { organizationId, publicUrl: config.publicUrl })
  const apiKey = isFirst ? await firstKey(context, organizationId) : undefined
  const demo = config.demo ? await demoProgram(context, { organizationId, isFirst }) : undefined
  return { organizationId, ownerLink: link.url, apiKey, demo }
}

async function firstKey(context: Context, organizationId: number): Promise<string> {
  const scopes = ['read', 'write', 'manage'] as const
  const created = await createKey(
    { database: context.database, clock: systemClock },
    { maker: { organizationId, actor: 'system', scopes }, name: 'First key', scopes, programKey: null },
  )
  return orThrow(created).secret
}

async function demoProgram(
  context: Context,
  start: { organizationId: number; isFirst: boolean },
): Promise<Program | undefined> {
  const { organizationId } = start
  const there = await context.programs.loadProgram(organizationId, demoProgramKey)
  if (there.ok) return there.value
  // Only an installation that nobody has used yet gets a demonstration.
  if (!start.isFirst) return undefined
  const template = orThrow(await readTemplate(path.join(templatesFolder, 'demo-shop')))
  const made = await context.programs.createProgram({
    organizationId,
    key: demoProgramKey,
    actor: 'system',
    template,
  })
  // Two processes may start on one new installation; the other was quicker.
  if (!made.ok && made.refusal.code === 'program_exists')
    return orThrow(await context.programs.loadProgram(organizationId, demoProgramKey))
  return orThrow(made).program
}
