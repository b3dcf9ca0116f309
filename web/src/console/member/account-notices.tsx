import { Alert, Anchor } from '@mantine/core'
import type { MemberView } from '@perennial/contract'
import { IconArrowMerge, IconLock, IconSnowflake } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useText } from '../../ui/locale.tsx'
import { Code } from '../../ui/values.tsx'
import { useProgram } from '../program.tsx'

/** What keeps value from moving on this account, while something does. */
export function AccountNotices({ member }: { member: Pick<MemberView, 'account' | 'redirectedFrom'> }) {
  const t = useText()
  const program = useProgram()
  const { state, mergedInto } = member.account
  return (
    <>
      {member.redirectedFrom && (
        <Alert
          color="yellow"
          radius="lg"
          icon={<IconArrowMerge size={20} />}
          title={t('account.redirected.title')}
        >
          {t('account.redirected.text')} <Code>{member.redirectedFrom}</Code>
        </Alert>
      )}
      {mergedInto !== null && (
        <Alert
          color="yellow"
          radius="lg"
          icon={<IconArrowMerge size={20} />}
          title={t('account.merged.title')}
        >
          {t('account.merged.text')}{' '}
          <Anchor
            c="inherit"
            td="underline"
            renderRoot={(props) => (
              <Link
                to="/$program/members/$member"
                params={{ program: program.key, member: mergedInto }}
                {...props}
              />
            )}
          >
            {t('account.merged.open')}
          </Anchor>
        </Alert>
      )}
      {state === 'frozen' && (
        <Alert
          color="orange"
          radius="lg"
          icon={<IconSnowflake size={20} />}
          title={t('account.frozen.title')}
        >
          {t('account.frozen.text')}
        </Alert>
      )}
      {state === 'closed' && mergedInto === null && (
        <Alert color="gray" radius="lg" icon={<IconLock size={20} />} title={t('account.closed.title')}>
          {t('account.closed.text')}
        </Alert>
      )}
    </>
  )
}
