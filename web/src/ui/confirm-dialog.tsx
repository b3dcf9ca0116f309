import { Button, Group, Modal, Stack, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useRef, useState } from 'react'
import { useCommandKey } from '../data/command-key.ts'
import { useText } from './locale.tsx'
import { Refused } from './refused.tsx'

interface ConfirmProps {
  opened: boolean
  close: () => void
  title: string
  /** What will happen, to what. */
  children: ReactNode
  /** The verb on the button. */
  action: string
  isDangerous?: boolean
  /** Asks for a reason under this name; without it none is asked for. */
  reasonLabel?: string
  /** Asked before it is done; what is missing says so at its place. Default: always. */
  isReady?: () => boolean
  /** Does it. A failure is shown and may be tried again with the same key; success closes. */
  run: (reason: string, idempotencyKey: string) => Promise<unknown>
}

/** Asks once more before something that cannot be taken back, and for the reason. */
export function ConfirmDialog(props: ConfirmProps) {
  const t = useText()
  return (
    <Modal
      opened={props.opened}
      onClose={props.close}
      title={props.title}
      centered
      radius="lg"
      closeButtonProps={{ 'aria-label': t('action.close') }}
      styles={{
        title: { fontWeight: 650 },
        content: { background: 'var(--surface)' },
        header: { background: 'var(--surface)' },
      }}
    >
      <ConfirmForm {...props} />
    </Modal>
  )
}

/** Longest reason that the API keeps. */
const reasonCharacters = 500

function ConfirmForm(props: ConfirmProps) {
  const { children, action, isDangerous = false, reasonLabel, isReady = () => true, run, close } = props
  const t = useText()
  const keyFor = useCommandKey()
  const [reason, setReason] = useState('')
  const [isMissing, setMissing] = useState(false)
  // A second press comes before React has disabled the button.
  const isSending = useRef(false)
  const sent = useMutation({
    mutationFn: (text: string) => run(text, keyFor(text)),
    onSuccess: close,
    onSettled: () => {
      isSending.current = false
    },
  })
  function submit(event: FormEvent): void {
    event.preventDefault()
    const text = reason.trim()
    setMissing(reasonLabel !== undefined && text === '')
    if (isSending.current || (reasonLabel !== undefined && text === '') || !isReady()) return
    isSending.current = true
    sent.mutate(text)
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <div>{children}</div>
        {reasonLabel && (
          <Textarea
            label={reasonLabel}
            required
            autosize
            minRows={2}
            maxLength={reasonCharacters}
            dir="auto"
            value={reason}
            error={isMissing && reason.trim() === '' ? t('form.reason.missing') : undefined}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
        {sent.error && <Refused error={sent.error} />}
        <Group gap="sm" justify="flex-end">
          <Button variant="default" onClick={close} disabled={sent.isPending}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" color={isDangerous ? 'red' : 'fern'} loading={sent.isPending}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
