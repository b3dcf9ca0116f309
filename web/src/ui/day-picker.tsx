import { ActionIcon, Button, Group, Popover, Text, UnstyledButton } from '@mantine/core'
import {
  IconCalendar,
  IconChevronLeft,
  IconChevronRight,
  IconChevronsLeft,
  IconChevronsRight,
} from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { addDays, dayOfMonth, laterDay, longDay, monthOf, weekdayNames } from './calendar.ts'
import styles from './day-picker.module.css'
import { directionOf, useFormat, useLocale, useText } from './locale.tsx'

interface DayPickerProps {
  /** What the day is for, such as "As of". */
  label: string
  /** ISO day, or undefined when none is chosen: then `placeholder` stands in its place. */
  value: string | undefined
  placeholder?: string
  /** The ISO day that is marked as today; also the last one that can be chosen, unless `latest` says otherwise. */
  today: string
  /** The last day that can be chosen. */
  latest?: string
  /** The first day that can be chosen. Default: any. */
  earliest?: string
  onChange: (day: string) => void
}

/** A calendar of the reader's own: Jalali and Saturday first in Persian, Gregorian and Monday first in English. */
export function DayPicker(props: DayPickerProps) {
  const { label, value, placeholder = '', today, latest = today, earliest = '', onChange } = props
  const [opened, setOpened] = useState(false)
  const format = useFormat()
  const shown = value ? format.day(value) : placeholder
  function choose(day: string): void {
    onChange(day)
    setOpened(false)
  }
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      shadow="md"
      radius="lg"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconCalendar size={16} />}
          onClick={() => setOpened((before) => !before)}
        >
          <Text span c="dimmed" size="sm" me={6}>
            {label}
          </Text>
          {shown}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <Month
          start={value ?? laterDay(earliest, today)}
          chosen={value}
          today={today}
          latest={latest}
          earliest={earliest}
          onChoose={choose}
        />
      </Popover.Dropdown>
    </Popover>
  )
}

interface MonthProps {
  start: string
  chosen: string | undefined
  today: string
  latest: string
  earliest: string
  onChoose: (day: string) => void
}

function Month({ start, chosen, today, latest, earliest, onChoose }: MonthProps) {
  const { locale } = useLocale()
  const format = useFormat()
  const grid = useRef<HTMLDivElement>(null)
  const movedByKeys = useRef(false)
  const [active, setActive] = useState(start)
  const month = monthOf(active, locale)
  // The grid has one tab stop; arrows move it, so the focus follows the active day. A button outside keeps the focus:
  // who pages through months presses it again.
  useEffect(() => {
    if (!movedByKeys.current) return
    movedByKeys.current = false
    grid.current?.querySelector<HTMLElement>(`[data-day="${active}"]`)?.focus()
  }, [active])
  function onKeyDown(event: KeyboardEvent): void {
    const next = moved({ key: event.key, day: active, rtl: directionOf(locale) === 'rtl' })
    if (!next || next > latest || next < earliest) return
    event.preventDefault()
    movedByKeys.current = true
    setActive(next)
  }
  return (
    <>
      <MonthHeader
        title={month.title}
        first={month.first}
        last={month.days.at(-1) ?? active}
        latest={latest}
        onMove={setActive}
      />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys are handled for the buttons inside */}
      <div className={styles.grid} ref={grid} onKeyDown={onKeyDown}>
        {weekdayNames(locale).map((name) => (
          <span key={name.long} className={styles.name} aria-hidden>
            {name.short}
          </span>
        ))}
        {month.days.map((day, index) => (
          <UnstyledButton
            key={day}
            data-day={day}
            data-autofocus={day === active || undefined}
            aria-label={longDay(day, locale)}
            aria-pressed={day === chosen}
            tabIndex={day === active ? 0 : -1}
            disabled={day > latest || day < earliest}
            className={`${styles.day} ${day === chosen ? styles.chosen : ''} ${day === today ? styles.today : ''}`}
            style={index === 0 ? { gridColumnStart: month.leading + 1 } : {}}
            onClick={() => onChoose(day)}
          >
            {format.number(dayOfMonth(day, locale))}
          </UnstyledButton>
        ))}
      </div>
    </>
  )
}

interface MonthHeaderProps {
  title: string
  first: string
  last: string
  latest: string
  onMove: (day: string) => void
}

function MonthHeader({ title, first, last, latest, onMove }: MonthHeaderProps) {
  const t = useText()
  const rtl = directionOf(useLocale().locale) === 'rtl'
  const Back = rtl ? IconChevronRight : IconChevronLeft
  const Forward = rtl ? IconChevronLeft : IconChevronRight
  const YearBack = rtl ? IconChevronsRight : IconChevronsLeft
  const YearForward = rtl ? IconChevronsLeft : IconChevronsRight
  // From the first of a month these lead into the same month of the other year, leap or not.
  const yearBefore = addDays(first, -365)
  const yearAfter = addDays(first, 366)
  return (
    <Group justify="space-between" mb="xs" gap={2} wrap="nowrap">
      <ActionIcon variant="subtle" aria-label={t('calendar.previousYear')} onClick={() => onMove(yearBefore)}>
        <YearBack size={18} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        aria-label={t('calendar.previous')}
        onClick={() => onMove(addDays(first, -1))}
      >
        <Back size={18} />
      </ActionIcon>
      <Text fw={600} ta="center" aria-live="polite" style={{ flexGrow: 1 }}>
        {title}
      </Text>
      <ActionIcon
        variant="subtle"
        aria-label={t('calendar.next')}
        disabled={addDays(last, 1) > latest}
        onClick={() => onMove(addDays(last, 1))}
      >
        <Forward size={18} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        aria-label={t('calendar.nextYear')}
        disabled={yearAfter > latest}
        onClick={() => onMove(yearAfter)}
      >
        <YearForward size={18} />
      </ActionIcon>
    </Group>
  )
}

/** The day that a key leads to. In Persian the week runs from right to left, so the arrows follow the eye. */
function moved({ key, day, rtl }: { key: string; day: string; rtl: boolean }): string | undefined {
  const sideways = rtl ? -1 : 1
  const steps: Record<string, number> = {
    ArrowRight: sideways,
    ArrowLeft: -sideways,
    ArrowDown: 7,
    ArrowUp: -7,
    PageDown: 30,
    PageUp: -30,
  }
  const step = steps[key]
  return step === undefined ? undefined : addDays(day, step)
}
