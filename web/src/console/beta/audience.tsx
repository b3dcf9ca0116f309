import { Text } from '@mantine/core'
import type { BetaAudience } from '@perennial/contract'
import { useQuery } from '@tanstack/react-query'
import { overviewQuery } from '../../data/queries.ts'
import { segmentsQuery } from '../../data/segment-queries.ts'
import { useFormat, useText } from '../../ui/locale.tsx'
import { MemberLink } from '../member-link.tsx'
import { useProgram } from '../program.tsx'
import styles from './beta.module.css'

const namesMax = 5

/** Who has a release before everyone, in words. */
export function useAudienceText(): (audience: BetaAudience) => string {
  const t = useText()
  const format = useFormat()
  const program = useProgram()
  const segments = useQuery(segmentsQuery(program.key)).data ?? []
  return (audience) => {
    if ('percent' in audience) return t('beta.share', { percent: format.percent(audience.percent / 100) })
    if ('members' in audience) {
      const count = audience.members.length
      return t('beta.named', { count, shown: format.number(count) })
    }
    const names = audience.segments.map((key) => segments.find((each) => each.key === key)?.name ?? key)
    return t('beta.inSegments', {
      names: names.map((name) => `\u2068${name}\u2069`).join(t('value.separator')),
    })
  }
}

/** How many that are now, as far as it is known. */
export function useAudienceCount(): (audience: BetaAudience) => string | undefined {
  const t = useText()
  const format = useFormat()
  const program = useProgram()
  const all = useQuery(overviewQuery(program.key, {})).data?.members
  const segments = useQuery(segmentsQuery(program.key)).data ?? []
  return (audience) => {
    if ('members' in audience) return undefined
    if ('percent' in audience) {
      if (all === undefined) return undefined
      const shown = format.number(Math.round((all * audience.percent) / 100))
      return t('beta.count.about', { shown, of: format.number(all) })
    }
    const sizes = audience.segments.map((key) => segments.find((each) => each.key === key)?.members ?? null)
    if (sizes.includes(null)) return t('beta.count.unknown')
    const count = sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0)
    const shown = format.number(count)
    return sizes.length === 1 ? t('beta.count.now', { count, shown }) : t('beta.count.most', { shown })
  }
}

/** Who has it and how many they are; of those who were named, the first with the way to their pages. */
export function Audience({ audience }: { audience: BetaAudience }) {
  const words = useAudienceText()(audience)
  const count = useAudienceCount()(audience)
  return (
    <>
      <Text fw={600}>{words}</Text>
      {count !== undefined && (
        <Text size="sm" c="dimmed">
          {count}
        </Text>
      )}
      {'members' in audience && (
        <ul className={styles.people}>
          {audience.members.slice(0, namesMax).map((member) => (
            <li key={member}>
              <MemberLink member={member} />
            </li>
          ))}
          {audience.members.length > namesMax && <li aria-hidden>…</li>}
        </ul>
      )}
    </>
  )
}
