import { Stack } from '@mantine/core'
import type { VerifyReport } from '@perennial/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { write } from '../../data/api.ts'
import { proofQuery } from '../../data/queries.ts'
import { useText } from '../../ui/locale.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { useProgram } from '../program.tsx'
import { ChainPanel } from './chain-panel.tsx'
import { LockPanel } from './lock-panel.tsx'
import { RunsPanel } from './runs-panel.tsx'
import { VerdictPanel } from './verdict-panel.tsx'

/** Whether the books of the programme add up, how that is known, and the lock for when they do not. */
export function ProofPage() {
  const t = useText()
  const { key } = useProgram()
  const client = useQueryClient()
  const verify = useMutation({
    mutationFn: () => write<VerifyReport>('POST', ['programs', key, 'verify']),
    onSettled: () => client.invalidateQueries({ queryKey: ['proof', key] }),
  })
  const query = useQuery(proofQuery(key, verify.isPending))
  const error = query.error ?? verify.error
  const retry = () => {
    verify.reset()
    void query.refetch()
  }
  return (
    <Page title={t('proof.title')} subtitle={t('proof.subtitle')}>
      {query.isPending && <Loading rows={3} height={140} />}
      {error && <Failure error={error} retry={retry} />}
      {query.data && !error && (
        <Stack gap="md">
          <VerdictPanel
            proof={query.data}
            isRunning={verify.isPending || query.data.running !== null}
            verify={() => verify.mutate()}
          />
          <ChainPanel proof={query.data} />
          <LockPanel lock={query.data.readOnly} />
          {query.data.runs.length > 0 && <RunsPanel runs={query.data.runs} />}
        </Stack>
      )}
    </Page>
  )
}
