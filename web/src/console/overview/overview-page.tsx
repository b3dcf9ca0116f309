import { Anchor, Button, Stack } from '@mantine/core'
import type { Overview } from '@perennial/contract'
import { IconPlant2 } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { overviewQuery } from '../../data/queries.ts'
import { todayIn } from '../../ui/calendar.ts'
import { Copyable } from '../../ui/copyable.tsx'
import { useFormat, useText } from '../../ui/locale.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { useProgram } from '../program.tsx'
import { DaysPanel } from './days-panel.tsx'
import { PeriodPicker } from './period-picker.tsx'
import { spanOf } from './span.ts'
import { TierMix } from './tier-mix.tsx'
import { Tiles } from './tiles.tsx'

const route = getRouteApi('/$program/overview')

/** How the programme is doing: six numbers, the days, and who is in which tier. */
export function OverviewPage() {
  const t = useText()
  const program = useProgram()
  const today = todayIn(program.timeZone, new Date(program.clock()))
  // The default answer tells which day the programme's pages lead up to; the other periods end there too.
  const usual = useQuery(overviewQuery(program.key, { from: undefined, to: undefined }))
  const span = spanOf(route.useSearch(), usual.data?.days.at(-1)?.day ?? today)
  const overview = useQuery({
    ...overviewQuery(program.key, { from: span.from, to: span.to }),
    enabled: usual.data !== undefined,
    placeholderData: keepPreviousData,
  })
  const failed = usual.error ? usual : overview.error ? overview : undefined
  const empty = overview.data?.members === 0
  return (
    <Page
      title={t('overview.title')}
      subtitle={<Subtitle overview={overview.data} />}
      actions={
        empty || failed ? null : <PeriodPicker span={span} shown={overview.data?.days} today={today} />
      }
    >
      {overview.isPending && !failed && <Loading rows={4} height={110} />}
      {failed?.error && <Failure error={failed.error} retry={() => void failed.refetch()} />}
      {overview.data && !failed && empty && <NoMembers program={program.key} />}
      {overview.data && !failed && !empty && (
        <Stack gap="lg" aria-busy={overview.isFetching} opacity={overview.isPlaceholderData ? 0.6 : 1}>
          <Tiles overview={overview.data} />
          <DaysPanel overview={overview.data} period={span.period} />
          <TierMix overview={overview.data} />
        </Stack>
      )}
    </Page>
  )
}

/** The days that are really shown: those before the first activity are left out. */
function Subtitle({ overview }: { overview: Overview | undefined }) {
  const t = useText()
  const format = useFormat()
  const from = overview?.days[0]?.day
  const to = overview?.days.at(-1)?.day
  if (!from || !to || overview.members === 0) return null
  return <>{t('overview.span', { from: format.day(from), to: format.day(to) })}</>
}

function NoMembers({ program }: { program: string }) {
  const t = useText()
  return (
    <Empty
      icon={<IconPlant2 size={28} />}
      title={t('overview.empty.title')}
      action={
        <Stack align="center" maw="100%">
          <Copyable
            text={`npx perennial import orders orders.csv --program ${program}`}
            label={t('signIn.command')}
          />
          <Button
            renderRoot={(props) => <Link to="/$program/members" params={{ program }} {...props} />}
            variant="light"
          >
            {t('overview.empty.members')}
          </Button>
        </Stack>
      }
    >
      {t('overview.empty.text')}{' '}
      <Anchor href="/docs" underline="always">
        {t('nav.docs')}
      </Anchor>
    </Empty>
  )
}
