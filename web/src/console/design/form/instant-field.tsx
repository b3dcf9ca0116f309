import { CloseButton, Group, Input, TextInput } from '@mantine/core'
import { addDays, todayIn } from '../../../ui/calendar.ts'
import { DayPicker } from '../../../ui/day-picker.tsx'
import { useText } from '../../../ui/locale.tsx'
import { useProgram } from '../../program.tsx'
import { instantAt, localParts } from './local-time.ts'

interface InstantFieldProps {
  id: string
  label: string
  description: string | undefined
  value: string | undefined
  onChange: (value: string | undefined) => void
  /** A whole day has no time. */
  isDay?: boolean
  isRequired: boolean
  error: string | undefined
}

const yearsDays = 3_660

/** A day in the reader's calendar and a time, both in the programme's zone. */
export function InstantField(props: InstantFieldProps) {
  const { id, label, description, value, onChange, isDay = false, isRequired, error } = props
  const t = useText()
  const { timeZone, clock } = useProgram()
  const parts =
    value === undefined ? undefined : isDay ? { day: value, time: '' } : localParts(value, timeZone)
  const today = todayIn(timeZone, new Date(clock()))
  function change(day: string, time: string): void {
    onChange(isDay ? day : instantAt({ day, time, timeZone }))
  }
  return (
    <Input.Wrapper
      id={id}
      label={label}
      description={description}
      error={error}
      required={isRequired}
      labelElement="div"
    >
      <Group gap="xs" mt={6} align="center">
        <DayPicker
          label={t('form.day')}
          value={parts?.day}
          placeholder={t('form.day.none')}
          today={today}
          earliest={addDays(today, -yearsDays)}
          latest={addDays(today, yearsDays)}
          onChange={(day) => change(day, parts?.time ?? '00:00')}
        />
        {parts && !isDay && (
          <TextInput
            type="time"
            dir="ltr"
            aria-label={t('form.time', { label })}
            value={parts.time}
            onChange={(event) => event.currentTarget.value && change(parts.day, event.currentTarget.value)}
          />
        )}
        {parts && !isRequired && (
          <CloseButton aria-label={t('form.clear', { label })} onClick={() => onChange(undefined)} />
        )}
      </Group>
    </Input.Wrapper>
  )
}
