import { Button, Stack } from '@mantine/core'
import { IconGitCompare, IconStack2 } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { releasesQuery } from '../../data/queries.ts'
import en from '../../messages/beta/en.json' with { type: 'json' }
import fa from '../../messages/beta/fa.json' with { type: 'json' }
import { MoreTexts, useText } from '../../ui/locale.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { LivePanel } from '../beta/live-panel.tsx'
import { More } from '../member/more.tsx'
import { useProgram } from '../program.tsx'
import { ComparePanel } from './compare-panel.tsx'
import { ReleaseCard } from './release-card.tsx'

const texts = { en, fa }
const route = getRouteApi('/$program/releases')

/** Every published state of the programme, what each changed, and any two side by side. */
export function ReleasesPage() {
  return (
    <MoreTexts texts={texts}>
      <Releases />
    </MoreTexts>
  )
}

function Releases() {
  const t = useText()
  const program = useProgram()
  const { from, to } = route.useSearch()
  const navigate = route.useNavigate()
  const query = useInfiniteQuery(releasesQuery(program.key))
  const releases = query.data?.pages.flatMap((page) => page.releases) ?? []
  const [newest, second] = releases
  const comparing = from !== undefined && to !== undefined
  const canCompare = newest && second && !comparing && !query.error
  return (
    <Page
      title={t('releases.title')}
      subtitle={t('releases.subtitle')}
      actions={
        canCompare && (
          <Button
            variant="default"
            leftSection={<IconGitCompare size={18} />}
            onClick={() =>
              void navigate({ search: { from: String(second.number), to: String(newest.number) } })
            }
          >
            {t('releases.compare')}
          </Button>
        )
      }
    >
      {query.isPending && <Loading rows={4} height={120} />}
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data && !query.error && releases.length === 0 && (
        <Empty icon={<IconStack2 size={28} />} title={t('releases.empty.title')}>
          {t('releases.empty.text')}
        </Empty>
      )}
      {!query.error && releases.length > 0 && (
        <Stack gap="md">
          {!comparing && <LivePanel />}
          {comparing && <ComparePanel releases={releases} from={Number(from)} to={Number(to)} />}
          {!comparing &&
            releases.map((release, index) => (
              <ReleaseCard key={release.number} release={release} opened={index === 0} />
            ))}
          <More query={query} />
        </Stack>
      )}
    </Page>
  )
}
