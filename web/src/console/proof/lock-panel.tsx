import { Alert, Button, Group, Paper, Stack, Switch, Text, TextInput, Title } from '@mantine/core'
import type { ProofView } from '@perennial/contract'
import { IconLock } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { write } from '../../data/api.ts'
import { useText } from '../../ui/locale.tsx'
import { Failure } from '../../ui/states.tsx'
import { Instant } from '../../ui/values.tsx'
import { useProgram } from '../program.tsx'

/** The lock that lets nothing be written, asked for twice and with a reason. */
export function LockPanel({ lock }: { lock: ProofView['readOnly'] }) {
  const t = useText()
  const { key } = useProgram()
  const client = useQueryClient()
  const [isAsking, setAsking] = useState(false)
  const isOn = lock !== null
  const path = ['programs', key, 'read-only']
  const change = useMutation({
    mutationFn: (reason: string) =>
      isOn ? write<undefined>('DELETE', path) : write<unknown>('POST', path, { reason }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['proof', key] })
      setAsking(false)
    },
  })
  return (
    <Paper p="lg" bg="var(--surface)" component="section" aria-labelledby="lock">
      <Group justify="space-between" align="flex-start" gap="md">
        <div>
          <Title order={2} size="h4" id="lock">
            {t('proof.lock.title')}
          </Title>
          <Text c="dimmed" mt={4} maw="72ch">
            {t('proof.lock.text')}
          </Text>
        </div>
        <Switch
          size="md"
          checked={isOn}
          onChange={() => setAsking(!isAsking)}
          aria-labelledby="lock"
          aria-expanded={isAsking}
          role="switch"
        />
      </Group>
      {lock !== null && <Locked lock={lock} />}
      {isAsking && !change.error && (
        <Confirm
          isOn={isOn}
          isBusy={change.isPending}
          confirm={(reason) => change.mutate(reason)}
          cancel={() => setAsking(false)}
        />
      )}
      {change.error && <Failure error={change.error} retry={() => change.reset()} />}
    </Paper>
  )
}

function Locked({ lock }: { lock: NonNullable<ProofView['readOnly']> }) {
  const t = useText()
  return (
    <Alert mt="md" color="orange" icon={<IconLock size={18} aria-hidden />} title={<bdi>{lock.reason}</bdi>}>
      {t('proof.lock.since')} <Instant at={lock.since} /> · <bdi>{lock.by}</bdi>
    </Alert>
  )
}

interface ConfirmProps {
  isOn: boolean
  isBusy: boolean
  confirm: (reason: string) => void
  cancel: () => void
}

function Confirm({ isOn, isBusy, confirm, cancel }: ConfirmProps) {
  const t = useText()
  const [reason, setReason] = useState('')
  const form = useRef<HTMLFormElement>(null)
  // Whoever pressed the switch goes on here.
  useEffect(() => form.current?.querySelector<HTMLElement>('input, button')?.focus(), [])
  function submit(event: FormEvent): void {
    event.preventDefault()
    confirm(reason.trim())
  }
  return (
    <form ref={form} onSubmit={submit} onKeyDown={(event) => event.key === 'Escape' && cancel()}>
      <Stack gap="sm" mt="md" maw={560}>
        <Text fw={600}>{isOn ? t('proof.lock.sure.off') : t('proof.lock.sure.on')}</Text>
        {!isOn && (
          <TextInput
            label={t('proof.lock.reason')}
            description={t('proof.lock.reason.note')}
            value={reason}
            maxLength={300}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
        <Group gap="sm">
          <Button
            type="submit"
            color={isOn ? 'fern' : 'red'}
            disabled={isBusy || (!isOn && reason.trim() === '')}
          >
            {isOn ? t('proof.lock.off') : t('proof.lock.on')}
          </Button>
          <Button variant="default" onClick={cancel} disabled={isBusy}>
            {t('action.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
