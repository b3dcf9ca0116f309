import type { SettingsSpec } from '@perennial/contract'
import { useQuery } from '@tanstack/react-query'
import { definitionQuery } from '../data/queries.ts'
import { useTextOr } from '../ui/locale.tsx'
import { useProgram } from './program.tsx'

/** What a type of activity is called: in the reader's language, else as the programme names it, else its key. */
export function useActivityName(): (type: string) => string {
  const textOr = useTextOr()
  const program = useProgram()
  const named = { kind: 'settings', key: 'program' } as const
  const settings = useQuery(definitionQuery<Partial<SettingsSpec>>(program.key, named)).data
  return (type) => textOr(`activity.${type}`, settings?.activityTypes?.[type]?.name ?? type)
}
