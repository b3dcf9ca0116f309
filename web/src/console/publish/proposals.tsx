import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import type { ProposalView } from '@perennial/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { write } from '../../data/api.ts'
import { designKeys } from '../../data/design-queries.ts'
import { proposalsQuery } from '../../data/release-queries.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { useFormat, useText } from '../../ui/locale.tsx'
import { Refused } from '../../ui/refused.tsx'
import { Instant } from '../../ui/values.tsx'
import { useProgram } from '../program.tsx'
import { Changes } from '../releases/changes.tsx'
import styles from './publish.module.css'

type Proposal = Omit<ProposalView, 'comments'>
type Verb = 'approve' | 'publish' | 'withdraw' | 'reject'

/** Drafts that wait for somebody's word, or for their day. */
export function Proposals() {
  const t = useText()
  const program = useProgram()
  const proposals = useQuery(proposalsQuery(program.key)).data ?? []
  if (proposals.length === 0) return null
  return (
    <Paper p="lg" mb="lg" bg="var(--surface)" component="section" aria-labelledby="proposals-title">
      <Title order={2} size="h4" id="proposals-title" mb="md">
        {t('proposals.title')}
      </Title>
      <Stack gap="md">
        {proposals.map((proposal) => (
          <ProposalCard key={proposal.proposal} proposal={proposal} />
        ))}
      </Stack>
    </Paper>
  )
}

const verbsOf: Readonly<Record<string, readonly Verb[]>> = {
  open: ['approve', 'publish', 'reject', 'withdraw'],
  approved: ['publish', 'withdraw'],
  scheduled: ['publish', 'withdraw'],
  beta: ['publish', 'withdraw'],
  failed: ['withdraw'],
}

function ProposalCard({ proposal }: { proposal: Proposal }) {
  const t = useText()
  const format = useFormat()
  const act = useProposalAct(proposal.proposal)
  const [isRejecting, setRejecting] = useState(false)
  const [first, ...others] = verbsOf[proposal.state] ?? []
  const run = (verb: Verb) => (verb === 'reject' ? setRejecting(true) : act.mutate({ verb }))
  return (
    <article className={styles.proposal} aria-labelledby={`proposal-${proposal.proposal}`}>
      <Group justify="space-between" gap="sm">
        <Text component="h3" fw={600} m={0} id={`proposal-${proposal.proposal}`}>
          {t('proposals.one', { number: format.number(proposal.proposal) })}{' '}
          <Badge variant="light">{t(`proposals.state.${proposal.state}`)}</Badge>
        </Text>
        <Text size="sm" c="dimmed" component="div">
          <bdi>{proposal.author}</bdi> · <Instant at={proposal.proposedAt} />
        </Text>
      </Group>
      <Text>
        <bdi>{proposal.note}</bdi>
      </Text>
      {proposal.approvedBy && (
        <Text size="sm">{t('proposals.approvedBy', { name: `\u2068${proposal.approvedBy}\u2069` })}</Text>
      )}
      {proposal.publishAt && (
        <Text size="sm" component="div">
          {t('proposals.publishAt')} <Instant at={proposal.publishAt} />
        </Text>
      )}
      {proposal.reason && (
        <Text size="sm" c="var(--loss)">
          <bdi>{proposal.reason}</bdi>
        </Text>
      )}
      <details className={styles.deciles}>
        <summary>
          {t('publish.changes', {
            count: proposal.changes.length,
            shown: format.number(proposal.changes.length),
          })}
        </summary>
        <Changes changes={proposal.changes} />
      </details>
      {act.error && <Refused error={act.error} />}
      <Group gap="sm">
        {first && (
          <Button loading={act.isPending} onClick={() => run(first)}>
            {t(`proposals.${first}`)}
          </Button>
        )}
        {others.map((verb) => (
          <Button key={verb} variant="default" disabled={act.isPending} onClick={() => run(verb)}>
            {t(`proposals.${verb}`)}
          </Button>
        ))}
      </Group>
      <ConfirmDialog
        opened={isRejecting}
        close={() => setRejecting(false)}
        title={t('proposals.reject.title')}
        action={t('proposals.reject')}
        reasonLabel={t('form.reason')}
        run={(reason) => act.mutateAsync({ verb: 'reject', body: { reason } })}
      >
        <Text>{t('proposals.reject.text')}</Text>
      </ConfirmDialog>
    </article>
  )
}

function useProposalAct(number: number) {
  const program = useProgram()
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ verb, body = {} }: { verb: Verb; body?: Record<string, unknown> }) =>
      write('POST', ['programs', program.key, 'proposals', String(number), verb], body),
    onSuccess: () =>
      Promise.all(
        ['proposals', 'programs', 'releases', ...designKeys].map((name) =>
          client.invalidateQueries({ queryKey: [name] }),
        ),
      ),
  })
}
