import { Button, Center } from '@mantine/core'
import { useText } from '../../ui/locale.tsx'

interface MoreProps {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> }
}

/** The next page under the ones that are there. */
export function More({ query }: MoreProps) {
  const t = useText()
  if (!query.hasNextPage) return null
  return (
    <Center>
      <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        {t('action.more')}
      </Button>
    </Center>
  )
}
