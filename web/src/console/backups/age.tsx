import { useFormat, useText } from '../../ui/locale.tsx'
import { ageHours } from './judge-backups.ts'

const hoursOfTwoDays = 48

/** How long ago an instant was, in hours and later in days. */
export function Age({ of }: { of: string }) {
  const t = useText()
  const format = useFormat()
  const hours = ageHours(of, Date.now())
  if (hours < 1) return t('backups.age.now')
  if (hours < hoursOfTwoDays) return t('backups.age.hours', { count: hours, shown: format.number(hours) })
  const days = Math.floor(hours / 24)
  return t('backups.age.days', { count: days, shown: format.number(days) })
}
