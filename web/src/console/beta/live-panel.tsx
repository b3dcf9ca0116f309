import { Paper, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { proposalsQuery } from '../../data/release-queries.ts'
import { useFormat, useText } from '../../ui/locale.tsx'
import { LinkButton } from '../links.tsx'
import { useProgram } from '../program.tsx'
import { Audience } from './audience.tsx'
import styles from './beta.module.css'

/** The proposal that a part of the members has now; undefined without one. */
export function useBeta() {
  const program = useProgram()
  const proposals = useQuery(proposalsQuery(program.key)).data ?? []
  return proposals.find(({ state, beta }) => state === 'beta' && beta !== null)
}

/** While some have a release before everyone: which one decides for whom, and the way to end it. */
export function LivePanel() {
  const t = useText()
  const format = useFormat()
  const program = useProgram()
  const beta = useBeta()?.beta
  if (!beta) return null
  return (
    <Paper p="lg" bg="var(--surface)" component="section" aria-labelledby="live-title">
      <Title order={2} size="h4" id="live-title">
        {t('beta.live')}
      </Title>
      <dl className={styles.live}>
        <div>
          <dt>{t('release.number', { number: format.number(beta.release) })}</dt>
          <dd>
            <Audience audience={beta.audience} />
          </dd>
        </div>
        <div>
          <dt>{t('release.number', { number: format.number(program.release) })}</dt>
          <dd>
            <Text fw={600}>{t('beta.everyoneElse')}</Text>
          </dd>
        </div>
      </dl>
      <LinkButton to="/$program/publish" params={{ program: program.key }} variant="default">
        {t('beta.manage')}
      </LinkButton>
    </Paper>
  )
}
