import { Alert, Badge, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { IconUser } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { proposalsQuery } from '../../data/release-queries.ts'
import { sessionQuery } from '../../data/wallet-queries.ts'
import { useFormat, useText } from '../../ui/locale.tsx'
import { Instant } from '../../ui/values.tsx'
import { useActorName } from '../actor-name.ts'
import { Audience } from '../beta/audience.tsx'
import { useProgram } from '../program.tsx'
import { Changes } from '../releases/changes.tsx'
import { ProposalComments } from './proposal-comments.tsx'
import { ProposalVerbs } from './proposal-verbs.tsx'
import styles from './publish.module.css'
import { type Proposal, shownProposals } from './shown-proposals.ts'

/** Drafts that wait for somebody's word, or for their day, and those that were rejected. */
export function Proposals() {
  const t = useText()
  const program = useProgram()
  const all = useQuery(proposalsQuery(program.key)).data ?? []
  const session = useQuery(sessionQuery()).data
  const proposals = shownProposals(all, program.release)
  if (proposals.length === 0) return null
  return (
    <Paper p="lg" mb="lg" bg="var(--surface)" component="section" aria-labelledby="proposals-title">
      <Title order={2} size="h4" id="proposals-title" mb="md">
        {t('proposals.title')}
      </Title>
      <Stack gap="md">
        {proposals.map((proposal) => (
          <ProposalCard
            key={proposal.proposal}
            proposal={proposal}
            isOwn={session !== undefined && proposal.author === `staff:${session.staff}`}
          />
        ))}
      </Stack>
    </Paper>
  )
}

function ProposalCard({ proposal, isOwn }: { proposal: Proposal; isOwn: boolean }) {
  const t = useText()
  const format = useFormat()
  const nameOf = useActorName()
  return (
    <article className={styles.proposal} aria-labelledby={`proposal-${proposal.proposal}`}>
      <Group justify="space-between" gap="sm">
        <Text component="h3" fw={600} m={0} id={`proposal-${proposal.proposal}`}>
          {t('proposals.one', { number: format.number(proposal.proposal) })}{' '}
          <Badge variant="light">{t(`proposals.state.${proposal.state}`)}</Badge>
        </Text>
        <Text size="sm" c="dimmed" component="div">
          <bdi>{nameOf(proposal.author)}</bdi> · <Instant at={proposal.proposedAt} />
        </Text>
      </Group>
      <Text>
        <bdi>{proposal.note}</bdi>
      </Text>
      <Standing proposal={proposal} isOwn={isOwn} />
      <details className={styles.deciles}>
        <summary>
          {t('publish.changes', {
            count: proposal.changes.length,
            shown: format.number(proposal.changes.length),
          })}
        </summary>
        <Changes changes={proposal.changes} />
      </details>
      <ProposalComments proposal={proposal.proposal} />
      <ProposalVerbs proposal={proposal} isOwn={isOwn} />
    </article>
  )
}

/** What it waits for, or how it ended and why. */
function Standing({ proposal, isOwn }: { proposal: Proposal; isOwn: boolean }) {
  const t = useText()
  const nameOf = useActorName()
  const { fourEyes } = useProgram()
  const { state, approvedBy, actedBy, publishAt, reason, beta } = proposal
  const isWaiting = state === 'open' || state === 'approved' || state === 'scheduled'
  const isHeldUp = state === 'approved' || state === 'rejected' || state === 'failed'
  const waits = state === 'open' && fourEyes
  return (
    <>
      {state === 'approved' && approvedBy && (
        <Text size="sm">{t('review.approver', { name: `\u2068${nameOf(approvedBy)}\u2069` })}</Text>
      )}
      {state !== 'approved' && approvedBy && (
        <Text size="sm">{t('proposals.approvedBy', { name: `\u2068${nameOf(approvedBy)}\u2069` })}</Text>
      )}
      {publishAt && isWaiting && (
        <Text size="sm" component="div">
          {state === 'scheduled' ? t('proposals.publishAt') : t('review.at.asked')} <Instant at={publishAt} />
        </Text>
      )}
      {publishAt && state === 'approved' && <Text size="sm">{t('review.at.open')}</Text>}
      {state === 'beta' && beta && (
        <div>
          <Audience audience={beta.audience} />
        </div>
      )}
      {waits && (
        <Alert color="yellow" radius="md" py="xs" icon={<IconUser size={18} aria-hidden />}>
          {isOwn ? t('review.own') : t('review.waiting')}
        </Alert>
      )}
      {state === 'rejected' && actedBy && (
        <Text size="sm">{t('review.rejectedBy', { name: `\u2068${nameOf(actedBy)}\u2069` })}</Text>
      )}
      {reason && isHeldUp && (
        <Text size="sm" c="var(--loss)" dir="auto">
          {reason}
        </Text>
      )}
    </>
  )
}
