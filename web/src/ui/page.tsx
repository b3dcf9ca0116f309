import { Box, Group, Text, Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { useText } from './locale.tsx'

interface PageProps {
  title: string
  subtitle?: ReactNode
  actions?: ReactNode
  children: ReactNode
}

/** One page: its title for the eye, the tab and the screen reader, and what can be done on all of it. */
export function Page({ title, subtitle, actions, children }: PageProps) {
  useTitle(title)
  return (
    <>
      <Group justify="space-between" align="flex-end" mb="lg" gap="md">
        <Box maw="100%">
          <Title order={1} size="h2">
            {title}
          </Title>
          {subtitle && (
            <Text c="dimmed" mt={4} component="div">
              {subtitle}
            </Text>
          )}
        </Box>
        {actions}
      </Group>
      {children}
    </>
  )
}

/** Names the browser tab. */
export function useTitle(title: string): void {
  const t = useText()
  useEffect(() => {
    document.title = `${title} · ${t('product.name')}`
  }, [title, t])
}
