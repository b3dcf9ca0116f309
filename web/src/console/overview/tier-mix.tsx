import { Group, Paper, Stack, Text, Title } from '@mantine/core'
import type { Overview } from '@perennial/contract'
import type { CSSProperties } from 'react'
import { useFormat, useText } from '../../ui/locale.tsx'
import { Num } from '../../ui/values.tsx'
import styles from './overview.module.css'

type Ladder = Overview['tiers'][number]

const tones = ['#9db5a5', '#4f9f74', '#c98a1b', '#35618e', '#8a5a9e', '#b4543c']

function tone(index: number): CSSProperties {
  return { '--tone': tones[index % tones.length] } as CSSProperties
}

/** How members spread over the tiers of each ladder. */
export function TierMix({ overview }: { overview: Overview }) {
  const t = useText()
  return (
    <Stack gap="lg">
      {overview.tiers.map((ladder) => (
        <Paper key={ladder.ladder} p="lg" bg="var(--surface)" component="section" aria-label={ladder.name}>
          <Title order={2} size="h4" mb={2}>
            {ladder.name}
          </Title>
          <Text c="dimmed" size="sm" mb="md">
            {t('tiers.note')}
          </Text>
          <Mix ladder={ladder} />
        </Paper>
      ))}
    </Stack>
  )
}

function Mix({ ladder }: { ladder: Ladder }) {
  const t = useText()
  const format = useFormat()
  const total = ladder.tiers.reduce((sum, tier) => sum + tier.members, 0)
  return (
    <>
      <div className={styles.bar} aria-hidden>
        {ladder.tiers.map((tier, index) => (
          <span
            key={tier.tier ?? ''}
            className={styles.part}
            style={{ ...tone(index), flexGrow: tier.members, minInlineSize: tier.members > 0 ? 3 : 0 }}
          />
        ))}
      </div>
      <ul className={styles.tiers}>
        {ladder.tiers.map((tier, index) => (
          <li key={tier.tier ?? ''}>
            <Group gap="xs" wrap="nowrap">
              <span className={styles.swatch} style={tone(index)} aria-hidden />
              <Text fw={550}>{tier.name ?? tier.tier ?? t('tiers.none')}</Text>
            </Group>
            <Text fz="xl" fw={700}>
              <Num>{format.number(tier.members)}</Num>
              <Text span c="dimmed" size="sm" ms={8}>
                <Num>{format.percent(total === 0 ? 0 : tier.members / total)}</Num>
              </Text>
            </Text>
          </li>
        ))}
      </ul>
    </>
  )
}
