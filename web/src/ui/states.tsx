import { Box, Button, Paper, Skeleton, Stack, Text, ThemeIcon, Title } from '@mantine/core'
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { ApiError } from '../data/api.ts'
import { Copyable } from './copyable.tsx'
import { useText, useTextOr } from './locale.tsx'
import { SignedOut } from './signed-out.tsx'

interface EmptyProps {
  icon: ReactNode
  title: string
  children: ReactNode
  action?: ReactNode
  /** Inside a panel that has a border of its own. */
  bare?: boolean
}

/** Nothing here: what would be, why it is not, and one thing to do. */
export function Empty({ icon, title, children, action, bare = false }: EmptyProps) {
  return (
    <Paper p="xl" bg={bare ? 'transparent' : 'var(--surface)'} withBorder={!bare}>
      <Stack align="center" gap="sm" py="xl" ta="center" maw={520} mx="auto">
        <ThemeIcon size={56} radius="xl" variant="light" color="fern" aria-hidden>
          {icon}
        </ThemeIcon>
        <Title order={2} size="h4">
          {title}
        </Title>
        <Box c="dimmed" maw="100%">
          {children}
        </Box>
        {action}
      </Stack>
    </Paper>
  )
}

/** What happened, what to do, that nothing was changed, and the id to report. */
export function Failure({ error, retry }: { error: Error; retry: () => void }) {
  const t = useText()
  const textOr = useTextOr()
  if (!(error instanceof ApiError)) throw error
  if (error.status === 401) return <SignedOut />
  const offline = error.code === 'unreachable'
  return (
    <Paper p="xl" bg="var(--surface)" role="alert">
      <Stack align="center" gap="sm" py="lg" ta="center" maw={520} mx="auto">
        <ThemeIcon size={56} radius="xl" variant="light" color="orange" aria-hidden>
          <IconAlertTriangle size={28} />
        </ThemeIcon>
        <Title order={2} size="h4">
          {offline ? t('failure.unreachable.title') : t('failure.title')}
        </Title>
        <Text>{textOr(`problem.${error.code}`, t('problem.internal'))}</Text>
        <Text c="dimmed" size="sm">
          {t('failure.unchanged')}
        </Text>
        <Button onClick={retry} leftSection={<IconRefresh size={16} />}>
          {t('action.retry')}
        </Button>
        {error.requestId && (
          <Stack gap={4} mt="sm" align="center" maw="100%">
            <Text size="sm" c="dimmed">
              {t('failure.request')}
            </Text>
            <Copyable text={error.requestId} label={t('failure.request')} />
          </Stack>
        )}
      </Stack>
    </Paper>
  )
}

/** The outline of what is coming, announced once. */
export function Loading({ rows = 6, height = 44 }: { rows?: number; height?: number }) {
  const t = useText()
  return (
    <Stack gap="sm" role="status" aria-label={t('state.loading')}>
      {Array.from({ length: rows }, (_, index) => `row-${index}`).map((key) => (
        <Skeleton key={key} height={height} radius="md" />
      ))}
    </Stack>
  )
}
