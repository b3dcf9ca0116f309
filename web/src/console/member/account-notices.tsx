import { Alert, Anchor } from '@mantine/core'
import type { MemberView } from '@perennial/contract'
import { IconArrowMerge, IconFlask, IconLock, IconSnowflake } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useFormat, useText } from '../../ui/locale.tsx'
import { Code } from '../../ui/values.tsx'
import { useBeta } from '../beta/live-panel.tsx'
import { useProgram } from '../program.tsx'

interface NoticesProps {
  member: Pick<MemberView, 'account' | 'redirectedFrom' | 'release'>
}

/** What keeps value from moving on this account, while something does, and what decides other than for most. */
export function AccountNotices({ member }: NoticesProps) {
  const t = useText()
  const format = useFormat()
  const isInBeta = useBeta()?.beta?.release === member.release
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
      {isInBeta && (
        <Alert color="blue" radius="lg" icon={<IconFlask size={20} />} title={t('account.beta.title')}>
          {t('account.beta.text', { number: format.number(member.release) })}
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
