import { Anchor, Container, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Navigate } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { programsQuery } from '../../data/queries.ts'
import { remembered } from '../../data/remembered.ts'
import { useText } from '../../ui/locale.tsx'
import { useTitle } from '../../ui/page.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { Preferences } from '../preferences.tsx'

const route = getRouteApi('/')
const Gallery = lazy(async () => ({ default: (await import('./gallery.tsx')).Gallery }))

/** The door: goes on to the programme used last, or to the templates where there is none or a new one is wanted. */
export function Start() {
  const t = useText()
  const { start } = route.useSearch()
  const programs = useQuery(programsQuery())
  useTitle(t('product.name'))
  const list = programs.data ?? []
  const chosen = list.find((program) => program.key === remembered('program')) ?? list[0]
  if (chosen && start === undefined)
    return <Navigate to="/$program/overview" params={{ program: chosen.key }} replace />
  return (
    <Container component="main" size="xl" py="xl" id="content">
      <Group justify="space-between" mb="lg">
        {chosen ? (
          <Anchor href={`/console/${chosen.key}/overview`}>{t('start.back', { name: chosen.name })}</Anchor>
        ) : (
          <span />
        )}
        <Preferences />
      </Group>
      {programs.isPending && <Loading />}
      {programs.error && <Failure error={programs.error} retry={() => void programs.refetch()} />}
      {programs.data && (
        <Suspense fallback={<Loading />}>
          <Gallery programs={programs.data} />
        </Suspense>
      )}
    </Container>
  )
}
