import type { ReleaseChange } from '@perennial/contract'
import { queryOptions } from '@tanstack/react-query'
import { read } from './api.ts'

/** What differs between two states of a programme; of the drafts also what keeps them from being published. */
export interface Comparison {
  from: number
  to: number | 'draft'
  changes: ReleaseChange[]
  errors: { field: string; message: string }[]
}

/** Two states of a programme against each other. Default: the release in force and the drafts. */
export function comparisonQuery(program: string, between: { from?: number; to?: number | 'draft' }) {
  return queryOptions({
    queryKey: ['comparison', program, between],
    queryFn: ({ signal }) =>
      read<Comparison>(['programs', program, 'releases', 'compare'], { search: { ...between }, signal }),
    staleTime: 0,
  })
}
