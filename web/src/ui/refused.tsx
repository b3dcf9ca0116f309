import { Alert, Group, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { ApiError } from '../data/api.ts'
import { Copyable } from './copyable.tsx'
import { useText, useTextOr } from './locale.tsx'
import { SignedOut } from './signed-out.tsx'

/** Why a command was not carried out, beside the form that keeps what was typed. */
export function Refused({ error }: { error: Error }) {
  const t = useText()
  const textOr = useTextOr()
  if (!(error instanceof ApiError)) throw error
  if (error.status === 401) return <SignedOut />
  // Without an answer nobody knows; the key makes sure that a second try does nothing twice.
  const isUnknown = error.code === 'unreachable' || error.code === 'unreadable' || error.status >= 500
  return (
    <Alert
      role="alert"
      color="orange"
      radius="md"
      icon={<IconAlertTriangle size={20} aria-hidden />}
      title={t('failure.title')}
    >
      <Text size="sm">{textOr(`problem.${error.code}`, t('problem.internal'))}</Text>
      <Text size="sm" mt={4}>
        {isUnknown ? t('command.unknown') : t('failure.unchanged')}
      </Text>
      {error.requestId && (
        <Group mt="xs" gap="xs">
          <Text size="sm">{t('failure.request')}</Text>
          <Copyable text={error.requestId} label={t('failure.request')} />
        </Group>
      )}
    </Alert>
  )
}
