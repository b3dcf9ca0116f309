import { Button, Center, Container } from '@mantine/core'
import { IconBug, IconMapQuestion } from '@tabler/icons-react'
import { useText } from '../ui/locale.tsx'
import { useTitle } from '../ui/page.tsx'
import { Empty } from '../ui/states.tsx'

/** A fault of the console itself: the last net. */
export function Broken({ error }: { error: unknown }) {
  const t = useText()
  useTitle(t('broken.title'))
  return (
    <Container component="main" py="xl">
      <Empty
        icon={<IconBug size={28} />}
        title={t('broken.title')}
        action={<Button onClick={() => window.location.reload()}>{t('broken.reload')}</Button>}
      >
        {t('broken.text', { message: error instanceof Error ? error.message : String(error) })}
      </Empty>
    </Container>
  )
}

/** An address that leads nowhere. */
export function Missing() {
  const t = useText()
  useTitle(t('missing.title'))
  return (
    <Center component="main" py="xl">
      <Empty
        icon={<IconMapQuestion size={28} />}
        title={t('missing.title')}
        action={
          <Button component="a" href="/console/">
            {t('missing.home')}
          </Button>
        }
      >
        {t('missing.text')}
      </Empty>
    </Center>
  )
}
