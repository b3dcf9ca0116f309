import { type SiteSpec, siteSpec } from '@perennial/contract'
import { ok, refuse, type Verdict } from '../kernel/verdict.ts'
import type { DefinitionKindEntry } from './definition.ts'
import { contrast } from './model/contrast.ts'

const siteKey = 'program'
const contrastMin = 4.5

/** How the programme presents itself to members. */
export const siteKind: DefinitionKindEntry<SiteSpec, SiteSpec> = {
  kind: 'site',
  favour: { added: true, removed: true, fields: { '*': ['any'] } },
  schema: siteSpec,
  compile: compileSite,
}

function compileSite(key: string, spec: SiteSpec): Verdict<SiteSpec> {
  if (key !== siteKey)
    return refuse('definition_invalid', `The site of a programme has the key "${siteKey}".`, { field: 'key' })
  const { primary, onPrimary } = spec.colors
  const found = contrast(primary, onPrimary)
  if (found < contrastMin)
    return refuse(
      'definition_invalid',
      `${onPrimary} on ${primary} has a contrast of ${found.toFixed(1)}: texts need ${contrastMin}.`,
      { field: 'colors.primary' },
    )
  return ok(spec)
}
