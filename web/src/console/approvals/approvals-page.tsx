import { Stack, Title } from '@mantine/core'
import type { ApprovalView } from '@perennial/contract'
import { IconUserCheck } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { approvalsQuery, sessionQuery } from '../../data/wallet-queries.ts'
import { useText } from '../../ui/locale.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { useCurrencies } from '../currencies.ts'
import { More } from '../member/more.tsx'
import { useProgram } from '../program.tsx'
import { DecidedTable } from './decided-table.tsx'
import { RequestCard } from './request-card.tsx'

/** What waits for a second person, and what was decided. */
export function ApprovalsPage() {
  const t = useText()
  const { key } = useProgram()
  const open = useInfiniteQuery(approvalsQuery(key, 'open'))
  const all = useInfiniteQuery(approvalsQuery(key, undefined))
  const error = open.error ?? all.error
  const retry = () => void Promise.all([open.refetch(), all.refetch()])
  const waiting = open.data?.pages.flatMap((page) => page.approvals) ?? []
  const decided = (all.data?.pages.flatMap((page) => page.approvals) ?? []).filter(
    ({ state }) => state !== 'open',
  )
  return (
    <Page title={t('approvals.title')} subtitle={t('approvals.subtitle')}>
      {(open.isPending || all.isPending) && !error && <Loading rows={3} height={120} />}
      {error && <Failure error={error} retry={retry} />}
      {open.data && all.data && !error && (
        <Stack gap="xl">
          <Open requests={waiting} />
          <More query={open} />
          {decided.length > 0 && (
            <Stack gap="sm" component="section" aria-labelledby="decided">
              <Title order={2} size="h4" id="decided">
                {t('approvals.decided')}
              </Title>
              <Decided requests={decided} />
              <More query={all} />
            </Stack>
          )}
        </Stack>
      )}
    </Page>
  )
}

function useCurrenciesOf(requests: readonly ApprovalView[]) {
  return useCurrencies([...new Set(requests.map((each) => each.currency))])
}

function Open({ requests }: { requests: readonly ApprovalView[] }) {
  const t = useText()
  const session = useQuery(sessionQuery())
  const currencies = useCurrenciesOf(requests)
  if (requests.length === 0) {
    return (
      <Empty icon={<IconUserCheck size={28} />} title={t('approvals.empty.title')}>
        {t('approvals.empty.text')}
      </Empty>
    )
  }
  return (
    <Stack gap="md">
      {requests.map((request) => (
        <RequestCard
          key={request.approval}
          request={request}
          currencies={currencies}
          isOwn={session.data !== undefined && request.requestedBy === `staff:${session.data.staff}`}
        />
      ))}
    </Stack>
  )
}

function Decided({ requests }: { requests: readonly ApprovalView[] }) {
  return <DecidedTable requests={requests} currencies={useCurrenciesOf(requests)} />
}
