import { calendarOf, type Day } from '../../kernel/instants.ts'
import type { Period } from '../stage.ts'

/** The number of the period in which a day falls: a Monday for weeks, year * 12 + month - 1, a year, 0 for ever. */
export function periodOf(day: Day, period: Period): number {
  switch (period) {
    case 'day':
      return day
    case 'week':
      return day - ((((day + 3) % 7) + 7) % 7)
    case 'month': {
      const { year, month } = calendarOf(day)
      return year * 12 + month - 1
    }
    case 'year':
      return calendarOf(day).year
    case 'lifetime':
      return 0
  }
}
