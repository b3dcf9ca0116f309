import { Badge, Text } from '@mantine/core'
import type { ApprovalView } from '@perennial/contract'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { useText } from '../../ui/locale.tsx'
import { Instant, Num } from '../../ui/values.tsx'
import { useActorName } from '../actor-name.ts'
import type { Currencies } from '../currencies.ts'
import { MemberLink } from '../member-link.tsx'

interface TableProps {
  requests: readonly ApprovalView[]
  currencies: Currencies
}

const tones: Record<ApprovalView['state'], string> = {
  open: 'yellow',
  approved: 'fern',
  rejected: 'orange',
  expired: 'gray',
}

/** Requests that nobody can decide any more, latest first. */
export function DecidedTable({ requests, currencies }: TableProps) {
  const t = useText()
  const nameOf = useActorName()
  const columns: Column<ApprovalView>[] = [
    {
      key: 'member',
      header: t('members.name'),
      cell: ({ member }) => <MemberLink member={member} />,
    },
    {
      key: 'state',
      header: t('lots.state'),
      cell: ({ state }) => (
        <Badge variant={state === 'expired' ? 'default' : 'light'} color={tones[state]}>
          {t(`approvals.state.${state}`)}
        </Badge>
      ),
    },
    {
      key: 'reason',
      header: t('form.reason'),
      cell: (request) => (
        <>
          <bdi>{request.reason}</bdi>
          {request.decisionReason && (
            <Text size="sm" c="dimmed">
              {t('approvals.because', { reason: `\u2068${request.decisionReason}\u2069` })}
            </Text>
          )}
        </>
      ),
    },
    { key: 'by', header: t('approvals.by'), cell: (request) => <bdi>{nameOf(request.requestedBy)}</bdi> },
    {
      key: 'decided',
      header: t('approvals.decidedBy'),
      cell: ({ decidedBy, decidedAt, expiresAt }) => (
        <>
          {decidedBy && <bdi>{nameOf(decidedBy)}</bdi>}
          <Text size="sm" c="dimmed" component="div">
            <Instant at={decidedAt ?? expiresAt} />
          </Text>
        </>
      ),
    },
    {
      key: 'amount',
      header: t('approvals.amount'),
      numeric: true,
      cell: ({ amount, currency }) => (
        <>
          <Num>{currencies.signed(amount, currency)}</Num> <bdi>{currencies.name(currency)}</bdi>
        </>
      ),
    },
  ]
  return (
    <DataTable
      label={t('approvals.decided')}
      columns={columns}
      rows={requests}
      rowKey={(request) => request.approval}
      minWidth={860}
    />
  )
}
