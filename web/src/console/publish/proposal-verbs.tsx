import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { useText } from '../../ui/locale.tsx'
import { BetaDialog } from '../beta/beta-dialog.tsx'
import { useBeta } from '../beta/live-panel.tsx'
import { InstantField } from '../design/form/instant-field.tsx'
import { useProgram } from '../program.tsx'
import { Blocked } from './blocked.tsx'
import { type Proposal, type Verb, verbsFor } from './shown-proposals.ts'
import { useIsPast } from './use-is-past.ts'
import { useProposalAct } from './use-proposal-act.ts'

interface VerbsProps {
  proposal: Proposal
  isOwn: boolean
}

/** What may be done with a proposal; what needs more than a word asks for it first. */
export function ProposalVerbs({ proposal, isOwn }: VerbsProps) {
  const t = useText()
  const { fourEyes } = useProgram()
  const act = useProposalAct(proposal.proposal)
  const [asking, setAsking] = useState<Verb>()
  const isBeta = proposal.state === 'beta'
  const isHeldBack = useBeta() !== undefined && !isBeta
  const [first, ...others] = verbsFor(proposal, { isOwn, fourEyes, isHeldBack })
  const asks = (verb: Verb) => verb !== 'approve' && verb !== 'publish' && (verb !== 'withdraw' || isBeta)
  const run = (verb: Verb) => (asks(verb) ? setAsking(verb) : act.mutate({ verb }))
  const named = (verb: Verb) =>
    isBeta && verb === 'publish' ? t('beta.publish') : isBeta ? t('beta.withdraw') : t(`proposals.${verb}`)
  const dialog = (verb: Verb) => ({ opened: asking === verb, close: () => setAsking(undefined) })
  return (
    <>
      {act.error && asking === undefined && <Blocked error={act.error} />}
      <Group gap="sm">
        {first && (
          <Button
            variant={first === 'withdraw' ? 'default' : 'filled'}
            loading={act.isPending}
            onClick={() => run(first)}
          >
            {named(first)}
          </Button>
        )}
        {others.map((verb) => (
          <Button key={verb} variant="default" disabled={act.isPending} onClick={() => run(verb)}>
            {named(verb)}
          </Button>
        ))}
      </Group>
      <RejectDialog {...dialog('reject')} act={act} />
      <ScheduleDialog {...dialog('schedule')} act={act} />
      <BetaDialog
        {...dialog('beta')}
        begin={(audience) => act.mutateAsync({ verb: 'beta', body: { audience } })}
      />
      <ConfirmDialog
        {...dialog('withdraw')}
        title={t('beta.withdraw.title')}
        action={t('beta.withdraw')}
        run={() => act.mutateAsync({ verb: 'withdraw' })}
      >
        <Text>{t('beta.withdraw.text')}</Text>
      </ConfirmDialog>
    </>
  )
}

interface DialogProps {
  opened: boolean
  close: () => void
  act: ReturnType<typeof useProposalAct>
}

function RejectDialog({ opened, close, act }: DialogProps) {
  const t = useText()
  return (
    <ConfirmDialog
      opened={opened}
      close={close}
      title={t('proposals.reject.title')}
      action={t('proposals.reject')}
      reasonLabel={t('form.reason')}
      run={(reason) => act.mutateAsync({ verb: 'reject', body: { reason } })}
    >
      <Text>{t('proposals.reject.text')}</Text>
    </ConfirmDialog>
  )
}

function ScheduleDialog({ opened, close, act }: DialogProps) {
  const t = useText()
  const isPast = useIsPast()
  const [at, setAt] = useState<string>()
  const [isTried, setTried] = useState(false)
  const missing = isTried && at === undefined ? t('review.at.missing') : undefined
  function isReady(): boolean {
    setTried(true)
    return at !== undefined && !isPast(at)
  }
  return (
    <ConfirmDialog
      opened={opened}
      close={close}
      title={t('review.schedule.title')}
      action={t('publish.schedule')}
      isReady={isReady}
      run={() => act.mutateAsync({ verb: 'publish', body: { at } })}
    >
      <Stack gap="md">
        <Text>{t('review.schedule.text')}</Text>
        <InstantField
          id="schedule-at"
          label={t('publish.at')}
          description={undefined}
          value={at}
          isRequired
          error={isPast(at) ? t('review.at.past') : missing}
          onChange={setAt}
        />
      </Stack>
    </ConfirmDialog>
  )
}
