import { AreaChart, BarChart } from '@mantine/charts'
import '@mantine/charts/styles.css'
import { Box, VisuallyHidden } from '@mantine/core'
import { directionOf, useFormat, useLocale, useText } from '../../ui/locale.tsx'
import type { Bucket, ChartView } from './series.ts'

/** The days as a picture. The first day stands where reading starts: on the right in Persian. */
export function DaysChart({ buckets, view }: { buckets: readonly Bucket[]; view: ChartView }) {
  const t = useText()
  const format = useFormat()
  const rtl = directionOf(useLocale().locale) === 'rtl'
  // A picture has no bidi markup: words of Persian labels are kept in order by isolates.
  const inOrder = (text: string) => (rtl ? `\u2067${text}\u2069` : text)
  const data = buckets.map((bucket) => ({ ...bucket, label: inOrder(format.day(bucket.to)) }))
  // Thin bars for many days; what was spent stands inside what was earned.
  const barSize = Math.max(3, Math.min(18, Math.floor(640 / buckets.length)))
  const axes = {
    h: 300,
    data,
    dataKey: 'label',
    valueFormatter: format.number,
    withLegend: view === 'points',
    legendProps: { verticalAlign: 'bottom' as const, height: 40 },
    xAxisProps: { reversed: rtl, minTickGap: 40, tickMargin: 10 },
    yAxisProps: {
      orientation: rtl ? ('right' as const) : ('left' as const),
      tickFormatter: (value: number) => inOrder(format.compact(value)),
      width: 64,
      tickMargin: 10,
    },
    gridAxis: 'x' as const,
    tickLine: 'none' as const,
    accessibilityLayer: false,
  }
  return (
    <Box dir="ltr">
      <VisuallyHidden>{t('chart.hidden')}</VisuallyHidden>
      <div aria-hidden>
        {view === 'points' && (
          <BarChart
            {...axes}
            series={[
              { name: 'issued', color: 'var(--chart-one)', label: t('chart.issued') },
              { name: 'spent', color: 'var(--chart-two)', label: t('chart.spent') },
            ]}
            barProps={{ isAnimationActive: false, radius: 2, barSize }}
            barChartProps={{ barGap: -barSize, barCategoryGap: 1 }}
          />
        )}
        {view === 'orders' && (
          <BarChart
            {...axes}
            series={[{ name: 'orders', color: 'var(--chart-three)', label: t('chart.view.orders') }]}
            barProps={{ isAnimationActive: false, radius: 2, barSize }}
            barChartProps={{ barGap: -barSize, barCategoryGap: 1 }}
          />
        )}
        {view === 'liability' && (
          <AreaChart
            {...axes}
            series={[{ name: 'liability', color: 'var(--chart-one)', label: t('chart.view.liability') }]}
            areaProps={{ isAnimationActive: false }}
            curveType="linear"
            withDots={false}
            withGradient
          />
        )}
      </div>
    </Box>
  )
}
