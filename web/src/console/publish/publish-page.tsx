import { IconChecks } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { comparisonQuery } from '../../data/release-queries.ts'
import beta from '../../messages/beta/en.json' with { type: 'json' }
import betaInPersian from '../../messages/beta/fa.json' with { type: 'json' }
import en from '../../messages/review/en.json' with { type: 'json' }
import fa from '../../messages/review/fa.json' with { type: 'json' }
import { MoreTexts, useText } from '../../ui/locale.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { LinkButton } from '../links.tsx'
import { useProgram } from '../program.tsx'
import { Proposals } from './proposals.tsx'
import { Published } from './published.tsx'
import { ReviewSteps } from './review-steps.tsx'

const texts = { en: { ...beta, ...en }, fa: { ...betaInPersian, ...fa } }

/** From the drafts to the next release: what changes, what it means, and then the button. */
export function PublishPage() {
  return (
    <MoreTexts texts={texts}>
      <Publishing />
    </MoreTexts>
  )
}

function Publishing() {
  const t = useText()
  const program = useProgram()
  const comparison = useQuery(comparisonQuery(program.key, {}))
  const [published, setPublished] = useState<number>()
  return (
    <Page title={t('publish.title')} subtitle={t('publish.subtitle')}>
      {comparison.isPending && <Loading rows={4} height={120} />}
      {comparison.error && <Failure error={comparison.error} retry={() => void comparison.refetch()} />}
      <Proposals />
      {published !== undefined && <Published release={published} />}
      {published === undefined && comparison.data && comparison.data.changes.length === 0 && (
        <Empty
          icon={<IconChecks size={28} />}
          title={t('publish.empty.title')}
          action={
            <LinkButton to="/$program/design" params={{ program: program.key }}>
              {t('publish.empty.action')}
            </LinkButton>
          }
        >
          {t('publish.empty.text')}
        </Empty>
      )}
      {published === undefined && comparison.data && comparison.data.changes.length > 0 && (
        <ReviewSteps comparison={comparison.data} onPublished={setPublished} />
      )}
    </Page>
  )
}
