import {
  builtInActivityTypes,
  type CurrencySpec,
  currencySpec,
  type SettingsSpec,
  type StoreSpec,
  settingsSpec,
  storeSpec,
} from '@perennial/contract'
import { isTimeZone } from '../kernel/instants.ts'
import { ok, refuse, type Verdict } from '../kernel/verdict.ts'
import type { DefinitionKindEntry } from './definition.ts'

/** The key of the one settings definition of a programme. */
export const settingsKey = 'program'

const moneyCurrencies = new Set(Intl.supportedValuesOf('currency'))

/** The programme as a whole. */
const settingsKind: DefinitionKindEntry<SettingsSpec, SettingsSpec> = {
  kind: 'settings',
  schema: settingsSpec,
  compile: compileSettings,
}

/** What members hold and the programme owes. */
const currencyKind: DefinitionKindEntry<CurrencySpec, CurrencySpec> = {
  kind: 'currency',
  schema: currencySpec,
  compile: (_key, spec) => ok(spec),
}

/** A place where members buy. */
const storeKind: DefinitionKindEntry<StoreSpec, StoreSpec> = {
  kind: 'store',
  schema: storeSpec,
  compile: (_key, spec) =>
    spec.timeZone === undefined || isTimeZone(spec.timeZone) ? ok(spec) : zoneRefusal(spec.timeZone),
}

/** The kinds that this domain owns. */
export const ownKinds = [settingsKind, currencyKind, storeKind] as const

function zoneRefusal(zone: string): Verdict<never> {
  return refuse('definition_invalid', `"${zone}" is not an IANA time zone such as Europe/London.`, {
    field: 'timeZone',
  })
}

function compileSettings(key: string, spec: SettingsSpec): Verdict<SettingsSpec> {
  if (key !== settingsKey)
    return refuse('definition_invalid', `The settings of a programme have the key "${settingsKey}".`, {
      field: 'key',
    })
  if (!isTimeZone(spec.timeZone)) return zoneRefusal(spec.timeZone)
  if (!moneyCurrencies.has(spec.currency))
    return refuse('definition_invalid', `"${spec.currency}" is not an ISO 4217 currency.`, {
      field: 'currency',
    })
  for (const [type, declared] of Object.entries(spec.activityTypes)) {
    if ((builtInActivityTypes as readonly string[]).includes(type))
      return refuse('definition_invalid', `The activity type "${type}" is built in.`, {
        field: `activityTypes.${type}`,
      })
    const missing = declared.required.find((name) => !Object.hasOwn(declared.fields, name))
    if (missing !== undefined)
      return refuse('definition_invalid', `The required field "${missing}" is not among the fields.`, {
        field: `activityTypes.${type}.required`,
      })
  }
  return ok(spec)
}
