import { Alert, Button, Group, Paper, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { ApprovalView } from '@perennial/contract'
import { IconUser } from '@tabler/icons-react'
import { command } from '../../data/api.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { useFormat, useText } from '../../ui/locale.tsx'
import { Instant } from '../../ui/values.tsx'
import { useActorName } from '../actor-name.ts'
import type { Currencies } from '../currencies.ts'
import { useRefreshMember } from '../member/refresh-member.ts'
import { Signed } from '../member/signed.tsx'
import { MemberLink } from '../member-link.tsx'
import { useProgram } from '../program.tsx'

interface CardProps {
  request: ApprovalView
  currencies: Currencies
  /** Whether whoever looks asked for it: then somebody else has to decide. */
  isOwn: boolean
}

/** One request: for whom, how much, why, who asked, until when, and what to do with it. */
export function RequestCard({ request, currencies, isOwn }: CardProps) {
  const t = useText()
  const format = useFormat()
  const nameOf = useActorName()
  const { currency, amount } = request
  return (
    <Paper p="lg" bg="var(--surface)" component="article">
      <Stack gap="sm">
        <Group justify="space-between" gap="sm" align="baseline">
          <div>
            <MemberLink member={request.member} />
            <Text mt={4}>
              <bdi>{request.reason}</bdi>
            </Text>
          </div>
          <Text size="xl" fw={700}>
            <Signed value={amount} currency={currency} currencies={currencies} />{' '}
            <Text span size="sm" fw={500}>
              <bdi>{currencies.name(currency)}</bdi>
            </Text>
          </Text>
        </Group>
        <Text size="sm" c="dimmed" component="div">
          {t('approvals.askedBy', { name: `\u2068${nameOf(request.requestedBy)}\u2069` })} ·{' '}
          <Instant at={request.requestedAt} /> ·{' '}
          {t('approvals.lapses', { date: format.dateTime(request.expiresAt) })}
          {request.lotExpiresAt && (
            <> · {t('approvals.lotEnds', { date: format.date(request.lotExpiresAt) })}</>
          )}
        </Text>
        {isOwn && (
          <Alert color="yellow" radius="md" py="xs" icon={<IconUser size={18} aria-hidden />}>
            {t('approvals.own')}
          </Alert>
        )}
        <Decisions request={request} currencies={currencies} isOwn={isOwn} />
      </Stack>
    </Paper>
  )
}

function Decisions({ request, currencies, isOwn }: CardProps) {
  const t = useText()
  const { key } = useProgram()
  const refresh = useRefreshMember()
  const [isApproving, approve] = useDisclosure(false)
  const [isRejecting, reject] = useDisclosure(false)
  const { currency, amount } = request
  const rejecting = isOwn ? t('approvals.withdraw') : t('approvals.reject')
  const shown = {
    amount: `\u2068${currencies.signed(amount, currency)}\u2069`,
    currency: `\u2068${currencies.name(currency)}\u2069`,
    reason: `\u2068${request.reason}\u2069`,
  }
  async function decide(decision: { verb: 'approve' | 'reject'; body: unknown; idempotencyKey: string }) {
    const { verb, body, idempotencyKey } = decision
    await command(['programs', key, 'approvals', request.approval, verb], { body, idempotencyKey })
    await refresh()
  }
  return (
    <Group gap="sm">
      {!isOwn && (
        <Button aria-haspopup="dialog" onClick={approve.open}>
          {t('approvals.approve')}
        </Button>
      )}
      <Button variant="default" aria-haspopup="dialog" onClick={reject.open}>
        {rejecting}
      </Button>
      <ConfirmDialog
        opened={isApproving}
        close={approve.close}
        title={t('approvals.approve.title')}
        action={t('approvals.approve')}
        run={(_, idempotencyKey) => decide({ verb: 'approve', body: {}, idempotencyKey })}
      >
        {t('approvals.approve.text', shown)}
      </ConfirmDialog>
      <ConfirmDialog
        opened={isRejecting}
        close={reject.close}
        title={isOwn ? t('approvals.withdraw.title') : t('approvals.reject.title')}
        action={rejecting}
        reasonLabel={t('form.reason')}
        isDangerous
        run={(reason, idempotencyKey) => decide({ verb: 'reject', body: { reason }, idempotencyKey })}
      >
        {t('approvals.reject.text', shown)}
      </ConfirmDialog>
    </Group>
  )
}
