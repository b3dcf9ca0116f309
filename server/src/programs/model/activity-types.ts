import {
  builtInActivityTypes,
  type DataForm,
  derivedActivityTypes,
  type SettingsSpec,
  type StandardActivityType,
  standardActivityTypes,
} from '@perennial/contract'

/** What a programme knows of a type of activity. */
export interface ActivityType {
  /** The fields of its data. */
  fields: Readonly<Record<string, DataForm>>
  required: readonly string[]
  /** Whether only the programme itself may emit it. */
  isDerived: boolean
}

const standard: ReadonlyMap<string, StandardActivityType> = new Map(
  standardActivityTypes.map((type) => [type.key, type]),
)
const derived = new Set(derivedActivityTypes)
const builtIn = new Set<string>(builtInActivityTypes)
const bare: ActivityType = { fields: {}, required: [], isDerived: false }

/**
 * The type as the programme knows it: built in, standard, or declared; undefined when it does not know it. A standard type
 * that the programme declares itself has the fields of both, with the forms and the required fields that the programme
 * names. Who may send it does not hang on that.
 */
export function activityTypeOf(type: string, { activityTypes }: SettingsSpec): ActivityType | undefined {
  const known = standard.get(type)
  const declared = Object.hasOwn(activityTypes, type) ? activityTypes[type] : undefined
  if (declared === undefined) {
    if (known === undefined) return builtIn.has(type) ? bare : undefined
    return { fields: known.fields, required: known.required, isDerived: derived.has(type) }
  }
  const { fields, required } = declared
  return { fields: { ...known?.fields, ...fields }, required, isDerived: derived.has(type) }
}
