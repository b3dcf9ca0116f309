import { Button, Group, Kbd, Stack, Text, TextInput, VisuallyHidden } from '@mantine/core'
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks'
import { IconSearch, IconUserSearch, IconUsers } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { membersQuery } from '../../data/queries.ts'
import { Copyable } from '../../ui/copyable.tsx'
import { toAsciiDigits } from '../../ui/digits.ts'
import { useFormat, useText } from '../../ui/locale.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { useProgram } from '../program.tsx'
import { MembersTable } from './members-table.tsx'
import { Pager } from './pager.tsx'

const route = getRouteApi('/$program/members')

/** Every member, found by name or by any identifier. */
export function MembersPage() {
  const t = useText()
  const program = useProgram()
  const { query = '', cursor } = route.useSearch()
  const list = useQuery({
    ...membersQuery(program.key, { query, cursor }),
    placeholderData: keepPreviousData,
  })
  const rows = list.data?.members ?? []
  const none = list.data && rows.length === 0
  return (
    <Page title={t('members.title')} subtitle={t('members.subtitle')}>
      <Stack gap="md">
        <Search key={program.key} query={query} />
        {list.isPending && <Loading rows={8} />}
        {list.error && <Failure error={list.error} retry={() => void list.refetch()} />}
        {!list.error && none && (query ? <NoMatch query={query} /> : <NoMembers program={program.key} />)}
        {!list.error && rows.length > 0 && (
          <Stack gap="md" opacity={list.isPlaceholderData ? 0.6 : 1} aria-busy={list.isFetching}>
            <MembersTable members={rows} />
            <Pager cursor={cursor} next={list.data?.next ?? null} query={query} />
          </Stack>
        )}
        <Announce query={query} count={list.data && !list.isPlaceholderData ? rows.length : undefined} />
      </Stack>
    </Page>
  )
}

function Search({ query }: { query: string }) {
  const t = useText()
  const navigate = route.useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(query)
  const search = useDebouncedCallback((next: string) => {
    const wanted = toAsciiDigits(next).trim()
    void navigate({ search: wanted ? { query: wanted } : {}, replace: true })
  }, 250)
  useHotkeys([['mod+K', () => input.current?.focus()]], [])
  // A link or the Back button changes the search from outside.
  const [known, setKnown] = useState(query)
  if (known !== query) {
    setKnown(query)
    if (toAsciiDigits(text).trim() !== query) setText(query)
  }
  return (
    <TextInput
      ref={input}
      type="search"
      size="md"
      maw={560}
      value={text}
      dir="auto"
      aria-label={t('members.search')}
      placeholder={t('members.search.placeholder')}
      leftSection={<IconSearch size={18} aria-hidden />}
      rightSection={text ? null : <Kbd size="xs">⌘/Ctrl K</Kbd>}
      rightSectionWidth={92}
      rightSectionPointerEvents="none"
      onChange={(event) => {
        setText(event.currentTarget.value)
        search(event.currentTarget.value)
      }}
    />
  )
}

function Announce({ query, count }: { query: string; count: number | undefined }) {
  const t = useText()
  const format = useFormat()
  return (
    <VisuallyHidden role="status">
      {query && count !== undefined ? t('members.found', { count, shown: format.number(count) }) : ''}
    </VisuallyHidden>
  )
}

function NoMatch({ query }: { query: string }) {
  const t = useText()
  const navigate = route.useNavigate()
  return (
    <Empty
      icon={<IconUserSearch size={28} />}
      title={t('members.noMatch.title', { query: `\u2068${query}\u2069` })}
      action={
        <Button onClick={() => void navigate({ search: {}, replace: true })}>
          {t('members.noMatch.action')}
        </Button>
      }
    >
      {t('members.noMatch.text')}
    </Empty>
  )
}

function NoMembers({ program }: { program: string }) {
  const t = useText()
  return (
    <Empty
      icon={<IconUsers size={28} />}
      title={t('members.empty.title')}
      action={
        <Group justify="center" maw="100%">
          <Copyable
            text={`npx perennial import orders orders.csv --program ${program}`}
            label={t('signIn.command')}
          />
        </Group>
      }
    >
      <Text>{t('members.empty.text')}</Text>
    </Empty>
  )
}
