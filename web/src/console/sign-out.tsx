import { Text, UnstyledButton } from '@mantine/core'
import { IconLogout } from '@tabler/icons-react'
import { useState } from 'react'
import { ApiError, send } from '../data/api.ts'
import { useText } from '../ui/locale.tsx'
import styles from './shell.module.css'

/** Ends the session of this browser, and leaves nothing of it in the page. */
export function SignOut() {
  const t = useText()
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle')
  async function leave(): Promise<void> {
    setState('busy')
    try {
      await send(['session:signout'])
    } catch (error) {
      // A session that has ended already is what was asked for.
      if (!(error instanceof ApiError && error.status === 401)) return setState('failed')
    }
    // A new document: whatever this one has read is gone with it.
    window.location.assign(import.meta.env.BASE_URL)
  }
  return (
    <>
      <UnstyledButton className={styles.link} disabled={state === 'busy'} onClick={() => void leave()}>
        <IconLogout size={20} aria-hidden />
        {t('signOut.action')}
      </UnstyledButton>
      {state === 'failed' && (
        <Text size="sm" px="sm" role="alert">
          {t('signOut.failed')}
        </Text>
      )}
    </>
  )
}
