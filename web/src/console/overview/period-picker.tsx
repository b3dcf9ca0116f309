import { Group } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { Choice } from '../../ui/choice.tsx'
import { DayPicker } from '../../ui/day-picker.tsx'
import { useText } from '../../ui/locale.tsx'
import { useProgram } from '../program.tsx'
import { periods, type Span } from './span.ts'

/** Which days the page tells about; the choice is part of the address. */
export function PeriodPicker({ span, today }: { span: Span; today: string }) {
  const t = useText()
  const navigate = useNavigate()
  const program = useProgram()
  function show(search: { period: string; from?: string; to?: string }): void {
    void navigate({ to: '/$program/overview', params: { program: program.key }, search, replace: true })
  }
  return (
    <Group gap="sm">
      {span.period === 'custom' && (
        <>
          <DayPicker
            label={t('overview.from')}
            value={span.from}
            today={today}
            onChange={(from) => show({ period: 'custom', from, to: span.to })}
          />
          <DayPicker
            label={t('overview.to')}
            value={span.to}
            today={today}
            onChange={(to) => show({ period: 'custom', from: span.from, to })}
          />
        </>
      )}
      <Choice
        label={t('overview.period')}
        value={span.period}
        options={periods.map((period) => ({ value: period, label: t(`overview.period.${period}`) }))}
        onChange={(period) =>
          show(period === 'custom' ? { period, from: span.from, to: span.to } : { period })
        }
      />
    </Group>
  )
}
