import type { ProposalView, ReleaseChange } from '@perennial/contract'
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

/** Drafts that were frozen for review and are not decided yet, newest first. */
export function proposalsQuery(program: string) {
  return queryOptions({
    queryKey: ['proposals', program],
    queryFn: async ({ signal }) => {
      const path = ['programs', program, 'proposals']
      const { proposals } = await read<{ proposals: Omit<ProposalView, 'comments'>[] }>(path, { signal })
      return proposals.filter((each) => pending.includes(each.state))
    },
    staleTime: 0,
    retry: false,
  })
}

const pending: readonly ProposalView['state'][] = ['open', 'approved', 'scheduled', 'beta', 'failed']
