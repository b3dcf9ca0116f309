import {
  builtInActivityTypes,
  type CauseSpec,
  type CurrencySpec,
  causeSpec,
  currencySpec,
  type SettingsSpec,
  type StoreSpec,
  settingsSpec,
  standardActivityTypes,
  storeSpec,
} from '@perennial/contract'
import { isTimeZone, parseDay } from '../kernel/instants.ts'
import { ok, refuse, type Verdict } from '../kernel/verdict.ts'
import type { CompileContext, DefinitionKindEntry, Favour } from './definition.ts'
import { gainfulRound } from './model/exchange-gain.ts'
import { siteKind } from './site-kind.ts'

/** The key of the one settings definition of a programme. */
export const settingsKey = 'program'

/** The money that orders may be in, by ISO 4217. */
export const moneyCurrencies = new Set(Intl.supportedValuesOf('currency'))

/** What is nothing to members, or never takes from them. The time zone counts days, so it is in doubt. */
const settingsFavour: Favour = {
  fields: {
    name: ['any'],
    contact: ['any'],
    'contact.*': ['any'],
    enrolOnFirstOrder: ['any'],
    acceptPastDays: ['more'],
    acceptFutureHours: ['more'],
    'activityTypes.*': ['new'],
    'publishing.fourEyes': ['any'],
    'publishing.noticeDays': ['more'],
  },
}

/** How books value a currency is nothing to members; what they can do with it is. */
const currencyFavour: Favour = {
  added: true,
  fields: {
    name: ['any'],
    'unit.*': ['any'],
    valuePerPointE4: ['any'],
    breakageE4: ['any'],
    adjustmentAlone: ['any'],
    expiry: ['gone'],
    'expiry.days': ['more'],
    'expiry.months': ['more'],
    'expiry.years': ['more'],
    pending: ['gone'],
    'pending.days': ['less'],
    'pending.atLatestDays': ['less'],
    restoredDays: ['more'],
    transfer: ['new'],
    'transfer.maximum': ['more'],
    'transfer.monthly': ['more'],
    'transfer.coolDownHours': ['less'],
    'transfer.pool': ['on'],
    'exchange[].give': ['less'],
    'exchange[].get': ['more'],
  },
}

/** The programme as a whole. */
const settingsKind: DefinitionKindEntry<SettingsSpec, SettingsSpec> = {
  kind: 'settings',
  favour: settingsFavour,
  wholeProgram: true,
  schema: settingsSpec,
  compile: compileSettings,
}

/** What members hold and the programme owes. */
const currencyKind: DefinitionKindEntry<CurrencySpec, CurrencySpec> = {
  kind: 'currency',
  favour: currencyFavour,
  wholeProgram: true,
  schema: currencySpec,
  compile: compileCurrency,
}

/** A place where members buy. */
const storeKind: DefinitionKindEntry<StoreSpec, StoreSpec> = {
  kind: 'store',
  favour: { added: true, removed: true, fields: { '*': ['any'] } },
  schema: storeSpec,
  compile: (_key, spec) =>
    spec.timeZone === undefined || isTimeZone(spec.timeZone) ? ok(spec) : zoneRefusal(spec.timeZone),
}

/** What members may give value to. */
const causeKind: DefinitionKindEntry<CauseSpec, CauseSpec> = {
  kind: 'cause',
  favour: { added: true, fields: { '*': ['any'] } },
  schema: causeSpec,
  compile: (_key, spec) => ok(spec),
}

/** The kinds that this domain owns. */
export const ownKinds = [settingsKind, currencyKind, storeKind, causeKind, siteKind] as const

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
    if (type.startsWith('wallet.'))
      return refuse('definition_invalid', `"${type}": types that begin with "wallet." are commands.`, {
        field: `activityTypes.${type}`,
      })
    const known = standardActivityTypes.find((each) => each.key === type)?.fields
    const missing = declared.required.find((name) => !Object.hasOwn({ ...known, ...declared.fields }, name))
    if (missing !== undefined)
      return refuse('definition_invalid', `The required field "${missing}" is not among the fields.`, {
        field: `activityTypes.${type}.required`,
      })
  }
  return ok(spec)
}

function compileCurrency(key: string, spec: CurrencySpec, context: CompileContext): Verdict<CurrencySpec> {
  const problem = currencyProblem(key, spec, context)
  return problem === undefined
    ? ok(spec)
    : refuse('definition_invalid', problem.detail, { field: problem.field })
}

function currencyProblem(
  key: string,
  spec: CurrencySpec,
  { currencies }: CompileContext,
): { detail: string; field: string } | undefined {
  const isMoney = spec.kind === 'credit' || spec.kind === 'stored-value'
  if (isMoney !== (spec.money !== undefined))
    return { detail: 'Credit and stored value say in which money they are; others do not.', field: 'money' }
  if (spec.money !== undefined && !moneyCurrencies.has(spec.money))
    return { detail: `"${spec.money}" is not an ISO 4217 currency.`, field: 'money' }
  if (spec.pending?.kind === 'date' && parseDay(spec.pending.date) === undefined)
    return { detail: `${spec.pending.date} is not a day.`, field: 'pending.date' }
  if (spec.expiry?.kind === 'date' && parseDay(spec.expiry.date) === undefined)
    return { detail: `${spec.expiry.date} is not a day.`, field: 'expiry.date' }
  if (spec.kind === 'status' && spec.transfer !== undefined)
    return { detail: 'What counts towards a status cannot be given away.', field: 'transfer' }
  for (const [index, { to }] of spec.exchange.entries()) {
    const field = `exchange[${index}].to`
    const target = currencies.get(to)
    if (target === undefined || to === key)
      return { detail: `The programme has no other currency "${to}".`, field }
    if (spec.kind === 'status' || target.spec.kind === 'status')
      return { detail: 'What counts towards a status cannot be exchanged.', field }
  }
  const round = gainfulRound(currencies, key)
  if (round !== undefined)
    return {
      detail: `Exchanged in a round (${round.join(', ')}), it becomes more than it was.`,
      field: 'exchange',
    }
  return undefined
}
