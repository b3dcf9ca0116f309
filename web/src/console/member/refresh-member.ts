import { useQueryClient } from '@tanstack/react-query'
import { memberKeys } from '../../data/wallet-queries.ts'
import { useProgram } from '../program.tsx'

/** Reads everything on a member's page again, after a command changed it. */
export function useRefreshMember(): () => Promise<void> {
  const client = useQueryClient()
  const program = useProgram()
  return async () => {
    await Promise.all(memberKeys.map((key) => client.invalidateQueries({ queryKey: [key, program.key] })))
  }
}
