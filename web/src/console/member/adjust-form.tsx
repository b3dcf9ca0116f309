import {
  Button,
  CloseButton,
  Group,
  Input,
  NativeSelect,
  Radio,
  Stack,
  Textarea,
  TextInput,
} from '@mantine/core'
import type { MemberView } from '@perennial/contract'
import { type FormEvent, useRef, useState } from 'react'
import { addDays, endOfDay, todayIn } from '../../ui/calendar.ts'
import { DayPicker } from '../../ui/day-picker.tsx'
import { useText } from '../../ui/locale.tsx'
import { Refused } from '../../ui/refused.tsx'
import { parseScaled } from '../../ui/scaled.ts'
import type { Currencies } from '../currencies.ts'
import { useProgram } from '../program.tsx'
import { type Adjustment, type AdjustmentForm, type ReasonKind, reasonKinds } from './adjustment.ts'

interface FormProps {
  member: MemberView
  currencies: Currencies
  form: AdjustmentForm
  change: (form: AdjustmentForm) => void
  preview: (adjustment: Adjustment) => void
  isPending: boolean
  error: Error | null
}

const noteCharacters = 400

/** What to give or take, and why. Nothing is sent from here but the question what would come of it. */
export function AdjustForm(props: FormProps) {
  const { currencies, form, change, preview, isPending, error } = props
  const t = useText()
  const program = useProgram()
  const [isChecked, setChecked] = useState(false)
  const fields = useRef<HTMLFormElement>(null)
  const amount = parseScaled(form.amount, currencies.scale(form.currency))
  const isNoteMissing = form.kind === 'other' && form.note.trim() === ''
  function submit(event: FormEvent): void {
    event.preventDefault()
    setChecked(true)
    if (amount === undefined || isNoteMissing) {
      const name = amount === undefined ? 'amount' : 'note'
      fields.current?.querySelector<HTMLElement>(`[name=${name}]`)?.focus()
      return
    }
    const note = form.note.trim()
    const kind = t(`adjust.reason.${form.kind}`)
    const reason = form.kind === 'other' ? note : note === '' ? kind : `${kind}: ${note}`
    preview({
      currency: form.currency,
      amount: form.direction === 'give' ? amount : -amount,
      reason,
      ...(form.direction === 'give' && form.lastDay
        ? { expiresAt: afterDay(form.lastDay, program.timeZone) }
        : {}),
    })
  }
  return (
    <form ref={fields} onSubmit={submit} noValidate>
      <Stack gap="md">
        <WhatFields {...props} amountError={isChecked && amount === undefined} />
        <NativeSelect
          label={t('form.reason')}
          value={form.kind}
          data={reasonKinds.map((kind) => ({ value: kind, label: t(`adjust.reason.${kind}`) }))}
          onChange={(event) => change({ ...form, kind: event.currentTarget.value as ReasonKind })}
        />
        <Textarea
          name="note"
          label={t('adjust.note')}
          description={t('adjust.note.text')}
          required={form.kind === 'other'}
          autosize
          minRows={2}
          dir="auto"
          maxLength={noteCharacters}
          value={form.note}
          error={isChecked && isNoteMissing ? t('form.reason.missing') : undefined}
          onChange={(event) => change({ ...form, note: event.currentTarget.value })}
        />
        {form.direction === 'give' && <LastDay form={form} change={change} />}
        {error && <Refused error={error} />}
        <Group>
          <Button type="submit" loading={isPending}>
            {t('adjust.preview')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** The first instant after a day: what ends then could be used on all of that day. */
function afterDay(day: string, timeZone: string): string {
  return new Date(Date.parse(endOfDay(day, timeZone)) + 1).toISOString()
}

function WhatFields(props: FormProps & { amountError: boolean }) {
  const { member, currencies, form, change, amountError } = props
  const t = useText()
  const currency = currencies.name(form.currency)
  return (
    <>
      {member.balances.length > 1 && (
        <NativeSelect
          label={t('adjust.currency')}
          value={form.currency}
          data={member.balances.map((each) => ({
            value: each.currency,
            label: currencies.name(each.currency),
          }))}
          onChange={(event) => change({ ...form, currency: event.currentTarget.value })}
        />
      )}
      <Radio.Group
        label={t('adjust.direction')}
        value={form.direction}
        onChange={(next) => change({ ...form, direction: next === 'take' ? 'take' : 'give' })}
      >
        <Group mt={6} gap="lg">
          <Radio value="give" label={t('adjust.give')} />
          <Radio value="take" label={t('adjust.take')} />
        </Group>
      </Radio.Group>
      <TextInput
        name="amount"
        data-autofocus
        label={t('adjust.amount', { currency: `\u2068${currency}\u2069` })}
        description={t('adjust.amount.now', {
          amount: currencies.amount(
            member.balances.find((each) => each.currency === form.currency)?.available ?? 0,
            form.currency,
          ),
        })}
        required
        inputMode="decimal"
        dir="ltr"
        autoComplete="off"
        maxLength={24}
        value={form.amount}
        error={amountError ? t('adjust.amount.invalid') : undefined}
        onChange={(event) => change({ ...form, amount: event.currentTarget.value })}
      />
    </>
  )
}

/** Days that can be chosen ahead: what the longest policy allows. */
const daysAhead = 3650

function LastDay({ form, change }: Pick<FormProps, 'form' | 'change'>) {
  const t = useText()
  const program = useProgram()
  const today = todayIn(program.timeZone, new Date(program.clock()))
  return (
    <Input.Wrapper label={t('adjust.end')} description={t('adjust.end.text')} labelElement="div">
      <Group mt={6} gap="xs">
        <DayPicker
          label={t('adjust.lastDay')}
          value={form.lastDay}
          placeholder={t('adjust.end.policy')}
          today={today}
          earliest={today}
          latest={addDays(today, daysAhead)}
          onChange={(lastDay) => change({ ...form, lastDay })}
        />
        {form.lastDay && (
          <CloseButton
            aria-label={t('adjust.end.clear')}
            onClick={() => change({ ...form, lastDay: undefined })}
          />
        )}
      </Group>
    </Input.Wrapper>
  )
}
