import { Button, Code, CopyButton, Group } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useText } from './locale.tsx'

/** A command or an id that can be taken along with one press. */
export function Copyable({ text, label }: { text: string; label: string }) {
  const t = useText()
  return (
    <Group gap="xs" wrap="nowrap" maw="100%" justify="center">
      <Code dir="ltr" px="sm" py={6} style={{ overflowWrap: 'anywhere' }}>
        {text}
      </Code>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button
            size="compact-sm"
            variant="default"
            style={{ flexShrink: 0 }}
            onClick={copy}
            aria-label={`${copied ? t('action.copied') : t('action.copy')}: ${label}`}
            leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
          >
            {copied ? t('action.copied') : t('action.copy')}
          </Button>
        )}
      </CopyButton>
    </Group>
  )
}
