import { useMutation, useQueryClient } from '@tanstack/react-query'
import { write } from '../../data/api.ts'
import { designKeys } from '../../data/design-queries.ts'
import { useProgram } from '../program.tsx'
import type { Verb } from './shown-proposals.ts'

/** Does something with a proposal, and asks again for everything that hangs on it. */
export function useProposalAct(number: number) {
  const program = useProgram()
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ verb, body = {} }: { verb: Verb | 'comments'; body?: Record<string, unknown> }) =>
      write('POST', ['programs', program.key, 'proposals', String(number), verb], body),
    onSuccess: () =>
      Promise.all(
        ['proposals', 'programs', 'releases', ...designKeys].map((name) =>
          client.invalidateQueries({ queryKey: [name] }),
        ),
      ),
  })
}
