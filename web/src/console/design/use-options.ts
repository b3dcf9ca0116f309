import type { DefinitionKind, DefinitionView } from '@perennial/contract'
import { useQuery } from '@tanstack/react-query'
import { definitionsQuery } from '../../data/design-queries.ts'
import { isObject } from '../../data/json-schema.ts'
import { useTextOr } from '../../ui/locale.tsx'
import { useProgram } from '../program.tsx'
import type { Option } from './form/form-state.tsx'

/** Which definitions a field names, by its path or the end of it. */
const named: Readonly<Record<string, string>> = {
  currency: 'currency',
  to: 'currency',
  of: 'earning-rule',
  'stores.include': 'store',
  'stores.exclude': 'store',
  'segments.include': 'segment',
  'segments.exclude': 'segment',
}
/** Fields that name types of activities. */
const typed = new Set(['on', 'visits'])
const builtIn = ['order.placed', 'order.returned', 'order.cancelled', 'order.fulfilled', 'member.enrolled']

/** What fields of a kind can name: currencies, rules, stores, segments, tiers and types of activities. */
export function useOptions(kind: DefinitionKind): (path: string) => Option[] | undefined {
  const textOr = useTextOr()
  const program = useProgram()
  const definitions = useQuery(definitionsQuery(program.key)).data ?? []
  function ofKind(wanted: string): Option[] {
    return definitions
      .filter((each) => each.kind === wanted)
      .map((each) => ({ value: each.key, label: nameOf(each) }))
  }
  return (path) => {
    const end = path.split('.').at(-1) ?? path
    const last = path.split('.').slice(-2).join('.')
    // The currency of the programme itself is money.
    if (kind === 'settings' || (kind === 'cause' && end === 'currency')) return undefined
    if (typed.has(end)) return activityTypes(definitions, textOr)
    if (path.endsWith('audience.tiers')) return tiers(definitions)
    if (end === 'of' && path !== 'award.of') return undefined
    if (end === 'to' && path !== 'exchange.to') return undefined
    const wanted = named[last] ?? named[end]
    return wanted === undefined ? undefined : ofKind(wanted)
  }
}

/** What people call a definition; its key where it has no name. */
export function nameOf(definition: { key: string; spec: unknown }): string {
  const { name } = (definition.spec ?? {}) as { name?: unknown }
  return typeof name === 'string' && name !== '' ? name : definition.key
}

function tiers(definitions: readonly DefinitionView[]): Option[] {
  return definitions
    .filter((each) => each.kind === 'tier-ladder')
    .flatMap((each) => (each.spec.tiers as { key: string; name: string }[] | undefined) ?? [])
    .map((tier) => ({ value: tier.key, label: tier.name || tier.key }))
}

function activityTypes(
  definitions: readonly DefinitionView[],
  textOr: (id: string, fallback: string) => string,
): Option[] {
  const settings = definitions.find((each) => each.kind === 'settings')
  const own = isObject(settings?.spec.activityTypes) ? settings.spec.activityTypes : {}
  const types = [
    ...builtIn.map((type) => ({ value: type, label: textOr(`activity.${type}`, type) })),
    ...Object.entries(own).map(([value, type]) => ({
      value,
      label: isObject(type) && typeof type.name === 'string' ? type.name : value,
    })),
  ]
  return types.filter((each, index) => types.findIndex((other) => other.value === each.value) === index)
}
