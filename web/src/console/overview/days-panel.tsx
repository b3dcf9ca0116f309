import { Button, Group, Paper, Skeleton, Stack, Switch, Text, Title } from '@mantine/core'
import type { Overview } from '@perennial/contract'
import { IconCalendarOff } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { Choice } from '../../ui/choice.tsx'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { useFormat, useText } from '../../ui/locale.tsx'
import { Empty } from '../../ui/states.tsx'
import { Num } from '../../ui/values.tsx'
import { useProgram } from '../program.tsx'
import { useUnit } from '../unit.ts'
import { type Bucket, type ChartView, chartViews, seriesOf } from './series.ts'
import type { Period } from './span.ts'

// The chart library is most of the weight of this page; everything else is there before it.
const DaysChart = lazy(async () => ({ default: (await import('./days-chart.tsx')).DaysChart }))

/** The days as a chart, or as a table with the same numbers. */
export function DaysPanel({ overview, period }: { overview: Overview; period: Period }) {
  const t = useText()
  const unit = useUnit(overview.unit)
  const [view, setView] = useState<ChartView>('points')
  const [asTable, setAsTable] = useState(false)
  const series = seriesOf(overview.days)
  if (series.buckets.length === 0) return <QuietDays period={period} />
  const note = series.bucketDays === 1 ? t('chart.daily') : t('chart.bucket', { days: series.bucketDays })
  return (
    <Paper p="lg" bg="var(--surface)" component="section" aria-labelledby="days-title">
      <Group justify="space-between" mb="md" gap="sm">
        <div>
          <Title order={2} size="h4" id="days-title">
            {t(`chart.title.${view}`, { unit: unit.many })}
          </Title>
          <Text c="dimmed" size="sm">
            {note}
          </Text>
        </div>
        <Group gap="md">
          <Switch
            label={t('chart.table')}
            checked={asTable}
            onChange={(event) => setAsTable(event.currentTarget.checked)}
          />
          <Choice
            label={t('chart.label')}
            value={view}
            options={chartViews.map((each) => ({ value: each, label: t(`chart.view.${each}`) }))}
            onChange={setView}
          />
        </Group>
      </Group>
      {asTable ? (
        <DaysTable buckets={series.buckets} unit={unit.many} />
      ) : (
        <Suspense fallback={<Skeleton height={300} radius="md" />}>
          <DaysChart buckets={series.buckets} view={view} />
        </Suspense>
      )}
    </Paper>
  )
}

function QuietDays({ period }: { period: Period }) {
  const t = useText()
  const program = useProgram()
  const all = { program: program.key }
  return (
    <Empty
      icon={<IconCalendarOff size={28} />}
      title={t('chart.empty.title')}
      action={
        period === 'all' ? null : (
          <Button
            renderRoot={(props) => (
              <Link to="/$program/overview" params={all} search={{ period: 'all' }} {...props} />
            )}
          >
            {t('chart.empty.action')}
          </Button>
        )
      }
    >
      {t('chart.empty.text')}
    </Empty>
  )
}

function DaysTable({ buckets, unit }: { buckets: readonly Bucket[]; unit: string }) {
  const t = useText()
  const format = useFormat()
  const number = (
    key: 'enrolled' | 'orders' | 'issued' | 'spent' | 'liability',
    header: string,
  ): Column<Bucket> => ({
    key,
    header,
    numeric: true,
    cell: (bucket) => <Num>{format.number(bucket[key])}</Num>,
  })
  const columns: Column<Bucket>[] = [
    {
      key: 'day',
      header: t('chart.day'),
      cell: (bucket) =>
        bucket.from === bucket.to
          ? format.day(bucket.to)
          : t('chart.range', { from: format.day(bucket.from), to: format.day(bucket.to) }),
    },
    number('enrolled', t('chart.enrolled')),
    number('orders', t('chart.view.orders')),
    number('issued', t('overview.issued', { unit })),
    number('spent', t('overview.spent', { unit })),
    number('liability', t('chart.outstanding', { unit })),
  ]
  return (
    <Stack gap="xs">
      <DataTable
        label={t('chart.table.label')}
        columns={columns}
        rows={[...buckets].reverse()}
        rowKey={(bucket) => bucket.from}
        height="26rem"
      />
    </Stack>
  )
}
