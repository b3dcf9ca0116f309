import { budgets } from './budgets.ts'
import { decisions, migrations } from './documents.ts'
import { architecture, domains } from './domains.ts'
import { forms } from './forms.ts'
import { names, places } from './names.ts'
import { lock, pins, reasons } from './packages.ts'
import { tableOwnership } from './table-ownership.ts'
import type { Check } from './tree.ts'

/** Every structure check, in the order in which `npm run check` reports them. */
export const checks: readonly Check[] = [
  budgets,
  forms,
  names,
  places,
  domains,
  architecture,
  migrations,
  decisions,
  tableOwnership,
  pins,
  reasons,
  lock,
]
