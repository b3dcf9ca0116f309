import { Stack, Text } from '@mantine/core'
import { ApiError } from '../../data/api.ts'
import { useText } from '../../ui/locale.tsx'
import { Refused } from '../../ui/refused.tsx'
import styles from './publish.module.css'

/** Why nothing was published: in a sentence, and on request in the exact words of the server, such as the limit that breaks. */
export function Blocked({ error }: { error: Error }) {
  const t = useText()
  const faults = error instanceof ApiError ? error.faults : []
  return (
    <Stack gap="xs">
      <Refused error={error} />
      {error.message !== '' && (
        <details className={styles.deciles}>
          <summary>{t('review.blocked.detail')}</summary>
          <Text size="sm" dir="ltr">
            {error.message}
          </Text>
          {faults.map((fault) => (
            <Text key={`${fault.field}/${fault.message}`} size="sm" dir="ltr">
              <code>{fault.field}</code> {fault.message}
            </Text>
          ))}
        </details>
      )}
    </Stack>
  )
}
