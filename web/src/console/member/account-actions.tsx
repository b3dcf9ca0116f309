import { Button, Group } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { MemberView, WalletReply } from '@perennial/contract'
import { IconAdjustments, IconSnowflake, IconSnowflakeOff } from '@tabler/icons-react'
import { command } from '../../data/api.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { useText } from '../../ui/locale.tsx'
import type { Currencies } from '../currencies.ts'
import { useProgram } from '../program.tsx'
import { AdjustDrawer } from './adjust-drawer.tsx'
import { useRefreshMember } from './refresh-member.ts'

interface ActionsProps {
  member: MemberView
  currencies: Currencies
}

/** What staff can do to the value of an account. */
export function AccountActions({ member, currencies }: ActionsProps) {
  const t = useText()
  const [isAdjusting, adjust] = useDisclosure(false)
  if (member.account.state === 'closed') return null
  return (
    <Group gap="sm">
      <FreezeButton member={member} />
      <Button leftSection={<IconAdjustments size={18} />} aria-haspopup="dialog" onClick={adjust.open}>
        {t('adjust.open')}
      </Button>
      <AdjustDrawer member={member} currencies={currencies} opened={isAdjusting} close={adjust.close} />
    </Group>
  )
}

function FreezeButton({ member }: { member: MemberView }) {
  const t = useText()
  const { key } = useProgram()
  const refresh = useRefreshMember()
  const [isAsking, ask] = useDisclosure(false)
  const isFrozen = member.account.state === 'frozen'
  const verb = isFrozen ? 'unfreeze' : 'freeze'
  async function run(reason: string, idempotencyKey: string): Promise<void> {
    const path = ['programs', key, 'members', member.id, verb]
    await command<WalletReply>(path, { body: { reason }, idempotencyKey })
    await refresh()
  }
  const Icon = isFrozen ? IconSnowflakeOff : IconSnowflake
  return (
    <>
      <Button variant="default" leftSection={<Icon size={18} />} aria-haspopup="dialog" onClick={ask.open}>
        {isFrozen ? t('account.unfreeze') : t('account.freeze')}
      </Button>
      <ConfirmDialog
        opened={isAsking}
        close={ask.close}
        title={isFrozen ? t('account.unfreeze.title') : t('account.freeze.title')}
        action={isFrozen ? t('account.unfreeze') : t('account.freeze')}
        reasonLabel={t('form.reason')}
        isDangerous={!isFrozen}
        run={run}
      >
        {isFrozen ? t('account.unfreeze.text') : t('account.freeze.text')}
      </ConfirmDialog>
    </>
  )
}
