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

/** Drafts that were frozen for review, newest first, without what was said about them. */
export function proposalsQuery(program: string) {
  return queryOptions({
    queryKey: ['proposals', program],
    queryFn: async ({ signal }) => {
      const path = ['programs', program, 'proposals']
      const { proposals } = await read<{ proposals: Omit<ProposalView, 'comments'>[] }>(path, { signal })
      return proposals
    },
    staleTime: 0,
    retry: false,
  })
}

/** One of them, with what was said about it. */
export function proposalQuery(program: string, proposal: number) {
  return queryOptions({
    queryKey: ['proposals', program, proposal],
    queryFn: ({ signal }) =>
      read<ProposalView>(['programs', program, 'proposals', String(proposal)], { signal }),
    staleTime: 0,
  })
}
