import { Alert, Anchor, Button, Group, Stack } from '@mantine/core'
import { IconCircleCheck, IconUserCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useText } from '../../ui/locale.tsx'
import { Code } from '../../ui/values.tsx'
import type { Currencies } from '../currencies.ts'
import { useProgram } from '../program.tsx'
import type { Adjustment, AdjustmentReply } from './adjustment.ts'

interface DoneProps {
  adjustment: Adjustment
  reply: AdjustmentReply
  currencies: Currencies
  close: () => void
}

/** What became of an adjustment: it is in the books, or somebody else has to approve it first. */
export function AdjustDone({ adjustment, reply, currencies, close }: DoneProps) {
  const t = useText()
  const program = useProgram()
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => button.current?.focus(), [])
  const { currency, amount } = adjustment
  const shown = {
    amount: `\u2068${currencies.signed(amount, currency)}\u2069`,
    currency: `\u2068${currencies.name(currency)}\u2069`,
  }
  const isWaiting = reply.status === 'awaiting-approval'
  return (
    <Stack gap="md">
      {isWaiting ? (
        <Alert
          role="status"
          color="yellow"
          radius="md"
          icon={<IconUserCheck size={20} aria-hidden />}
          title={t('adjust.waiting.title')}
        >
          {t('adjust.waiting.text', shown)}{' '}
          <Anchor
            c="inherit"
            td="underline"
            renderRoot={(props) => (
              <Link to="/$program/approvals" params={{ program: program.key }} {...props} />
            )}
          >
            {t('adjust.waiting.open')}
          </Anchor>
          {reply.approval && (
            <div>
              <Code>{reply.approval}</Code>
            </div>
          )}
        </Alert>
      ) : (
        <Alert
          role="status"
          color="fern"
          radius="md"
          icon={<IconCircleCheck size={20} aria-hidden />}
          title={t('adjust.done.title')}
        >
          {t('adjust.done.text', shown)}
        </Alert>
      )}
      <Group>
        <Button ref={button} onClick={close}>
          {t('action.close')}
        </Button>
      </Group>
    </Stack>
  )
}
