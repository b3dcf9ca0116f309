import { Group } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { Choice } from '../../ui/choice.tsx'
import { DayPicker } from '../../ui/day-picker.tsx'
import { useText } from '../../ui/locale.tsx'
import { useProgram } from '../program.tsx'
import { periods, type Span } from './span.ts'

interface PeriodPickerProps {
  span: Span
  /** The days on the page: where a custom period starts from. */
  shown: readonly { day: string }[] | undefined
  today: string
}

/** Which days the page tells about; the choice is part of the address. */
export function PeriodPicker({ span, shown, today }: PeriodPickerProps) {
  const t = useText()
  const navigate = useNavigate()
  const program = useProgram()
  const from = span.from ?? shown?.[0]?.day ?? today
  const to = span.to ?? shown?.at(-1)?.day ?? today
  function show(search: { period: string; from?: string; to?: string }): void {
    void navigate({ to: '/$program/overview', params: { program: program.key }, search, replace: true })
  }
  return (
    <Group gap="sm">
      {span.period === 'custom' && (
        <>
          <DayPicker
            label={t('overview.from')}
            value={from}
            today={today}
            onChange={(chosen) => show({ period: 'custom', from: chosen, to })}
          />
          <DayPicker
            label={t('overview.to')}
            value={to}
            today={today}
            onChange={(chosen) => show({ period: 'custom', from, to: chosen })}
          />
        </>
      )}
      <Choice
        label={t('overview.period')}
        value={span.period}
        options={periods.map((period) => ({ value: period, label: t(`overview.period.${period}`) }))}
        onChange={(period) => show(period === 'custom' ? { period, from, to } : { period })}
      />
    </Group>
  )
}
