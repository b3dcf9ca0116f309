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
import { type Span, spanOf } from './span.ts'
import { TierMix } from './tier-mix.tsx'
import { Tiles } from './tiles.tsx'

const route = getRouteApi('/$program/overview')

/** How the programme is doing: six numbers, the days, and who is in which tier. */
export function OverviewPage() {
  const t = useText()
  const program = useProgram()
  const today = todayIn(program.timeZone)
  const span = spanOf(route.useSearch(), today)
  const overview = useQuery({
    ...overviewQuery(program.key, { from: span.from, to: span.to }),
    placeholderData: keepPreviousData,
  })
  const empty = overview.data?.members === 0
  return (
    <Page
      title={t('overview.title')}
      subtitle={<Subtitle span={span} overview={overview.data} />}
      actions={empty || overview.error ? null : <PeriodPicker span={span} today={today} />}
    >
      {overview.isPending && <Loading rows={4} height={110} />}
      {overview.error && <Failure error={overview.error} retry={() => void overview.refetch()} />}
      {overview.data && !overview.error && empty && <NoMembers program={program.key} />}
      {overview.data && !overview.error && !empty && (
        <Stack gap="lg" aria-busy={overview.isFetching} opacity={overview.isPlaceholderData ? 0.6 : 1}>
          <Tiles overview={overview.data} />
          <DaysPanel overview={overview.data} span={span} />
          <TierMix overview={overview.data} />
        </Stack>
      )}
    </Page>
  )
}

function Subtitle({ span, overview }: { span: Span; overview: Overview | undefined }) {
  const t = useText()
  const format = useFormat()
  // All time starts where the programme's own days start, not at the edge of the question.
  const from = span.period === 'all' ? overview?.days[0]?.day : span.from
  if (!from) return null
  return <>{t('overview.span', { from: format.day(from), to: format.day(span.to) })}</>
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
