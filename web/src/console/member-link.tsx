import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { memberQuery } from '../data/queries.ts'
import { Code } from '../ui/values.tsx'
import { useProgram } from './program.tsx'

/** Leads to a member, by name where there is one; asks for it where it is not `known`. */
export function MemberLink({ member, known = null }: { member: string; known?: string | null }) {
  const { key: program } = useProgram()
  const found = useQuery({ ...memberQuery({ program, member }, undefined), enabled: known === null }).data
  const name = known ?? found?.name ?? found?.externalId ?? found?.email
  return (
    <Anchor
      fw={600}
      renderRoot={(props) => <Link to="/$program/members/$member" params={{ program, member }} {...props} />}
    >
      {name ? <bdi>{name}</bdi> : <Code>{member}</Code>}
    </Anchor>
  )
}
