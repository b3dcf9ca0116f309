import { Group, Loader, Paper, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useFormat, useText } from '../../../ui/locale.tsx'
import { MemberLink } from '../../member-link.tsx'
import { fewerThan, isOpen, roughly } from './roughly.ts'
import styles from './segment.module.css'

interface PanelProps {
  title: string
  /** The numbers are those of a moment ago. */
  isOld?: boolean
  children: ReactNode
}

/** The frame around who is in a segment; what changes in it is read out. */
export function SegmentPanel({ title, isOld = false, children }: PanelProps) {
  const t = useText()
  return (
    <Paper p="lg" bg="var(--surface)" component="section" aria-labelledby="segment-title">
      <Group justify="space-between" gap="sm" mb="sm">
        <Title order={2} size="h4" id="segment-title">
          {title}
        </Title>
        {isOld && (
          <Group gap="xs">
            <Loader size={16} aria-hidden />
            <Text size="sm" c="dimmed">
              {t('segment.counting')}
            </Text>
          </Group>
        )}
      </Group>
      <div aria-live="polite" aria-busy={isOld}>
        {children}
      </div>
    </Paper>
  )
}

interface SizeProps {
  members: number
  of?: number
  /** Of an estimate: by how many it may be off. */
  margin?: number
}

/** How many, and what part of all they are where that is known. */
export function Size({ members, of, margin = 0 }: SizeProps) {
  const t = useText()
  const format = useFormat()
  const estimate = { members, margin }
  const said = (count: number) => ({ count, shown: format.number(count) })
  const about = margin > 0 ? roughly(estimate).members : members
  const size = margin > 0 ? t('segment.about', said(about)) : t('segment.size', said(members))
  return (
    <p className={styles.size}>
      <strong>{isOpen(estimate) ? t('segment.fewer', said(fewerThan(estimate))) : size}</strong>
      {of !== undefined && of > 0 && <span>{share()}</span>}
    </p>
  )

  function share() {
    const all = { of: format.number(of ?? 0) }
    if (isOpen(estimate)) return t('segment.of', all)
    const share = { ...all, share: format.percent(about / (of ?? 1)) }
    return margin > 0 ? t('segment.share.about', share) : t('segment.share', share)
  }
}

interface Person {
  member: string
  name: string | null
}

/** Some of them, each with the way to their page. */
export function People({ people }: { people: readonly Person[] }) {
  const t = useText()
  if (people.length === 0) return null
  return (
    <div>
      <Text size="sm" c="dimmed" id="segment-people">
        {t('segment.people')}
      </Text>
      <ul className={styles.people} aria-labelledby="segment-people">
        {people.map(({ member, name }) => (
          <li key={member}>
            <MemberLink member={member} known={name} />
          </li>
        ))}
      </ul>
    </div>
  )
}
