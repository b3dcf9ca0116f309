import { Anchor, Button, Center, List, Paper, Stack, Text, ThemeIcon, Title } from '@mantine/core'
import { IconKey, IconRefresh } from '@tabler/icons-react'
import { Copyable } from './copyable.tsx'
import { useText } from './locale.tsx'

/** There is no password: whoever runs the server gets a link that works once. */
export function SignedOut() {
  const t = useText()
  return (
    <Center py="xl">
      <Paper p="xl" maw={560} w="100%" bg="var(--surface)">
        <Stack gap="md">
          <ThemeIcon size={56} radius="xl" variant="light" aria-hidden>
            <IconKey size={28} />
          </ThemeIcon>
          <Title order={1} size="h2">
            {t('signIn.title')}
          </Title>
          <Text>{t('signIn.why')}</Text>
          <List type="ordered" spacing="md">
            <List.Item>
              <Text mb={6}>{t('signIn.start')}</Text>
              <LeftCommand text="npm start" />
            </List.Item>
            <List.Item>
              <Text mb={6}>{t('signIn.link')}</Text>
              <LeftCommand text="npx perennial link" />
            </List.Item>
          </List>
          <Text c="dimmed" size="sm">
            {t('signIn.once')}
          </Text>
          <Button
            onClick={() => window.location.reload()}
            leftSection={<IconRefresh size={16} />}
            style={{ alignSelf: 'start' }}
          >
            {t('signIn.again')}
          </Button>
          <Anchor href="/docs" size="sm">
            {t('nav.docs')}
          </Anchor>
        </Stack>
      </Paper>
    </Center>
  )
}

function LeftCommand({ text }: { text: string }) {
  const t = useText()
  return (
    <div style={{ display: 'flex' }}>
      <Copyable text={text} label={t('signIn.command')} />
    </div>
  )
}
