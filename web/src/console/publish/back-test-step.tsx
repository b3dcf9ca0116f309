import { Alert, Button, Group, Progress, Stack, Text } from '@mantine/core'
import type { BackTestDetail } from '@perennial/contract'
import { IconAlertTriangle, IconHistory } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  backTestQuery,
  backTestsQuery,
  cancelBackTest,
  isRunning,
  startBackTest,
} from '../../data/back-test-queries.ts'
import { useFormat, useText } from '../../ui/locale.tsx'
import { Refused } from '../../ui/refused.tsx'
import { useProgram } from '../program.tsx'
import { BackTestResultPanel } from './back-test-result.tsx'

/** The drafts on what really happened: begun here, watched here, and left running when the page is left. */
export function BackTestStep() {
  const t = useText()
  const program = useProgram()
  const client = useQueryClient()
  const known = useQuery(backTestsQuery(program.key))
  const [begun, setBegun] = useState<string>()
  const running = known.data?.find((each) => isRunning(each.state))?.id
  const id = begun ?? running
  const start = useMutation({
    mutationFn: () => startBackTest(program.key),
    onSuccess: (view) => {
      setBegun(view.id)
      return client.invalidateQueries({ queryKey: ['back-tests', program.key] })
    },
  })
  return (
    <Stack gap="md" mt="md">
      <Text>{t('backTest.text')}</Text>
      {start.error && <Refused error={start.error} />}
      {id === undefined ? (
        <Group>
          <Button
            variant="default"
            leftSection={<IconHistory size={18} aria-hidden />}
            loading={start.isPending}
            onClick={() => start.mutate()}
          >
            {t('backTest.start')}
          </Button>
        </Group>
      ) : (
        <Watched id={id} again={() => start.mutate()} isStarting={start.isPending} />
      )}
    </Stack>
  )
}

interface WatchedProps {
  id: string
  again: () => void
  isStarting: boolean
}

function Watched({ id, again, isStarting }: WatchedProps) {
  const t = useText()
  const program = useProgram()
  const test = useQuery(backTestQuery(program.key, id))
  if (test.error) return <Refused error={test.error} />
  if (test.data === undefined) return null
  const { state, result, problem } = test.data
  if (isRunning(state)) return <Running test={test.data} />
  return (
    <Stack gap="md">
      {state === 'done' && result && <BackTestResultPanel result={result} />}
      {state === 'failed' && (
        <Alert color="orange" radius="md" icon={<IconAlertTriangle size={20} aria-hidden />}>
          {t('backTest.failed')} <bdi>{problem}</bdi>
        </Alert>
      )}
      {state === 'cancelled' && <Text c="dimmed">{t('backTest.cancelled')}</Text>}
      <Group>
        <Button variant="default" loading={isStarting} onClick={again}>
          {t('backTest.again')}
        </Button>
      </Group>
    </Stack>
  )
}

function Running({ test }: { test: BackTestDetail }) {
  const t = useText()
  const format = useFormat()
  const program = useProgram()
  const client = useQueryClient()
  const { done, total, phase } = test.progress
  const share = total === null || total === 0 ? 0 : Math.min(1, done / total)
  const cancel = useMutation({
    mutationFn: () => cancelBackTest(program.key, test.id),
    onSettled: () => client.invalidateQueries({ queryKey: ['back-test', program.key, test.id] }),
  })
  return (
    <Stack gap="xs">
      <Text size="sm" role="status">
        {t(`backTest.phase.${phase}`, { done: format.number(done) })}{' '}
        {total !== null && format.percent(share)}
      </Text>
      <Progress value={share * 100} aria-label={t('backTest.progress')} animated={total === null} />
      <Group>
        <Button variant="subtle" size="compact-md" loading={cancel.isPending} onClick={() => cancel.mutate()}>
          {t('backTest.cancel')}
        </Button>
        <Text size="sm" c="dimmed">
          {t('backTest.leave')}
        </Text>
      </Group>
    </Stack>
  )
}
