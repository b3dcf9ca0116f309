import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { settingsSpec, siteSpec, type TemplateView } from '@perennial/contract'
import { orThrow } from '../kernel/verdict.ts'
import { readTemplate, type Template } from './read-template.ts'

/** The ready programmes of a folder by key, as a gallery shows them. Throws the refusal of one that cannot be read. */
export async function listTemplates(folder: string): Promise<TemplateView[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((each) => each.isDirectory()).map((each) => each.name)
  return Promise.all(
    names.sort().map(async (key) => viewOf(key, orThrow(await readTemplate(path.join(folder, key))))),
  )
}

function viewOf(key: string, template: Template): TemplateView {
  const { name, description, industry, sample, waitsFor, definitions } = template
  const of = (kind: string) => definitions.filter((each) => each.kind === kind).map((each) => each.spec)
  const { timeZone, currency } = settingsSpec.parse(of('settings')[0])
  const counts: Record<string, number> = {}
  for (const { kind } of definitions) counts[kind] = (counts[kind] ?? 0) + 1
  return {
    key,
    name,
    description: description ?? '',
    industry: industry ?? null,
    sample,
    complete: waitsFor.length === 0,
    waitsFor,
    look: lookOf(of('site')[0]),
    timeZone,
    money: currency,
    currencies: of('currency').map((spec) => (spec as { name: string }).name),
    tiers: of('tier-ladder').flatMap((spec) =>
      (spec as { tiers: { name: string }[] }).tiers.map((tier) => tier.name),
    ),
    definitions: counts,
  }
}

function lookOf(spec: unknown): TemplateView['look'] {
  if (spec === undefined) return null
  const { name, tagline, icon, colors } = siteSpec.parse(spec)
  return { name, tagline, icon, ...colors }
}
