import { Container } from '@mantine/core'
import { IconPlant2 } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Navigate } from '@tanstack/react-router'
import { programsQuery } from '../data/queries.ts'
import { remembered } from '../data/remembered.ts'
import { Copyable } from '../ui/copyable.tsx'
import { useText } from '../ui/locale.tsx'
import { useTitle } from '../ui/page.tsx'
import { Empty, Failure, Loading } from '../ui/states.tsx'
import { Preferences } from './preferences.tsx'

/** The door: goes on to the programme used last, or says how to make the first one. */
export function Start() {
  const t = useText()
  const programs = useQuery(programsQuery())
  useTitle(t('product.name'))
  const list = programs.data ?? []
  const chosen = list.find((program) => program.key === remembered('program')) ?? list[0]
  if (chosen) return <Navigate to="/$program/overview" params={{ program: chosen.key }} replace />
  return (
    <Container component="main" size="sm" py="xl" id="content">
      <Preferences />
      {programs.isPending && <Loading />}
      {programs.error && <Failure error={programs.error} retry={() => void programs.refetch()} />}
      {programs.data && (
        <Empty
          icon={<IconPlant2 size={28} />}
          title={t('start.empty.title')}
          action={
            <Copyable
              text="npx perennial programs create giftware --from templates/giftware"
              label={t('signIn.command')}
            />
          }
        >
          {t('start.empty.text')}
        </Empty>
      )}
    </Container>
  )
}
