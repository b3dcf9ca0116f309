import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import type { MemberView } from '@perennial/contract'
import { IconUserCheck } from '@tabler/icons-react'
import type { UseMutationResult } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useFormat, useText } from '../../ui/locale.tsx'
import { Refused } from '../../ui/refused.tsx'
import { Num } from '../../ui/values.tsx'
import type { Currencies } from '../currencies.ts'
import {
  type Adjustment,
  type AdjustmentOutcome,
  type AdjustmentReply,
  outcomeOf,
  resultOf,
} from './adjustment.ts'
import { Fact, Facts } from './facts.tsx'
import styles from './member.module.css'

interface PreviewProps {
  member: MemberView
  currencies: Currencies
  adjustment: Adjustment
  /** Of the dry run. */
  reply: AdjustmentReply
  send: UseMutationResult<AdjustmentReply, Error, Adjustment>
  back: () => void
}

/** What would come of it, before it is done. */
export function AdjustPreview({ member, currencies, adjustment, reply, send, back }: PreviewProps) {
  const t = useText()
  const { currency, amount, reason } = adjustment
  const isForTwo = reply.status === 'awaiting-approval'
  const result = resultOf(reply)
  const outcome = result && outcomeOf(member.balances, { currency, reply: result })
  // A second press comes before React has disabled the button.
  const isSending = useRef(false)
  function confirm(): void {
    if (isSending.current) return
    isSending.current = true
    send.mutate(adjustment, {
      onSettled: () => {
        isSending.current = false
      },
    })
  }
  const heading = useRef<HTMLHeadingElement>(null)
  // Whoever asked for the preview goes on reading here.
  useEffect(() => heading.current?.focus(), [])
  return (
    <Stack gap="md">
      <Text component="h3" ref={heading} tabIndex={-1} m={0} fw={650} size="lg">
        {t(amount > 0 ? 'adjust.preview.give' : 'adjust.preview.take', {
          amount: `\u2068${currencies.amount(Math.abs(amount), currency)}\u2069`,
          currency: `\u2068${currencies.name(currency)}\u2069`,
        })}
      </Text>
      <Text>
        <Text span c="dimmed">
          {t('form.reason')}:
        </Text>{' '}
        <bdi>{reason}</bdi>
      </Text>
      {outcome && <Outcome outcome={outcome} currencies={currencies} />}
      {isForTwo && (
        <Alert
          color="yellow"
          radius="md"
          icon={<IconUserCheck size={20} aria-hidden />}
          title={t('adjust.second.title')}
        >
          {t('adjust.second.text')}
        </Alert>
      )}
      {send.error && <Refused error={send.error} />}
      <Group gap="sm">
        <Button loading={send.isPending} onClick={confirm}>
          {isForTwo ? t('adjust.request') : amount > 0 ? t('adjust.confirm.give') : t('adjust.confirm.take')}
        </Button>
        <Button variant="default" disabled={send.isPending} onClick={back}>
          {t('adjust.back')}
        </Button>
      </Group>
    </Stack>
  )
}

interface OutcomeProps {
  outcome: AdjustmentOutcome
  currencies: Currencies
}

function Outcome({ outcome, currencies }: OutcomeProps) {
  const t = useText()
  const format = useFormat()
  const { before, after, debtPaid, expiresAt } = outcome
  const { currency } = after
  const lines = [
    { name: t('balance.available'), was: before.available, is: after.available, shown: true },
    {
      name: t('balance.pending'),
      was: before.pending,
      is: after.pending,
      shown: before.pending !== after.pending,
    },
    { name: t('balance.debt'), was: -before.debt, is: -after.debt, shown: before.debt > 0 || after.debt > 0 },
  ].filter((line) => line.shown)
  return (
    <div className={styles.sum}>
      <table className={styles.compared}>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('adjust.before')}</th>
            <th scope="col">{t('adjust.after')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.name}>
              <th scope="row">{line.name}</th>
              <td>
                <Num>{currencies.amount(line.was, currency)}</Num>
              </td>
              <td>
                <strong>
                  <Num>{currencies.amount(line.is, currency)}</Num>
                </strong>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Facts>
        {debtPaid > 0 && <Fact name={t('adjust.debtPaid')} value={currencies.amount(debtPaid, currency)} />}
        {after.available > before.available && (
          <Fact
            name={t('adjust.lastDay')}
            value={expiresAt ? format.date(lastInstantBefore(expiresAt)) : t('lots.never')}
            text
          />
        )}
      </Facts>
    </div>
  )
}

function lastInstantBefore(instant: string): string {
  return new Date(Date.parse(instant) - 1).toISOString()
}
