import { Alert, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { IconAlertTriangle, IconTrophy } from '@tabler/icons-react'
import type { UseQueryResult } from '@tanstack/react-query'
import { useText, useTextOr } from '../../ui/locale.tsx'
import { Refused } from '../../ui/refused.tsx'
import { Loading } from '../../ui/states.tsx'
import { Num } from '../../ui/values.tsx'
import { useCurrencies } from '../currencies.ts'
import { Verdicts } from '../why/verdicts.tsx'
import { givenBy, movesOf, type Trial } from './basket.ts'
import styles from './bench.module.css'

interface TrialPanelProps {
  id: string
  title: string
  query: UseQueryResult<Trial, Error>
  isMain: boolean
}

/** What one release answers: the sum first, then rule by rule. */
export function TrialPanel({ id, title, query, isMain }: TrialPanelProps) {
  const t = useText()
  return (
    <Paper p="lg" bg="var(--surface)" component="section" aria-labelledby={`trial-${id}`}>
      <Title order={2} size="h4" id={`trial-${id}`} mb="md">
        {title}
      </Title>
      {query.isPending && query.fetchStatus !== 'idle' && <Loading rows={3} />}
      {query.isPending && query.fetchStatus === 'idle' && <Text c="dimmed">{t('bench.incomplete')}</Text>}
      {query.error && <Refused error={query.error} />}
      {query.data && !query.error && <Outcome id={id} trial={query.data} isMain={isMain} />}
    </Paper>
  )
}

function Outcome({ id, trial, isMain }: { id: string; trial: Trial; isMain: boolean }) {
  const t = useText()
  const textOr = useTextOr()
  const given = givenBy(trial)
  const currencies = useCurrencies(given.map((each) => each.currency))
  const moves = movesOf(trial)
  // That joining gives nothing is no news.
  const told = trial.replies.filter(
    ({ reply }, place) => place === trial.replies.length - 1 || reply.effects.length > 0,
  )
  if (trial.problem)
    return (
      <Alert color="orange" radius="md" icon={<IconAlertTriangle size={20} aria-hidden />}>
        <Text size="sm">{textOr(`problem.${trial.problem.code}`, trial.problem.detail)}</Text>
      </Alert>
    )
  return (
    <Stack gap="md">
      <div className={isMain ? styles.sum : `${styles.sum} ${styles.quiet}`}>
        {given.length === 0 && <span className={styles.total}>{t('bench.given.nothing')}</span>}
        {given.map(({ currency, amount }) => (
          <div key={currency}>
            <span className={styles.total}>
              <Num>{currencies.signed(amount, currency)}</Num>
            </span>{' '}
            <bdi>{currencies.name(currency)}</bdi>
          </div>
        ))}
        {moves.map(({ ladder, to }) => (
          <Group key={`${ladder}/${to}`} gap={6} wrap="nowrap">
            <IconTrophy size={18} aria-hidden />
            <span>{t('bench.tier', { tier: to === null ? t('bench.tier.none') : `\u2068${to}\u2069` })}</span>
          </Group>
        ))}
      </div>
      {told.map(({ input, reply }, place) => (
        <Verdicts
          key={input.type}
          id={`verdicts-${id}-${place}`}
          title={textOr(`activity.${input.type}`, input.type)}
          record={{ input, effects: reply.effects, ...(reply.explain ? { explain: reply.explain } : {}) }}
        />
      ))}
    </Stack>
  )
}
