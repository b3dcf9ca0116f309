import { Button, Group } from '@mantine/core'
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react'
import { getRouteApi, Link, useRouter } from '@tanstack/react-router'
import { directionOf, useLocale, useText } from '../../ui/locale.tsx'

const route = getRouteApi('/$program/members')

interface PagerProps {
  cursor: string | undefined
  next: string | null
  query: string
}

/** Forward by cursor; backward is the browser's own history, which knows where each page began. */
export function Pager({ cursor, next, query }: PagerProps) {
  const t = useText()
  const router = useRouter()
  const { program } = route.useParams()
  const rtl = directionOf(useLocale().locale) === 'rtl'
  const Back = rtl ? IconArrowRight : IconArrowLeft
  const Forward = rtl ? IconArrowLeft : IconArrowRight
  const search = query ? { query } : {}
  if (!cursor && !next) return null
  return (
    <Group justify="space-between" component="nav" aria-label={t('pager.label')}>
      {cursor ? (
        <Group gap="xs">
          <Button variant="default" onClick={() => router.history.back()} leftSection={<Back size={16} />}>
            {t('pager.previous')}
          </Button>
          <Button
            variant="subtle"
            renderRoot={(props) => (
              <Link to="/$program/members" params={{ program }} search={search} {...props} />
            )}
          >
            {t('pager.first')}
          </Button>
        </Group>
      ) : (
        <span />
      )}
      {next && (
        <Button
          variant="default"
          rightSection={<Forward size={16} />}
          renderRoot={(props) => (
            <Link
              to="/$program/members"
              params={{ program }}
              search={{ ...search, cursor: next }}
              {...props}
            />
          )}
        >
          {t('pager.next')}
        </Button>
      )}
    </Group>
  )
}
