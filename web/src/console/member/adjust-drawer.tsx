import { Drawer } from '@mantine/core'
import type { MemberView } from '@perennial/contract'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { command } from '../../data/api.ts'
import { useCommandKey } from '../../data/command-key.ts'
import { freshKey } from '../../data/fresh-key.ts'
import { directionOf, useLocale, useText } from '../../ui/locale.tsx'
import type { Currencies } from '../currencies.ts'
import { useProgram } from '../program.tsx'
import { AdjustDone } from './adjust-done.tsx'
import { AdjustForm } from './adjust-form.tsx'
import { AdjustPreview } from './adjust-preview.tsx'
import type { Adjustment, AdjustmentForm, AdjustmentReply } from './adjustment.ts'
import { useRefreshMember } from './refresh-member.ts'

interface AdjustProps {
  member: MemberView
  currencies: Currencies
}

/** Gives or takes by hand: what, why, what would come of it, and only then for good. */
export function AdjustDrawer(props: AdjustProps & { opened: boolean; close: () => void }) {
  const t = useText()
  const rtl = directionOf(useLocale().locale) === 'rtl'
  return (
    <Drawer
      opened={props.opened}
      onClose={props.close}
      position={rtl ? 'left' : 'right'}
      size="min(32rem, 100vw)"
      title={t('adjust.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
      overlayProps={{ backgroundOpacity: 0.35, blur: 2 }}
      styles={{
        title: { fontWeight: 650, fontSize: '1.15rem' },
        content: { background: 'var(--surface)' },
        header: { background: 'var(--surface)' },
      }}
    >
      <Adjust {...props} />
    </Drawer>
  )
}

function Adjust({ member, currencies, close }: AdjustProps & { close: () => void }) {
  const { key: program } = useProgram()
  const refresh = useRefreshMember()
  const keyFor = useCommandKey()
  const path = ['programs', program, 'members', member.id, 'adjustments']
  const [form, setForm] = useState<AdjustmentForm>({
    currency: member.balances[0]?.currency ?? '',
    direction: 'give',
    amount: '',
    kind: 'goodwill',
    note: '',
    lastDay: undefined,
  })
  const preview = useMutation({
    mutationFn: (body: Adjustment) =>
      command<AdjustmentReply>(path, { body, idempotencyKey: freshKey(), search: { dryRun: true } }),
  })
  const send = useMutation({
    mutationFn: (body: Adjustment) => command<AdjustmentReply>(path, { body, idempotencyKey: keyFor(body) }),
    onSuccess: refresh,
  })
  const asked = preview.variables
  if (send.data && asked)
    return <AdjustDone adjustment={asked} reply={send.data} currencies={currencies} close={close} />
  if (preview.data && asked) {
    return (
      <AdjustPreview
        member={member}
        currencies={currencies}
        adjustment={asked}
        reply={preview.data}
        send={send}
        back={() => {
          send.reset()
          preview.reset()
        }}
      />
    )
  }
  return (
    <AdjustForm
      member={member}
      currencies={currencies}
      form={form}
      change={setForm}
      preview={(body) => preview.mutate(body)}
      isPending={preview.isPending}
      error={preview.error}
    />
  )
}
