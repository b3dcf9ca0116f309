import { Alert, SimpleGrid, Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconInfoCircle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { freshKey } from '../../data/fresh-key.ts'
import { comparisonQuery } from '../../data/release-queries.ts'
import { useFormat, useText } from '../../ui/locale.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty } from '../../ui/states.tsx'
import { useProgram } from '../program.tsx'
import { type Basket, firstBasket, isWhole } from './basket.ts'
import { BasketForm } from './basket-form.tsx'
import styles from './bench.module.css'
import { RecordIt } from './record-it.tsx'
import { TrialPanel } from './trial-panel.tsx'
import { trialQuery } from './trial-query.ts'

/** Long enough to finish a number, short enough to feel live. */
const pauseMs = 350

/** A basket and somebody to buy it: what would come of it by the drafts and by the release in force, and why. */
export function BenchPage() {
  const t = useText()
  const format = useFormat()
  const program = useProgram()
  const [basket, setBasket] = useState<Basket>(firstBasket)
  const [name] = useState(() => `try-${freshKey().slice(0, 12)}`)
  const [asked] = useDebouncedValue(basket, pauseMs)
  const comparison = useQuery(comparisonQuery(program.key, {}))
  const isDrafted = (comparison.data?.changes.length ?? 0) > 0
  const isPublished = comparison.data ? comparison.data.from > 0 : program.currency !== null
  const canAsk = asked.lines.some(isWhole) && program.currency !== null
  const ask = {
    program: program.key,
    currency: program.currency ?? '',
    name,
    basket: asked,
    clock: program.clock,
  }
  const live = useQuery({ ...trialQuery(ask, 'live'), enabled: canAsk && isPublished })
  const draft = useQuery({ ...trialQuery(ask, 'draft'), enabled: canAsk && isDrafted })
  if (program.currency === null && !isPublished)
    return (
      <Page title={t('bench.title')} subtitle={t('bench.subtitle')}>
        <Empty icon={<IconInfoCircle size={28} />} title={t('bench.unpublished.title')}>
          {t('bench.unpublished.text')}
        </Empty>
      </Page>
    )
  return (
    <Page title={t('bench.title')} subtitle={t('bench.subtitle')}>
      <div className={styles.bench}>
        <Stack gap="lg">
          <BasketForm basket={basket} change={setBasket} />
        </Stack>
        <Stack gap="lg" aria-live="polite">
          {!isDrafted && comparison.data && <Text c="dimmed">{t('bench.noDraft')}</Text>}
          <SimpleGrid cols={{ base: 1, lg: isDrafted && isPublished ? 2 : 1 }} spacing="lg">
            {isDrafted && <TrialPanel title={t('bench.draft')} query={draft} id="draft" isMain />}
            {isPublished && (
              <TrialPanel
                title={t('bench.live', { number: format.number(comparison.data?.from ?? 0) })}
                query={live}
                id="live"
                isMain={!isDrafted}
              />
            )}
          </SimpleGrid>
          <Alert color="gray" radius="md" icon={<IconInfoCircle size={20} aria-hidden />}>
            {t('bench.nothing')}
          </Alert>
          {isPublished && canAsk && <RecordIt basket={basket} />}
        </Stack>
      </div>
    </Page>
  )
}
